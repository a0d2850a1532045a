"""The matching tickets in the asked-for order, from any place.

In the usual order those that are worked on are walked first, by their deadline, then all others,
the newest first: two stretches along an index each, instead of one sort of everything. Where a
filter names only a few tickets, those are fetched and sorted instead.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.tickets import WAITING
from shopdesk.services.paging import Listed, Page
from shopdesk.services.tickets.finding import DUE, WORKED, Finder, of
from shopdesk.services.tickets.searching import TICKET, passing
from shopdesk.services.walking import Stretch, Walk
from shopdesk.store import Read

NEAR: Final = 1_000
"""Tickets that are looked at in the hope that many of them have a common word."""


class _Nearby(Walk):
    """A walk on which tickets that are costly to look for are first sought nearby."""

    def _rows(self, one: Stretch, page: Page) -> list[Any]:
        rows = self._near(one, page) if one.costly and page.size and not page.skip else None
        return super()._rows(one, page) if rows is None else rows

    def _near(self, one: Stretch, page: Page) -> list[Any] | None:
        """Return the rows of a page if so many are near, else None."""
        rows = self._those(one, replace(page, size=NEAR), one.cheap)
        passed = passing([row.key for row in rows], one.costly, self._connection)
        kept = [row for row in rows if row.key in passed]
        if len(kept) < page.size and len(rows) == NEAR:
            return None
        return kept[: page.size] if page.before is None else kept[-page.size :]


def walk(read: Read, where: str, sort: str) -> Walk:
    """Return the walk over the tickets that a filter means.

    Raises:
        FilterError: the text is not of the language.
    """
    found = Finder(where, read, sort)
    return _Nearby(read.connection, TICKET.id, _ranked(found), turned=found.descending)


def _ranked(found: Finder) -> Iterator[Stretch]:
    """Yield the stretches, the lowest rank first."""
    if found.sort != DUE:
        stands = TICKET.last_at if found.sort == "last" else TICKET.opened_at
        yield Stretch(0, found.cheap, _along(stands, found), costly=found.costly)
        return
    live, others = found.states & WORKED, found.states - WORKED
    if live:
        # The very words of the index of the few that are worked on.
        worked = sa.and_(found.cheap, of(live) if found.few else sa.text(WAITING.text))
        yield Stretch(0, worked, _along(TICKET.due, found), costly=found.costly)
    if others:
        over = sa.and_(found.cheap, of(others))
        yield Stretch(1, over, _along(TICKET.last_at, found), down=True, costly=found.costly)


def _along(stands: Any, found: Finder) -> Any:
    """Return what is walked along; of a few tickets a sum, which is in no index."""
    return stands if found.few is None else stands + 0


def listed(read: Read, where: str) -> Listed:
    """Return the tickets that match, for counting."""
    return Listed(Finder(where, read).condition, (TICKET.id,), descending=False)
