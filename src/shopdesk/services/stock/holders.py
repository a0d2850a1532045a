"""Who holds pieces: the orders that wait for them, the promotions that they are kept for."""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.shops import Shop
from shopdesk.models.stock import Promise
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Holder:
    """So many pieces of one SKU that are spoken for; ``kind`` is order, unpaid or promo.

    Of an order its id, number, channel, shop, status and when it must have left; of a promotion
    what it is called. ``until`` is when they are let go by themselves.
    """

    id: int
    kind: str
    qty: int
    order: int | None
    number: str
    channel: str
    shop: str
    status: str
    ship_by: int | None
    reason: str
    until: int | None


def holders(read: Read, variant_id: int) -> tuple[Holder, ...]:
    """Return who holds pieces of a SKU: orders by their deadline, then promotions."""
    query = (
        sa.select(
            Promise.id, Promise.kind, Promise.qty, Promise.order_id,
            sa.func.coalesce(Order.number, ""), sa.func.coalesce(Order.channel, ""),
            sa.func.coalesce(Shop.name, ""), sa.func.coalesce(Order.status, ""), Order.ship_by,
            Promise.reason, Promise.until,
        )
        .outerjoin(Order, Order.id == Promise.order_id)
        .outerjoin(Shop, Shop.id == Order.shop_id)
        .where(Promise.variant_id == variant_id)
        .order_by(Promise.order_id.is_(None), Order.ship_by.is_(None), Order.ship_by, Promise.id)
    )  # fmt: skip
    return tuple(Holder(*row) for row in read.connection.execute(query))
