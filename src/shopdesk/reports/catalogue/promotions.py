"""Promotions: what campaign days sold above a usual day."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building
from shopdesk.reports.blocks import uplift
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 110


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from part(_("Uplift"), uplift.blocks(read, scope))


REPORT: Final = building.report(
    "promotions",
    N_("Promotions"),
    N_("Campaign days against the weekday median of the weeks before."),
    building.usual("last-month"),
    _blocks,
)
