"""How long stock lasts: what is sold on a day that had stock, and the day on which it runs out.

Daily sales = pieces sold in the window / days of the window on which there was stock. Days without
stock say nothing about demand, so they do not count. A day that began with pieces, saw some or sold
some is a day in stock. A kit has no ledger of its own: its parts run out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.clock import DAY, Clock
from shopdesk.models.products import Product, Variant
from shopdesk.models.stock import Movement
from shopdesk.services.stock.levels import Level, levels
from shopdesk.store import Read

FEW: Final = 900
"""SKUs that are named in a question; of more all movements are read past."""
CHUNK: Final = 2_000
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
        if self.days is None or self.days > FURTHEST:
            return None
        return self.today + timedelta(days=int(self.days))

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
    start = _start(read.clock, window or days("window", read.clock))
    walks = _walks(read, start, there, few)
    low_days, today = days("low", read.clock), read.clock.today()
    last = (read.clock.now() - start) // DAY
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
            walk = (walks.get(key) or _walked(level)).end(last)
            found[key] = Cover(
                key, sku, name, level, low_at, walk.sold, walk.in_stock, low_days, today
            )
    return found


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


def _start(clock: Clock, window: int) -> int:
    """Return the first instant of the window; today is its last day."""
    return clock.at(clock.today() - timedelta(days=window - 1))


@dataclass(slots=True)
class _Walk:
    """The ledger of one SKU through the window: pieces there, pieces sold, days with stock.

    Days are counted from the window's first, 0; ``counted`` is the last that was.
    """

    pieces: int
    sold: int = 0
    in_stock: int = 0
    day: int = 0
    counted: int = -1

    def move(self, day: int, kind: str, qty: int) -> None:
        """Take one movement."""
        self._until(day)
        self.pieces += qty
        if kind == "sale":
            self.sold -= qty
            self._count(day, day)

    def end(self, today: int) -> "_Walk":
        """Take in the days up to today."""
        self._until(today)
        return self

    def _until(self, day: int) -> None:
        if self.pieces > 0:
            self._count(self.day, day)
        self.day = day

    def _count(self, first: int, last: int) -> None:
        self.in_stock += max(0, last - max(first, self.counted + 1) + 1)
        self.counted = max(self.counted, last)


def _walks(
    read: Read, start: int, there: Mapping[int, Level], few: Collection[int] | None
) -> dict[int, _Walk]:
    """Return the walk through the window of each SKU that moved in it."""
    query = (
        sa.select(Movement.variant_id, Movement.at, Movement.kind, Movement.qty)
        .where(Movement.pool == "sellable", Movement.at >= start)
        .order_by(Movement.variant_id, Movement.at, Movement.id)
    )
    if few is not None:
        query = query.where(Movement.variant_id.in_(few))
    moves = read.connection.execution_options(yield_per=CHUNK).execute(query)
    return {
        variant: _walked(
            there.get(variant, Level()),
            [((at - start) // DAY, kind, qty) for _variant, at, kind, qty in steps],
        )
        for variant, steps in groupby(moves, itemgetter(0))
    }


def _walked(level: Level, steps: Sequence[tuple[int, str, int]] = ()) -> _Walk:
    """Return the walk from what there was at first: what is there now, without all that moved."""
    now = level.on_hand - level.unsellable
    walk = _Walk(now - sum(qty for _day, _kind, qty in steps))
    for step in steps:
        walk.move(*step)
    return walk
