"""What we know of the SKUs that an export may tell of: their facts, pictures and offers."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from shopdesk.models.products import Offer, Picture, Product, Variant
from shopdesk.store import Read

_BATCH = 900
Place = tuple[int, int | None]
"""A product, and one of its variants or none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One variant with its product's texts; money in minor units, sizes in millimetres."""

    id: int
    product_id: int
    sku: str
    name: str
    description: str
    category: str
    brand: str
    specs: Mapping[str, str]
    state: str
    variation: str
    barcode: str
    currency: str
    price: int | None
    compare_at: int | None
    cost: int | None
    weight_g: int | None
    length_mm: int | None
    width_mm: int | None
    height_mm: int | None
    archived: bool
    pictures: tuple[str, ...] = ()
    own_pictures: tuple[str, ...] = ()
    """Pictures of this variant alone."""


@dataclass(frozen=True, slots=True)
class Known:
    """An offer of a shop; ``facts`` is None where no SKU, or an unknown one, was named for it."""

    id: int
    product_code: str
    variant_code: str
    sku: str
    name: str
    own_price: int | None
    facts: Facts | None = field(default=None)

    @property
    def price(self) -> int | None:
        """Return what this shop shall ask."""
        return self.own_price if self.own_price is not None or not self.facts else self.facts.price


def offers(read: Read, shop_id: int) -> tuple[Known, ...]:
    """Return everything that a shop offers, archived SKUs too."""
    query = (
        sa.select(Offer.id, Offer.product_code, Offer.variant_code, Offer.sku, Offer.name,
                  Offer.own_price, Variant.id.label("variant_id"))
        .outerjoin(Variant, sa.and_(Variant.sku_key == sa.func.lower(Offer.sku), Offer.sku != ""))
        .where(Offer.shop_id == shop_id)
        .order_by(Offer.id)
    )  # fmt: skip
    rows = read.connection.execute(query).all()
    known = facts(read, [row.variant_id for row in rows if row.variant_id is not None])
    return tuple(
        Known(row.id, row.product_code, row.variant_code, row.sku, row.name, row.own_price,
              known.get(row.variant_id))
        for row in rows
    )  # fmt: skip


def facts(read: Read, variant_ids: Iterable[int]) -> dict[int, Facts]:
    """Return the facts of these variants by their ids."""
    wanted = sorted(set(variant_ids))
    columns = (
        Variant.id, Variant.product_id, Variant.sku, Product.name, Product.description,
        Product.category, Product.brand, Product.specs, Product.state, Variant.variation,
        Variant.barcode, Variant.currency, Variant.price, Variant.compare_at, Variant.cost,
        Variant.weight_g, Variant.length_mm, Variant.width_mm, Variant.height_mm,
        Variant.archived_at.is_not(None).label("archived"),
    )  # fmt: skip
    found: dict[int, Facts] = {}
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        query = sa.select(*columns).join(Product, Product.id == Variant.product_id)
        rows = read.connection.execute(query.where(Variant.id.in_(some))).all()
        pictures = _pictures(read, sorted({row.product_id for row in rows}))
        found |= {row.id: _facts(row, pictures) for row in rows}
    return found


def _facts(row: Any, pictures: Mapping[Place, tuple[str, ...]]) -> Facts:
    told = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return Facts(
        **told | {"specs": _specs(row.specs), "archived": bool(row.archived)},
        pictures=pictures.get((row.product_id, None), ()),
        own_pictures=pictures.get((row.product_id, row.id), ()),
    )


def _pictures(read: Read, product_ids: Sequence[int]) -> dict[Place, tuple[str, ...]]:
    """Return picture sources by product, and variant (None: the product's own), in their order."""
    made: dict[Place, list[str]] = defaultdict(list)
    query = (
        sa.select(Picture.product_id, Picture.variant_id, Picture.source)
        .where(Picture.product_id.in_(product_ids))
        .order_by(Picture.product_id, Picture.position, Picture.id)
    )
    for row in read.connection.execute(query):
        made[row.product_id, row.variant_id].append(row.source)
    return {place: tuple(sources) for place, sources in made.items()}


def _specs(text: str) -> Mapping[str, str]:
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in held.items()} if isinstance(held, dict) else {}
