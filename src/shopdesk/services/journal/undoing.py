"""Taking an entry back, doing it again, and why an entry cannot be taken back now."""

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal
from shopdesk.services.journal.names import Names, record
from shopdesk.services.journal.rows import Blocker
from shopdesk.store import Change, Read, Store, Work, journal

ENTRY = journal.ENTRY
SHOWN = 200
"""Records in the way that are named; there may be more."""


def undo(store: Store, number: int | None = None) -> Change:
    """Take back one entry (the newest that stands, if none is named), as an entry of its own.

    Raises:
        Refusal: nothing to undo, taken back already, or a later entry touched the same rows.
    """
    return store.run("undo", lambda work: _undo(work, number))


def redo(store: Store, number: int | None = None) -> Change:
    """Do again the entry that was taken back (the one of the newest undo, if none is named).

    Raises:
        Refusal: nothing was undone, or something else happened to the rows since.
    """
    return store.run("redo", lambda work: _redo(work, number))


def blockers(read: Read, number: int) -> tuple[Blocker, ...]:
    """Return the records of an entry that later entries touched, at most ``SHOWN`` of them."""
    return _blockers(read.connection, number)


def _undo(work: Work, number: int | None) -> Change:
    query = sa.select(ENTRY).where(ENTRY.c.id < work.entry)
    if number is None:
        # What left the house cannot come back, and must not keep what was done before from it.
        reversible = sa.and_(journal.LIVE, ENTRY.c.irreversible.is_(None))
        query = query.where(reversible).order_by(ENTRY.c.id.desc())
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
    return work.done(_("Undid: {label}").format(label=entry.label) + _left(work, entry.id))


def _left(work: Work, number: int) -> str:
    """Return what an entry that was taken back leaves as it is, as the end of a sentence."""
    if not (n := journal.staying(work.connection, number)):
        return ""
    said = ngettext(
        "; {n} message went out already and stays", "; {n} messages went out already and stay", n
    )
    return said.format(n=n)


def _redo(work: Work, number: int | None) -> Change:
    query = sa.select(ENTRY).where(ENTRY.c.verb == "undo", ENTRY.c.undone_by.is_(None))
    if number is not None:
        query = query.where(ENTRY.c.undoes == number)
    entry = work.connection.execute(query.order_by(ENTRY.c.id.desc()).limit(1)).first()
    if entry is None:
        raise Refusal(
            _("There is nothing to redo.")
            if number is None
            else _("Entry {n} was not undone.").format(n=number)
        )
    _take_back(work, entry.id)
    connection = work.connection
    connection.execute(ENTRY.update().where(ENTRY.c.id == entry.id).values(undone_by=work.entry))
    connection.execute(ENTRY.update().where(ENTRY.c.id == entry.undoes).values(undone_by=None))
    label = connection.scalar(sa.select(ENTRY.c.label).where(ENTRY.c.id == entry.undoes))
    return work.done(_("Did again: {label}").format(label=label))


def _take_back(work: Work, number: int) -> None:
    if touched := _blockers(work.connection, number):
        named = "; ".join(
            _("{record} by entry {n} ({label})").format(
                record=f"{one.what} {one.name}", n=one.entry, label=one.label
            )
            for one in touched[:3]
        )
        more = len(touched) - 3
        if more > 0:
            named += " " + ngettext("and {n} more", "and {n} more", more).format(n=more)
        raise Refusal(
            _(
                "Entry {n} cannot be undone: later work touched the same rows: {rows}. "
                "Undo that first."
            ).format(n=number, rows=named)
        )
    from shopdesk.services.products import completeness
    from shopdesk.services.stock.posting import refuse_hollow
    from shopdesk.services.tickets import following as tickets
    from shopdesk.services.tickets import watching

    watching.let_go(work, number)
    try:
        journal.reverse(work.connection, number)
    except sa.exc.IntegrityError:
        said = _("Entry {n} cannot be undone: later work stands on what it made. Undo that first.")
        raise Refusal(said.format(n=number)) from None
    refuse_hollow(work)
    completeness.follow(work)
    tickets.follow(work, tickets.touched(work))
    work.connection.execute(ENTRY.update().where(ENTRY.c.id == work.entry).values(undoes=number))


def _blockers(connection: sa.Connection, number: int) -> tuple[Blocker, ...]:
    found = journal.conflicts(connection, number, SHOWN)
    names = Names(connection, [(one.table, one.pk) for one in found])
    query = sa.select(ENTRY.c.id, ENTRY.c.at, ENTRY.c.actor)
    query = query.where(ENTRY.c.id.in_({one.entry for one in found}))
    acts = {row.id: row for row in connection.execute(query)}
    made = [
        Blocker(
            record(one.table), names.name(one.table, one.pk), one.entry,
            acts[one.entry].at, acts[one.entry].actor, one.label,
        )
        for one in found
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (-one.entry, one.what, one.name)))
