"""Handing parcels to their couriers, where an order has several or several orders share one."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from shopdesk.couriers import tidy
from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Bundled, Parcel
from shopdesk.refusal import Refusal
from shopdesk.services.paging import CHUNK
from shopdesk.services.shipments.facts import put_resi, refuse_taken
from shopdesk.services.shipments.manual import load
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Read, Work


def ship_parcels(
    work: Work, parcel_ids: Sequence[int], *, resi: Mapping[int, str] | None = None,
    courier: str = "",
) -> Change:  # fmt: skip
    """Hand parcels to their couriers; an order has left when all of its parcels have.

    ``resi`` gives a tracking number per parcel id.

    Raises:
        Refusal: an order that cannot be shipped now, or a parcel without a resi.
    """
    from shopdesk.services.orders import guards, verbs

    parcels = load(work, parcel_ids)
    orders = guards.load(work.session, list(along(work, [one.order_id for one in parcels])))
    guards.refuse_unless(orders, *verbs.shippable())
    given = {key: tidy(number) for key, number in (resi or {}).items() if number.strip()}
    refuse_taken(work, given)
    for parcel in parcels:
        if number := given.get(parcel.id):
            put_resi(work, parcel, number, courier)
        _hand(work, parcel, orders)
    work.session.flush()
    whole = [order for order in orders if not _waiting(work, order.id)]
    if whole:
        verbs.hand_over(work, whole)
    n = len(parcels)
    label = ngettext("Handed {n} parcel over", "Handed {n} parcels over", n)
    return ended(work, label.format(n=n))


def hand_all(work: Work, orders: Sequence[Order]) -> None:
    """Hand over every parcel of orders that go in several, each with its own resi.

    Raises:
        Refusal: a parcel has no resi.
    """
    split = several(work, [order.id for order in orders])
    for start in range(0, len(split), CHUNK):
        chunk = sa.select(Parcel).where(Parcel.order_id.in_(split[start : start + CHUNK]))
        for parcel in work.session.scalars(chunk.order_by(Parcel.order_id, Parcel.number)):
            _hand(work, parcel, orders)


def several(read: Read, order_ids: Sequence[int]) -> list[int]:
    """Return those of the orders that go in several parcels."""
    query = sa.select(Parcel.order_id).where(Parcel.number > 1).distinct()
    return [
        row
        for start in range(0, len(order_ids), CHUNK)
        for row in read.connection.scalars(
            query.where(Parcel.order_id.in_(order_ids[start : start + CHUNK]))
        )
    ]


def along(read: Read, order_ids: Sequence[int]) -> dict[int, int]:
    """Return these orders and all that travel with them, each with its lead (alone: itself)."""
    found = {one: one for one in order_ids}
    for start in range(0, len(order_ids), CHUNK):
        chunk = Bundled.order_id.in_(order_ids[start : start + CHUNK])
        query = sa.select(Bundled.lead_id).where(chunk)
        members = sa.select(Bundled.order_id, Bundled.lead_id).where(Bundled.lead_id.in_(query))
        found |= {row[0]: row[1] for row in read.connection.execute(members)}
    return found


def _hand(work: Work, parcel: Parcel, orders: Sequence[Order]) -> None:
    if not parcel.tracking:
        number = next(order.number for order in orders if order.id == parcel.order_id)
        raise Refusal(
            _("{number}: its parcel {n} has no resi yet. Nothing was changed.").format(
                number=number, n=parcel.number
            )
        )
    parcel.handed_at = parcel.handed_at or work.clock.now()


def _waiting(work: Work, order_id: int) -> bool:
    here = sa.exists().where(Parcel.order_id == order_id, Parcel.handed_at.is_(None))
    return bool(work.session.scalar(sa.select(here)))
