"""Sales along the period beside the period before: by day, in a long one by week or by month."""

from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.reports import days
from shopdesk.reports.blocks import breakdown
from shopdesk.reports.document import Block, Chart, Series
from shopdesk.services.analyses import breakdown as sales

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

DAYS: Final = 62
WEEKS: Final = 371
"""Days of a period up to which it is shown by day, and beyond that by week."""


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return GMV along the period as a chart, beside that of the period before, and the table."""
    length = scope.span.days
    by = "day" if length <= DAYS else "week" if length <= WEEKS else "month"
    *_chart, table = breakdown.blocks(read, scope, by)
    return (_chart_of(read, scope, by), table) if length > 1 else (table,)


def _chart_of(read: "Read", scope: "Scope", by: str) -> Chart:
    before = scope.span.before(read.clock.today())
    now = breakdown.begun(read, sales.breakdown(read, scope, by))
    then = [one.tally.gmv for one in sales.breakdown(read, scope.during(before), by)]
    series = [Series(_("GMV, not cancelled"), tuple(one.tally.gmv for one in now))]
    if any(then):
        beside = (*then, *[None] * len(now))[: len(now)]
        series.append(Series(days.said(before), beside))
    return Chart(
        breakdown.title(by),
        "column" if len(series) == 1 else "line",
        tuple(breakdown.named(by, one.key) for one in now),
        tuple(series),
        axis=breakdown.axis(by),
    )
