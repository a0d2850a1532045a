"""The matching tickets in the asked-for order, from any place.

In the usual order those that are worked on are walked first, by their deadline, then all others,
the newest first: two stretches along an index each, instead of one sort of everything. Where a
filter names only a few tickets, those are fetched and sorted instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.tickets import WAITING
from shopdesk.services.paging import Key, Listed, Page
from shopdesk.services.tickets.finding import DUE, WORKED, Finder, of
from shopdesk.services.tickets.searching import TICKET, Test, passing
from shopdesk.store import Read

NEAR: Final = 1_000
"""Tickets that are looked at in the hope that many of them have a common word."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tickets that stand together in a list, by one column and their id.

    A lower ``rank`` stands before. ``down``: the highest comes first in the usual direction.
    ``costly`` tests are spared where the ``cheap`` one says enough.
    """

    rank: int
    cheap: Test
    column: Any
    down: bool = False
    costly: Sequence[Test] = ()

    @property
    def condition(self) -> Test:
        """What a ticket of the stretch must be."""
        return sa.and_(self.cheap, *self.costly)


class Walk:
    """A filter and an order of rows; keys are (rank, what the row is sorted by, id)."""

    def __init__(self, read: Read, where: str, sort: str) -> None:
        self._finder = Finder(where, read, sort)
        self._connection, self._turned = read.connection, self._finder.descending
        found = self._ranked()
        self._stretches = found[::-1] if self._turned else found

    def _ranked(self) -> list[Stretch]:
        """Return the stretches, the first of the usual direction first."""
        found = self._finder
        if found.sort != DUE:
            stands = TICKET.last_at if found.sort == "last" else TICKET.opened_at
            return [Stretch(0, found.cheap, self._along(stands), costly=found.costly)]
        live, others = found.states & WORKED, found.states - WORKED
        # The very words of the index of the few that are worked on.
        worked = sa.and_(found.cheap, of(live) if found.few else sa.text(WAITING.text))
        over = sa.and_(found.cheap, of(others))
        ranked = [
            Stretch(0, worked, self._along(TICKET.due), costly=found.costly),
            Stretch(1, over, self._along(TICKET.last_at), down=True, costly=found.costly),
        ]
        return [one for one, some in zip(ranked, (live, others), strict=True) if some]

    def _along(self, stands: Any) -> Any:
        """Return what is walked along; of a few tickets a sum, which is in no index."""
        return stands if self._finder.few is None else stands + 0

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
        page = Page(None if backward else at, (at or ()) if backward else None, skip, size)
        rows = self._near(one, page) if one.costly and size and not skip else None
        if rows is None:
            rows = self._rows(one, page, one.condition)
        return [(one.rank, *row) for row in rows]

    def _near(self, one: Stretch, page: Page) -> list[Any] | None:
        """Return the rows of a page if so many are near, else None."""
        rows = self._rows(one, replace(page, size=NEAR), one.cheap)
        passed = passing([row.key for row in rows], one.costly, self._connection)
        kept = [row for row in rows if row.key in passed]
        if len(kept) < page.size and len(rows) == NEAR:
            return None
        return kept[: page.size] if page.before is None else kept[-page.size :]

    def _rows(self, one: Stretch, page: Page, condition: Test) -> list[Any]:
        order = one.column, TICKET.id
        query = sa.select(one.column, TICKET.id.label("key")).where(condition)
        return page.of(self._connection, query, order, descending=self._falls(one))

    def _falls(self, one: Stretch) -> bool:
        return one.down != self._turned

    def _beyond(self, one: Stretch, at: Key | None, *, backward: bool) -> int:
        """Return how many tickets of a stretch lie beyond an edge: all, where there is none."""
        whole = self._listed(one).total(self._connection)
        if at is None:
            return whole
        before = self._listed(one).place(self._connection, 0, at) or 0
        return before if backward else whole - before - 1

    def _listed(self, one: Stretch) -> Listed:
        return Listed(one.condition, (one.column, TICKET.id), self._falls(one))

    def place(self, ticket: int, key: Key) -> int | None:
        """Return how many tickets of this list stand before one, or before where it stood."""
        rank = self._rank_of(ticket, key)
        if rank is None:
            return None
        before = 0
        for one in self._stretches:
            if one.rank == rank:
                place = self._listed(one).place(self._connection, ticket, key[1:])
                return None if place is None else before + place
            before += self._listed(one).total(self._connection)
        return None

    def _rank_of(self, ticket: int, key: Key) -> Any:
        """Return the rank at which a ticket stands now; where it is not listed, at which it did."""
        for one in self._stretches:
            mine = sa.select(TICKET.id).where(TICKET.id == ticket, one.condition)
            if self._connection.scalar(mine) is not None:
                return one.rank
        return key[0] if key else None

    def ids(self) -> Sequence[int]:
        """Return the ids of all tickets that match, in order."""
        return [int(str(key[-1])) for key in self.page(Page(size=0))]


def signposts(walk: Walk, apart: int) -> tuple[Key, ...]:
    """Return the keys of the tickets in the places ``apart``, twice that and so on, less one."""
    posts: list[Key] = []
    at = Page(skip=apart - 1, size=1)
    while found := walk.page(at):
        posts.append(found[0])
        at = Page(after=posts[-1], skip=apart - 1, size=1)
    return tuple(posts)


def listed(read: Read, where: str) -> Listed:
    """Return the tickets that match, for counting."""
    return Listed(Finder(where, read).condition, (TICKET.id,), descending=False)
