"""Asking trackers on the net where parcels are: which are due, and what came of it."""

from shopdesk.services.trackers.due import due
from shopdesk.services.trackers.refreshing import refresh
from shopdesk.services.trackers.rows import Due, Listener, Round

__all__ = ["Due", "Listener", "Round", "due", "refresh"]
