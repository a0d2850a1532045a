"""What is left to do with an order or a parcel, until somebody has done it or drops it."""

from shopdesk.services.tasks.reads import counts, listed
from shopdesk.services.tasks.rows import TaskRow
from shopdesk.services.tasks.steps import take
from shopdesk.services.tasks.verbs import add, done, drop, reopen

__all__ = ["TaskRow", "add", "counts", "done", "drop", "listed", "reopen", "take"]
