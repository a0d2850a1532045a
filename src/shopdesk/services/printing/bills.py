"""Orders as their invoices tell them: every amount, and that they add up to the total."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from shopdesk.models.orders import CALLED_OFF, Order, OrderLine
from shopdesk.models.shops import Listing, Shop
from shopdesk.services.printing.addresses import place_of
from shopdesk.services.printing.consignments import chunks
from shopdesk.services.printing.rows import Bill, BillLine
from shopdesk.store import Read


def bills(read: Read, order_ids: Sequence[int]) -> tuple[Bill, ...]:
    """Return the invoices of the orders, in the asked order."""
    asked = list(dict.fromkeys(order_ids))
    made: dict[int, Bill] = {}
    for some in chunks(asked):
        lines = _lines(read, some)
        query = (
            sa.select(Order.__table__, Shop.name.label("shop"))
            .join(Shop, Shop.id == Order.shop_id)
            .where(Order.id.in_(some))
        )
        for order in read.connection.execute(query):
            made[order.id] = _bill(order, lines.get(order.id, []))
    return tuple(made[one] for one in asked if one in made)


def _bill(order: Any, lines: Sequence[BillLine]) -> Bill:
    subtotal = sum(line.subtotal for line in lines)
    discount, shipping = order.discount or 0, order.shipping_fee or 0
    return Bill(
        order_id=order.id, number=order.number, channel=order.channel, shop=order.shop,
        placed_at=order.placed_at, paid_at=order.paid_at, payment=order.payment,
        method=order.payment_method or "", recipient=order.recipient or order.buyer or "",
        phone=order.phone or "", address=order.address or "", place=place_of(order),
        lines=tuple(lines), subtotal=subtotal, discount=discount, shipping=shipping,
        other=order.total - (subtotal - discount + shipping), total=order.total,
        refunded=order.refunded or 0, currency=order.currency,
    )  # fmt: skip


def _lines(read: Read, order_ids: Sequence[int]) -> dict[int, list[BillLine]]:
    query = (
        sa.select(
            OrderLine.order_id, Listing.sku, Listing.name, Listing.variation,
            OrderLine.qty, OrderLine.price, OrderLine.subtotal,
        )
        .join(Listing, Listing.id == OrderLine.listing_id)
        .where(
            OrderLine.order_id.in_(order_ids),
            sa.func.lower(sa.func.coalesce(OrderLine.line_status, "")).not_in(CALLED_OFF),
        )
        .order_by(OrderLine.order_id, OrderLine.position, OrderLine.id)
    )  # fmt: skip
    found: dict[int, list[BillLine]] = {}
    for row in read.connection.execute(query):
        found.setdefault(row[0], []).append(BillLine(*row[1:]))
    return found
