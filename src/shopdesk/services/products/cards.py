"""Reading one SKU whole: texts, pictures, parts, offers, stock, and what is missing."""

import json
from typing import Any

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import KitPart, Picture, Product, Variant
from shopdesk.refusal import Refusal
from shopdesk.services.products import completeness
from shopdesk.services.products.reads import rows_of
from shopdesk.services.products.rows import PartRow, PictureRow, ProductCard
from shopdesk.services.stock.cover import cover
from shopdesk.services.stock.ledger import ledger
from shopdesk.services.stock.levels import levels
from shopdesk.store import Read

NEWEST = 20
"""Movements that a card shows."""
SIBLINGS = 50
"""Other SKUs of a product that a card names."""


def show(read: Read, variant_id: int) -> ProductCard:
    """Return everything about one SKU.

    Raises:
        Refusal: there is no such SKU.
    """
    query = sa.select(
        Variant.product_id, Variant.sku, Product.description, Product.specs, Variant.length_mm,
        Variant.width_mm, Variant.height_mm,
    ).join(Product, Product.id == Variant.product_id)  # fmt: skip
    found = read.connection.execute(query.where(Variant.id == variant_id)).first()
    if found is None:
        raise Refusal(_("This SKU is no longer here."))
    row, *siblings = rows_of(read, [("", one) for one in _product(read, found, variant_id)])
    return ProductCard(
        row=row,
        description=found.description,
        specs=json.loads(found.specs),
        sides=(found.length_mm, found.width_mm, found.height_mm),
        pictures=_pictures(read, found.product_id, variant_id),
        parts=_parts(read, variant_id),
        offers=row.offers,
        ledger=ledger(read, row.sku, NEWEST),
        siblings=tuple(siblings),
        gaps=completeness.gaps(read, [variant_id]).get(variant_id, ()),
        cover=_cover(read, variant_id),
    )


def _cover(read: Read, variant_id: int) -> int | None:
    found = cover(read, [variant_id]).get(variant_id)
    return None if found is None or found.days is None else int(found.days)


def _product(read: Read, found: Any, variant_id: int) -> list[int]:
    """Return the SKUs of the product, this one first."""
    query = sa.select(Variant.id).where(
        Variant.product_id == found.product_id, Variant.id != variant_id
    )
    others = read.connection.scalars(query.order_by(Variant.id).limit(SIBLINGS))
    return [variant_id, *others]


def _pictures(read: Read, product_id: int, variant_id: int) -> tuple[PictureRow, ...]:
    query = (
        sa.select(
            Picture.id, Picture.position, Picture.source, Picture.kind, Picture.width,
            Picture.height, Picture.bytes,
        )
        .where(Picture.product_id == product_id)
        .where(sa.or_(Picture.variant_id.is_(None), Picture.variant_id == variant_id))
        .order_by(Picture.position, Picture.id)
    )  # fmt: skip
    return tuple(PictureRow(*row) for row in read.connection.execute(query))


def _parts(read: Read, variant_id: int) -> tuple[PartRow, ...]:
    query = (
        sa.select(Variant.id, Variant.sku, Product.name, Variant.variation, KitPart.qty)
        .join(KitPart, KitPart.part_id == Variant.id)
        .join(Product, Product.id == Variant.product_id)
        .where(KitPart.kit_id == variant_id)
        .order_by(KitPart.id)
    )
    rows = read.connection.execute(query).all()
    stock = levels(read, [row.id for row in rows]) if rows else {}
    return tuple(PartRow(*row, stock[row.id].available) for row in rows)
