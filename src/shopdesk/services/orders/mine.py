"""Orders that are mine: those I did something to today, by hand, and did not take back."""

from typing import Final

import sqlalchemy as sa

from shopdesk.clock import Clock
from shopdesk.models.journal import JournalEntry, JournalRow
from shopdesk.models.orders import OrderNote
from shopdesk.services.orders.parts import ORDER, Hits, Strand
from shopdesk.store import Actor

NOT_BY_HAND: Final = ("import", "undo", "redo")
"""Verbs that touch orders without anybody having looked at them."""


def mine(clock: Clock) -> Strand:
    """Return the orders that are mine."""
    ids = _touched_today(clock)
    return Strand(hits=(Hits(ids, ids, ORDER.id.in_(ids)),))


def _touched_today(clock: Clock) -> sa.Select[tuple[int]]:
    start, _end = clock.day_bounds(clock.today())
    acts = sa.select(JournalEntry.id).where(
        JournalEntry.at >= start,
        JournalEntry.actor == Actor.here().name,
        JournalEntry.verb.not_in(NOT_BY_HAND),
        JournalEntry.undoes.is_(None),
        JournalEntry.undone_by.is_(None),
    )
    rows = sa.select(JournalRow.pk.label("id")).where(JournalRow.entry.in_(acts))
    notes = sa.select(OrderNote.order_id).where(OrderNote.id.in_(rows.where(_of("order_notes"))))
    return rows.where(_of("orders")).union(notes).subquery().select()


def _of(table: str) -> sa.ColumnElement[bool]:
    # Not by the index of tables: a busy one has millions of rows there, an entry's index a few.
    return JournalRow.tab + "" == table
