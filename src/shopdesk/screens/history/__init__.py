"""The desk of what was done: who, when and what, every fact before and after, undo and redo."""

from shopdesk.screens.history.desk import HistoryDesk

__all__ = ["HistoryDesk"]
