"""The exact second reader of workbooks: openpyxl's parser, row by row, every digit kept.

openpyxl itself loses rows of the marketplaces' files without a word (dimension A1) and refuses
some of them for a misspelt pane. So only its parsers of cells, styles and relations are used; the
declared size and everything that is not a row is passed over.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from shopdesk.sheets.cells import MAX_ROWS, Row, plain_row
from shopdesk.sheets.flaw import Flaw

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_MAIN = f"{{{SHEET_MAIN_NS}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAX_COLUMNS = 16_384
# What openpyxl stumbles over; an error in XML is a SyntaxError, whichever parser met it.
_FAULTS = (
    ValueError, TypeError, LookupError, AttributeError, OverflowError, OSError,
    SyntaxError, AssertionError, RecursionError, NotImplementedError, InvalidFileException,
)  # fmt: skip


class ExactBook:
    """A workbook as openpyxl sees it, without its worksheet objects."""

    def __init__(self, file: str | BinaryIO) -> None:
        try:
            # Opened here because openpyxl looks at a path's suffix, and ours may say anything.
            source = open(file, "rb") if isinstance(file, str) else file  # noqa: PTH123, SIM115
            self._reader = _Reader(source, read_only=True, data_only=True, keep_links=False)
            self._reader.read()
            self._parts = {
                sheet.name: relation.target
                for sheet, relation in self._reader.parser.find_sheets()
                if relation.Type.endswith("/worksheet")
            }
        except _FAULTS as fault:
            raise Flaw("damaged_workbook") from fault
        self.sheets = tuple(self._parts)

    def rows(self, sheet: str, start: int) -> Iterator[Row]:
        """Yield the rows of a sheet from `start` on; see `Book.rows`."""
        if sheet not in self._parts:
            raise Flaw("no_sheet", sheet=sheet)
        book: Any = self._reader.wb
        expected = 0
        parser = None
        try:
            with self._reader.archive.open(self._parts[sheet]) as source:
                parser = _Rows(
                    source,
                    self._reader.shared_strings,
                    data_only=True,
                    epoch=book.epoch,
                    date_formats=book._date_formats,  # noqa: SLF001 - openpyxl keeps them nowhere else
                    timedelta_formats=book._timedelta_formats,  # noqa: SLF001
                )
                for number, cells in parser.parse():
                    _refuse_number(sheet, number, expected)
                    for _blank in range(max(expected, start), number - 1):
                        yield ()
                    if number > start:
                        yield _row(cells, sheet)
                    expected = number
        except _FAULTS as fault:
            row = (parser.row_counter if parser else 0) or None
            raise Flaw("damaged_sheet", sheet=sheet, row=row) from fault


class _Reader(ExcelReader):  # type: ignore[misc, unused-ignore]
    """The parts of a workbook that decide what a cell means, and no other."""

    def read(self) -> None:
        """Read the content list, the shared texts, the workbook and its number formats."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)

    def read_strings(self) -> None:
        """Read the shared texts; openpyxl's own reading would turn _x005F_x0041_ into _x0041_."""
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _event, element in iterparse(source):  # noqa: S314 - the guard let no document type pass
                if element.tag == _MAIN + "si":
                    self.shared_strings.append(_text_of(element))
                    element.clear()


class _Rows(WorkSheetParser):  # type: ignore[misc, unused-ignore]
    """The rows of a sheet and nothing else: views, rules and links may be as wrong as they like."""

    def parse(self) -> Generator[tuple[int, list[dict[str, Any]]], None, None]:
        """Yield (row number from 1, cells)."""
        for _event, element in iterparse(self.source):  # noqa: S314 - as above
            if element.tag == ROW_TAG:
                row = self.parse_row(element)  # type: ignore[arg-type]
                element.clear()
                yield row

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell; a number that is none stays text, as the quick reader gives it."""
        kind = element.get("t", "n")
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except (ValueError, IndexError) as fault:
            words = element.findtext(_MAIN + "v")
            if kind == "n" and words is not None:
                return {"row": self.row_counter, "column": self.col_counter, "value": _odd(words)}
            code = "lost_text" if kind == "s" else "damaged_cell"
            raise Flaw(code, row=self.row_counter, column=self.col_counter) from fault
        inline = element.find(_MAIN + "is") if kind == "inlineStr" else None
        if inline is not None:
            cell["value"] = _text_of(inline)
        return cell


def unescaped(text: str) -> str:
    """Return the text with _xHHHH_ replaced by its character, lone surrogates left as written."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    unwritable = 0xD800 <= code <= 0xDFFF or code >= 0xFFFE
    return match[0] if unwritable else chr(code)


def _text_of(element: Element) -> str:
    """Return a shared or inline text: its own, or its runs' put together, without reading aids."""
    runs = (run.find(_MAIN + "t") for run in element.findall(_MAIN + "r"))
    return "".join(_piece(text) for text in (element.find(_MAIN + "t"), *runs) if text is not None)


def _piece(element: Element) -> str:
    """Return a piece of text; spaces around it count only where the file says so."""
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return unescaped(text)


def _odd(words: str) -> str | float:
    """Return a "number" that is none: NaN and inf as floats, anything else as it stands."""
    try:
        return float(words)
    except ValueError:
        return words


def _refuse_number(sheet: str, number: int, previous: int) -> None:
    """Refuse a row that is out of order or beyond the end of any sheet."""
    if number <= previous:
        raise Flaw("row_order", sheet=sheet, row=number)
    if number > MAX_ROWS:
        raise Flaw("many_rows", sheet=sheet, limit=MAX_ROWS)


def _row(cells: list[dict[str, Any]], sheet: str) -> Row:
    """Return the cells of a row, each in its column."""
    width = max((cell["column"] for cell in cells), default=0)
    if width > MAX_COLUMNS:
        raise Flaw("damaged_sheet", sheet=sheet, row=cells[0]["row"])
    values: list[object] = [""] * width
    for cell in cells:
        values[cell["column"] - 1] = cell["value"]
    return plain_row(values)
