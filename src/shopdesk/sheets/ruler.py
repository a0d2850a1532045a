"""Every row of a delimited file is as wide as its table, or the file is refused.

A row that is too long or too short means that a delimiter or a line end got lost, and then every
cell after it stands under the wrong heading. What real exports do is allowed:

- a file is one or more blocks parted by blank rows, each with a width of its own (GA4 puts several
  tables into one file, banks put the account above the table);
- the width of a block is found in its first 30 rows: the widest that makes sense of all of them,
  else the one of the block before, else the one that most cells stand in;
- rows before the first full one (title, shop, period) may be at most half as wide;
- after the last full row up to 12 such short rows may follow (totals, closing balance); a label,
  a colon and a value are always short;
- a row may be too long by blank cells.

One short row at the very end, without a line end, is a file that was cut off.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import Literal, NamedTuple

from shopdesk.sheets.cells import Row, trimmed
from shopdesk.sheets.flaw import Flaw

_AHEAD = 30
_FOOTER = 12


class Record(NamedTuple):
    """One row as it stood in the file: the physical line it starts on (from 1) and its cells."""

    line: int
    cells: list[str]

    @property
    def blank(self) -> bool:
        """Whether there is nothing in any cell."""
        return not any(self.cells)


class Ruler:
    """Measures the rows of one file as they pass."""

    def __init__(self, records: Iterable[Record], *, ends_with_line: bool) -> None:
        self._records = iter(records)
        self._ahead: deque[Record] = deque()
        self._ends_with_line = ends_with_line
        self._width = 0
        self._full_seen = False
        self._after_blank = True
        self._short: list[Record] = []
        self.ghosts = 0  # rows of nothing but delimiters since the last row that held something

    def rows(self) -> Iterator[Row]:
        """Yield the measured rows; a blank row is (). Raises Flaw with the physical line."""
        while record := self._next():
            if record.blank:
                self._after_blank = True
                self._short = []
                self.ghosts += len(record.cells) > 1
                yield ()
                continue
            self.ghosts = 0
            self._measure(record)
            yield trimmed(record.cells)
        if len(self._short) == 1 and not self._ends_with_line:
            raise Flaw("cut_off", row=self._short[0].line)

    def _next(self) -> Record | None:
        """Return the next record, or None at the end."""
        return self._ahead.popleft() if self._ahead else next(self._records, None)

    def _measure(self, record: Record) -> None:
        """Refuse a row that does not fit its table."""
        if self._after_blank and len(record.cells) != self._width:
            self._begin_block(record)
        self._after_blank = False
        fit = _fit(record, self._width)
        if fit == "full":
            self._full_seen = True
            self._refuse_short()
        elif fit == "short" and self._full_seen:
            self._short.append(record)
            if len(self._short) > _FOOTER:
                self._refuse_short()
        elif fit in ("long", "half"):
            self._refuse(record)

    def _begin_block(self, first: Record) -> None:
        """Find the width of the block that begins with this row."""
        self._ahead.extend(islice(self._records, max(0, _AHEAD - len(self._ahead))))
        block = [first, *takewhile(lambda record: not record.blank, self._ahead)]
        self._width = _width_of(block, self._width)
        self._full_seen = False

    def _refuse_short(self) -> None:
        """Refuse short rows that turned out to stand in the middle of a table."""
        if self._short:
            self._refuse(self._short[0])

    def _refuse(self, record: Record) -> None:
        """Refuse a row by what is wrong with its width."""
        width = len(record.cells)
        if width > self._width:
            raise Flaw("long_row", row=record.line, cells=width, width=self._width)
        if not self._ends_with_line and not self._ahead:
            following = next(self._records, None)
            if following is None:
                raise Flaw("cut_off", row=record.line)
        raise Flaw("short_row", row=record.line, cells=width, width=self._width)


def _fit(record: Record, width: int) -> Literal["full", "long", "half", "short"]:
    """Return how a row fits a table: "half" is too short for a table and too long for a title."""
    cells = record.cells
    if len(cells) == width or (len(cells) > width and not any(cells[width:])):
        return "full"
    if len(cells) > width:
        return "long"
    if len(cells) > 1 and cells[1].strip() == ":":
        return "short"
    return "half" if len(cells) > max(width // 2, 2) else "short"


def _width_of(block: list[Record], before: int) -> int:
    """Return the widest width that makes sense of every row, else the likeliest."""
    widths = Counter(len(record.cells) for record in block)
    for width in sorted(widths, reverse=True):
        fits = [_fit(record, width) for record in block]
        title = list(takewhile(lambda fit: fit == "short", fits))
        table = list(takewhile(lambda fit: fit == "full", fits[len(title) :]))
        footer = fits[len(title) + len(table) :]
        if len(footer) <= _FOOTER and all(fit == "short" for fit in footer):
            return width
    if before in widths:
        return before
    # Squared, because a few short rows more do not make a table narrower.
    return max(widths, key=lambda width: (widths[width] * width**2, width))
