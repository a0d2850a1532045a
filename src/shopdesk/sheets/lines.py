"""A chat as text: every line is a row of one cell, exactly as written."""

from collections.abc import Iterator
from typing import Final

from shopdesk.sheets.cells import Row
from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.plaintext import PlainText

LONGEST: Final = 131_072
"""Characters of a line; a message has half as many."""


class Lines(PlainText):
    """A text file of a chat, opened anew for every reading."""

    kind = "chat"

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
