"""Customers: new and returning, cohorts, and the segments to act on."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building
from shopdesk.reports.blocks import cohorts, funnel, newcomers, rfm
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 60


def _blocks(read: "Read", scope: "Scope", answers: "Answers") -> "Iterator[Block]":
    yield from part(_("New and returning"), newcomers.blocks(read, scope))
    yield from part(_("Conversion"), funnel.blocks(read, scope))
    yield from part(_("Cohorts"), cohorts.blocks(read, scope))
    names = building.names(read, answers)
    yield from part(_("Segments"), rfm.blocks(read, scope, names=names))


REPORT: Final = building.report(
    "customers",
    N_("Customers"),
    N_("New and returning customers, cohorts, conversion, and segments with what to do."),
    (*building.usual("last-month"), building.NAMES),
    _blocks,
)
