"""Orders of one buyer that travel in one parcel, and those that no longer do.

The orders keep their own numbers, lines and money. The one that was placed first leads: the parcel
is its parcel, and all others get its resi.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Bundled, Parcel, Print, Task
from shopdesk.models.states import RANK
from shopdesk.refusal import Refusal
from shopdesk.services.orders.guards import load
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.shipments.following import bring
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Read, Work

BUNDLED: Final = Bundled.__table__.c
PARCEL: Final = Parcel.__table__.c
OPEN: Final = ("to_verify", "to_pack", "to_ship", "on_hold", "unpaid")
"""Where orders stand that may still travel together."""
FACTS: Final = (
    "id", "number", "shop_id", "placed_at", "buyer", "recipient", "address", "city", "postcode",
    "fulfilment", "cancelled", "tracking", "courier",
)  # fmt: skip


def why_not(read: Read, order_ids: Sequence[int]) -> dict[int, str | None]:
    """Return of each order why it cannot travel with the first of them, None where it can.

    The first is the one that was placed first; it has a reason of its own only.
    """
    rows = _facts(read, order_ids)
    if not rows:
        return {}
    papers, parcels, bundled = _printed(read, rows), _parcels(read, rows), _bundles(read, rows)
    lead, *others = rows
    told: dict[int, str | None] = {}
    for row in rows:
        told[row.id] = _alone(row, papers, parcels, bundled)
    resi = {row.tracking: row.number for row in rows[::-1] if row.tracking}
    for row in others:
        told[row.id] = told[row.id] or _unlike(lead, row)
        if not told[row.id] and row.tracking and len(resi) > 1 and row.tracking != _first(rows):
            told[row.id] = _("it has another resi")
    return told


def merge(work: Work, order_ids: Sequence[int]) -> Change:
    """Let orders travel in one parcel.

    Raises:
        Refusal: fewer than two orders, or one that does not fit, with the reason.
    """
    orders = load(work.session, order_ids)
    if len(orders) < 2:
        raise Refusal(_("Mark two or more orders of one buyer; one alone cannot be merged."))
    reasons = why_not(work, [order.id for order in orders])
    wrong = [f"{one.number}: {reasons[one.id]}" for one in orders if reasons[one.id]]
    if wrong:
        raise Refusal("; ".join(wrong) + ". " + _("Nothing was changed."))
    orders.sort(key=_placed)
    lead = orders[0]
    _drop_parcels(work, [order.id for order in orders[1:]])
    resi = next((order.tracking for order in orders if order.tracking), None)
    courier = next((order.courier for order in orders if order.courier), None)
    for order in orders:
        work.session.add(Bundled(order_id=order.id, lead_id=lead.id))
        if resi and order.tracking != resi:
            order.tracking = order.own_tracking = resi
        if resi and courier and not order.courier:
            order.courier = order.own_courier = courier
    numbers = ", ".join(order.number for order in orders)
    return ended(work, _("Merged {numbers} into one parcel").format(numbers=numbers))


def unmerge(work: Work, order_ids: Sequence[int]) -> Change:
    """Let orders travel apart again: all that share a parcel with these.

    Raises:
        Refusal: one travels alone, or its parcel is printed, packed and gone.
    """
    orders = load(work.session, order_ids)
    leads = _bundles(work, orders)
    if alone := next((one for one in orders if one.id not in leads), None):
        raise Refusal(_("{number} travels alone.").format(number=alone.number))
    members = _members(work, set(leads.values()))
    rows = _facts(work, [order_id for some in members.values() for order_id in some])
    papers = _printed(work, rows)
    for row in rows:
        reason = _gone(row) or (_("its papers are printed") if row.id in papers else None)
        if reason:
            raise Refusal(f"{row.number}: {reason}. " + _("Nothing was changed."))
    for lead, some in members.items():
        _dissolve(work, lead, some)
    n = len(rows)
    label = ngettext("{n} order travels alone again", "{n} orders travel alone again", n)
    return ended(work, label.format(n=n))


def part(work: Work, order_ids: Sequence[int]) -> None:
    """Take orders out of their company, within any act; one that is left alone travels alone."""
    leads = _bundles(work, _facts(work, order_ids))
    for lead, some in _members(work, set(leads.values())).items():
        staying = [one for one in some if one not in order_ids]
        _dissolve(work, lead, some)
        if len(staying) > 1:
            _drop_parcels(work, [one for one in staying if one != staying[0]])
            work.session.add_all(Bundled(order_id=one, lead_id=staying[0]) for one in staying)
            bring(work, staying)


def mates(read: Read, order_id: int) -> tuple[int, ...]:
    """Return the orders that may travel with this one: of its shop and buyer, still here."""
    one = _facts(read, [order_id])[0]
    if not one.buyer:
        return ()
    query = sa.select(ORDER.id).where(
        ORDER.status.in_(OPEN),
        ORDER.shop_id == one.shop_id,
        sa.func.lower(ORDER.buyer) == one.buyer.lower(),
    )
    found = [row for row in read.connection.scalars(query) if row != order_id]
    return tuple(one for one in found if not any(why_not(read, [order_id, one]).values()))


def _placed(order: Any) -> tuple[int, int]:
    return order.placed_at, order.id


def _facts(read: Read, order_ids: Sequence[int]) -> list[Any]:
    """Return what decides, the order that was placed first before the others."""
    query = sa.select(*(ORDER[name] for name in FACTS)).where(ORDER.id.in_(order_ids))
    return sorted(read.connection.execute(query), key=_placed)


def _alone(
    row: Any, papers: set[int], parcels: Mapping[int, Any], bundled: Mapping[int, int]
) -> str | None:
    """Return why an order cannot travel with any other one."""
    parcel = parcels.get(row.id)
    so = {
        _("it shares a parcel already"): row.id in bundled,
        _("it is cancelled"): bool(row.cancelled),
        _gone(row) or "": _gone(row) is not None,
        _("its papers are printed"): row.id in papers,
        _("it goes in several parcels"): bool(parcel and parcel.parcels > 1),
        _("its courier has it already"): bool(parcel and parcel.spoken),
    }
    return next((reason for reason, holds in so.items() if holds), None)


def _gone(row: Any) -> str | None:
    gone = RANK[row.fulfilment] >= RANK["handed_over"]
    return _("it was handed over already") if gone else None


def _unlike(lead: Any, row: Any) -> str | None:
    """Return in what an order differs from the one that it would travel with."""
    where = [_said(f"{one.address} {one.city} {one.postcode}") for one in (lead, row)]
    other = {
        _("it is of another shop"): row.shop_id != lead.shop_id,
        _("its buyer is another one"): not row.buyer or _said(row.buyer) != _said(lead.buyer),
        _("its recipient is another one"): _said(row.recipient) != _said(lead.recipient),
        _("its address is another one"): not row.address or where[0] != where[1],
        _("its courier is another one"): _said(row.courier or lead.courier)
        != _said(lead.courier or row.courier),
    }
    return next((reason for reason, differs in other.items() if differs), None)


def _first(rows: Sequence[Any]) -> str | None:
    return next((row.tracking for row in rows if row.tracking), None)


def _said(text: str | None) -> str:
    return " ".join((text or "").casefold().replace(",", " ").split())


def _printed(read: Read, rows: Sequence[Any]) -> set[int]:
    query = sa.select(Print.order_id).where(Print.order_id.in_([row.id for row in rows]))
    return set(read.connection.scalars(query))


def _parcels(read: Read, rows: Sequence[Any]) -> dict[int, Any]:
    spoken = sa.func.max(sa.func.coalesce(PARCEL.last_at, PARCEL.handed_at)).label("spoken")
    query = sa.select(PARCEL.order_id, sa.func.count().label("parcels"), spoken)
    mine = query.where(PARCEL.order_id.in_([row.id for row in rows])).group_by(PARCEL.order_id)
    return {row.order_id: row for row in read.connection.execute(mine)}


def _bundles(read: Read, rows: Sequence[Any]) -> dict[int, int]:
    """Return the leads of those orders that travel with others."""
    query = sa.select(BUNDLED.order_id, BUNDLED.lead_id)
    mine = query.where(BUNDLED.order_id.in_([row.id for row in rows]))
    return {row[0]: row[1] for row in read.connection.execute(mine)}


def _members(read: Read, leads: set[int]) -> dict[int, list[int]]:
    query = sa.select(BUNDLED.lead_id, BUNDLED.order_id).where(BUNDLED.lead_id.in_(leads))
    found: dict[int, list[int]] = {}
    for lead, order_id in read.connection.execute(query.order_by(BUNDLED.id)):
        found.setdefault(lead, []).append(order_id)
    return found


def _drop_parcels(work: Work, order_ids: Sequence[int]) -> None:
    """Take away the parcels of orders that travel with another one; their tasks stay."""
    work.session.flush()
    gone = sa.select(PARCEL.id).where(PARCEL.order_id.in_(order_ids))
    work.connection.execute(sa.update(Task).where(Task.parcel_id.in_(gone)).values(parcel_id=None))
    work.connection.execute(sa.delete(Parcel).where(PARCEL.order_id.in_(order_ids)))
    work.session.expire_all()


def _dissolve(work: Work, lead: int, members: Sequence[int]) -> None:
    """Let each of these orders have a parcel of its own again; the lead keeps the resi."""
    work.session.flush()
    work.connection.execute(sa.delete(Bundled).where(BUNDLED.lead_id == lead))
    others = sa.select(Order).where(Order.id.in_([one for one in members if one != lead]))
    for order in work.session.scalars(others):
        if order.own_tracking:
            order.tracking = order.own_tracking = None
    bring(work, members)
