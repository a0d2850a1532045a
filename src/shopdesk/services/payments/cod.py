"""Cash on delivery, apart from all other payments: what couriers still owe, what they brought."""

from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.shops import Shop
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.payments.rows import CodRow
from shopdesk.store import Read

MOST: Final = 5_000
"""Orders that are listed, the newest first."""
COD: Final = sa.and_(ORDER.cod == 1, ORDER.cancelled == 0)
COLLECTED: Final = ("paid", "part_refunded", "refunded")


def orders(read: Read, *, collected: bool = False) -> tuple[CodRow, ...]:
    """Return the orders that are paid at the door: those awaited, or those collected."""
    query = (
        sa.select(
            ORDER.id, ORDER.number, ORDER.channel, Shop.name,
            sa.func.coalesce(ORDER.buyer, ORDER.recipient, ""),
            sa.func.coalesce(ORDER.courier, ""), sa.func.coalesce(ORDER.tracking, ""),
            ORDER.status, ORDER.total, ORDER.currency, ORDER.placed_at, ORDER.delivered_at,
        )
        .join_from(Order, Shop, Shop.id == ORDER.shop_id)
        .where(COD, _state(collected=collected))
        .order_by(ORDER.placed_at.desc(), ORDER.id.desc())
        .limit(MOST)
    )  # fmt: skip
    rows = read.connection.execute(query)
    return tuple(CodRow(*row, collected) for row in rows)  # type: ignore[call-arg]


def sums(read: Read) -> dict[str, dict[str, tuple[int, int]]]:
    """Return per state (awaiting, collected) and currency how many orders, and their money."""
    found: dict[str, dict[str, tuple[int, int]]] = {"awaiting": {}, "collected": {}}
    for name in found:
        query = (
            sa.select(ORDER.currency, sa.func.count(), sa.func.sum(ORDER.total))
            .where(COD, _state(collected=name == "collected")).group_by(ORDER.currency)
        )  # fmt: skip
        found[name] = {row[0]: (row[1], row[2]) for row in read.connection.execute(query)}
    return found


def _state(*, collected: bool) -> Any:
    if collected:
        return ORDER.payment.in_(COLLECTED)
    over = ORDER.status.in_(("cancelled", "returned"))
    return sa.and_(ORDER.payment == "cod_due", sa.not_(over))
