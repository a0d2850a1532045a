"""Completing a SKU that is being typed."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from shopdesk.models.products import Product, Variant
from shopdesk.services.skus import sku_key
from shopdesk.store import Read

MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A SKU that goes on from what was typed, and what people call it."""

    sku: str
    name: str


def matching(read: Read, typed: str, most: int = MOST) -> tuple[Match, ...]:
    """Return the SKUs that begin so, then those whose SKU, name or variation hold every word."""
    key = sku_key(typed)
    query = (
        sa.select(Variant.sku, Product.name, Variant.variation)
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.archived_at.is_(None))
    )
    begun = Variant.sku_key.startswith(key, autoescape=True)
    for word in typed.split():
        places = (Variant.sku, Product.name, Variant.variation, Variant.barcode)
        query = query.where(sa.or_(*(one.icontains(word, autoescape=True) for one in places)))
    query = query.order_by(begun.desc(), Variant.sku_key).limit(most)
    return tuple(
        Match(sku, f"{name} · {variation}" if variation else name)
        for sku, name, variation in read.connection.execute(query)
    )
