"""The list of tasks: what is due first before the others, then the oldest."""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import NEVER, Order
from shopdesk.models.products import Product, Variant
from shopdesk.models.shipments import Parcel, Task
from shopdesk.models.shops import Shop
from shopdesk.services.tasks.rows import TaskRow
from shopdesk.store import Read

MOST: Final = 2_000
"""Tasks that one list shows."""


def listed(
    read: Read, *, kind: str = "", state: str = "open", order_ids: Sequence[int] = (),
    parcel_ids: Sequence[int] = (), limit: int = MOST,
) -> tuple[TaskRow, ...]:  # fmt: skip
    """Return the tasks of a kind and state (empty: any), of these orders or parcels (or of all)."""
    query = (
        sa.select(
            Task.id, Task.kind, Task.state, Task.order_id, Order.number, Order.channel, Shop.name,
            Order.buyer, Order.recipient, Order.phone, Task.parcel_id, Parcel.tracking,
            Parcel.courier, Task.variant_id, Variant.sku, Product.name, Variant.rack, Task.qty,
            Task.about, Task.amount,
            Order.currency, Task.due, Task.made_at, Task.made_by, Task.done_at, Task.done_by,
        )
        .join(Order, Order.id == Task.order_id)
        .join(Shop, Shop.id == Order.shop_id)
        .outerjoin(Parcel, Parcel.id == Task.parcel_id)
        .outerjoin(Variant, Variant.id == Task.variant_id)
        .outerjoin(Product, Product.id == Variant.product_id)
        .order_by(sa.func.coalesce(Task.due, NEVER), Task.made_at, Task.id)
        .limit(limit)
    )  # fmt: skip
    if kind:
        query = query.where(Task.kind == kind)
    if state:
        query = query.where(Task.state == state)
    if order_ids:
        query = query.where(Task.order_id.in_(order_ids))
    if parcel_ids:
        query = query.where(Task.parcel_id.in_(parcel_ids))
    now = read.clock.now()
    return tuple(_row(row, now) for row in read.connection.execute(query))


def counts(read: Read) -> dict[str, int]:
    """Return how many tasks of each kind are open."""
    query = (
        sa.select(Task.kind, sa.func.count())
        .where(Task.state == "open")
        .group_by(Task.kind)
    )  # fmt: skip
    return {row[0]: row[1] for row in read.connection.execute(query)}


def _row(row: Sequence[Any], now: int) -> TaskRow:
    names = {"buyer", "recipient", "phone", "tracking", "courier", "sku", "product", "rack"}
    facts = dict(zip(FIELDS, row, strict=True))
    return TaskRow(**facts | {name: facts[name] or "" for name in names}, now=now)


FIELDS: Final = tuple(TaskRow.__dataclass_fields__)[:-1]
