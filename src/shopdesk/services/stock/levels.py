"""What is there, what is spoken for, and what may still be sold, per SKU.

on hand = available + reserved + promised + unsellable; a shop that sold more than it has sees the
missing pieces as ``oversold``, and nothing available. Buffer pieces are available, never offered;
pieces that are on their way are ``incoming``, and part of none of these sums.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.products import KitPart, Variant
from shopdesk.models.stock import Expected, StockLevel
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Level:
    """The pieces of one variant over all locations; see the module for what adds up to what."""

    on_hand: int = 0
    reserved: int = 0
    promised: int = 0
    damaged: int = 0
    quality: int = 0
    buffer: int = 0
    incoming: int = 0

    @property
    def unsellable(self) -> int:
        """Pieces that are damaged or wait for quality control."""
        return self.damaged + self.quality

    @property
    def free(self) -> int:
        """What is left after every promise; negative where more was sold than is there."""
        return self.on_hand - self.unsellable - self.reserved - self.promised

    @property
    def available(self) -> int:
        """Pieces that nobody waits for."""
        return max(0, self.free)

    @property
    def oversold(self) -> int:
        """Pieces that are promised and not there."""
        return max(0, -self.free)

    @property
    def sellable(self) -> int:
        """What may be offered; negative where the buffer is being eaten."""
        return self.free - self.buffer


def levels(read: Read, variant_ids: Sequence[int] | None = None) -> Mapping[int, Level]:
    """Return the level of each variant by its id (all variants if none is named), kits included."""
    sums = sa.select(
        StockLevel.variant_id,
        *(
            sa.func.sum(column).label(column.key)
            for column in (
                StockLevel.on_hand, StockLevel.reserved, StockLevel.promised,
                StockLevel.damaged, StockLevel.quality,
            )
        ),
    ).group_by(StockLevel.variant_id)  # fmt: skip
    query = sa.select(Variant.id, Variant.buffer, Variant.kit)
    wanted = set(variant_ids) if variant_ids is not None else None
    if wanted is not None:
        parts = sa.select(KitPart.part_id).where(KitPart.kit_id.in_(wanted))
        needed = wanted.union(read.connection.scalars(parts))
        sums = sums.where(StockLevel.variant_id.in_(needed))
        query = query.where(Variant.id.in_(needed))
    stock, coming = sums.subquery(), _coming()
    query = (
        query.add_columns(stock, coming.label("incoming"))
        .outerjoin(stock, stock.c.variant_id == Variant.id)
    )  # fmt: skip
    found: dict[int, Level] = {}
    kits: dict[int, int] = {}
    for row in read.connection.execute(query):
        if row.kit:
            kits[row.id] = row.buffer
        else:
            cells = (
                row.on_hand, row.reserved, row.promised, row.damaged, row.quality, row.buffer,
                row.incoming,
            )  # fmt: skip
            found[row.id] = Level(*(cell or 0 for cell in cells))
    found |= _kits(read, kits, found)
    return found if wanted is None else {key: found[key] for key in found if key in wanted}


def _coming() -> sa.ScalarSelect[int]:
    """Return the pieces of a variant that are on their way."""
    left = Expected.qty - Expected.received
    query = sa.select(sa.func.coalesce(sa.func.sum(left), 0))
    return query.where(Expected.variant_id == Variant.id, left > 0).scalar_subquery()


def _kits(read: Read, kits: Mapping[int, int], parts: Mapping[int, Level]) -> dict[int, Level]:
    """Return what kits could be put together: as many as the scarcest part allows."""
    if not kits:
        return {}
    able: dict[int, int] = {}
    query = sa.select(KitPart.kit_id, KitPart.part_id, KitPart.qty)
    for kit, part, qty in read.connection.execute(query.where(KitPart.kit_id.in_(list(kits)))):
        n = max(0, parts.get(part, Level()).free) // qty
        able[kit] = min(able.get(kit, n), n)
    return {kit: Level(on_hand=able.get(kit, 0), buffer=buffer) for kit, buffer in kits.items()}
