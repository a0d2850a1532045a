"""The ledger of a SKU through some days: pieces sold, days with stock, pieces at the end.

A day that began with pieces, saw some or sold some is a day in stock. Pieces are those of the
sellable pool; what is spoken for is still there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Final

import sqlalchemy as sa

from shopdesk.clock import DAY
from shopdesk.models.stock import Movement
from shopdesk.services.stock.levels import Level
from shopdesk.store import Read

CHUNK: Final = 2_000


@dataclass(slots=True)
class Walk:
    """One SKU: days are counted from the first that was asked for, 0.

    ``pieces`` are those at the end, ``spells`` the days in stock, from one to another, both of
    them included; ``had`` is the first day on which the ledger had a piece, None if it never did.
    """

    pieces: int
    sold: int = 0
    day: int = 0
    had: int | None = None
    spells: list[tuple[int, int]] = field(default_factory=list)

    @property
    def in_stock(self) -> int:
        """Days in stock."""
        return sum(last - first + 1 for first, last in self.spells)

    @property
    def days(self) -> Iterator[int]:
        """The days in stock, one by one."""
        return (day for first, last in self.spells for day in range(first, last + 1))

    def move(self, day: int, kind: str, qty: int) -> None:
        """Take one movement."""
        self.until(day)
        self.pieces += qty
        if kind == "sale":
            self.sold -= qty
            self._count(day, day)

    def until(self, day: int) -> "Walk":
        """Take in the days up to this one."""
        if self.pieces > 0:
            self.had = self.day if self.had is None else self.had
            self._count(self.day, day)
        self.day = day
        return self

    def _count(self, first: int, last: int) -> None:
        counted = self.spells[-1][1] if self.spells else -1
        first = max(first, counted + 1)
        if first <= last:
            self.spells.append((first, last))


def walks(
    read: Read,
    first: date,
    last: date,
    there: Mapping[int, Level],
    few: Collection[int] | None = None,
) -> dict[int, Walk]:
    """Return the walk of each variant whose level is told, from the first day to the last.

    ``few`` names the variants where they are not too many to be named.
    """
    start, end = read.clock.at(first), (last - first).days
    query = (
        sa.select(Movement.variant_id, Movement.at, Movement.kind, Movement.qty)
        .where(Movement.pool == "sellable", Movement.at >= start)
        .order_by(Movement.variant_id, Movement.at, Movement.id)
    )
    if few is not None:
        query = query.where(Movement.variant_id.in_(few))
    moves = read.connection.execution_options(yield_per=CHUNK).execute(query)
    moved = {
        variant: [((at - start) // DAY, kind, qty) for _variant, at, kind, qty in steps]
        for variant, steps in groupby(moves, itemgetter(0))
    }
    return {key: _walked(level, moved.get(key, ()), end) for key, level in there.items()}


def _walked(level: Level, steps: Sequence[tuple[int, str, int]], end: int) -> Walk:
    """Return the walk from what there was at first: what is there now, without all that moved."""
    now = level.on_hand - level.unsellable
    walk = Walk(now - sum(qty for _day, _kind, qty in steps))
    for step in steps:
        if step[0] <= end:
            walk.move(*step)
    return walk.until(end)
