"""Stock: what runs out, how fast it turns, what lies too long."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports import building
from shopdesk.reports.blocks import ageing, forecast, stock, stockturn
from shopdesk.reports.building import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shopdesk.reports.document import Block
    from shopdesk.reports.spec import Answers
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

ORDER: Final = 70


def _blocks(read: "Read", scope: "Scope", _answers: "Answers") -> "Iterator[Block]":
    yield from part(_("Stock now"), stock.blocks(read, scope, most=100))
    yield from part(_("Forecast"), forecast.blocks(read, scope))
    yield from part(_("Stock turn"), stockturn.blocks(read, scope))
    yield from part(_("Age of the stock"), ageing.blocks(read, scope))


REPORT: Final = building.report(
    "stock",
    N_("Stock"),
    N_("What is out or runs out next, the forecast, how fast stock turns, what lies too long."),
    building.usual("this-month"),
    _blocks,
)
