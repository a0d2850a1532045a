"""The journal as people use it: history, what an entry did, undo, redo, the audit of the chain."""

from shopdesk.services.journal.finding import fields, values, views
from shopdesk.services.journal.reads import (
    among,
    entry,
    head,
    history,
    ids,
    page,
    place,
    show,
    total,
    verify,
)
from shopdesk.services.journal.rows import Audit, Blocker, Cell, Count, Entry, EntryCard, Touched
from shopdesk.services.journal.undoing import blockers, redo, undo

__all__ = [
    "Audit", "Blocker", "Cell", "Count", "Entry", "EntryCard", "Touched", "among", "blockers",
    "entry", "fields", "head", "history", "ids", "page", "place", "redo", "show", "total", "undo",
    "values", "verify", "views",
]  # fmt: skip
