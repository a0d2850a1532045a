"""Shipments: deadlines kept, couriers, and where the days go."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building
from shopdesk.reports.blocks import breakdown, health, shipments
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 80


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from part(_("Deadlines and parcels"), shipments.blocks(read, scope))
    yield from part(_("Sales by courier"), breakdown.blocks(read, scope, "courier"))
    yield from part(_("Seller health"), health.blocks(read, scope))


REPORT: Final = building.report(
    "shipments",
    N_("Shipments"),
    N_("Deadlines kept, what became of parcels by courier, how long each step takes."),
    building.usual("last-month"),
    _blocks,
)
