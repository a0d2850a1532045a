"""What belongs into the parcels: the pieces of orders by SKU, kits resolved to their parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import CALLED_OFF, Order, OrderLine
from shopdesk.models.products import KitPart, Product, Variant
from shopdesk.models.shops import Listing, Shop
from shopdesk.services.packing.rows import Box, Content
from shopdesk.services.paging import CHUNK
from shopdesk.services.printing.consignments import consignments
from shopdesk.services.skus import sku_key
from shopdesk.store import Read

_WHOLE: Final = sa.orm.aliased(Variant)
_LINES: Final = (
    sa.select(
        OrderLine.order_id, Listing.id.label("listing"), Listing.sku.label("told"),
        Listing.seller_sku, Listing.name.label("listed"), Listing.variation.label("listed_as"),
        (OrderLine.qty * sa.func.coalesce(KitPart.qty, 1)).label("qty"), KitPart.part_id,
        Variant.id, Variant.sku, Variant.sku_key, Product.name, Variant.variation,
        Variant.barcode, Variant.rack, Variant.lots,
    )
    .join(Listing, Listing.id == OrderLine.listing_id)
    .outerjoin(_WHOLE, _WHOLE.sku_key == sa.func.lower(Listing.sku))
    .outerjoin(KitPart, KitPart.kit_id == _WHOLE.id)
    .outerjoin(Variant, Variant.id == sa.func.coalesce(KitPart.part_id, _WHOLE.id))
    .outerjoin(Product, Product.id == Variant.product_id)
    .where(sa.func.lower(sa.func.coalesce(OrderLine.line_status, "")).not_in(CALLED_OFF))
    .order_by(OrderLine.order_id, OrderLine.position, OrderLine.id, KitPart.id)
)  # fmt: skip


def contents(read: Read, order_ids: Sequence[int]) -> dict[int, tuple[Content, ...]]:
    """Return what belongs into each order's parcel, in the order of its lines."""
    found: dict[int, dict[str, Content]] = {}
    for start in range(0, len(order_ids), CHUNK):
        some = OrderLine.order_id.in_(order_ids[start : start + CHUNK])
        for row in read.connection.execute(_LINES.where(some)):
            put(found.setdefault(row.order_id, {}), _content(row))
    return {order_id: tuple(rows.values()) for order_id, rows in found.items()}


def together(parts: Iterable[Sequence[Content]]) -> tuple[Content, ...]:
    """Return the contents of several orders as those of one box."""
    made: dict[str, Content] = {}
    for one in (content for contents in parts for content in contents):
        put(made, one)
    return tuple(made.values())


def put(made: dict[str, Content], one: Content) -> None:
    """Add pieces to those of the same SKU."""
    before = made.get(one.key)
    made[one.key] = replace(before, qty=before.qty + one.qty) if before else one


def bundles(read: Read, order_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return the orders that travel with each of these, their lead first; alone: only itself."""
    mates = {one: unit.members for unit in consignments(read, order_ids) for one in unit.members}
    return {one: mates.get(one, (one,)) for one in order_ids}


def box(
    read: Read, order_id: int, scanned: Mapping[str, int] | None = None, until: int = 0
) -> Box | None:
    """Return an order, with those that travel with it, as it lies on the packing table."""
    ids = bundles(read, [order_id])[order_id]
    query = (
        sa.select(Order.__table__, Shop.name.label("shop"))
        .join(Shop, Shop.id == Order.shop_id)
        .where(Order.id.in_(ids))
    )
    rows: dict[int, Any] = {row.id: row for row in read.connection.execute(query)}
    if len(rows) < len(ids):
        return None
    lead, found = rows[ids[0]], contents(read, ids)
    return Box(
        order_id=ids[0], numbers=tuple(rows[one].number for one in ids), order_ids=ids,
        shop=lead.shop, channel=lead.channel, courier=lead.courier or "",
        resi=lead.tracking or "", buyer_note=_notes(rows, ids, "buyer_note"),
        seller_note=_notes(rows, ids, "seller_note"),
        contents=together(found.get(one, ()) for one in ids), scanned=dict(scanned or {}),
        until=until,
    )  # fmt: skip


def _notes(rows: Mapping[int, Any], ids: Sequence[int], name: str) -> str:
    said = (getattr(rows[one], name) for one in ids)
    return " · ".join(dict.fromkeys(note for note in said if note))


def _content(row: Any) -> Content:
    if row.id is None:
        sku = row.told or row.seller_sku
        key = sku_key(sku) or f"#{row.listing}"
        return Content(key, sku, row.listed, row.listed_as, row.qty)
    return Content(
        row.sku_key, row.sku, row.name, row.variation, row.qty, row.id, row.barcode, row.rack,
        bool(row.lots),
    )  # fmt: skip
