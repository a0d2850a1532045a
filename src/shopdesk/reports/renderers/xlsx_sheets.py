"""The sheets of a workbook that hold a table each: typed cells, frozen head, filter, totals."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from shopdesk.reports.document import Cell, Kind, Row, Table
from shopdesk.reports.renderers.cells import FIGURES, form, number, shown
from shopdesk.reports.renderers.means import EVERY, Means
from shopdesk.reports.renderers.shades import DARK, PALE
from shopdesk.reports.renderers.tabling import cut
from shopdesk.sheets.letters import letter
from shopdesk.sheets.to_xlsx import EXACT_DIGITS, FIRST_YEAR, MAX_ROWS, Sheet, sheet_name
from shopdesk.sheets.values import sound
from shopdesk.text import ELLIPSIS

_MOST: Final = MAX_ROWS - 10
_CELL: Final = 32_000
_NARROW, _WIDE, _LOOKED_AT = 9, 48, 200
_SUMMED: Final = ("count", "money", "number")


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any, currency: str) -> None:
        self.book, self.currency = book, currency
        head = {"bold": True, "bg_color": f"#{DARK}", "font_color": "#FFFFFF", "text_wrap": True,
                "valign": "vcenter"}  # fmt: skip
        self.head, self._head_right = (
            book.add_format({**head, "align": side}) for side in ("left", "right")
        )
        self.plain = book.add_format({"num_format": "@", "valign": "top"})
        self.right = book.add_format({"num_format": "@", "align": "right", "valign": "top"})
        self.of = cache(self._made)
        self.bold = cache(lambda kind: self._made(kind, bold=True))
        self.total = cache(lambda kind: self._made(kind, bold=True, top=1, bg_color=f"#{PALE}"))

    def over(self, kind: Kind) -> Any:
        """Return the look of the head over a column of this kind."""
        return self._head_right if kind in (*FIGURES, "date") else self.head

    def _made(self, kind: Kind, **more: Any) -> Any:
        shape = {"num_format": form(kind, self.currency), "valign": "top", **more}
        return self.book.add_format(shape)


def put(page: Any, row: int, column: int, cell: Cell, kind: Kind, look: Any) -> None:  # noqa: PLR0913
    """Write a cell: a number, a day, or a text that stays text whatever it begins with."""
    if cell is None:
        page.write_blank(row, column, None, look)
    elif isinstance(cell, date) and cell.year >= FIRST_YEAR:
        page.write_datetime(row, column, cell, look)
    elif isinstance(cell, str | date) or abs(number(cell, kind) or 0) >= EXACT_DIGITS:
        text = sound(str(cell))
        page.write_string(
            row, column, text if len(text) <= _CELL else text[:_CELL] + ELLIPSIS, look
        )
    else:
        page.write_number(row, column, number(cell, kind), look)


def printed(page: Any) -> None:
    """Let a sheet be printed across A4, as wide as the paper."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")


class Sheets:
    """The sheets of tables, in the order in which they are added."""

    def __init__(self, book: Any, looks: Looks, means: Means) -> None:
        self._book, self._looks, self._means = book, looks, means
        self._rows = 0
        self._kept = ""

    def kept(self, wish: str) -> str:
        """Return the name of a sheet that comes last, and keep it from every other."""
        self._kept = sheet_name(wish, 1)
        return self._kept

    def add(self, table: Table) -> str:
        """Write a table into a new sheet and return the sheet's name."""
        page = self.page(table.name)
        rows, left = cut(table, _MOST)
        widths = self._widths(table, rows)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        for column, one in enumerate(table.columns):
            page.write_string(0, column, sound(one.name), self._looks.over(one.kind))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(rows), len(table.columns) - 1)
        looks = [self._looks.of(column.kind) for column in table.columns]
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate(row.cells):
                put(page, at, column, cell, table.columns[column].kind, looks[column])
            self._rows += 1
            if self._rows % EVERY == 0:
                self._means.progress(self._rows)
        if table.total:
            self._total(page, table, table.total, rows)
        if left:
            page.write_string(len(rows) + 2, 0, left)
        return str(page.get_name())

    def page(self, wish: str) -> Any:
        """Return a new sheet of a name that no other has."""
        taken = {page.get_name().casefold() for page in self._book.worksheets()}
        if wish != self._kept:
            taken.add(self._kept.casefold())
        number = 1
        while (name := sheet_name(wish, number)).casefold() in taken:
            number += 1
        page = self._book.add_worksheet(name, Sheet)
        printed(page)
        page.repeat_rows(0)
        return page

    def _total(self, page: Any, table: Table, total: Row, rows: Sequence[Row]) -> None:
        """Write the totals: a formula where the column adds up to it, else the value alone."""
        at = len(rows) + 1
        for column, (cell, one) in enumerate(zip(total.cells, table.columns, strict=True)):
            look = self._looks.total(one.kind)
            found = [row.cells[column] for row in rows]
            numbers = [value for value in found if isinstance(value, int)]
            if one.kind in _SUMMED and isinstance(cell, int) and sum(numbers) == cell and numbers:
                name = letter(column + 1)
                said = f"=SUM({name}2:{name}{at})"
                page.write_formula(at, column, said, look, number(cell, one.kind))
            else:
                put(page, at, column, cell, one.kind, look)

    def _widths(self, table: Table, rows: Sequence[Row]) -> list[int]:
        found = []
        for at, column in enumerate(table.columns):
            longest = max((len(word) for word in column.name.split()), default=0) + 3
            for row in (*rows[:_LOOKED_AT], *filter(None, [table.total])):
                longest = max(longest, len(shown(row.cells[at], column.kind, self._looks.currency)))
            least = _NARROW + (4 if column.kind in FIGURES else 0)
            found.append(min(max(longest + 2, least), _WIDE))
        return found
