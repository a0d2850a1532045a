"""The matching rows of an area in the asked-for order, from any place.

An order of rows that is in no index may be made of stretches along an index each: those are walked
one after the other, instead of one sort of everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from shopdesk.services.paging import Key, Listed, Page

Test = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that stand together in a list, by one column and their id.

    In the usual direction a lower ``rank`` stands before, and so does a lower value; with ``down``
    the higher one. ``costly`` tests may be spared where the ``cheap`` one says enough.
    """

    rank: int
    cheap: Test
    column: Any
    down: bool = False
    costly: Sequence[Test] = ()

    @property
    def condition(self) -> Test:
        """What a row of the stretch must be."""
        return sa.and_(self.cheap, *self.costly)


class Walk:
    """Stretches of an area, whose ids are the column ``row``, in one direction or ``turned``.

    Keys are (rank, what the row is sorted by, id).
    """

    def __init__(
        self, connection: sa.Connection, row: Any, stretches: Iterable[Stretch], *, turned: bool
    ) -> None:
        self._connection, self._row, self._turned = connection, row, turned
        self._stretches = sorted(stretches, key=lambda one: one.rank, reverse=turned)

    def page(self, wanted: Page) -> list[Key]:
        """Return the keys of one page."""
        backward, edge = wanted.before is not None, wanted.before or wanted.after
        stretches = self._stretches[::-1] if backward else self._stretches
        if edge:
            ahead = self._turned == backward
            stretches = [
                one
                for one in stretches
                if one.rank == edge[0] or (one.rank > int(str(edge[0]))) == ahead
            ]
        found: list[Key] = []
        skip = wanted.skip
        for one in stretches:
            at = edge[1:] if edge and one.rank == edge[0] else None
            size = wanted.size - len(found) if wanted.size else 0
            page = Page(None if backward else at, (at or ()) if backward else None, skip, size)
            some = [(one.rank, *row) for row in self._rows(one, page)]
            if skip:
                skip = 0 if some else skip - self._beyond(one, at, backward=backward)
            found = [*some, *found] if backward else [*found, *some]
            if wanted.size and len(found) >= wanted.size:
                break
        return found

    def _rows(self, one: Stretch, page: Page) -> list[Any]:
        """Return what the rows of a stretch are sorted by, and their ids."""
        return self._those(one, page, one.condition)

    def _those(self, one: Stretch, page: Page, condition: Test) -> list[Any]:
        query = sa.select(one.column, self._row.label("key")).where(condition)
        return page.of(
            self._connection, query, (one.column, self._row), descending=self._falls(one)
        )

    def _falls(self, one: Stretch) -> bool:
        return one.down != self._turned

    def _beyond(self, one: Stretch, at: Key | None, *, backward: bool) -> int:
        """Return how many rows of a stretch lie beyond an edge: all, where there is none."""
        whole = self._listed(one).total(self._connection)
        if at is None:
            return whole
        before = self._listed(one).place(self._connection, 0, at) or 0
        return before if backward else whole - before - 1

    def _listed(self, one: Stretch) -> Listed:
        return Listed(one.condition, (one.column, self._row), self._falls(one))

    def place(self, row: int, key: Key) -> int | None:
        """Return how many rows of this list stand before one, or before where it stood."""
        rank = self._rank_of(row, key)
        if rank is None:
            return None
        before = 0
        for one in self._stretches:
            if one.rank == rank:
                place = self._listed(one).place(self._connection, row, key[1:])
                return None if place is None else before + place
            before += self._listed(one).total(self._connection)
        return None

    def _rank_of(self, row: int, key: Key) -> Any:
        """Return the rank at which a row stands now; where it is not listed, at which it did."""
        for one in self._stretches:
            mine = sa.select(self._row).where(self._row == row, one.condition)
            if self._connection.scalar(mine) is not None:
                return one.rank
        return key[0] if key else None

    def ids(self) -> Sequence[int]:
        """Return the ids of all rows that match, in order."""
        return [int(str(key[-1])) for key in self.page(Page(size=0))]

    def signposts(self, apart: int) -> tuple[Key, ...]:
        """Return the keys of the rows in the places ``apart``, twice that and so on, less one."""
        posts: list[Key] = []
        at = Page(skip=apart - 1, size=1)
        while found := self.page(at):
            posts.append(found[0])
            at = Page(after=posts[-1], skip=apart - 1, size=1)
        return tuple(posts)
