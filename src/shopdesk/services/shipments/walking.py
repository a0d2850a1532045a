"""The matching parcels in the asked-for order, from any place.

In the usual order those in trouble are walked first, then the others: two stretches along the index
of values, instead of one sort of everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.services.paging import Key, Listed, Page
from shopdesk.services.shipments.finding import PARCEL, RISK, SORTS, Finder
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parcels that stand together in a list; ``rank`` is 1 for those in trouble."""

    rank: int
    condition: sa.ColumnElement[bool]


class Walk:
    """A filter and an order of rows; keys are (rank, what the row is sorted by, id)."""

    def __init__(self, read: Read, where: str, sort: str) -> None:
        finder = Finder(where, read, sort)
        self._connection, self._down = read.connection, finder.descending
        self._order: Final = (SORTS[finder.sort], PARCEL.id)
        if finder.sort == RISK:
            trouble = finder.trouble
            calm = sa.not_(sa.func.coalesce(trouble, sa.false()))
            ranked = [Stretch(1, trouble), Stretch(0, calm)]
            self._stretches = [
                Stretch(one.rank, sa.and_(finder.condition, one.condition))
                for one in (ranked if self._down else ranked[::-1])
            ]
        else:
            self._stretches = [Stretch(0, finder.condition)]

    def page(self, wanted: Page) -> list[Key]:
        """Return the keys of one page."""
        backward, edge = wanted.before is not None, wanted.before or wanted.after
        stretches = self._stretches[::-1] if backward else self._stretches
        if edge:
            ranks = [one.rank for one in stretches]
            stretches = stretches[ranks.index(edge[0]) :]  # type: ignore[arg-type]  # a key of ours
        found: list[Key] = []
        skip = wanted.skip
        for one in stretches:
            at = edge[1:] if edge and one.rank == edge[0] else None
            rest = wanted.size - len(found)
            some = self._some(one, at, rest if wanted.size else 0, skip, backward=backward)
            if not some and skip:
                skip -= min(skip, self._beyond(one, at, backward=backward))
            elif some:
                skip = 0
            found = [*some, *found] if backward else [*found, *some]
            if wanted.size and len(found) >= wanted.size:
                break
        return found

    def _some(
        self, one: Stretch, at: Key | None, size: int, skip: int, *, backward: bool
    ) -> list[Key]:
        query = sa.select(*self._order).where(one.condition)
        page = Page(None if backward else at, (at or ()) if backward else None, skip, size)
        rows = page.of(self._connection, query, self._order, descending=self._down)
        return [(one.rank, *row) for row in rows]

    def _beyond(self, one: Stretch, at: Key | None, *, backward: bool) -> int:
        """Return how many parcels of a stretch lie beyond an edge: all, where there is none."""
        if at is None:
            return self._listed(one).total(self._connection)
        before = self._listed(one).place(self._connection, 0, at) or 0
        whole = self._listed(one).total(self._connection)
        return before if backward else whole - before - 1

    def _listed(self, one: Stretch) -> Listed:
        return Listed(one.condition, self._order, self._down)

    def place(self, parcel: int, key: Key) -> int | None:
        """Return how many parcels of this list stand before one, or before where it stood."""
        before = 0
        for one in self._stretches:
            mine = sa.select(PARCEL.id).where(PARCEL.id == parcel, one.condition)
            here = self._connection.scalar(mine) is not None
            if here or (key and key[0] == one.rank and not self._listed_anywhere(parcel)):
                place = self._listed(one).place(self._connection, parcel, key[1:])
                return None if place is None else before + place
            before += self._listed(one).total(self._connection)
        return None

    def _listed_anywhere(self, parcel: int) -> bool:
        every = sa.or_(*(one.condition for one in self._stretches))
        found = sa.select(PARCEL.id).where(PARCEL.id == parcel, every)
        return self._connection.scalar(found) is not None

    def ids(self) -> Sequence[int]:
        """Return the ids of all parcels that match, in order."""
        return [int(key[-1]) for key in self.page(Page(size=0))]  # type: ignore[call-overload]


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
    order: tuple[Any, ...] = (PARCEL.id,)
    return Listed(Finder(where, read).condition, order, descending=False)
