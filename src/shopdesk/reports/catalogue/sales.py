"""Sales, by everything they can be told apart by."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building
from shopdesk.reports.blocks import breakdown, figures, rhythm, trend, waterfall
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 40
BY: Final = {
    "channel": N_("Channels"), "shop": N_("Shops"), "category": N_("Categories"),
    "product": N_("Products"), "province": N_("Provinces"), "courier": N_("Couriers"),
    "payment": N_("Payments"), "weekday": N_("Weekdays"),
}  # fmt: skip
"""What sales are broken down by, in this order."""


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from part(_("Figures"), figures.blocks(read, scope))
    yield from part(_("Trend"), trend.blocks(read, scope))
    yield from part(_("From GMV to net sales"), waterfall.blocks(read, scope))
    for by, title in BY.items():
        yield from part(_(title), breakdown.blocks(read, scope, by))
    yield from part(_("When customers buy"), rhythm.blocks(read, scope))


REPORT: Final = building.report(
    "sales",
    N_("Sales"),
    N_("The figures, GMV to net sales, and sales by channel, shop, product, place and hour."),
    building.usual("last-month"),
    _blocks,
)
