"""Reading one parcel whole: what is in it, what was said of it, what is left to do with it."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.models.messages import Message
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shipments import Bundled, ParcelEvent, ParcelLine, Print, Task
from shopdesk.models.shops import Listing
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.orders.reads import rows_of as orders_of
from shopdesk.services.orders.rows import Item
from shopdesk.services.shipments.events import in_time
from shopdesk.services.shipments.reads import at
from shopdesk.services.shipments.rows import (
    EventRow,
    MessageLine,
    ParcelCard,
    PrintRow,
    TaskLine,
)
from shopdesk.store import Read

FACTS: Final = (
    "recipient", "phone", "email", "address", "city", "province", "postcode", "country",
    "buyer_note", "seller_note", "payment_method",
)  # fmt: skip


def show(read: Read, parcel_id: int) -> ParcelCard:
    """Return everything about one parcel.

    Raises:
        Refusal: there is no such parcel.
    """
    from shopdesk.services.tickets.linking import telling  # a room that reads parcels itself

    row = at(read, parcel_id)
    along = _along(read, row.order_id)
    asked = sa.select(*(ORDER[name] for name in FACTS)).where(ORDER.id == row.order_id)
    told = read.connection.execute(asked).one()
    return ParcelCard(
        row=row,
        events=timeline(read, parcel_id),
        items=_items(read, parcel_id, along),
        orders=tuple(orders_of(read, [(0, one) for one in along])),
        facts=tuple((name, str(said)) for name, said in zip(FACTS, told, strict=True) if said),
        prints=_prints(read, row.order_id, row.number),
        tasks=_tasks(read, parcel_id, along),
        messages=_messages(read, along),
        tickets=telling.of_orders(read, along),
    )


def timeline(read: Read, parcel_id: int) -> tuple[EventRow, ...]:
    """Return what was said of a parcel, the newest first."""
    query = sa.select(
        ParcelEvent.id, ParcelEvent.at, ParcelEvent.status, ParcelEvent.raw, ParcelEvent.code,
        ParcelEvent.place, ParcelEvent.receiver, ParcelEvent.source, ParcelEvent.arrived_at,
    ).where(ParcelEvent.parcel_id == parcel_id)  # fmt: skip
    found = [EventRow(*row) for row in read.connection.execute(query)]
    return tuple(sorted(found, key=in_time, reverse=True))


def _along(read: Read, order_id: int) -> list[int]:
    """Return the orders that travel in the parcel of an order, that one first."""
    query = sa.select(Bundled.order_id).where(Bundled.lead_id == order_id).order_by(Bundled.id)
    return list(dict.fromkeys([order_id, *read.connection.scalars(query)]))


def _items(read: Read, parcel_id: int, order_ids: Sequence[int]) -> tuple[Item, ...]:
    """Return what is in a parcel: the lines that were put there, or all of its orders."""
    columns = (
        Listing.id, Listing.sku, Listing.name, Listing.variation, OrderLine.qty,
        OrderLine.returned, OrderLine.price, OrderLine.subtotal, OrderLine.line_status,
    )  # fmt: skip
    lines = sa.select(*columns, ParcelLine.qty).select_from(ParcelLine)
    lines = lines.join(OrderLine, OrderLine.id == ParcelLine.order_line_id)
    lines = lines.join(Listing, Listing.id == OrderLine.listing_id)
    part = lines.where(ParcelLine.parcel_id == parcel_id).order_by(OrderLine.position)
    if rows := read.connection.execute(part).fetchall():
        return tuple(
            Item(*row[:4], row[9], row[5], row[6], row[6] * row[9], row[8]) for row in rows
        )
    whole = sa.select(*columns).join(Listing, Listing.id == OrderLine.listing_id)
    whole = whole.where(OrderLine.order_id.in_(order_ids))
    ordered = whole.order_by(OrderLine.order_id, OrderLine.position, OrderLine.id)
    return tuple(Item(*row) for row in read.connection.execute(ordered))


def _prints(read: Read, order_id: int, number: int) -> tuple[PrintRow, ...]:
    query = sa.select(Print.kind, Print.copy, Print.at, Print.by)
    mine = query.where(Print.order_id == order_id, Print.parcel == number).order_by(Print.id)
    return tuple(PrintRow(*row) for row in read.connection.execute(mine))


def _tasks(read: Read, parcel_id: int, order_ids: Sequence[int]) -> tuple[TaskLine, ...]:
    query = sa.select(Task.id, Task.kind, Task.state, Task.about, Task.amount, Task.due)
    whole = sa.and_(Task.parcel_id.is_(None), Task.order_id.in_(order_ids))
    mine = query.where(sa.or_(whole, Task.parcel_id == parcel_id)).order_by(Task.id)
    return tuple(TaskLine(*row) for row in read.connection.execute(mine))


def _messages(read: Read, order_ids: Sequence[int]) -> tuple[MessageLine, ...]:
    query = sa.select(
        Message.id, Message.moment, Message.medium, Message.state, Message.subject,
        sa.func.coalesce(Message.sent_at, Message.made_at),
    ).join(Order, Order.id == Message.order_id)  # fmt: skip
    mine = query.where(Message.order_id.in_(order_ids)).order_by(Message.id)
    return tuple(MessageLine(*row) for row in read.connection.execute(mine))
