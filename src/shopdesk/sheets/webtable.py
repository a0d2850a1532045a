"""Tables of a web page; many "old Excel" exports of shops and banks are one, whatever their name.

Every table with something in it is a sheet, "Table 1" and so on; a table inside another is a sheet
of its own. A cell that spans several columns or rows stands in the first, the others are blank, as
in a workbook. The page is held in memory, within the fence: such exports are small.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from shopdesk.sheets.alphabet import encoding_of
from shopdesk.sheets.cells import Row, trimmed
from shopdesk.sheets.flaw import Flaw, Note

MAX_CELL = 131_072  # characters
_MAX_SPAN = 1000
_PIECE = 64 * 2**10
_DECLARED = re.compile(r"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


class WebTable:
    """A web page read for its tables."""

    kind = "html"

    def __init__(self, path: str) -> None:
        self.notes: list[Note] = []
        parser = _Tables()
        with Path(path).open(encoding=self._codec(path), errors="replace") as page:
            while piece := page.read(_PIECE):
                parser.feed(piece)
        parser.close()
        tables = [table for table in parser.finished() if any(table)]
        if not tables:
            raise Flaw("no_table")
        self._tables = {f"Table {number}": table for number, table in enumerate(tables, 1)}
        self.sheets = tuple(self._tables)

    def rows(self, sheet: str, start: int = 0) -> Iterator[Row]:
        """Yield the rows of a table from `start` on; see `Book.rows`."""
        if sheet not in self._tables:
            raise Flaw("no_sheet", sheet=sheet)
        yield from self._tables[sheet][start:]

    def fraction(self, sheet: str, row: int) -> float:
        """Return the share of the table's rows that lie before this one."""
        return min(1.0, row / (len(self._tables.get(sheet, ())) or 1))

    def _codec(self, path: str) -> str:
        """Return the page's codec: its own bytes decide, then what it declares."""
        with Path(path).open("rb") as file:
            codec, assumed = encoding_of(file)
            file.seek(0)
            declared = _DECLARED.search(file.read(_PIECE).decode("latin-1"))
        if not assumed:
            return codec
        if declared:
            try:
                "".encode(declared[1])
            except LookupError:
                pass
            else:
                return declared[1]
        self.notes.append(Note("assumed_encoding", {}))
        return codec


class _Table:
    """A table under construction: its finished rows, the open row and the open cell."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._length = 0
        self._down: dict[int, int] = {}  # column -> rows that a cell above still covers
        self._span = (1, 1)

    def open_row(self) -> None:
        """Begin a row, ending the one before."""
        self.close_row()
        self._row = []

    def open_cell(self, across: int, down: int) -> None:
        """Begin a cell, ending the one before; cells above may cover columns here."""
        self.close_cell()
        if self._row is None:
            self.open_row()
        row = self._row if self._row is not None else []
        while self._down.get(len(row), 0):
            self._down[len(row)] -= 1
            row.append("")
        self._cell, self._length, self._span = [], 0, (across, down)

    def add(self, words: str) -> None:
        """Add text to the open cell, if one is open."""
        if self._cell is None:
            return
        self._length += len(words)
        if self._length > MAX_CELL:
            raise Flaw("long_field", row=len(self.rows) + 1)
        self._cell.append(words)

    def close_cell(self) -> None:
        """End the open cell."""
        if self._cell is None or self._row is None:
            return
        lines = "".join(self._cell).split("\x00")
        words = "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()
        across, down = self._span
        for column in range(len(self._row), len(self._row) + across):
            if down > 1:
                self._down[column] = down - 1
        self._row += [words, *[""] * (across - 1)]
        self._cell = None

    def close_row(self) -> None:
        """End the open row."""
        self.close_cell()
        if self._row is not None:
            for column in range(len(self._row), max(self._down, default=-1) + 1):
                self._down[column] = max(0, self._down.get(column, 0) - 1)
            self.rows.append(trimmed(self._row))
        self._row = None


class _Tables(HTMLParser):
    """Collects the tables of a page; tags that were never closed are closed by what follows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._all: list[_Table] = []
        self._open: list[_Table] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Follow tables, rows, cells and line breaks."""
        if tag == "table":
            self._open.append(_Table())
            self._all.append(self._open[-1])
        elif tag in ("script", "style"):
            self._silent += 1
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].open_row()
        elif tag in ("td", "th"):
            values = dict(attrs)
            self._open[-1].open_cell(_span(values.get("colspan")), _span(values.get("rowspan")))
        elif tag in ("br", "p", "div", "li"):
            self._open[-1].add("\x00")

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag closes."""
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        elif not self._open:
            return
        elif tag in ("td", "th"):
            self._open[-1].close_cell()
        elif tag == "tr":
            self._open[-1].close_row()
        elif tag == "table":
            self._open.pop().close_row()

    def handle_data(self, data: str) -> None:
        """Add text to the innermost open cell."""
        if self._open and not self._silent:
            self._open[-1].add(data.replace("\x00", ""))

    def finished(self) -> list[list[Row]]:
        """Return the rows of every table, closing what the page left open."""
        for table in self._open:
            table.close_row()
        return [table.rows for table in self._all]


def _span(words: str | None) -> int:
    """Return how many columns or rows a cell covers."""
    known = words is not None and words.strip().isdecimal() and len(words) < 6
    return min(max(int(words or 1), 1), _MAX_SPAN) if known else 1
