"""Seller health: each shop's clocks as they stand, with the orders that count against it."""

from typing import TYPE_CHECKING

from shopdesk import services
from shopdesk.locale import _
from shopdesk.reports import health as words
from shopdesk.reports.blocks import shops
from shopdesk.reports.document import Block, Column, Opens, Row, Table

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.services.health import Clocked
    from shopdesk.store import Read


def found(read: "Read", scope: "Scope") -> "tuple[Clocked, ...]":
    """Return the clocks that have something to judge, of the shops looked at."""
    return tuple(
        one
        for one in services.health.clocks(read, scope.shop_id)
        if one.total and scope.channel in {"", one.channel}
    )


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return the clocks of the shops, each opening the orders against it."""
    columns = (
        Column(_("Shop")),
        Column(_("Clock")),
        Column(_("Days"), "count"),
        Column(_("Against"), "count"),
        Column(_("Judged"), "count"),
        Column(_("Rate"), "share"),
        Column(_("Target")),
        Column(_("Window before"), "share"),
        Column(_("To spare")),
        Column(_("Stands")),
    )
    return (
        Table(
            _("The clocks of the shops"),
            columns,
            tuple(map(_row, found(read, scope))),
            note=_("Each clock looks at its own last days up to today, whatever the period is."),
            empty=_("No shop has orders to judge."),
        ),
    )


def _row(one: "Clocked") -> Row:
    shop = shops.named(f"{one.channel}:{one.shop}")
    cells = (
        shop, words.name(one.rule.measure), one.rule.days, one.against, one.total,
        one.rate, words.target(one), one.before, words.spare(one), words.grade(one),
    )  # fmt: skip
    return Row(cells, Opens("orders", one.where))
