"""All stock, SKU by SKU: the level as a whole, and what lies at each location."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.products import Product, Variant
from shopdesk.models.stock import Location, StockLevel
from shopdesk.services.stock.levels import Level, levels
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class There:
    """The pieces of one SKU at one location."""

    location: str
    on_hand: int
    reserved: int
    promised: int
    damaged: int
    quality: int

    @property
    def free(self) -> int:
        """What is left here after every promise; negative where more is promised than lies here."""
        return self.on_hand - self.damaged - self.quality - self.reserved - self.promised


@dataclass(frozen=True, slots=True)
class StockRow:
    """One SKU: its level over all locations, and each location by its name."""

    id: int
    sku: str
    name: str
    variation: str
    kit: bool
    level: Level
    places: tuple[There, ...]


def listed(read: Read, ids: Collection[int] | None = None) -> tuple[StockRow, ...]:
    """Return the stock of these variants, in this order; None: of all on sale, by SKU."""
    there = levels(read, None if ids is None else list(ids))
    places = _places(read, None if ids is None else set(ids))
    query = sa.select(Variant.id, Variant.sku, Product.name, Variant.variation, Variant.kit)
    query = query.join(Product, Product.id == Variant.product_id).order_by(Variant.sku_key)
    if ids is None:
        query = query.where(Variant.archived_at.is_(None))
    found = {
        row.id: StockRow(
            *row[:4], bool(row.kit), there.get(row.id, Level()), tuple(places.get(row.id, ()))
        )
        for row in read.connection.execute(query)
        if ids is None or row.id in there
    }
    return tuple(found.values()) if ids is None else tuple(found[one] for one in ids)


def at_locations(read: Read, variant_id: int) -> tuple[There, ...]:
    """Return what lies of one SKU at each location, by the location's name."""
    return tuple(_places(read, {variant_id}).get(variant_id, ()))


def _places(read: Read, wanted: Collection[int] | None) -> dict[int, list[There]]:
    query = (
        sa.select(
            StockLevel.variant_id, Location.name, StockLevel.on_hand, StockLevel.reserved,
            StockLevel.promised, StockLevel.damaged, StockLevel.quality,
        )
        .join(Location, Location.id == StockLevel.location_id)
        .order_by(StockLevel.variant_id, Location.name)
    )  # fmt: skip
    found: dict[int, list[There]] = defaultdict(list)
    for row in read.connection.execute(query):
        if wanted is None or row[0] in wanted:
            found[row[0]].append(There(*row[1:]))
    return found
