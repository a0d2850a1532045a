"""Workbooks with typed cells, streamed by XlsxWriter in constant memory.

Amounts are numbers with a currency format, instants and days real dates, ids text. Every text is
written as text whatever it begins with. A workbook cannot hold lone surrogates, U+FFFE and U+FFFF
(they become U+FFFD) nor a text of more than 32,767 UTF-16 units: that is cut, and the cells are
named in a note. A table longer than a sheet goes on in a second one.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from shopdesk.locale import ngettext
from shopdesk.sheets.letters import letter
from shopdesk.sheets.values import day, local, sound
from shopdesk.sheets.writing import Column, Kind, Table

MAX_ROWS = 1_048_576
_MAX_NAME = 31
EXACT_DIGITS = 10**15  # Excel keeps 15 digits of a number; an id with more must be text
FIRST_YEAR = 1901  # earlier days have no number that every program agrees on
_CUT = -2  # XlsxWriter's word for a text that was too long
_NAMED = 5
_HEADER = {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "valign": "vcenter"}
_FORMATS: dict[Kind, str] = {
    "text": "@",
    "int": "#,##0",
    "instant": "yyyy-mm-dd hh:mm:ss",
    "date": "yyyy-mm-dd",
    "percent": "0.0%",
}
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

Put = Callable[[int, int, Any], int]


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that escapes as Excel does, also where escapes in a text overlap."""

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", data)


class _Pages:
    """The sheets of one table, one after the other, each with its header."""

    def __init__(self, book: Any, table: Table) -> None:
        self._book = book
        self._table = table
        self._header = book.add_format(_HEADER)
        self._formats = {column.kind: self._format(column.kind) for column in table.columns}
        self._zone = ZoneInfo(table.zone)
        self._page: Any = None
        self._puts: list[Put] = []
        self._number = 0
        self._row = MAX_ROWS
        self._cut: list[str] = []

    def add(self, values: Sequence[object]) -> None:
        """Write one row."""
        if self._row >= MAX_ROWS:
            self._turn()
        for column, (put, value) in enumerate(zip(self._puts, values, strict=True)):
            if value is not None and put(self._row, column, value) == _CUT:
                self._cut.append(f"{letter(column + 1)}{self._row + 1}")
        self._row += 1

    def finish(self) -> list[str]:
        """Finish the last sheet and return the notes."""
        if self._page is None:
            self._turn()
        self._close_page()
        if not self._cut:
            return []
        return [
            ngettext(
                "{n} text was longer than the 32,767 characters of a cell and was cut ({places}).",
                "{n} texts were longer than the 32,767 characters of a cell and were cut "
                "({places}).",
                len(self._cut),
            ).format(n=len(self._cut), places=", ".join(self._cut[:_NAMED]))
        ]

    def _turn(self) -> None:
        """Begin the next sheet."""
        if self._page is not None:
            self._close_page()
        self._number += 1
        self._page = self._book.add_worksheet(sheet_name(self._table.sheet, self._number), Sheet)
        for number, column in enumerate(self._table.columns):
            self._page.set_column(number, number, column.width)
        self._page.freeze_panes(1, 0)
        for number, column in enumerate(self._table.columns):
            self._page.write_string(0, number, sound(column.title), self._header)
        self._puts = [self._put(column) for column in self._table.columns]
        self._row = 1

    def _close_page(self) -> None:
        """Set the filter over the rows that were written."""
        self._page.autofilter(0, 0, max(self._row - 1, 0), len(self._table.columns) - 1)

    def _format(self, kind: Kind) -> Any:
        rupiah = '"Rp"#,##0' if self._table.currency == "IDR" else "#,##0.00"
        return self._book.add_format({"num_format": _FORMATS.get(kind, rupiah)})

    def _put(self, column: Column) -> Put:
        """Return what writes a value of a column into a cell; a text stays text in any column."""
        page, shape = self._page, self._formats[column.kind]

        def text(row: int, place: int, value: Any) -> int:
            return int(page.write_string(row, place, sound(str(value)), shape))

        def number(row: int, place: int, value: Any, scale: int = 1) -> int:
            if not isinstance(value, int | float) or isinstance(value, bool):
                return text(row, place, value)
            if not isfinite(value) or abs(value) >= EXACT_DIGITS * scale:
                return text(row, place, value)
            return int(page.write_number(row, place, value / scale if scale > 1 else value, shape))

        def money(row: int, place: int, value: Any) -> int:
            return number(row, place, value, 100)

        def moment(row: int, place: int, value: Any) -> int:
            when = self._moment(column.kind, value)
            if when is None or when.year < FIRST_YEAR:
                return text(row, place, value)
            return int(page.write_datetime(row, place, when, shape))

        puts: dict[Kind, Put] = {
            "text": text, "int": number, "percent": number, "money": money,
            "instant": moment, "date": moment,
        }  # fmt: skip
        return puts[column.kind]

    def _moment(self, kind: Kind, value: Any) -> date | datetime | None:
        """Return the wall-clock time or day of a value, or None where it is a text of its own."""
        if kind == "date":
            return day(value, self._zone) if isinstance(value, date | str | int) else None
        return local(value, self._zone) if isinstance(value, int) else None


def write_xlsx(path: Path, table: Table) -> list[str]:
    """Write a .xlsx; see `writing.write`."""
    # The rows that XlsxWriter parks on the disk lie in the same private folder as the draft.
    book = xlsxwriter.Workbook(str(path), {**OPTIONS, "tmpdir": str(path.parent)})
    pages = _Pages(book, table)
    try:
        for row in table.rows:
            pages.add(row)
        notes = pages.finish()
        book.close()
    except FileCreateError as fault:
        _abandon(book)
        raise OSError(str(fault)) from fault
    except BaseException:
        _abandon(book)
        raise
    return notes


def _abandon(book: Any) -> None:
    """Close the files of a workbook that will never be finished."""
    book.fileclosed = True  # or its end of life would write the file after all, with a warning
    for page in book.worksheets():
        if page.row_data_fh is not None:
            page.row_data_fh.close()


def sheet_name(wish: str, number: int) -> str:
    """Return a sheet name that Excel accepts: 31 characters, no bracket, slash or colon."""
    suffix = f" {number}" if number > 1 else ""
    name = _FORBIDDEN_IN_NAME.sub(" ", sound(wish)).strip().strip("'").strip()
    name = name[: _MAX_NAME - len(suffix)] or "Sheet1"
    if name.casefold() == "history":  # Excel keeps this one for itself
        name += "_"
    return name + suffix
