"""The monthly management report."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building, management
from shopdesk.reports.blocks import abc, breakdown, uplift
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 30


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from management.opening(read, scope)
    yield from management.sales(read, scope, most=20)
    yield from part(_("Shops"), breakdown.blocks(read, scope, "shop"))
    yield from part(_("Promotions"), uplift.blocks(read, scope))
    yield from management.customers(read, scope)
    yield from part(_("What earns the money"), abc.blocks(read, scope, most=20))
    yield from management.closing(read, scope, most=20)


REPORT: Final = building.report(
    "monthly",
    N_("Monthly report"),
    N_("The month against the one before, all areas, for whoever leads the shop."),
    building.usual("last-month"),
    _blocks,
)
