"""From a path to an opened book: what kind it is, whether it is safe to read, which reader reads it."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from shopdesk.sheets import guard, sniff
from shopdesk.sheets.book import Book
from shopdesk.sheets.flaw import Flaw


def open_book(path: str, password: str | None, *, quick: bool) -> Book:
    """Open a file with the reader its content asks for. Raises Flaw.

    With `quick` False a workbook is read by the exact reader from the start.
    """
    file = Path(path)
    with file.open("rb") as source:
        head = source.read(sniff.HEAD)
        container = sniff.container(head, file.name)
        if container == "ole":
            return _ole(source, path, password, quick=quick)
        if container == "zip":
            return _zip(source, path, quick=quick)
    if container == "html":
        from shopdesk.sheets.webtable import WebTable

        return WebTable(path)
    from shopdesk.sheets.delimited import Delimited

    return Delimited(path)


def _ole(source: BinaryIO, path: str, password: str | None, *, quick: bool) -> Book:
    """Open an old workbook, or a new one that is encrypted."""
    from shopdesk.sheets.locked import unlock

    if sniff.ole_kind(source) == "locked":
        opened = unlock(source, password)
        return _zip(opened, opened, quick=quick)
    from shopdesk.sheets.legacy import Legacy

    try:
        return Legacy(path, "xls")
    except Flaw as flaw:
        if flaw.code != "locked":
            raise
    return Legacy(unlock(source, password), "xls")


def _zip(source: BinaryIO, file: str | BytesIO, *, quick: bool) -> Book:
    """Open a workbook that is a zip, after the guard has looked inside."""
    rows_of_part, names, mimetype = guard.look_inside(source)
    kind = sniff.zip_kind(names, mimetype)
    if kind == "ods":
        from shopdesk.sheets.legacy import Legacy

        return Legacy(file, "ods")
    from shopdesk.sheets.parts import last_rows
    from shopdesk.sheets.xlsx import Xlsx

    return Xlsx(file, quick=quick, last_rows=last_rows(source, rows_of_part))
