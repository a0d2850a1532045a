"""What the packers need on paper: what to fetch from the shelves, and what goes into a parcel."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shops import Listing, Shop
from shopdesk.store import Read

CALLED_OFF = ("cancel", "canceled", "cancelled")
"""What marketplaces call a piece that was cancelled in an order that lives on."""


@dataclass(frozen=True, slots=True)
class PackItem:
    """One line to be packed."""

    sku: str
    name: str
    variation: str
    qty: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """One order as the packer sees it. ``cod`` in minor units, None where it is paid."""

    number: str
    channel: str
    shop: str
    courier: str
    service: str
    resi: str
    buyer: str
    buyer_note: str
    seller_note: str
    cod: int | None
    currency: str
    items: tuple[PackItem, ...]


def parcels(read: Read, order_ids: Sequence[int]) -> tuple[Parcel, ...]:
    """Return the orders with their lines, in the asked order."""
    made: dict[int, Parcel] = {}
    for start in range(0, len(order_ids), 900):
        chunk = list(order_ids[start : start + 900])
        items = _items(read, chunk)
        query = (
            sa.select(Order.__table__, Shop.name.label("shop"))
            .join(Shop, Shop.id == Order.shop_id)
            .where(Order.id.in_(chunk))
        )
        for o in read.connection.execute(query):
            made[o.id] = Parcel(
                number=o.number, channel=o.channel, shop=o.shop, courier=o.courier or "",
                service=o.service or "", resi=o.tracking or "",
                buyer=o.recipient or o.buyer or "", buyer_note=o.buyer_note or "",
                seller_note=o.seller_note or "",
                cod=o.total if o.payment == "cod_due" else None, currency=o.currency,
                items=tuple(items.get(o.id, ())),
            )  # fmt: skip
    return tuple(made[order_id] for order_id in order_ids if order_id in made)


def _items(read: Read, order_ids: Sequence[int]) -> dict[int, list[PackItem]]:
    query = (
        sa.select(
            OrderLine.order_id, Listing.sku, Listing.name, Listing.variation,
            sa.func.sum(OrderLine.qty),
        )
        .join(Listing, Listing.id == OrderLine.listing_id)
        .where(
            OrderLine.order_id.in_(order_ids),
            sa.func.lower(sa.func.coalesce(OrderLine.line_status, "")).not_in(CALLED_OFF),
        )
        .group_by(OrderLine.order_id, Listing.id, Listing.sku, Listing.name, Listing.variation)
        .order_by(OrderLine.order_id, sa.func.min(OrderLine.position))
    )  # fmt: skip
    found: dict[int, list[PackItem]] = {}
    for order_id, sku, name, variation, qty in read.connection.execute(query):
        found.setdefault(order_id, []).append(PackItem(sku, name, variation, qty))
    return found
