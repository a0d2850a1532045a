"""The desk of files in and out: pick exports, see the plan, apply it, take it back."""

from shopdesk.screens.imports.desk import ImportsDesk

__all__ = ["ImportsDesk"]
