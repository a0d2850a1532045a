"""Parcels as their papers tell them: whose, by which courier, what is in them, what to collect."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from shopdesk.models.orders import CALLED_OFF, Order, OrderLine
from shopdesk.models.shipments import Parcel, ParcelLine
from shopdesk.models.shops import Listing, Shop
from shopdesk.services.printing.addresses import place_of
from shopdesk.services.printing.consignments import Consignment, chunks, consignments
from shopdesk.services.printing.rows import PackItem, Sent
from shopdesk.store import Read

Items = Mapping[int, Sequence[PackItem]]


def parcels(read: Read, order_ids: Sequence[int]) -> tuple[Sent, ...]:
    """Return the parcels of the orders, each once, in the asked order.

    Orders that share a parcel make one, an order that goes in several makes each of them.
    """
    units = consignments(read, order_ids)
    ids = list(dict.fromkeys(member for unit in units for member in unit.members))
    orders, items = _orders(read, ids), _items(read, ids)
    rows = _rows(read, [unit.order_id for unit in units])
    apart = _apart(read, [unit.order_id for unit in units if unit.parcels > 1])
    fragile = _fragile(read.settings.fragile_words)
    found = []
    for unit in units:
        held = [orders[member] for member in unit.members if member in orders]
        if held:
            packed = _packed(unit, items, apart)
            row = rows.get((unit.order_id, unit.parcel))
            breaks = bool(row and row.fragile) or any(map(fragile, packed))
            found.append(_sent(unit, held, row, packed, fragile=breaks))
    return tuple(found)


def _sent(
    unit: Consignment, held: Sequence[Any], row: Any, packed: Sequence[PackItem], *, fragile: bool
) -> Sent:
    lead = held[0]
    alone = unit.parcels == 1
    resi = (row.tracking if row else None) or (lead.tracking if alone else None)
    collect = sum(order.total for order in held if order.payment == "cod_due")
    if not alone and collect:
        collect = (row.cod if row else None) or 0
    return Sent(
        order_id=unit.order_id, parcel=unit.parcel, parcels=unit.parcels,
        numbers=tuple(order.number for order in held), channel=lead.channel, shop=lead.shop,
        courier=(row.courier if row else None) or lead.courier or "",
        service=(row.service if row else None) or lead.service or "", resi=resi or "",
        recipient=lead.recipient or lead.buyer or "", phone=lead.phone or "",
        address=lead.address or "", place=place_of(lead), buyer=lead.buyer or "",
        buyer_note=_notes(order.buyer_note for order in held),
        seller_note=_notes(order.seller_note for order in held),
        cod=collect or None, currency=lead.currency, fragile=fragile, items=tuple(packed),
    )  # fmt: skip


def _notes(notes: Iterable[str | None]) -> str:
    return " / ".join(dict.fromkeys(note.strip() for note in notes if note and note.strip()))


def _packed(
    unit: Consignment, items: Items, apart: Mapping[tuple[int, int], Any]
) -> list[PackItem]:
    """Return what lies in the parcel; the same goods of several orders are one item."""
    if unit.parcels > 1:
        return list(apart.get((unit.order_id, unit.parcel), ()))
    sums: dict[tuple[str, str, str], int] = {}
    for member in unit.members:
        for item in items.get(member, ()):
            key = (item.sku, item.name, item.variation)
            sums[key] = sums.get(key, 0) + item.qty
    return [PackItem(*key, qty) for key, qty in sums.items()]


def _fragile(words: str) -> Any:
    """Return a test of an item: is one of these words, parted by commas, in its name?"""
    wanted = [re.escape(word.strip()) for word in words.split(",") if word.strip()]
    found = re.compile(rf"\b(?:{'|'.join(wanted)})\b", re.IGNORECASE) if wanted else None

    def breaks(item: PackItem) -> bool:
        return bool(found and found.search(f"{item.name} {item.variation}"))

    return breaks


def _orders(read: Read, order_ids: Sequence[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for some in chunks(order_ids):
        query = (
            sa.select(Order.__table__, Shop.name.label("shop"))
            .join(Shop, Shop.id == Order.shop_id)
            .where(Order.id.in_(some))
        )
        found |= {row.id: row for row in read.connection.execute(query)}
    return found


def _items(read: Read, order_ids: Sequence[int]) -> dict[int, list[PackItem]]:
    query = sa.select(
        OrderLine.order_id, Listing.sku, Listing.name, Listing.variation,
        sa.func.sum(OrderLine.qty),
    ).select_from(OrderLine)  # fmt: skip
    found: dict[int, list[PackItem]] = {}
    for some in chunks(order_ids):
        asked = _grouped(query.where(OrderLine.order_id.in_(some)), OrderLine.order_id)
        for order_id, *item in read.connection.execute(asked):
            found.setdefault(order_id, []).append(PackItem(*item))
    return found


def _apart(read: Read, order_ids: Sequence[int]) -> dict[tuple[int, int], list[PackItem]]:
    """Return what lies in each parcel of orders that go in several."""
    query = (
        sa.select(
            Parcel.order_id, Parcel.number, Listing.sku, Listing.name, Listing.variation,
            sa.func.sum(ParcelLine.qty),
        )
        .select_from(ParcelLine)
        .join(Parcel, Parcel.id == ParcelLine.parcel_id)
        .join(OrderLine, OrderLine.id == ParcelLine.order_line_id)
    )  # fmt: skip
    found: dict[tuple[int, int], list[PackItem]] = {}
    for some in chunks(order_ids):
        asked = _grouped(query.where(Parcel.order_id.in_(some)), Parcel.order_id, Parcel.number)
        for order_id, number, *item in read.connection.execute(asked):
            found.setdefault((order_id, number), []).append(PackItem(*item))
    return found


def _grouped(query: Any, *by: Any) -> Any:
    """Return the query of lines summed per listing, without the pieces that were called off."""
    return (
        query.join(Listing, Listing.id == OrderLine.listing_id)
        .where(sa.func.lower(sa.func.coalesce(OrderLine.line_status, "")).not_in(CALLED_OFF))
        .group_by(*by, Listing.id, Listing.sku, Listing.name, Listing.variation)
        .order_by(*by, sa.func.min(OrderLine.position))
    )


def _rows(read: Read, order_ids: Sequence[int]) -> dict[tuple[int, int], Any]:
    found: dict[tuple[int, int], Any] = {}
    for some in chunks(dict.fromkeys(order_ids)):
        query = sa.select(Parcel.__table__).where(Parcel.order_id.in_(some))
        found |= {(row.order_id, row.number): row for row in read.connection.execute(query)}
    return found
