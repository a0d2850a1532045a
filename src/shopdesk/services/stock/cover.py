"""How long stock lasts: what is sold on a day that had stock, and the day on which it runs out.

Daily sales = pieces sold in the window / days of the window on which there was stock. Days without
stock say nothing about demand, so they do not count (``walk.py`` tells which they are). A kit has
no ledger of its own: its parts run out.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.clock import Clock
from shopdesk.models.products import Product, Variant
from shopdesk.services.stock.levels import Level, levels
from shopdesk.services.stock.walk import Walk, walks
from shopdesk.store import Read

FEW: Final = 900
"""SKUs that are named in a question; of more all movements are read past."""
FURTHEST: Final = 3_650
"""Days; what lasts longer than ten years never runs out."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How long one SKU lasts: sold in the window, days of it in stock, pieces there are now.

    ``low_at`` is its own low mark; without one it is low by its days.
    """

    id: int
    sku: str
    name: str
    level: Level
    low_at: int | None
    sold: int
    days_in_stock: int
    low_days: int
    today: date

    @property
    def daily(self) -> Fraction:
        """Pieces sold on a day that had stock; 0 where nothing was sold."""
        return Fraction(self.sold, self.days_in_stock) if self.days_in_stock else Fraction(0)

    @property
    def days(self) -> Fraction | None:
        """Days that the available pieces last; None where nothing is sold."""
        return Fraction(self.level.available) / self.daily if self.daily else None

    @property
    def runs_out(self) -> date | None:
        """The day on which the last piece is sold; None where nothing is, or it is far off."""
        return runs_out(self.level.available, self.daily, self.today)

    @property
    def low(self) -> bool:
        """Whether it is at its low mark or under it; without one, whether its days are few."""
        if self.low_at is not None:
            return self.level.available <= self.low_at
        return self.days is not None and self.days <= self.low_days


def cover(
    read: Read, ids: Collection[int] | None = None, *, window: int = 0
) -> Mapping[int, Cover]:
    """Return how long these SKUs last (None: all on sale that are counted), by their ids.

    ``window`` is in days; 0 is the shop's own.
    """
    wanted = None if ids is None else set(ids)
    few = wanted if wanted is not None and len(wanted) <= FEW else None
    there = levels(read, None if few is None else list(few))
    low_days, today = days("low", read.clock), read.clock.today()
    first = today - timedelta(days=(window or days("window", read.clock)) - 1)
    walked = walks(read, first, today, there, few)
    query = sa.select(Variant.id, Variant.sku, Product.name, Variant.low_at)
    query = query.join(Product, Product.id == Variant.product_id).where(Variant.kit == 0)
    if few is None:
        query = query.where(Variant.archived_at.is_(None))
    else:
        query = query.where(Variant.id.in_(few))
    found = {}
    for key, sku, name, low_at in read.connection.execute(query):
        if wanted is None or key in wanted:
            level = there.get(key, Level())
            walk = walked.get(key, Walk(0))
            found[key] = Cover(
                key, sku, name, level, low_at, walk.sold, walk.in_stock, low_days, today
            )
    return found


def runs_out(pieces: int, daily: Fraction, today: date) -> date | None:
    """Return the day on which the last piece is sold; None where nothing is, or it is far off."""
    if not daily or pieces / daily > FURTHEST:
        return None
    return today + timedelta(days=int(pieces / daily))


def low(read: Read, ids: Collection[int] | None = None, *, window: int = 0) -> tuple[Cover, ...]:
    """Return the SKUs that are low, the one that runs out first before the others."""
    found = [one for one in cover(read, ids, window=window).values() if one.low]
    return tuple(sorted(found, key=_urgency))


def days(name: str, clock: Clock) -> int:
    """Return the days that the table of cover gives: "window", "low"."""
    rows = [row for row in tables.rows("cover", clock.today()) if row["name"] == name]
    return int(rows[-1]["days"])


def _urgency(one: Cover) -> tuple[Any, ...]:
    """What sells and is gone first, then by the days it lasts; what does not sell comes last."""
    lasts = one.days if one.days is not None else Fraction(FURTHEST)
    return lasts, -one.daily, one.level.free, one.sku
