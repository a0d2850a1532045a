"""The words that fields of the catalogue hold in this store, for whoever completes a filter."""

from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.products import Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.store import Read

MOST: Final = 400
"""Words of one field."""


def held(read: Read) -> dict[str, tuple[str, ...]]:
    """Return the words by field: brands and categories with the most products first."""
    return {
        "brand": _frequent(read, Product.brand),
        "category": _frequent(read, Product.category),
        "sku": _every(read, Variant.sku),
        "shop": _every(read, Shop.name),
        "channel": _every(read, Shop.channel),
    }


def _frequent(read: Read, column: sa.orm.InstrumentedAttribute[str]) -> tuple[str, ...]:
    query = sa.select(column).where(column != "").group_by(column)
    query = query.order_by(sa.func.count().desc(), column).limit(MOST)
    return tuple(read.connection.scalars(query))


def _every(read: Read, column: Any) -> tuple[str, ...]:
    query = sa.select(column).where(column != "").distinct().order_by(column).limit(MOST)
    return tuple(read.connection.scalars(query))
