"""From a path to an opened book: what kind it is, whether it is safe, which reader reads it.

Recognising and opening are two steps, so that the parent knows the kind before a library touches
the file: if that library dies, the parent knows whether there is a second one.
"""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from shopdesk.sheets import guard, sniff
from shopdesk.sheets.book import Book
from shopdesk.sheets.flaw import Flaw


class Recognised(NamedTuple):
    """What a file is, and how to open it."""

    kind: str
    open: Callable[[], Book]


def recognise(path: str, password: str | None, *, quick: bool) -> Recognised:
    """Return what a file is by its content. Raises Flaw for what is no spreadsheet or not safe.

    With `quick` False a workbook is read by the exact reader from the start.
    """
    file = Path(path)
    try:
        source = file.open("rb")
    except OSError as fault:
        raise Flaw("closed_to_us") from fault
    with source:
        container = sniff.container(source.read(sniff.HEAD), file.name)
        if container == "ole":
            return _ole(source, path, password, quick=quick)
        if container == "zip":
            return _zip(source, path, quick=quick)
    if container == "html":
        return Recognised("html", partial(_html, path))
    if container == "json":
        return Recognised("json", partial(_json, path))
    if container == "chat":
        return Recognised("chat", partial(_chat, path))
    return Recognised("csv", partial(_csv, path))


def _ole(source: BinaryIO, path: str, password: str | None, *, quick: bool) -> Recognised:
    """Recognise an old workbook, or a new one that is encrypted."""
    if sniff.ole_kind(source) == "locked":
        from shopdesk.sheets.locked import unlock

        opened = unlock(source, password)
        return _zip(opened, opened, quick=quick)
    return Recognised("xls", partial(_xls, path, password))


def _zip(source: BinaryIO, file: str | BytesIO, *, quick: bool) -> Recognised:
    """Recognise a workbook that is a zip, after the guard has looked inside."""
    rows_of_part, names, mimetype = guard.look_inside(source)
    if sniff.zip_kind(names, mimetype) == "ods":
        from shopdesk.sheets.legacy import Legacy

        return Recognised("ods", partial(Legacy, file, "ods"))
    from shopdesk.sheets.parts import last_rows
    from shopdesk.sheets.xlsx import Xlsx

    known = last_rows(source, rows_of_part)
    return Recognised("xlsx", partial(Xlsx, file, quick=quick, last_rows=known))


def _xls(path: str, password: str | None) -> Book:
    """Open an old workbook, decrypted in memory if it has to be."""
    from shopdesk.sheets.legacy import Legacy

    try:
        return Legacy(path, "xls")
    except Flaw as flaw:
        if flaw.code != "locked":
            raise
    from shopdesk.sheets.locked import unlock

    with Path(path).open("rb") as source:
        return Legacy(unlock(source, password), "xls")


def _html(path: str) -> Book:
    from shopdesk.sheets.webtable import WebTable

    return WebTable(path)


def _json(path: str) -> Book:
    from shopdesk.sheets.notices import Notices

    return Notices(path)


def _chat(path: str) -> Book:
    from shopdesk.sheets.lines import Lines

    return Lines(path)


def _csv(path: str) -> Book:
    from shopdesk.sheets.delimited import Delimited

    return Delimited(path)
