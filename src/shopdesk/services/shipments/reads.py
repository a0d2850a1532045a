"""Reading many parcels: pages, totals, counts, ids, and where one stands in a list."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import DAY
from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.models.shipments import MOVING as UNDER_WAY
from shopdesk.models.shipments import STATUSES, Bundled, Parcel
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.paging import CHUNK, Key
from shopdesk.services.reads import Reads
from shopdesk.services.shipments.clocks import late, silent
from shopdesk.services.shipments.finding import BEGUN, PARCEL
from shopdesk.services.shipments.rows import ParcelRow
from shopdesk.services.shipments.walking import listed, walk
from shopdesk.store import Read

BUNDLED: Final = Bundled.__table__.c


def counts(read: Read) -> dict[str, int]:
    """Return how many parcels stand in each status that is not ended."""
    open_ones = [status for status in STATUSES if status in (*UNDER_WAY, "pending")]
    query = (
        sa.select(PARCEL.status, sa.func.count())
        .where(PARCEL.status.in_(open_ones))
        .group_by(PARCEL.status)
    )
    found = {row[0]: int(row[1]) for row in read.connection.execute(query)}
    return {status: found.get(status, 0) for status in open_ones}


def labels(read: Read, parcel_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Return order number and resi (empty where there is none) of these, in this order."""
    found: dict[int, tuple[str, str]] = {}
    query = sa.select(PARCEL.id, ORDER.number, sa.func.coalesce(PARCEL.tracking, "")).join(
        Order, ORDER.id == PARCEL.order_id
    )
    for start in range(0, len(parcel_ids), CHUNK):
        chunk = PARCEL.id.in_(list(parcel_ids[start : start + CHUNK]))
        found |= {row[0]: (row[1], row[2]) for row in read.connection.execute(query.where(chunk))}
    return [found[one] for one in parcel_ids if one in found]


def find(read: Read, names: Sequence[str]) -> list[int]:
    """Return the ids of the parcels with these resi, or of the orders with these numbers.

    Raises:
        Refusal: no parcel has such a resi or belongs to such an order.
    """
    found: list[int] = []
    for name in names:
        by_resi = sa.select(PARCEL.id).where(PARCEL.tracking == name.strip().upper())
        here = read.connection.scalars(by_resi).all() or parcels_of(read, _orders(read, name))
        if not here:
            raise Refusal(_("There is no parcel {name}: no such resi or order.").format(name=name))
        found += here
    return list(dict.fromkeys(found))


def parcels_of(read: Read, order_ids: Sequence[int]) -> list[int]:
    """Return the ids of the parcels that these orders travel in, in the order of the orders."""
    query = sa.select(BUNDLED.order_id, BUNDLED.lead_id)
    found: list[int] = []
    for start in range(0, len(order_ids), CHUNK):
        chunk = list(order_ids[start : start + CHUNK])
        rows = read.connection.execute(query.where(BUNDLED.order_id.in_(chunk)))
        leads = {row[0]: row[1] for row in rows}
        wanted = {leads.get(one, one): None for one in chunk}
        parcels = sa.select(PARCEL.order_id, PARCEL.id).where(PARCEL.order_id.in_(list(wanted)))
        of: dict[int, list[int]] = {}
        for order_id, parcel in read.connection.execute(parcels.order_by(PARCEL.number)):
            of.setdefault(order_id, []).append(parcel)
        found += [parcel for one in wanted for parcel in of.get(one, ())]
    return found


def travelling(read: Read, order_id: int) -> tuple[ParcelRow, ...]:
    """Return the parcels that an order travels in."""
    return tuple(rows_of(read, [(0, 0, one) for one in parcels_of(read, [order_id])]))


def _orders(read: Read, number: str) -> list[int]:
    query = sa.select(ORDER.id).where(
        ORDER.shop_id.in_(sa.select(Shop.id)), ORDER.number == number.strip()
    )
    return list(read.connection.scalars(query))


def rows_of(read: Read, keys: Iterable[Key]) -> list[ParcelRow]:
    """Return the rows with these keys, in this order, as far as they are there."""
    told = list(keys)
    query = _query(read)
    found: dict[int, Any] = {}
    for start in range(0, len(told), CHUNK):
        some = [key[-1] for key in told[start : start + CHUNK]]
        rows = read.connection.execute(query.where(PARCEL.id.in_(some)))
        found |= {row.id: row for row in rows}
    return [
        ParcelRow(*found[key[-1]], key)  # type: ignore[call-arg]
        for key in told
        if key[-1] in found
    ]


def _query(read: Read) -> sa.Select[Any]:
    """Return the query whose columns are those of a row, but for its key."""
    clock = read.clock
    over = sa.func.coalesce(PARCEL.ended_at, clock.now())
    age = sa.case((over > BEGUN, (over - BEGUN) / DAY), else_=0)
    moving = PARCEL.status.in_(UNDER_WAY)
    return (
        sa.select(
            PARCEL.id, PARCEL.order_id, ORDER.number.label("order"), PARCEL.number, ORDER.channel,
            Shop.name.label("shop"), PARCEL.courier, PARCEL.service, PARCEL.tracking, PARCEL.status,
            PARCEL.raw, PARCEL.last_at, sa.cast(age, sa.Integer).label("age_days"),
            sa.type_coerce(sa.and_(moving, late(clock)), sa.Boolean).label("late"),
            sa.type_coerce(sa.and_(moving, silent(clock)), sa.Boolean).label("silent"),
            PARCEL.eta, PARCEL.value, PARCEL.currency, PARCEL.cod, PARCEL.made_at,
            PARCEL.handed_at, PARCEL.delivered_at, PARCEL.trouble, PARCEL.by_hand,
        )
        .join_from(Parcel, Order, ORDER.id == PARCEL.order_id)
        .join(Shop, Shop.id == ORDER.shop_id)
    )  # fmt: skip


def at(read: Read, parcel_id: int) -> ParcelRow:
    """Return one parcel.

    Raises:
        Refusal: it is no longer there.
    """
    rows = rows_of(read, [(0, 0, parcel_id)])
    if not rows:
        raise Refusal(_("This parcel is no longer here."))
    return rows[0]


READS: Final = Reads(walk, listed, rows_of)
page, every, total, ids = READS.page, READS.every, READS.total, READS.ids
signposts, place, among = READS.signposts, READS.place, READS.among
