"""Rows of a sheet of statistics into what they tell of each day."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from shopdesk.channels.cells import CountCell, Memo, MoneyCell, plain
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, fold, titles
from shopdesk.channels.headers import labels as named
from shopdesk.channels.laid import fits
from shopdesk.channels.rejects import BadCell, Reject
from shopdesk.channels.stats.days import is_hour, reader, span
from shopdesk.channels.stats.detect import Stats
from shopdesk.channels.stats.spec import COUNTS, DayTold, Field
from shopdesk.locale import _, ngettext

SUMS = frozenset(("total", "grand total", "jumlah", "total keseluruhan", "semua"))
"""What a row of sums says where its day should stand."""
NTH = 4
"""Digits of a day that is counted from the first one."""
Row = Sequence[Cell]


class Conversion:
    """The running conversion of one sheet: feed it the rows in order, then finish it once.

    `rows` counts the rows that tell of something, `refused` those kept out, `rejects` names the
    cells that did it. Rows of whole spans and of hours tell of no day and are passed over.
    """

    def __init__(self, found: Stats, *, file: str, shift_days: int = 0) -> None:
        """Take the days by which the sheet's days are moved."""
        self.rows = self.refused = 0
        self.rejects: list[Reject] = []
        self.warnings: list[str] = []
        self.file, self.currency = file, found.spec.currency
        self._found, self._spec, self._shift = found, found.spec, shift_days
        self._date = reader((*found.spec.dates, "%Y%m%d"))
        self._days: dict[int, DayTold] = {}
        self._span = found.span
        self._left = 0
        self._skips = self._fresh = False
        self._places: dict[Field, int] = {}
        self._memos: dict[Field, Memo[int | None]] = {}
        self.labels: dict[Field, str] = {}
        if found.header:
            self._head(found.header)

    def feed(self, first_row: int, rows: Sequence[Row]) -> None:
        """Take the next rows, the first of them number `first_row` from 0."""
        for at, row in enumerate(rows, first_row):
            if at >= self._found.first_row:
                self._row(row, at + 1)

    def finish(self) -> list[DayTold]:
        """Return what is told, day by day; tell the warnings."""
        if not self._days and not self.rejects:
            self._refuse(self._found.header_row + 1, "", None, _no_day(self._span, self._spec))
        if self._left:
            self.warnings.append(_left(self._left))
        return [self._days[day] for day in sorted(self._days)]

    def _row(self, row: Row, row_no: int) -> None:
        first = plain(row[0]) if row else ""
        if self._spec.commented and (first.startswith("#") or not any(map(plain, row))):
            self._comment(first)
        elif not any(map(plain, row)):
            return
        elif self._spec.commented and not self._places:
            self._table(row)
        elif self._is_header(row):
            self._head(titles(row))
        else:
            self._take(row, row_no)

    def _comment(self, said: str) -> None:
        """End the table; the span of the next one stands in two lines, its first day first."""
        self._places, self._skips = {}, False
        found = span(said) if said.startswith("#") else None
        if found:
            self._span = (self._span[0], found[1]) if self._fresh and self._span else found
            self._fresh = True

    def _table(self, row: Row) -> None:
        """Begin a table whose header is of days; pass over any other."""
        if self._skips:
            return
        header = titles(row)
        places: dict[Field, int] = Index(header).places(self._spec.columns)
        if fits(places, self._spec.needed):
            self._head(header)
        else:
            self._left, self._skips = self._left + 1, True
        self._fresh = False

    def _head(self, header: tuple[str, ...]) -> None:
        index = Index(header)
        self._places = index.places(self._spec.columns)
        said = named(header)
        self.labels |= {field: said[at] for field, at in self._places.items()}
        foreign = sorted(index.currencies - {"IDR"})
        self.currency = foreign[0] if foreign else self._spec.currency
        style = "us" if foreign else self._spec.style
        self._memos = {field: CountCell(style) for field in COUNTS}
        self._memos["sales"] = MoneyCell(style, rupiah=self.currency == "IDR" and style == "id")

    def _is_header(self, row: Row) -> bool:
        """Tell whether this is the header once more."""
        at = self._places.get("day", min(self._places.values()))
        cell = plain(row[at]) if at < len(row) else ""
        names = chain.from_iterable(self._spec.columns.values())
        return bool(cell) and fold(cell) in {fold(name) for name in names}

    def _take(self, row: Row, row_no: int) -> None:
        at = self._places.get("day")
        cell = row[at] if at is not None and at < len(row) else None
        try:
            day = self._of_span() if at is None else self._day(plain(cell), row)
        except ValueError:
            self._refuse(row_no, self.labels["day"], cell, _("this is not a day"))
            return
        if day is None:
            return
        self.rows += 1
        if facts := self._facts(row, row_no):
            told = self._days.setdefault(day + self._shift, DayTold(row_no, day + self._shift))
            told.facts.update(facts)

    def _day(self, text: str, row: Row) -> int | None:
        """Return the day of a row; None for one of sums, of a longer span or of an hour.

        Raises:
            ValueError: it is no day.
        """
        cells = {fold(plain(cell)) for cell in row}
        if cells & SUMS or is_hour(text):
            return None
        if self._spec.commented and text.isdigit() and len(text) <= NTH and self._span:
            return self._span[0] + int(text)
        if (day := self._date(text)) is not None:
            return day
        found = span(text)
        if found is None:
            raise ValueError(text)
        return found[0] if found[0] == found[1] else None

    def _of_span(self) -> int | None:
        """Return the day of a table without a column of days: that of its span, if it is one."""
        return self._span[0] if self._span and self._span[0] == self._span[1] else None

    def _facts(self, row: Row, row_no: int) -> dict[str, int]:
        """Return what the cells of a row tell; nothing where one cannot be read."""
        facts: dict[str, int] = {}
        for field, at in self._places.items():
            cell = row[at] if at < len(row) else None
            try:
                value = None if field == "day" else self._memos[field][cell]
            except BadCell as why:
                self._refuse(row_no, self.labels[field], cell, str(why))
                return {}
            if value is not None:
                facts[field] = value
        return facts

    def _refuse(self, row_no: int, column: str, cell: Cell, reason: str) -> None:
        self.refused += 1
        value = plain(cell)[:200]
        self.rejects.append(Reject(self._found.sheet, row_no, column, value, reason))


def _no_day(told: tuple[int, int] | None, spec: Any) -> str:
    if told and told[0] != told[1]:
        return _(
            "no row tells of a single day: the sheet is of all days of its span together; "
            "download it by day"
        )
    return _("no row tells of a day ({format}); choose days as rows before downloading").format(
        format=spec.format
    )


def _left(n: int) -> str:
    return ngettext(
        "{n} table is not by day and was left out.", "{n} tables are not by day and were left out.",
        n,
    ).format(n=n)  # fmt: skip
