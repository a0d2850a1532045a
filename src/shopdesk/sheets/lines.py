"""A chat as text: every line is a row of one cell, exactly as written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TextIO

from shopdesk.sheets.alphabet import encoding_of
from shopdesk.sheets.cells import Row
from shopdesk.sheets.flaw import Flaw, Note

LONGEST: Final = 131_072
"""Characters of a line; a message has half as many."""


class Lines:
    """A text file of a chat, opened anew for every reading."""

    kind = "chat"
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

    def rows(self, sheet: str, start: int = 0) -> Iterator[Row]:
        """Yield the lines from `start` on; see `Book.rows`."""
        if sheet:
            raise Flaw("no_sheet", sheet=sheet)
        with self._path.open(encoding=self._codec) as text:
            self._text = text
            number = 0
            while line := text.readline(LONGEST + 1):
                number += 1
                if len(line) > LONGEST:
                    raise Flaw("long_line", row=number)
                if number > start:
                    plain = line.rstrip("\n")
                    yield (plain,) if plain else ()

    def fraction(self, sheet: str, row: int) -> float:  # noqa: ARG002 - bytes tell more than rows
        """Return the share of the bytes that were read."""
        if self._text is None or self._text.closed:
            return 1.0
        return min(1.0, self._text.buffer.tell() / self._size)
