"""What orders of the own shop have to bring: the sum asked for, what came in, and in which time.

An order that nobody was asked to pay with a code is expected to bring its total.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import SELF_VERIFIED, Order
from shopdesk.models.payments import Due
from shopdesk.services.orders.dues import DUE, UNPAID
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.paging import CHUNK
from shopdesk.services.payments.rules import Rules

WAITING: Final = ("to_verify", "on_hold", "exception")
"""Statuses in which an order that is not paid yet can stand."""
OURS: Final = sa.and_(
    ORDER.channel.in_(SELF_VERIFIED), ORDER.cod == 0, ORDER.cancelled == 0, ORDER.total > 0
)
"""Orders whose payment the shop itself must find; cash on delivery never is one of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order and what it has to bring. ``since`` is the last time its buyer was asked."""

    id: int
    number: str
    payment: str
    placed: int
    since: int
    expires: int | None
    asked: int
    code: int
    paid: int
    currency: str
    names: tuple[str, ...]

    @property
    def left(self) -> int:
        """What it still has to bring."""
        return self.asked - self.paid

    def takes(self, start: int, end: int, rules: Rules) -> bool:
        """Tell whether a line of this time (start ≤ t < end) stands in the order's window."""
        last = max(self.since + rules.after, self.expires or 0)
        return end > self.placed - rules.before and start <= last


COLUMNS: Final = (
    ORDER.id, ORDER.number, ORDER.payment, ORDER.placed_at,
    sa.func.max(ORDER.placed_at, sa.func.coalesce(DUE.asked_at, 0)), DUE.expires_at,
    sa.case((DUE.asked_at.is_not(None), DUE.amount), else_=ORDER.total),
    sa.func.coalesce(DUE.code, 0), sa.func.coalesce(DUE.paid, 0), ORDER.currency, ORDER.buyer,
    ORDER.recipient,
)  # fmt: skip


def wanted(connection: sa.Connection, *conditions: Any) -> Iterator[Wanted]:
    """Yield the orders that are ours to find the payment of and meet these conditions."""
    query = sa.select(*COLUMNS).outerjoin_from(Order, Due, DUE.order_id == ORDER.id)
    for row in connection.execute(query.where(OURS, *conditions).order_by(ORDER.id)):
        names = tuple(dict.fromkeys(name for name in row[10:12] if name))
        yield Wanted(*row[:10], names)


def still_open(connection: sa.Connection) -> Iterator[Wanted]:
    """Yield the orders that wait for their payment."""
    return wanted(connection, ORDER.status.in_(WAITING), ORDER.payment.in_(UNPAID))


def of_amounts(connection: sa.Connection, amounts: Collection[int]) -> Iterator[Wanted]:
    """Yield all orders, paid and over ones too, that are or were to bring one of these sums."""
    told = list(amounts)
    for at in range(0, len(told), CHUNK):
        some = told[at : at + CHUNK]
        asked = sa.select(DUE.order_id).where(DUE.amount.in_(some), DUE.asked_at.is_not(None))
        plain = sa.select(ORDER.id).where(_every_status(), ORDER.total.in_(some))
        for one in wanted(connection, ORDER.id.in_(asked.union(plain))):
            if one.asked in some:
                yield one


def _every_status() -> Any:
    """Name all statuses, because the index of totals begins with them."""
    from shopdesk.models.orders import STATUSES

    return ORDER.status.in_(STATUSES)
