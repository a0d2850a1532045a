"""Which parcels there are to tell marketplaces of, and who gave their resi."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from shopdesk.channels.headers import fold
from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Parcel
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services import orders
from shopdesk.services.exports.shapes import Wish
from shopdesk.services.printing.consignments import chunks
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Told:
    """One parcel to be told of; ``own``: the shop gave its resi ("": none yet), not the channel."""

    number: str
    resi: str
    courier: str
    shop_id: int
    parcel: int
    own: bool


def told(read: Read, wish: Wish) -> list[Told]:
    """Return what there is to tell, in the order of the list.

    Raises:
        Refusal: none of the orders has a resi.
    """
    ids = list(wish.ids) if wish.ids is not None else orders.ids(read, wish.where)
    rows: dict[int, list[Told]] = {}
    for some in chunks(ids):
        parts = _parts(read, some)
        query = (
            sa.select(Order.__table__, Shop.name.label("shop"))
            .join(Shop, Shop.id == Order.shop_id)
            .where(Order.id.in_(some), Order.cancelled == 0)
        )
        for order in read.connection.execute(query):
            if fold(wish.shop) in ("", fold(order.shop)):
                rows[order.id] = _rows(order, parts.get(order.id, ()))
    found = [one for order_id in ids for one in rows.get(order_id, ())]
    if not any(one.resi for one in found):
        raise Refusal(_("None of these orders has a resi; nothing was written."))
    return found


def _rows(order: Any, parts: Sequence[Any]) -> list[Told]:
    if len(parts) > 1:
        return [
            Told(order.number, part.tracking, part.courier or order.courier or "", order.shop_id,
                  part.number, own=True)
            for part in parts if part.tracking
        ]  # fmt: skip
    own = order.own_tracking is not None
    return [
        Told(order.number, order.tracking or "", order.courier or "", order.shop_id, 1, own=own)
    ]


def _parts(read: Read, order_ids: Sequence[int]) -> dict[int, list[Any]]:
    query = (
        sa.select(Parcel.order_id, Parcel.number, Parcel.tracking, Parcel.courier)
        .where(Parcel.order_id.in_(order_ids), Parcel.status != "cancelled")
        .order_by(Parcel.order_id, Parcel.number)
    )
    found: dict[int, list[Any]] = {}
    for row in read.connection.execute(query):
        found.setdefault(row.order_id, []).append(row)
    return found
