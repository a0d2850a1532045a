"""Returns: what came back, from which orders and products."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building
from shopdesk.reports.blocks import returns
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 100


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from part(_("Returns"), returns.blocks(read, scope, most=100))


REPORT: Final = building.report(
    "returns",
    N_("Returns"),
    N_("What came back: orders by what happened to them, pieces by product."),
    building.usual("last-month"),
    _blocks,
)
