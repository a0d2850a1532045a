"""Stock as it is now: what is out, oversold or without a cost, and what runs out next."""

from typing import TYPE_CHECKING, Final

from shopdesk import services
from shopdesk.filters.writing import quoted
from shopdesk.locale import N_, _
from shopdesk.reports.document import Block, Column, Opens, Row, Table, Tile, Tiles

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.services.stock.cover import Cover
    from shopdesk.store import Read

MOST: Final = 30
"""SKUs that the table of what runs out next shows."""
STATES: Final = (
    (N_("SKUs on sale"), N_("all that are not archived"), ""),
    (N_("Out of stock"), N_("nothing left to sell"), "is:out"),
    (N_("Oversold"), N_("more promised than is there"), "is:oversold"),
    (N_("At the low mark"), N_("no more left than the SKU's own low mark"), "is:low"),
)


def blocks(read: "Read", _scope: "Scope", most: int = MOST) -> tuple[Block, ...]:
    """Return how stock stands, and what runs out next; stock is of all shops together, and now."""
    return _tiles(read), _next(services.stock.cover.low(read), most)


def _tiles(read: "Read") -> Tiles:
    return Tiles(
        tuple(
            Tile(_(name), _(means), "count", services.products.total(read, where),
                 opens=Opens("products", where))
            for name, means, where in STATES
        )
    )  # fmt: skip


def _next(found: "tuple[Cover, ...]", most: int) -> Table:
    columns = (
        Column(_("SKU"), "code"),
        Column(_("Product")),
        Column(_("Available"), "count"),
        Column(_("On the way"), "count"),
        Column(_("Sold a day"), "number"),
        Column(_("Lasts"), "days"),
        Column(_("Runs out"), "date"),
    )
    note = _("Pieces sold on days that had stock; what sells and is gone stands first.")
    if len(found) > most:
        note += " " + _("{n} of {all} SKUs are shown.").format(n=most, all=len(found))
    return Table(
        _("Runs out next"),
        columns,
        tuple(map(_row, found[:most])),
        note=note,
        empty=_("Nothing runs out soon."),
    )


def _row(one: "Cover") -> Row:
    cells = (one.sku, one.name, one.level.available, one.level.incoming, one.daily, one.days,
             one.runs_out)  # fmt: skip
    return Row(cells, Opens("products", f"sku={quoted(one.sku)}"))
