"""Cohorts: who bought first in a month, and how many of them came back in the months after."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.reports import words
from shopdesk.reports.document import Block, Chart, Column, Opens, Row, Series, Table
from shopdesk.services.analyses.breakdown import ALIVE
from shopdesk.services.analyses.cohorts import Cohort, cohorts
from shopdesk.services.figures.scope import Span

if TYPE_CHECKING:
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

MONTHS: Final = 12
"""Months that are shown at least, the scope's last one included."""


def blocks(read: "Read", scope: "Scope") -> tuple[Block, ...]:
    """Return the cohorts of the scope's months, or of a year if it is shorter."""
    wide = scope.during(Span(min(scope.span.first, _back(scope.span.last)), scope.span.last))
    found = [one for one in cohorts(read, wide) if one.size]
    return (*_chart(found), _table(found, wide))


def _back(last: date) -> date:
    """Return the first day of the month from which so many are shown."""
    months = last.year * 12 + last.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _chart(found: list[Cohort]) -> tuple[Block, ...]:
    most = max((len(one.months) for one in found), default=0)
    if most < 2:
        return ()
    rows = tuple(
        Series(f"{words.month(one.first)} ({one.size})", tuple(map(one.share, range(1, most))))
        for one in found
    )
    since = tuple(f"+{month}" for month in range(1, most))
    name = _("Cohorts: customers who bought again, by months since their first order")
    return (Chart(name, "heat", since, rows, "share", _("months since")),)


def _table(found: list[Cohort], scope: "Scope") -> Table:
    rows = tuple(
        _row(one, since, scope) for one in found for since, month in enumerate(one.months)
        if month.orders
    )  # fmt: skip
    note = _(
        "Customers by the month of their first order that was not cancelled, in any shop; share: "
        "of all who bought first in that month. Orders whose customer nobody can tell are left out."
    )
    return Table(
        _("Cohorts month by month"),
        (Column(_("First order in")), Column(_("Months since"), "count"),
         Column(_("Customers"), "count"), Column(_("Share"), "share"),
         Column(_("Orders"), "count"), Column(_("GMV"), "money")),
        rows,
        note=note,
        empty=_("No customer can be told yet."),
    )  # fmt: skip


def _row(one: Cohort, since: int, scope: "Scope") -> Row:
    month = one.months[since]
    cells = (words.month(one.first), since, month.customers, one.share(since), month.orders,
             month.gmv)  # fmt: skip
    start = one.first
    for _month in range(since):
        start = (start + timedelta(days=31)).replace(day=1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    where = scope.during(Span(start, min(end, scope.span.last))).where
    return Row(cells, Opens("orders", f"{where} first:{one.first:%Y-%m} {ALIVE}"))
