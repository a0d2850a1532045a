"""Old .xls (Excel 97 to 2003) and .ods workbooks, read sheet by sheet as a whole.

Neither can be streamed. A sheet of .xls has at most 65,536 rows of 256 cells, which fits the fence;
an .ods that unfolds to more than the fence allows ends the child and is refused.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from shopdesk.sheets.cells import Row, plain_row
from shopdesk.sheets.flaw import Flaw, Note
from shopdesk.sheets.xlsx import refuse_unless_library

_XLS_COLUMNS = 256


class Legacy:
    """An .xls or .ods workbook; numbers beyond 2**53 are floats there already and stay so."""

    def __init__(self, file: str | BinaryIO, kind: str) -> None:
        import python_calamine_plus as calamine

        self.kind = kind
        self.notes: list[Note] = []
        self._loaded: tuple[str, Any] = ("", None)
        try:
            self._book = calamine.CalamineWorkbook.from_object(file)
            self.sheets = tuple(
                sheet.name
                for sheet in self._book.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            )
        except calamine.PasswordError as fault:
            raise Flaw("locked") from fault
        except BaseException as fault:  # a panic in the library is a BaseException
            refuse_unless_library(fault)
            raise Flaw(f"damaged_{kind}") from fault

    def rows(self, sheet: str, start: int = 0) -> Iterator[Row]:
        """Yield the rows of a sheet from `start` on; see `Book.rows`."""
        if sheet not in self.sheets:
            raise Flaw("no_sheet", sheet=sheet)
        loaded = self._load(sheet)
        # The library gives the blank rows before the first cell, but not the blank columns.
        before = [""] * (loaded.start[1] if loaded.start else 0)
        for number, cells in enumerate(loaded.iter_rows()):
            if number >= start:
                yield plain_row(before + cells)

    def fraction(self, sheet: str, row: int) -> float:
        """Return how far a row is, measured against the rows of the loaded sheet."""
        name, loaded = self._loaded
        return min(1.0, row / loaded.total_height) if name == sheet and loaded.total_height else 0.0

    def _load(self, sheet: str) -> Any:
        """Return the sheet, kept until another one is asked for."""
        if self._loaded[0] != sheet or self._loaded[1] is None:
            try:
                self._loaded = (sheet, self._book.get_sheet_by_name(sheet))
            except BaseException as fault:  # a panic in the library is a BaseException
                refuse_unless_library(fault)
                raise Flaw("damaged_sheet", sheet=sheet) from fault
            if self.kind == "xls" and self._loaded[1].total_width > _XLS_COLUMNS:
                raise Flaw("damaged_sheet", sheet=sheet)
        return self._loaded[1]
