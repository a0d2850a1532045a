"""What all files of text have in common: one sheet, how they are encoded, how far they are read."""

from pathlib import Path
from typing import TextIO

from shopdesk.sheets.alphabet import encoding_of
from shopdesk.sheets.flaw import Note


class PlainText:
    """A file of text, opened anew for every reading."""

    sheets: tuple[str, ...] = ("",)

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._size = self._path.stat().st_size or 1
        self._text: TextIO | None = None
        self.notes: list[Note] = []
        with self._path.open("rb") as file:
            self._codec, assumed = encoding_of(file)
        if assumed:
            self.notes.append(Note("assumed_encoding", {}))

    def fraction(self, sheet: str, row: int) -> float:  # noqa: ARG002 - bytes tell more than rows
        """Return the share of the bytes that were read."""
        if self._text is None or self._text.closed:
            return 1.0
        return min(1.0, self._text.buffer.tell() / self._size)
