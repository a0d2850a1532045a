"""Counting at the terminal: the list of count sheets, and one sheet to scan and type into."""

from collections.abc import Sequence
from typing import Any

__all__ = ["open_counting"]


def open_counting(app: Any, where: str = "", ids: Sequence[int] = ()) -> None:
    """Show the count sheets; a new one may be over these SKUs, or over what the filter shows."""
    from shopdesk.screens.counting.sheets import SheetsDialog

    app.push_screen(SheetsDialog(where, ids))
