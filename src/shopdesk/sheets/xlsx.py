"""Workbooks of Excel 2007 and later: a quick reader, and an exact one where that one gives up.

The quick one streams (python-calamine-plus: 2.0 s for 100,000 rows of 49 cells in 23 MB, against
15 s with openpyxl). The exact one takes over, from the row reached, where

- a number of 2**53 or more came as a float: its digits may still stand in the file;
- the quick one refuses a cell that the other can read (a new error value such as #SPILL!);
- the quick one died on this file: then the parent starts a new child with `quick` False.

Both give the same rows for a sound file: `_x001B_` in a shared or inline text is the character it
stands for (ECMA-376, 22.4.2.4) and stays as written in a formula's text (t="str"). One thing the
quick one does not notice: a shared-text number that is no number at all counts as the first text.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from shopdesk.sheets.cells import MAX_ROWS, Inexact, Row, plain_row, trimmed
from shopdesk.sheets.flaw import Flaw, Note

if TYPE_CHECKING:
    from shopdesk.sheets.exact import ExactBook

_TEXT_ONLY = {str}
# One runaway cell far to the right makes every row as long as that: 16,384 cells of nothing. Rows
# wider than any export are counted, and refused when they held this many blank cells at their ends.
_WIDE = 1000
MAX_PADDING = 10_000_000


class Xlsx:
    """A workbook, read from a path or from decrypted bytes."""

    kind = "xlsx"

    def __init__(self, file: str | BinaryIO, *, quick: bool, last_rows: dict[str, int]) -> None:
        self._file = file
        self._last_rows = last_rows
        self._exact: ExactBook | None = None
        self._quick: Any = None
        self.notes: list[Note] = []
        self.sheets = self._open_quick() if quick else ()
        if self._quick is None:
            self.sheets = self._exact_book().sheets

    def rows(self, sheet: str, start: int = 0) -> Iterator[Row]:
        """Yield the rows of a sheet from `start` on; see `Book.rows`."""
        row = start
        reason: Flaw | None = None
        if self._quick is not None:
            try:
                for cells in self._quick_rows(sheet, start):
                    yield cells
                    row += 1
            except Inexact:
                self._note("exact_digits", sheet)
            except Flaw as flaw:
                reason = flaw
            else:
                return
        yield from self._exact_rows(sheet, row, reason)

    def fraction(self, sheet: str, row: int) -> float:
        """Return how far a row is, measured against the last row that the sheet names."""
        last = self._last_rows.get(sheet)
        return min(1.0, row / last) if last else 0.0

    def _open_quick(self) -> tuple[str, ...]:
        """Open the quick reader and return the worksheets' names; leave it out if it fails."""
        import python_calamine_plus as calamine

        try:
            book = calamine.CalamineWorkbook.from_object(self._file)
            names = tuple(
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            )
        except BaseException as fault:  # noqa: BLE001 - a panic in the library is a BaseException
            refuse_unless_library(fault)
            return ()
        self._quick = book
        return names

    def _quick_rows(self, sheet: str, start: int) -> Iterator[Row]:
        """Yield rows of the quick reader; raise Inexact or a Flaw at the row it stumbles over."""
        padding = 0
        for row, cells in enumerate(self._stream(sheet, start), start):
            if row >= MAX_ROWS:
                raise Flaw("many_rows", sheet=sheet, limit=MAX_ROWS)
            if set(map(type, cells)) == _TEXT_ONLY:
                ready = trimmed(cells)
            else:
                ready = plain_row(cells, exact=False)
            if len(cells) > _WIDE:
                padding += len(cells) - len(ready)
                if padding > MAX_PADDING:
                    raise Flaw("mostly_blank", sheet=sheet, width=len(cells))
            yield ready

    def _stream(self, sheet: str, start: int) -> Iterator[list[Any]]:
        """Yield rows as the library gives them; its errors become a Flaw at the row they met."""
        row = start
        try:
            for cells in self._quick.stream_sheet_by_name(sheet, min_row=start):
                yield cells
                row += 1
        except BaseException as fault:  # a panic in the library is a BaseException
            refuse_unless_library(fault)
            raise quick_flaw(str(fault), sheet, row) from fault

    def _exact_rows(self, sheet: str, start: int, reason: Flaw | None) -> Iterator[Row]:
        """Yield rows of the exact reader; where that fails too, raise the better explained flaw."""
        if reason and reason.code in ("many_rows", "mostly_blank"):
            raise reason
        try:
            rows = self._exact_book().rows(sheet, start)
            first = next(rows, None)
        except Flaw as flaw:
            raise (flaw if flaw.row or reason is None else reason).in_sheet(sheet) from None
        if reason:
            self._note("exact_reader", sheet)
        if first is not None:
            yield first
            yield from rows

    def _exact_book(self) -> "ExactBook":
        """Return the exact reader, opened when first needed: its library takes 0.25 s to load."""
        if self._exact is None:
            from shopdesk.sheets.exact import ExactBook

            self._exact = ExactBook(self._file)
        return self._exact

    def _note(self, code: str, sheet: str) -> None:
        note = Note(code, {"sheet": sheet})
        if note not in self.notes:
            self.notes.append(note)


def refuse_unless_library(fault: BaseException) -> None:
    """Raise a fault again unless it is a spreadsheet library's own, about the file."""
    if isinstance(fault, MemoryError) or not (
        isinstance(fault, Exception) or type(fault).__module__ == "pyo3_runtime"
    ):
        raise fault


def quick_flaw(words: str, sheet: str, row: int) -> Flaw:
    """Return the flaw behind a message of the quick reader, met in this row (from 0)."""
    if "string index" in words:
        return Flaw("lost_text", sheet=sheet, row=row + 1)
    if "row order" in words:
        return Flaw("row_order", sheet=sheet, row=row + 1)
    return Flaw("damaged_sheet", sheet=sheet, row=row + 1)
