"""The journal as people use it: history, undo, redo, and the audit of the whole chain."""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.store import Change, Read, Store, Work, heads, journal

ENTRY = journal.ENTRY


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in the history. ``undone`` tells whether it was taken back."""

    entry: int
    at: int
    who: str
    verb: str
    label: str
    rows: int
    undone: bool
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome of a check of the whole chain."""

    ok: bool
    entries: int
    wrong: tuple[str, ...]
    outside: bool
    """Whether marks outside the store were there to compare with."""


def history(read: Read, limit: int = 50) -> tuple[Entry, ...]:
    """Return the newest entries, newest first; a limit of 0 means all."""
    query = sa.select(ENTRY).order_by(ENTRY.c.id.desc())
    rows = read.connection.execute(query.limit(limit) if limit else query)
    return tuple(
        Entry(r.id, r.at, r.actor, r.verb, r.label, r.rows, r.undone_by is not None, r.undoes)
        for r in rows
    )


def head(read: Read) -> int:
    """Return the number of the newest entry, 0 in an empty store: cheap enough to ask for often."""
    return read.connection.scalar(sa.select(sa.func.max(ENTRY.c.id))) or 0


def undo(store: Store, number: int | None = None) -> Change:
    """Take back one entry (the newest that stands, if none is named), as an entry of its own.

    Raises:
        Refusal: nothing to undo, taken back already, or a later entry touched the same rows.
    """
    return store.run("undo", lambda work: _undo(work, number))


def redo(store: Store) -> Change:
    """Do again what the newest undo took back.

    Raises:
        Refusal: nothing was undone, or something else happened to the rows since.
    """
    return store.run("redo", _redo)


def verify(store: Store) -> Audit:
    """Recompute every entry's hash and compare with the marks outside the store."""
    outside = heads.read(store.heads)
    with store.read() as read:
        entries, wrong = journal.verify(read.connection, outside)
    return Audit(not wrong, entries, tuple(wrong), bool(outside) or not entries)


def _undo(work: Work, number: int | None) -> Change:
    query = sa.select(ENTRY).where(ENTRY.c.id < work.entry)
    if number is None:
        query = query.where(journal.LIVE).order_by(ENTRY.c.id.desc())
    else:
        query = query.where(ENTRY.c.id == number)
    entry = work.connection.execute(query.limit(1)).first()
    if entry is None:
        raise Refusal(
            _("There is nothing to undo.")
            if number is None
            else _("There is no entry {n}.").format(n=number)
        )
    if entry.undone_by is not None:
        raise Refusal(_("Entry {n} was undone already.").format(n=entry.id))
    if entry.undoes is not None:
        raise Refusal(_("Entry {n} is itself an undo; use redo.").format(n=entry.id))
    if entry.irreversible:
        raise Refusal(_("“{label}” left the house and cannot be undone.").format(label=entry.label))
    _take_back(work, entry.id)
    work.connection.execute(
        ENTRY.update().where(ENTRY.c.id == entry.id).values(undone_by=work.entry)
    )
    return work.done(_("Undid: {label}").format(label=entry.label))


def _redo(work: Work) -> Change:
    query = (
        sa.select(ENTRY)
        .where(ENTRY.c.verb == "undo", ENTRY.c.undone_by.is_(None))
        .order_by(ENTRY.c.id.desc())
        .limit(1)
    )
    entry = work.connection.execute(query).first()
    if entry is None:
        raise Refusal(_("There is nothing to redo."))
    _take_back(work, entry.id)
    connection = work.connection
    connection.execute(ENTRY.update().where(ENTRY.c.id == entry.id).values(undone_by=work.entry))
    connection.execute(ENTRY.update().where(ENTRY.c.id == entry.undoes).values(undone_by=None))
    label = connection.scalar(sa.select(ENTRY.c.label).where(ENTRY.c.id == entry.undoes))
    return work.done(_("Did again: {label}").format(label=label))


def _take_back(work: Work, number: int) -> None:
    if touched := journal.conflicts(work.connection, number):
        named = "; ".join(
            _("{table} {pk} by entry {n} ({label})").format(
                table=c.table, pk=c.pk, n=c.entry, label=c.label
            )
            for c in touched[:3]
        )
        raise Refusal(
            _(
                "Entry {n} cannot be undone: later work touched the same rows: {rows}. "
                "Undo that first."
            ).format(n=number, rows=named)
        )
    journal.reverse(work.connection, number)
    work.connection.execute(ENTRY.update().where(ENTRY.c.id == work.entry).values(undoes=number))
