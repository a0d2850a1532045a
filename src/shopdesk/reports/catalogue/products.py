"""Products: what sells, what earns, what lies about, what is bought together."""

from typing import TYPE_CHECKING, Final, Literal

from shopdesk.locale import N_, _
from shopdesk.reports import building
from shopdesk.reports.blocks import abc, ageing, basket, breakdown, stockturn
from shopdesk.reports.building import part
from shopdesk.reports.spec import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 50
RANKED: Final = Question(
    "by",
    N_("Ranked by"),
    N_("What ABC classes are made from: revenue, or margin where costs are known."),
    "choice",
    "revenue",
    ("revenue", "margin"),
)


def _blocks(read: "Read", scope: "Scope", answers: "Answers") -> "Iterator[Block]":
    by: Literal["revenue", "margin"] = "margin" if answers["by"] == "margin" else "revenue"
    yield from part(_("Top products"), breakdown.blocks(read, scope, "product", most=50))
    yield from part(_("What earns the money"), abc.blocks(read, scope, by=by))
    yield from part(_("Stock turn"), stockturn.blocks(read, scope))
    yield from part(_("Age of the stock"), ageing.blocks(read, scope))
    yield from part(_("Bought together"), basket.blocks(read, scope))


REPORT: Final = building.report(
    "products",
    N_("Products"),
    N_("Best sellers, ABC and XYZ classes, stock turn, dead stock, bought together."),
    (*building.usual("last-month"), RANKED),
    _blocks,
)
