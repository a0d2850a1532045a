"""The daily management report: yesterday, and what needs a hand this morning."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building, management
from shopdesk.reports.blocks import breakdown, health, needs, stock, tickets
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 10


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from management.opening(read, scope)
    yield from part(_("Needs a hand now"), needs.blocks(read, scope))
    yield from part(_("Hours"), breakdown.blocks(read, scope, "hour", most=24))
    yield from part(_("Shops"), breakdown.blocks(read, scope, "shop"))
    yield from part(_("Top products"), breakdown.blocks(read, scope, "product", most=10))
    yield from part(_("Stock"), stock.blocks(read, scope, most=10))
    yield from part(_("Customers' questions"), tickets.blocks(read, scope))
    yield from part(_("Seller health"), health.blocks(read, scope))


REPORT: Final = building.report(
    "daily",
    N_("Daily report"),
    N_("Yesterday in short: what changed, what needs a hand, sales, stock and answers."),
    building.usual("yesterday"),
    _blocks,
)
