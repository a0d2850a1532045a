"""One page of a long list, found from the key of a row at hand; and where a row stands in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

Key = tuple[object, ...]
CHUNK = 900
"""Ids in one question."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which page is meant.

    ``after`` and ``before`` are keys of rows of an earlier page; with ``before`` the page ends
    just above that row; ``skip`` counts from there. A ``size`` of 0 means all.
    """

    after: Key | None = None
    before: Key | None = None
    skip: int = 0
    size: int = 100

    def of(
        self,
        connection: sa.Connection,
        query: sa.Select[Any],
        order: Sequence[Any],
        *,
        descending: bool,
    ) -> list[Any]:
        """Return the rows of this page, in the order of these columns, whose values are the key."""
        backward = self.before is not None
        down = descending != backward
        if edge := self.after or self.before:
            place = sa.tuple_(*order)
            query = query.where(place < edge if down else place > edge)
        query = query.order_by(*(column.desc() if down else column for column in order))
        if self.size:
            query = query.limit(self.size)
        if self.skip:
            query = query.limit(self.size or -1).offset(self.skip)
        rows = list(connection.execute(query))
        return rows[::-1] if backward else rows


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows that a filter matches, in an order whose last column is the row's own id."""

    condition: sa.ColumnElement[bool]
    order: Sequence[Any]
    descending: bool

    def total(self, connection: sa.Connection) -> int:
        """Return how many rows there are."""
        return connection.scalar(self._counting()) or 0

    def place(self, connection: sa.Connection, row: int, key: Key) -> int | None:
        """Return how many rows stand before this one; its old key counts where it left the list."""
        there = sa.select(*self.order).where(self.order[-1] == row, self.condition)
        edge = tuple(connection.execute(there).first() or key)
        if len(edge) != len(self.order):
            return None
        stands = sa.tuple_(*self.order)
        above = stands > edge if self.descending else stands < edge
        return connection.scalar(self._counting().where(above)) or 0

    def among(self, connection: sa.Connection, rows: Collection[int]) -> int:
        """Return how many of these rows match."""
        ids, found = list(rows), 0
        for at in range(0, len(ids), CHUNK):
            chunk = self.order[-1].in_(ids[at : at + CHUNK])
            found += connection.scalar(self._counting().where(chunk)) or 0
        return found

    def _counting(self) -> sa.Select[Any]:
        counting = sa.select(sa.func.count()).select_from(self.order[-1].table)
        return counting.where(self.condition)
