"""The history: its newest entries, one page of it, and one entry by its number."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.journal import touched
from shopdesk.services.journal.finding import Finder
from shopdesk.services.journal.rows import Audit, Entry, EntryCard
from shopdesk.services.paging import Key, Page
from shopdesk.store import Read, Store, heads, journal

ENTRY = journal.ENTRY
FIRST = 20
"""Records that an entry's card names."""
COUNTED = 300_000
"""Records up to which a card counts them by kind: it must be there when the cursor rests."""


def history(read: Read, limit: int = 50, where: str = "") -> tuple[Entry, ...]:
    """Return the newest entries that match, newest first; a limit of 0 means all."""
    return page(read, where, size=limit)


def page(
    read: Read,
    where: str = "",
    sort: str = "-entry",
    *,
    after: Key | None = None,
    before: Key | None = None,
    skip: int = 0,
    size: int = 100,
) -> tuple[Entry, ...]:
    """Return one page of the entries that match, in the asked-for order; see ``Page``."""
    listed = Finder(where, read, sort).listed
    query = sa.select(ENTRY, listed.order[0].label("sorted")).where(listed.condition)
    wanted = Page(after, before, skip, size)
    rows = wanted.of(read.connection, query, listed.order, descending=listed.descending)
    return tuple(_entry(row, row.sorted) for row in rows)


def total(read: Read, where: str = "") -> int:
    """Return how many entries match."""
    return Finder(where, read).listed.total(read.connection)


def ids(read: Read, where: str = "") -> Sequence[int]:
    """Return the numbers of all entries that match."""
    query = sa.select(ENTRY.c.id).where(Finder(where, read).listed.condition)
    return read.connection.scalars(query).all()


def place(read: Read, where: str, sort: str, number: int, key: Key = ()) -> int | None:
    """Return how many entries of this list stand before one; see ``Listed``."""
    return Finder(where, read, sort).listed.place(read.connection, number, key)


def among(read: Read, where: str, numbers: Collection[int]) -> int:
    """Return how many of these entries match."""
    return Finder(where, read).listed.among(read.connection, numbers)


def show(read: Read, number: int) -> EntryCard:
    """Return one entry with what it changed or removed, or else the orders that it brought.

    Raises:
        Refusal: there is no such entry.
    """
    wanted = (f"entry:{number} is:changed,gone", f"entry:{number} what:order")
    pages = (touched.page(read, where, size=FIRST) for where in wanted)
    row = entry(read, number)
    kinds = touched.kinds(read, number) if row.rows <= COUNTED else ()
    return EntryCard(row, kinds, next((rows for rows in pages if rows), ()))


def entry(read: Read, number: int) -> Entry:
    """Return one entry.

    Raises:
        Refusal: there is no such entry.
    """
    row = read.connection.execute(sa.select(ENTRY).where(ENTRY.c.id == number)).first()
    if row is None:
        raise Refusal(_("There is no entry {n}.").format(n=number))
    return _entry(row, row.id)


def head(read: Read) -> int:
    """Return the number of the newest entry, 0 in an empty store: cheap enough to ask for often."""
    return read.connection.scalar(sa.select(sa.func.max(ENTRY.c.id))) or 0


def verify(store: Store) -> Audit:
    """Recompute every entry's hash and compare with the marks outside the store."""
    outside = heads.read(store.heads)
    with store.read() as read:
        entries, wrong = journal.verify(read.connection, outside)
    return Audit(not wrong, entries, tuple(wrong), bool(outside) or not entries)


def _entry(row: Any, place: int) -> Entry:
    undone = row.undone_by is not None
    return Entry(row.id, row.at, row.actor, row.verb, row.label, row.rows, undone, row.undoes,
                 (place, row.id))  # fmt: skip
