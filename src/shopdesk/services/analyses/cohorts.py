"""Cohorts: customers by the month of their first order, and who of them bought in later months.

A customer belongs to the month of the first order ever, in whichever shop. The scope says whose
months: cohorts begin in its span, and only its shop's or channel's orders of that currency count.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from shopdesk.services.analyses.kept import of_scope, orders
from shopdesk.services.figures.scope import Scope
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a cohort's life: who bought, how many orders, deal price × quantity."""

    customers: int = 0
    orders: int = 0
    gmv: int = 0


@dataclass(frozen=True, slots=True)
class Cohort:
    """Customers whose first order was placed in a month, and what became of them.

    ``months`` begins with that month; the last one is that of the last day of the scope.
    ``size`` is how many they are, wherever they bought first.
    """

    first: date
    size: int
    months: tuple[Month, ...]

    def share(self, since: int) -> Fraction | None:
        """Return how many of them bought so many months later; None if that is yet to come."""
        if since >= len(self.months) or not self.size:
            return None
        return Fraction(self.months[since].customers, self.size)


def cohorts(read: Read, scope: Scope) -> tuple[Cohort, ...]:
    """Return a cohort for every month of the span, the oldest first."""
    starts = _months(scope)
    bought = orders(read)
    month = _month(bought.c.placed_at, [read.clock.at(first) for first in starts[1:]])
    born = _born(read, bought, month, scope)
    sizes = sa.select(born.c.born, sa.func.count()).group_by(born.c.born)
    size = {row[0]: row[1] for row in read.connection.execute(sizes)}
    sums = {
        (row[0], row[1]): Month(*row[2:])
        for row in read.connection.execute(_sums(read, scope, bought, month, born))
    }
    return tuple(
        Cohort(
            first,
            size.get(at, 0),
            tuple(sums.get((at, later), Month()) for later in range(at, len(starts))),
        )
        for at, first in enumerate(starts)
    )


def _months(scope: Scope) -> list[date]:
    """Return the first day of every month that the span touches."""
    found = [scope.span.first.replace(day=1)]
    while (after := (found[-1] + timedelta(days=31)).replace(day=1)) <= scope.span.last:
        found.append(after)
    return found


def _month(placed_at: Any, edges: list[int]) -> Any:
    """Return the number of the month that an order was placed in."""
    steps = ((placed_at < edge, at) for at, edge in enumerate(edges))
    return sa.case(*steps, else_=len(edges)) if edges else placed_at * 0


def _born(read: Read, bought: Any, month: Any, scope: Scope) -> Any:
    """Return the customers whose first order lies in the months, each with its month."""
    start = read.clock.at(_months(scope)[0])
    _start, end = scope.span.instants(read.clock)
    first = sa.func.min(bought.c.placed_at)
    return (
        sa.select(bought.c.identity, sa.func.min(month).label("born"))
        .group_by(bought.c.identity)
        .having(first >= start, first < end)
        .subquery("cohort")
    )


def _sums(read: Read, scope: Scope, bought: Any, month: Any, born: Any) -> Any:
    """Return month of the first order, month, customers, orders and GMV."""
    _start, end = scope.span.instants(read.clock)
    each = (
        sa.select(
            sa.func.min(born.c.born).label("born"), month.label("month"),
            sa.func.count().label("orders"), sa.func.sum(bought.c.gmv).label("gmv"),
        )
        .join_from(born, bought, bought.c.identity == born.c.identity)
        .where(bought.c.placed_at < end, of_scope(bought, scope))
        .group_by(bought.c.identity, month)
        .subquery("each_month")
    )  # fmt: skip
    return sa.select(
        each.c.born, each.c.month, sa.func.count(), sa.func.sum(each.c.orders),
        sa.func.sum(each.c.gmv),
    ).group_by(each.c.born, each.c.month)  # fmt: skip
