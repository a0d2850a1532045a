"""What every reader offers, whatever kind of file it reads. Lives in the child process only."""

from collections.abc import Iterator
from typing import Protocol

from shopdesk.sheets.cells import Row
from shopdesk.sheets.flaw import Note


class Book(Protocol):
    """An opened file: its sheets, and the rows of each as often as asked."""

    kind: str
    sheets: tuple[str, ...]
    notes: list[Note]

    def rows(self, sheet: str, start: int = 0) -> Iterator[Row]:
        """Yield every row from `start` (from 0) on; a blank row is (). Raises Flaw."""

    def fraction(self, sheet: str, row: int) -> float:
        """Return the share (0 to 1) of the sheet that lies before this row, as an estimate."""
