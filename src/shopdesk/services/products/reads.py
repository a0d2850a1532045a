"""The catalogue as lists: one row per SKU, with its stock and where it is on offer."""

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.services.skus import sku_key
from shopdesk.services.stock.levels import Level, levels
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class OfferRow:
    """Where a SKU is on sale, and the price and stock that the shop told last."""

    channel: str
    shop: str
    listing_id: str
    sku_id: str
    price: int | None
    stock: int | None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One SKU of the catalogue; money in minor units of its currency."""

    id: int
    sku: str
    name: str
    variation: str
    category: str
    brand: str
    barcode: str
    price: int | None
    cost: int | None
    currency: str
    kit: bool
    archived: bool
    level: Level
    offers: tuple[OfferRow, ...]


def listed(read: Read, words: str = "", *, archived: bool = False) -> tuple[ProductRow, ...]:
    """Return the SKUs in whose texts every word stands, by SKU; archived ones if asked for."""
    columns = (
        Variant.id, Variant.sku, Product.name, Variant.variation, Product.category, Product.brand,
        Variant.barcode, Variant.price, Variant.cost, Variant.currency, Variant.kit,
        Variant.archived_at,
    )  # fmt: skip
    query = sa.select(*columns).join(Product, Product.id == Variant.product_id)
    for word in words.split():
        fields = (Variant.sku, Product.name, Variant.variation, Variant.barcode, Product.brand)
        query = query.where(sa.or_(*(f.icontains(word, autoescape=True) for f in fields)))
    if not archived:
        query = query.where(Variant.archived_at.is_(None))
    rows = read.connection.execute(query.order_by(Variant.sku)).all()
    stock = levels(read, [row.id for row in rows]) if rows else {}
    offers = _offers(read)
    return tuple(
        ProductRow(
            *row[:10], bool(row.kit), row.archived_at is not None, stock.get(row.id, Level()),
            tuple(offers.get(sku_key(row.sku), ())),
        )
        for row in rows
    )  # fmt: skip


def _offers(read: Read) -> dict[str, list[OfferRow]]:
    found: dict[str, list[OfferRow]] = defaultdict(list)
    query = (
        sa.select(
            Offer.sku, Shop.channel, Shop.name, Offer.product_code, Offer.variant_code,
            Offer.told_price, Offer.told_stock,
        )
        .join(Shop, Shop.id == Offer.shop_id)
        .where(Offer.sku != "")
        .order_by(Shop.channel, Shop.name, Offer.id)
    )  # fmt: skip
    for row in read.connection.execute(query):
        found[sku_key(row.sku)].append(OfferRow(*row[1:]))
    return found
