"""CSV and its kin: comma, semicolon, TAB or bar; every cell is text, exactly as written.

Read strictly: text after a closing quote, a quote that never closes and a cell of more than
131,072 characters are refused with the physical line. A cell over more than 3 line ends in which at
least 2 lines look like rows of the table is taken for an unclosed quote as well; the long texts of
products and notes do not look like rows.
"""

import csv
from collections.abc import Iterator
from typing import TextIO

from shopdesk.sheets.alphabet import delimiter_of
from shopdesk.sheets.apostrophe import SAFE_SUFFIX, unguarded
from shopdesk.sheets.cells import Row
from shopdesk.sheets.flaw import Flaw, Note
from shopdesk.sheets.plaintext import PlainText
from shopdesk.sheets.ruler import Record, Ruler

MAX_FIELD = 131_072  # characters
_LINE_ENDS = 3
_ROW_LINES = 2
_ROW_DELIMITERS = 4  # a line with fewer may be prose
_SAMPLE = 64 * 2**10


class Delimited(PlainText):
    """A delimited text file, opened anew for every reading."""

    kind = "csv"

    def __init__(self, path: str) -> None:
        super().__init__(path)
        with self._path.open("rb") as file:
            file.seek(max(0, self._size - 4))
            self._ends_with_line = file.read().rstrip(b"\0").endswith((b"\n", b"\r"))
        with self._open() as text:
            self._delimiter, self._skip = delimiter_of(text.read(_SAMPLE))
        # Our own exports for people carry apostrophes that were not in the texts.
        self._guarded = path.lower().endswith(SAFE_SUFFIX)

    def rows(self, sheet: str, start: int = 0) -> Iterator[Row]:
        """Yield the rows from `start` on; see `Book.rows`."""
        if sheet:
            raise Flaw("no_sheet", sheet=sheet)
        with self._open() as text:
            self._text = text
            text.read(self._skip)
            ruler = Ruler(self._records(text), ends_with_line=self._ends_with_line)
            for number, row in enumerate(ruler.rows()):
                if number >= start:
                    yield row
        self._note_ghosts(ruler.ghosts)

    def _open(self) -> TextIO:
        # newline="" keeps line ends inside cells as they are
        return self._path.open(encoding=self._codec, newline="")

    def _records(self, text: TextIO) -> Iterator[Record]:
        """Yield the records with their first physical lines."""
        csv.field_size_limit(MAX_FIELD)
        reader = csv.reader(text, delimiter=self._delimiter, strict=True)
        skipped = 1 if self._skip else 0
        line = 1 + skipped
        try:
            for cells in reader:
                last = reader.line_num + skipped
                if last - line > _LINE_ENDS:
                    self._suspect_quote(cells, line)
                yield Record(line, [unguarded(cell) for cell in cells] if self._guarded else cells)
                line = last + 1
        except csv.Error as fault:
            raise Flaw(_code(str(fault)), row=line) from fault

    def _suspect_quote(self, cells: list[str], line: int) -> None:
        """Refuse a cell that has swallowed rows of the table."""
        per_row = max(_ROW_DELIMITERS, len(cells) - 1)
        for cell in cells:
            lines = cell.splitlines()
            rows = sum(words.count(self._delimiter) >= per_row for words in lines)
            if len(lines) > _LINE_ENDS and rows >= _ROW_LINES:
                raise Flaw("open_quote", row=line)

    def _note_ghosts(self, ghosts: int) -> None:
        note = Note("ghost_rows", {"n": ghosts})
        if ghosts and note not in self.notes:
            self.notes.append(note)


def _code(words: str) -> str:
    """Return the code of what the csv module complains about."""
    if "field larger" in words:
        return "long_field"
    if "unexpected end" in words:
        return "open_quote"
    return "after_quote"
