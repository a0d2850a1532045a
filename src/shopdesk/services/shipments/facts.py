"""What a person says of a parcel that no courier told: its resi, its courier, the promised day."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from shopdesk.couriers import looks_damaged, tidy
from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Bundled, Parcel
from shopdesk.refusal import Refusal
from shopdesk.services.shipments.manual import load
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work


def set_resi(work: Work, resi: Mapping[int, str], courier: str = "") -> Change:
    """Give parcels their resi, by parcel id; an empty one is taken away.

    Raises:
        Refusal: a resi that a spreadsheet broke, or that another parcel has.
    """
    parcels = load(work, list(resi))
    refuse_taken(work, {one.id: tidy(resi[one.id]) for one in parcels})
    for parcel in parcels:
        put_resi(work, parcel, tidy(resi[parcel.id]), courier)
    n = len(parcels)
    label = ngettext("Changed the resi of {n} parcel", "Changed the resi of {n} parcels", n)
    return ended(work, label.format(n=n))


def set_courier(work: Work, parcel_ids: Sequence[int], courier: str) -> Change:
    """Say which courier has the parcels.

    Raises:
        Refusal: no courier is named.
    """
    if not courier.strip():
        raise Refusal(_("Name the courier."))
    parcels = load(work, parcel_ids)
    for parcel in parcels:
        parcel.courier = " ".join(courier.split())
        for order in _orders(work, parcel):
            order.courier = order.own_courier = parcel.courier
    n = len(parcels)
    label = ngettext("Changed the courier of {n} parcel", "Changed the courier of {n} parcels", n)
    return ended(work, label.format(n=n))


def set_eta(work: Work, parcel_ids: Sequence[int], eta: int | None) -> Change:
    """Say when the courier promised to deliver; None: it promised nothing."""
    parcels = load(work, parcel_ids)
    for parcel in parcels:
        parcel.eta = eta
    n = len(parcels)
    label = ngettext(
        "Changed the promised day of {n} parcel", "Changed the promised day of {n} parcels", n
    )
    return ended(work, label.format(n=n))


def put_resi(work: Work, parcel: Parcel, resi: str, courier: str = "") -> None:
    """Write a resi on a parcel, and on its orders where it is their only one."""
    parcel.tracking = resi or None
    parcel.courier = courier or parcel.courier
    for order in _orders(work, parcel):
        order.tracking = order.own_tracking = resi or None
        if courier:
            order.courier = order.own_courier = courier


def refuse_taken(work: Work, resi: Mapping[int, str]) -> None:
    """Refuse resi (by parcel id) that are damaged, told twice, or another parcel's.

    Raises:
        Refusal: with the first such resi.
    """
    told = [number for number in resi.values() if number]
    broken = next((number for number in told if looks_damaged(number)), None)
    if broken:
        raise Refusal(
            _("Resi {resi} lost digits in a spreadsheet; copy it again.").format(resi=broken)
        )
    used = (
        sa.select(Parcel.tracking, Order.number)
        .join(Order, Order.id == Parcel.order_id)
        .where(Parcel.tracking.in_(told), Parcel.id.not_in(list(resi)))
    )
    taken = work.session.execute(used).first()
    doubled = next((number for number in told if told.count(number) > 1), None)
    if taken or doubled:
        number, owner = taken or (doubled, _("two parcels of this list"))
        raise Refusal(
            _("Resi {resi} already belongs to {owner}. Nothing was changed.").format(
                resi=number, owner=owner
            )
        )


def _orders(work: Work, parcel: Parcel) -> Sequence[Order]:
    """Return the orders whose only parcel this is: its own, and those that travel with it."""
    more = sa.select(Parcel.id).where(Parcel.order_id == parcel.order_id, Parcel.id != parcel.id)
    if work.session.scalar(more.limit(1)) is not None:
        return ()
    along = sa.select(Bundled.order_id).where(Bundled.lead_id == parcel.order_id)
    either = sa.or_(Order.id == parcel.order_id, Order.id.in_(along))
    return work.session.scalars(sa.select(Order).where(either)).all()
