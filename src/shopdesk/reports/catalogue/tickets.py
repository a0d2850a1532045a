"""Tickets: how fast and how well customers are answered, and why they wrote."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building
from shopdesk.reports.blocks import tickets
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 90


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from part(_("Answers"), tickets.blocks(read, scope))


REPORT: Final = building.report(
    "tickets",
    N_("Tickets"),
    N_("First answers, promises kept, satisfaction, and why customers wrote."),
    building.usual("last-month"),
    _blocks,
)
