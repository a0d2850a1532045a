"""New against returning: first orders of customers, and orders of those who had bought before.

A customer's first order is the first one ever that was not cancelled, in whichever shop and
currency. Who placed it in the scope is new there; whoever bought in the scope and is not new has
returned. Orders of nobody who can be told are counted apart.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.services.analyses.customers import identity
from shopdesk.services.analyses.kept import KEPT, current, of_scope, orders
from shopdesk.services.analyses.placed import placed
from shopdesk.services.figures import total
from shopdesk.services.figures.scope import Scope
from shopdesk.store import Read

FEW: Final = 40
"""Days of a span that few customers buy in."""


@dataclass(frozen=True, slots=True)
class Bought:
    """Orders of one kind, and deal price × quantity of their lines."""

    orders: int = 0
    gmv: int = 0


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Who bought in a scope. ``again``: of all told, who has two orders or more.

    For that, orders in every shop count, up to the end of the span.
    """

    first: Bought
    repeat: Bought
    unknown: Bought
    customers: int
    again: int

    @property
    def new(self) -> int:
        """Customers whose first order lies in the scope."""
        return self.first.orders

    @property
    def returning(self) -> int:
        """All other customers who bought."""
        return self.customers - self.new

    @property
    def repeat_rate(self) -> Fraction | None:
        """Customers with two orders or more among all who bought; None where nobody did."""
        return Fraction(self.again, self.customers) if self.customers else None


def counts(read: Read, scope: Scope) -> Newcomers:
    """Return first and repeat orders of a scope, those of nobody told, and the customers."""
    whole, bought = total(read, scope), orders(read)
    mine = _customers(read, scope, bought)
    is_new = mine.c.first == mine.c.first_here
    query = sa.select(
        sa.func.count(),
        *(
            sa.func.coalesce(sa.func.sum(one), 0)
            for one in (
                mine.c.orders, mine.c.gmv, sa.case((is_new, 1), else_=0),
                sa.case((mine.c.ever > 1, 1), else_=0),
            )
        ),
    ).select_from(mine)  # fmt: skip
    people, count, gmv, new, again = read.connection.execute(query).one()
    key = mine.c.identity == bought.c.identity, mine.c.first == _key(bought)
    worth = sa.select(sa.func.coalesce(sa.func.sum(bought.c.gmv), 0)).select_from(mine)
    first = Bought(new, read.connection.scalar(worth.join(bought, sa.and_(*key)).where(is_new)))
    return Newcomers(
        first,
        Bought(count - new, gmv - first.gmv),
        Bought(whole.orders - count, whole.gmv - gmv),
        people,
        again,
    )


def _key(bought: Any) -> Any:
    """Return a number that tells a customer's orders apart and grows with their time."""
    return bought.c.placed_at * (1 << 32) + bought.c.order_id


def _customers(read: Read, scope: Scope, bought: Any) -> Any:
    """Return who bought in the scope: what they did there, their first order, all up to its end."""
    start, end = scope.span.instants(read.clock)
    until = bought.c.placed_at < end
    here = sa.and_(bought.c.placed_at >= start, until, of_scope(bought, scope))
    query = sa.select(
        bought.c.identity,
        sa.func.min(_key(bought)).label("first"),
        sa.func.min(sa.case((here, _key(bought)))).label("first_here"),
        sa.func.sum(sa.case((here, 1), else_=0)).label("orders"),
        sa.func.sum(sa.case((here, bought.c.gmv), else_=0)).label("gmv"),
        sa.func.sum(sa.case((until, 1), else_=0)).label("ever"),
    )
    if scope.span.days <= FEW and current(read, KEPT.name):
        # Few customers are looked up; of many all orders are gone through in one go.
        few = sa.select(identity).where(placed(read, scope), identity.is_not(None))
        query = query.where(bought.c.identity.in_(few))
    made = query.group_by(bought.c.identity)
    inside = sa.func.min(sa.case((here, _key(bought)))).is_not(None)
    return made.having(inside).cte("mine").prefix_with("MATERIALIZED")
