"""What couriers said of an order's parcels, rolled up to the order's own fulfilment.

Cash that a courier collects stays due: its remittance is another matter than its delivery.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.shipments import ENDED, Bundled, Parcel, ParcelEvent
from shopdesk.services.paging import CHUNK
from shopdesk.store import Work

PARCEL: Final = Parcel.__table__.c
EVENT: Final = ParcelEvent.__table__.c
BUNDLED: Final = Bundled.__table__.c
ROLLED: Final = ("in_transit", "delivered", "lost", "returned_to_sender")
"""The words of an order's fulfilment that its parcels may say."""
AT_HOME: Final = ("new", "ready", "picking", "packed")
"""What a marketplace says of an order whose handover it does not tell."""
WAITING: Final = ("pending", "info_received")
TOUCHED: Final = sa.text(
    "SELECT DISTINCT p.order_id FROM journal_rows AS j JOIN parcels AS p ON p.id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'parcels' AND j.op = 'U' "
    "AND (p.last_at IS NOT NULL OR p.by_hand IS NOT NULL)"
)


def roll_up(work: Work) -> None:
    """Let the orders follow their parcels, of which this act touched some."""
    orders = list(work.connection.scalars(TOUCHED, {"entry": work.entry}))
    for start in range(0, len(orders), CHUNK):
        chunk = orders[start : start + CHUNK]
        parcels = _parcels(work, chunk)
        _let_follow(work, _members(work, parcels), parcels)


def fulfilment_of(parcels: Sequence[Any]) -> str | None:
    """Return where an order with these parcels is, None while one of them has not left."""
    live = [parcel for parcel in parcels if parcel.status != "cancelled"]
    if not live or any(parcel.status in WAITING for parcel in live):
        return None
    said = {_said(parcel) for parcel in live}
    if not said <= set(ENDED):
        return "in_transit"
    if "lost" in said:
        return "lost"
    return "delivered" if "delivered" in said else "returned_to_sender"


def _said(parcel: Any) -> str:
    """Return a parcel's status; one that comes back after it was delivered was delivered."""
    back = parcel.status == "returning" and parcel.delivered_at is not None
    return "delivered" if back else str(parcel.status)


def _parcels(work: Work, order_ids: Sequence[int]) -> dict[int, list[Any]]:
    """Return the parcels of these orders, of which a courier or a person has said something."""
    spoken = sa.exists().where(EVENT.parcel_id == PARCEL.id, EVENT.status.is_not(None))
    query = sa.select(
        PARCEL.order_id, PARCEL.status, PARCEL.handed_at, PARCEL.delivered_at,
        sa.or_(PARCEL.by_hand.is_not(None), spoken).label("spoken"),
    ).where(PARCEL.order_id.in_(order_ids))  # fmt: skip
    found: dict[int, list[Any]] = {}
    for row in work.connection.execute(query):
        found.setdefault(row.order_id, []).append(row)
    return {order: parcels for order, parcels in found.items() if any(p.spoken for p in parcels)}


def _members(work: Work, leads: Iterable[int]) -> dict[int, int]:
    """Return the orders that follow these parcels, with the order whose parcels they are."""
    query = sa.select(BUNDLED.order_id, BUNDLED.lead_id).where(BUNDLED.lead_id.in_(list(leads)))
    along = {row[0]: row[1] for row in work.connection.execute(query)}
    return {lead: lead for lead in leads} | along


def _let_follow(work: Work, members: dict[int, int], parcels: dict[int, list[Any]]) -> None:
    from shopdesk.services.orders.verbs import settle

    wanted = list(members)
    for start in range(0, len(wanted), CHUNK):
        chunk = Order.id.in_(wanted[start : start + CHUNK])
        for order in work.session.scalars(sa.select(Order).where(chunk)):
            _let(order, parcels[members[order.id]])
            settle(order)
    work.session.flush()


def _let(order: Order, parcels: Sequence[Any]) -> None:
    """Write what the parcels say into what was done here; the marketplace's word stays its own."""
    said = fulfilment_of(parcels)
    if said is None and order.own_fulfilment in ROLLED:
        order.own_fulfilment = "handed_over" if order.shipped_at else None
    elif said is not None:
        order.own_fulfilment = said
        left = [parcel.handed_at for parcel in parcels if parcel.handed_at is not None]
        if order.shipped_at is None or order.told_fulfilment in AT_HOME:
            order.shipped_at = min(filter(None, (order.shipped_at, *left)), default=None)
    if order.told_fulfilment != "delivered":
        arrived = [parcel.delivered_at for parcel in parcels if parcel.delivered_at is not None]
        order.delivered_at = max(arrived, default=None) if said == "delivered" else None
