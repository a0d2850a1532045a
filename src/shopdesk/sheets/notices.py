"""Notifications as a table: JSON objects, one a row, every key a column.

A file holds one object, a list of them, or one object a line. A key inside another is joined to it
by a dot, the place in a list is its number: `va_numbers.0.bank`. Numbers stay the text that they
were written as, since a signature is of that very text.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from shopdesk.sheets.alphabet import encoding_of
from shopdesk.sheets.cells import Row
from shopdesk.sheets.flaw import Flaw, Note

MAX_FILE: Final = 16 * 2**20
"""Bytes: a notification has a few hundred."""
MAX_KEYS: Final = 512
_GAP: Final = re.compile(r"[,\s]+")


class Notices:
    """A file of JSON, read as a whole."""

    kind = "json"
    sheets: tuple[str, ...] = ("",)

    def __init__(self, path: str) -> None:
        self.notes: list[Note] = []
        file = Path(path)
        if file.stat().st_size > MAX_FILE:
            raise Flaw("big_file", limit=MAX_FILE // 2**20)
        with file.open("rb") as source:
            codec, _assumed = encoding_of(source)
        objects = [dict(_flat("", one)) for one in _objects(file.read_text(codec))]
        keys = list(dict.fromkeys(key for one in objects for key in one))
        if not keys or len(keys) > MAX_KEYS:
            raise Flaw("no_table")
        rows = [tuple(one.get(key, "") for key in keys) for one in objects]
        self._rows: list[Row] = [tuple(keys), *rows]

    def rows(self, sheet: str, start: int = 0) -> Iterator[Row]:
        """Yield the header and the objects from `start` on; see `Book.rows`."""
        if sheet:
            raise Flaw("no_sheet", sheet=sheet)
        yield from self._rows[start:]

    def fraction(self, sheet: str, row: int) -> float:  # noqa: ARG002 - there is only one sheet
        """Return the share of the rows that lie before this one."""
        return min(1.0, row / len(self._rows))


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file, however they stand beside each other."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
    at = 0
    while at < len(text):
        if gap := _GAP.match(text, at):
            at = gap.end()
            continue
        try:
            told, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as fault:
            raise Flaw("bad_json", row=1 + text.count("\n", 0, at)) from fault
        for one in told if isinstance(told, list) else [told]:
            if not isinstance(one, dict):
                raise Flaw("bad_json", row=1 + text.count("\n", 0, at))
            yield one


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield what an object holds, key by key."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from _flat(f"{name}.{key}" if name else str(key), inner)
    else:
        yield name, "" if value is None else str(value)
