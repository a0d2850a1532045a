"""What needs a hand among parcels and tasks: kinds of them, each a filter of its own desk."""

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.shipments import Parcel, Task
from shopdesk.services.shipments.finding import Finder
from shopdesk.services.today.rows import COSTS, SOON, WAITS, Need
from shopdesk.store import Read

PARCELS: Final = (
    ("parcels_lost", COSTS, "status:lost is:todo"),
    ("parcels_failed", SOON, "status:failed_attempt,on_hold,ready_for_pickup is:todo"),
    ("parcels_late", SOON, "is:late"),
    ("parcels_silent", WAITS, "is:silent -is:late"),
    ("parcels_back", WAITS, "status:returning,returned is:todo"),
    ("parcels_unknown", WAITS, "is:moving is:unmapped"),
)
"""Kinds of parcels, how bad each is, and its filter."""


def parcels(read: Read) -> Iterator[Need]:
    """Yield what waits among the parcels, by currency."""
    for name, grade, where in PARCELS:
        query = (
            sa.select(Parcel.currency, sa.func.count(), sa.func.sum(Parcel.value))
            .where(Finder(where, read).condition)
            .group_by(Parcel.currency)
        )
        found = read.connection.execute(query).all()
        for currency, n, value in found:
            own = f"{where} currency:{currency}" if len(found) > 1 else where
            yield Need(name, grade, own, currency, n, value, None, desk="shipments")


def tasks(read: Read) -> Iterator[Need]:
    """Yield what is left to do, and what should be done already, by currency."""
    over = sa.and_(Task.due.is_not(None), Task.due < read.clock.now())
    late = sa.case((over, 1), else_=0)
    worth = sa.func.coalesce(Task.amount, Parcel.value, 0)
    query = (
        sa.select(late, Order.currency, sa.func.count(), sa.func.sum(worth), sa.func.min(Task.due))
        .join(Order, Order.id == Task.order_id)
        .outerjoin(Parcel, Parcel.id == Task.parcel_id)
        .where(Task.state == "open")
        .group_by(late, Order.currency)
    )
    found = read.connection.execute(query).all()
    several = len({row[1] for row in found}) > 1
    for overdue, currency, n, value, due in found:
        name, grade, view = ("tasks_late", SOON, "@overdue") if overdue else (
            "tasks", WAITS, "@in_time")  # fmt: skip
        where = f"{view} @{currency}" if several else view
        yield Need(name, grade, where, currency, n, value, due, desk="tasks")
