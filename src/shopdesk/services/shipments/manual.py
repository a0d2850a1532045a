"""What a person says of a parcel against its courier, and takes back again."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.shipments import ENDED, STATUSES, Parcel, ParcelEvent
from shopdesk.parcels import status as word
from shopdesk.refusal import Refusal
from shopdesk.services.paging import CHUNK
from shopdesk.services.shipments.events import BY_HAND, SHOP, reread
from shopdesk.services.shipments.following import bring
from shopdesk.services.shipments.reads import parcels_of
from shopdesk.services.shipments.rolling import ROLLED
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work


def set_status(work: Work, parcel_ids: Sequence[int], status: str, why: str = "") -> Change:
    """Say where parcels are; events do not change it until it is taken back.

    Raises:
        Refusal: no parcel, or a status that there is not.
    """
    if status not in STATUSES:
        raise Refusal(
            _("There is no status “{status}”. Statuses: {names}.").format(
                status=status, names=", ".join(STATUSES)
            )
        )
    parcels = load(work, parcel_ids)
    for parcel in parcels:
        parcel.by_hand = status
        _note(work, parcel, status, why)
    work.session.flush()
    reread(work, [parcel.id for parcel in parcels])
    label = ngettext("Set {n} parcel to {status}", "Set {n} parcels to {status}", len(parcels))
    return ended(work, label.format(n=len(parcels), status=word(status)))


def release(work: Work, parcel_ids: Sequence[int]) -> Change:
    """Let the couriers' events decide again.

    Raises:
        Refusal: a parcel's status was not set by hand.
    """
    parcels = load(work, parcel_ids)
    if any(parcel.by_hand is None for parcel in parcels):
        raise Refusal(_("The status of a chosen parcel was not set by hand."))
    for parcel in parcels:
        parcel.by_hand = parcel.delivered_at = parcel.ended_at = None
        parcel.status = "pending"
    work.session.flush()
    _forget_rolled(work, {parcel.order_id for parcel in parcels})
    ids, orders = [one.id for one in parcels], [one.order_id for one in parcels]
    reread(work, ids)
    bring(work, orders)
    label = ngettext(
        "Let the courier decide on {n} parcel", "Let the couriers decide on {n} parcels", len(ids)
    )
    return ended(work, label.format(n=len(ids)))


def arrived(work: Work, order_ids: Sequence[int]) -> None:
    """Keep that a person said that orders were delivered; a parcel may still come back.

    Where the courier has ended it otherwise, the person's word stands against the courier's.
    """
    work.session.flush()
    wanted, now = parcels_of(work, order_ids), work.clock.now()
    for start in range(0, len(wanted), CHUNK):
        chunk = sa.select(Parcel).where(Parcel.id.in_(wanted[start : start + CHUNK]))
        for parcel in work.session.scalars(chunk.where(Parcel.status != "delivered")):
            if parcel.status in ENDED:
                parcel.by_hand = "delivered"
            _add(work, parcel.id, now, "delivered", f"{work.actor.name}: delivered", SHOP)
    work.session.flush()
    reread(work, wanted)


def load(work: Work, parcel_ids: Sequence[int]) -> list[Parcel]:
    """Return the parcels, in the asked order.

    Raises:
        Refusal: none was asked for, or one is no longer there.
    """
    if not parcel_ids:
        raise Refusal(_("No parcel is chosen."))
    asked = list(dict.fromkeys(parcel_ids))
    found: dict[int, Parcel] = {}
    for start in range(0, len(asked), CHUNK):
        chunk = sa.select(Parcel).where(Parcel.id.in_(asked[start : start + CHUNK]))
        found |= {parcel.id: parcel for parcel in work.session.scalars(chunk)}
    if len(found) < len(asked):
        raise Refusal(_("A parcel is no longer here; reload the list."))
    return [found[one] for one in asked]


def _note(work: Work, parcel: Parcel, status: str, why: str) -> None:
    """Write it on the parcel's timeline."""
    said = f"{work.actor.name}: {why.strip() or status}"
    _add(work, parcel.id, work.clock.now(), status, said, BY_HAND)


def _add(work: Work, parcel: int, at: int, status: str, raw: str, source: str) -> None:
    """Add an event, once."""
    same = sa.select(ParcelEvent.id).where(
        ParcelEvent.parcel_id == parcel, ParcelEvent.at == at, ParcelEvent.raw == raw
    )
    if work.session.scalar(same) is None:
        work.session.add(
            ParcelEvent(
                parcel_id=parcel, at=at, status=status, raw=raw, source=source, arrived_at=at
            )
        )


def _forget_rolled(work: Work, order_ids: set[int]) -> None:
    """Let orders be where they were before a person spoke of their parcels."""
    from shopdesk.services.orders.verbs import settle

    for order in work.session.scalars(sa.select(Order).where(Order.id.in_(order_ids))):
        if order.own_fulfilment in ROLLED:
            order.own_fulfilment = "handed_over" if order.shipped_at else None
            if order.told_fulfilment != "delivered":
                order.delivered_at = None
            settle(order)
    work.session.flush()
