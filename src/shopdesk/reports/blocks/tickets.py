"""How customers were answered: the figures of the tickets opened in the period, and why they came.

The figures open the tickets behind them.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk import services
from shopdesk.clock import HOUR
from shopdesk.locale import _
from shopdesk.reports import days
from shopdesk.reports import quality as words
from shopdesk.reports.document import Block, Cell, Column, Kind, Opens, Row, Table, Tile, Tiles

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.services.tickets.quality import Figure, Reason
    from shopdesk.store import Read

KINDS: Final[dict[str, Kind]] = {"count": "count", "seconds": "number", "share": "share"}


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return the inbox's figures beside those of the period before, and the reasons."""
    named, before = days.spelt(scope.span), days.spelt(scope.span.before(read.clock.today()))
    quality = services.tickets.quality
    then = {one.id: one for one in quality.figures(read, before)}
    tiles = tuple(
        _tile(one, then[one.id], days.said(scope.span.before(read.clock.today())))
        for one in quality.figures(read, named)
    )
    return Tiles(tiles), _reasons(quality.reasons(read, named))


def _tile(figure: "Figure", then: "Figure", before: str) -> Tile:
    name = words.name(figure)
    if figure.kind == "seconds":
        name = _("{figure} (hours)").format(figure=name)
    return Tile(
        name, words.means(figure), KINDS[figure.kind], _value(figure), _value(then), before,
        Opens("tickets", figure.where),
    )  # fmt: skip


def _value(figure: "Figure") -> Cell:
    if figure.kind == "seconds" and figure.value is not None:
        return Fraction(figure.value) / HOUR
    return figure.value


def _reasons(found: "tuple[Reason, ...]") -> Table:
    columns = (Column(_("Reason")), Column(_("Tickets"), "count"), Column(_("Share"), "share"))
    whole = tuple(one for one in found if not one.by)
    rows = tuple(_row(one) for one in found)
    total = sum(one.tickets for one in whole)
    return Table(
        _("Why customers wrote"),
        columns,
        rows,
        Row((_("All reasons"), total, Fraction(1))) if rows else None,
        note=_("Tickets of all shops. Below a reason: what they are most often about; a ticket may "
               "be about several."),
        empty=_("No ticket was opened in the period."),
    )  # fmt: skip


def _row(one: "Reason") -> Row:
    share = Fraction(one.tickets, one.of) if one.of else None
    return Row((words.reason(one), one.tickets, share), Opens("tickets", one.where))
