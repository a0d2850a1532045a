"""What the rules look at: a SKU with its product's texts, its pictures and where it is offered."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.products import Offer, Picture, Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.store import Read

CHUNK: Final = 400
"""Products that are looked at together."""
TITLE: Final = sa.func.lower(sa.func.trim(Product.name))
"""What two products with the same name share."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as far as it is known; ``kind`` is empty while nobody has looked."""

    position: int
    source: str
    kind: str
    width: int | None
    height: int | None
    bytes: int | None


@dataclass(frozen=True, slots=True)
class Subject:
    """One SKU. ``prices`` are what its channels ask, where a shop asks a price of its own.

    ``specs`` counts the specifications; ``twin`` is a SKU of another product of the same name.
    """

    id: int
    product_id: int
    sku: str
    name: str
    description: str
    category: str
    brand: str
    specs: int
    twin: str
    variation: str
    barcode: str
    currency: str
    price: int | None
    compare_at: int | None
    weight_g: int | None
    sides: tuple[int | None, int | None, int | None]
    pictures: tuple[Shown, ...]
    channels: frozenset[str]
    prices: Mapping[str, tuple[int | None, ...]]

    def asked(self, channel: str) -> tuple[int | None, ...]:
        """Return the prices that a channel's shops ask for it; without a channel its own."""
        return self.prices.get(channel, (self.price,))


def subjects(read: Read, product_ids: Sequence[int]) -> Iterator[Subject]:
    """Yield the SKUs on sale of these products, a product's own together."""
    everywhere = frozenset(read.connection.scalars(sa.select(Shop.channel).distinct()))
    for start in range(0, len(product_ids), CHUNK):
        yield from _some(read.connection, product_ids[start : start + CHUNK], everywhere)


def _some(
    connection: sa.Connection, ids: Sequence[int], everywhere: frozenset[str]
) -> Iterator[Subject]:
    pictures = _pictures(connection, ids)
    offered = _offered(connection, ids)
    twins = _twins(connection, ids)
    for row in connection.execute(_variants(ids)).all():
        asked = offered.get(row.id, {})
        shown = pictures.get(row.product_id, ())
        yield Subject(
            row.id, row.product_id, row.sku, row.name, row.description, row.category, row.brand,
            _count(row.specs), twins.get(row.product_id, ""), row.variation, row.barcode,
            row.currency, row.price, row.compare_at, row.weight_g,
            (row.length_mm, row.width_mm, row.height_mm),
            tuple(picture for of, picture in shown if of in (None, row.id)),
            frozenset(asked) or everywhere,
            {
                channel: tuple({row.price if own is None else own for own in prices})
                for channel, prices in asked.items()
            },
        )  # fmt: skip


def _variants(ids: Sequence[int]) -> sa.Select[*tuple[Any, ...]]:
    columns = (
        Variant.id, Variant.product_id, Variant.sku, Product.name, Product.description,
        Product.category, Product.brand, Product.specs, Variant.variation, Variant.barcode,
        Variant.currency, Variant.price, Variant.compare_at, Variant.weight_g, Variant.length_mm,
        Variant.width_mm, Variant.height_mm,
    )  # fmt: skip
    return (
        sa.select(*columns)
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.product_id.in_(ids), Variant.archived_at.is_(None))
        .order_by(Variant.product_id, Variant.id)
    )


def _pictures(
    connection: sa.Connection, ids: Sequence[int]
) -> dict[int, list[tuple[int | None, Shown]]]:
    """Return the pictures of each product in their order, with the variant that one is of."""
    query = (
        sa.select(
            Picture.product_id, Picture.variant_id, Picture.source, Picture.kind, Picture.width,
            Picture.height, Picture.bytes,
        )
        .where(Picture.product_id.in_(ids))
        .order_by(Picture.product_id, Picture.position, Picture.id)
    )  # fmt: skip
    found: dict[int, list[tuple[int | None, Shown]]] = defaultdict(list)
    for row in connection.execute(query).all():
        of = found[row.product_id]
        of.append((row.variant_id, Shown(len(of) + 1, *row[2:])))
    return found


def _offered(
    connection: sa.Connection, ids: Sequence[int]
) -> dict[int, dict[str, set[int | None]]]:
    """Return per variant the channels that offer it, each with the own prices of its shops."""
    # Both sides are lower(), or the index of the offers would not be walked.
    query = (
        sa.select(Variant.id, Shop.channel, Offer.own_price)
        .join(Offer, sa.func.lower(Offer.sku) == sa.func.lower(Variant.sku_key))
        .join(Shop, Shop.id == Offer.shop_id)
        .where(Variant.product_id.in_(ids), Variant.archived_at.is_(None))
    )
    found: dict[int, dict[str, set[int | None]]] = defaultdict(lambda: defaultdict(set))
    for variant, channel, own in connection.execute(query).all():
        found[variant][channel].add(own)
    return found


def _twins(connection: sa.Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return per product a SKU of another product on sale that has the same name."""
    other = sa.orm.aliased(Product)
    theirs = sa.func.lower(sa.func.trim(other.name))
    query = (
        sa.select(Product.id, sa.func.min(Variant.sku))
        .join(other, sa.and_(theirs == TITLE, other.id != Product.id))
        .join(Variant, sa.and_(Variant.product_id == other.id, Variant.archived_at.is_(None)))
        .where(Product.id.in_(ids))
        .group_by(Product.id)
    )
    return dict(connection.execute(query).fetchall())


def _count(specs: str) -> int:
    """Return how many specifications have something in them."""
    if specs in ("", "{}"):
        return 0
    return sum(bool(str(value).strip()) for value in json.loads(specs).values())
