"""The matching parcels in the asked-for order, from any place.

In the usual order those in trouble are walked first, by value, then all others that are under way,
by value too, then the rest, the newest first: three stretches along an index each, instead of one
sort of everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.shipments import Parcel
from shopdesk.services.paging import Key, Listed, Page
from shopdesk.services.shipments.finding import (
    EVERY,
    PARCEL,
    RISK,
    UNDER_WAY,
    Finder,
    Test,
    of,
    under_way,
)
from shopdesk.store import Read

FEW: Final = 2_000
"""Parcels that are fetched and sorted sooner than walked to."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parcels that stand together in a list, by one column and their id.

    A higher ``rank`` stands before.
    """

    rank: int
    condition: Test
    column: Any


class Walk:
    """A filter and an order of rows; keys are (rank, what the row is sorted by, id)."""

    def __init__(self, read: Read, where: str, sort: str) -> None:
        self._finder = Finder(where, read, sort, walked=True)
        self._connection, self._down = read.connection, self._finder.descending
        ranked = self._ranked()
        self._stretches = ranked if self._down else ranked[::-1]

    def _ranked(self) -> list[Stretch]:
        """Return the stretches, the highest first."""
        found = self._finder
        if found.sort == RISK:
            return [*self._under_way(), *self._others()]
        here = sa.and_(self._among(found.statuses), found.rest)
        if found.sort == "last":
            told, none = PARCEL.last_at.is_not(None), PARCEL.last_at.is_(None)
            heard = Stretch(1, sa.and_(here, told), PARCEL.last_at)
            return [heard, Stretch(0, sa.and_(here, none), PARCEL.id)]
        return [Stretch(0, here, PARCEL.value if found.sort == "value" else PARCEL.id)]

    def _under_way(self) -> list[Stretch]:
        found, trouble = self._finder, self._finder.trouble
        statuses = found.statuses & UNDER_WAY
        if not statuses:
            return []
        here = sa.and_(self._among(statuses), found.rest)
        return [
            Stretch(2, sa.and_(here, trouble), PARCEL.value),
            Stretch(1, sa.and_(here, sa.not_(trouble)), PARCEL.value),
        ]

    def _others(self) -> list[Stretch]:
        statuses = self._finder.statuses - UNDER_WAY
        here = sa.and_(self._among(statuses), self._finder.rest)
        return [Stretch(0, here, PARCEL.id)] if statuses else []

    def _among(self, statuses: frozenset[str]) -> Test:
        """Return the test of these statuses, so that the best index is walked.

        Where few have them, those are fetched and sorted; else the order of rows is walked, and the
        status looked at: nothing added to a text is in no index.
        """
        if statuses == EVERY:
            return sa.true()
        if statuses == UNDER_WAY:
            return under_way()
        if not self._many(statuses):
            return of(statuses)
        looked_at = (PARCEL.status + "").in_(sorted(statuses))
        return sa.and_(under_way(), looked_at) if statuses < UNDER_WAY else looked_at

    def _many(self, statuses: frozenset[str]) -> bool:
        some = sa.select(sa.literal(1)).select_from(Parcel).where(of(statuses))
        counting = sa.select(sa.func.count()).select_from(some.limit(FEW).subquery())
        return (self._connection.scalar(counting) or 0) == FEW

    def page(self, wanted: Page) -> list[Key]:
        """Return the keys of one page."""
        backward, edge = wanted.before is not None, wanted.before or wanted.after
        stretches = self._stretches[::-1] if backward else self._stretches
        if edge:
            ahead = self._down == backward
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
            some = self._some(one, at, size, skip, backward=backward)
            if skip:
                skip = 0 if some else skip - self._beyond(one, at, backward=backward)
            found = [*some, *found] if backward else [*found, *some]
            if wanted.size and len(found) >= wanted.size:
                break
        return found

    def _some(
        self, one: Stretch, at: Key | None, size: int, skip: int, *, backward: bool
    ) -> list[Key]:
        order = one.column, PARCEL.id
        query = sa.select(one.column, PARCEL.id.label("key")).where(one.condition)
        page = Page(None if backward else at, (at or ()) if backward else None, skip, size)
        rows = page.of(self._connection, query, order, descending=self._down)
        return [(one.rank, *row) for row in rows]

    def _beyond(self, one: Stretch, at: Key | None, *, backward: bool) -> int:
        """Return how many parcels of a stretch lie beyond an edge: all, where there is none."""
        whole = self._listed(one).total(self._connection)
        if at is None:
            return whole
        before = self._listed(one).place(self._connection, 0, at) or 0
        return before if backward else whole - before - 1

    def _listed(self, one: Stretch) -> Listed:
        return Listed(one.condition, (one.column, PARCEL.id), self._down)

    def place(self, parcel: int, key: Key) -> int | None:
        """Return how many parcels of this list stand before one, or before where it stood."""
        rank = self._rank_of(parcel, key)
        if rank is None:
            return None
        before = 0
        for one in self._stretches:
            if one.rank == rank:
                place = self._listed(one).place(self._connection, parcel, key[1:])
                return None if place is None else before + place
            before += self._listed(one).total(self._connection)
        return None

    def _rank_of(self, parcel: int, key: Key) -> Any:
        """Return the rank at which a parcel stands now; where it is not listed, at which it did."""
        for one in self._stretches:
            mine = sa.select(PARCEL.id).where(PARCEL.id == parcel, one.condition)
            if self._connection.scalar(mine) is not None:
                return one.rank
        return key[0] if key else None

    def ids(self) -> Sequence[int]:
        """Return the ids of all parcels that match, in order."""
        return [int(str(key[-1])) for key in self.page(Page(size=0))]


def signposts(walk: Walk, apart: int) -> tuple[Key, ...]:
    """Return the keys of the parcels in the places ``apart``, twice that and so on, less one."""
    posts: list[Key] = []
    at = Page(skip=apart - 1, size=1)
    while found := walk.page(at):
        posts.append(found[0])
        at = Page(after=posts[-1], skip=apart - 1, size=1)
    return tuple(posts)


def listed(read: Read, where: str) -> Listed:
    """Return the parcels that match, for counting."""
    return Listed(Finder(where, read).condition, (PARCEL.id,), descending=False)
