"""The weekly management report."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_
from shopdesk.reports import building, management

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 20


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from management.opening(read, scope)
    yield from management.sales(read, scope, most=10)
    yield from management.customers(read, scope)
    yield from management.closing(read, scope, most=10)


REPORT: Final = building.report(
    "weekly",
    N_("Weekly report"),
    N_("The week against the one before: sales, customers, stock, parcels and answers."),
    building.usual("last-week"),
    _blocks,
)
