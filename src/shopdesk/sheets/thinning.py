"""Rows taken out of a worksheet's XML; those that stay move up and keep every other byte.

A marketplace takes so many products at a time, but its template lists all of them. What hangs on
single rows of the sheet (validations, formats) stays where it is: in such templates it says the
same of every row.
"""

import re
from collections.abc import Collection
from typing import Final
from xml.parsers import expat

from shopdesk.sheets.flaw import Flaw

Keep = tuple[int, Collection[int]]
"""The first row that may go, and the rows from it on that stay."""

_ROW: Final = re.compile(rb"(\sr=[\"'])\d+")
_CELL: Final = re.compile(rb"(<(?:[\w.-]+:)?c\b[^>]*?\sr=[\"'][A-Z]+)\d+")
_TAG: Final = re.compile(rb"[^>]*>")


def thin(part: bytes, first: int, stay: Collection[int], *, sheet: str = "") -> bytes:
    """Return the part without the rows from ``first`` on that are not to stay.

    Raises:
        Flaw: a row that may go is covered by merged cells, or holds a formula.
    """
    kept = set(stay)
    pieces, reached, number = [], 0, first
    for row, start, end in _rows(part, first, sheet):
        pieces.append(part[reached:start])
        if row in kept:
            pieces.append(_renumbered(part[start:end], number))
            number += 1
        reached = end
    return b"".join([*pieces, part[reached:]])


def _renumbered(row: bytes, number: int) -> bytes:
    """Return a row, its tag and its cells, under another number."""
    tag = _TAG.match(row)
    opened = tag.end() if tag else 0
    written = b"%d" % number
    head = _ROW.sub(lambda found: found[1] + written, row[:opened], count=1)
    return head + _CELL.sub(lambda found: found[1] + written, row[opened:])


def _last_row(ref: str) -> int:
    """Return the lowest row of a range: 9 of "A7:B9"."""
    return int(re.sub(r"\D", "", ref.rpartition(":")[2]) or 0)


def _rows(part: bytes, first: int, sheet: str) -> list[tuple[int, int, int]]:
    """Return number, start and end of every row from ``first`` on."""
    found: list[tuple[int, int, int]] = []
    began, number, inside = 0, 0, False
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal began, number, inside
        local = name.rpartition(":")[2]
        if local == "row":
            number, began = int(attributes.get("r", number + 1)), parser.CurrentByteIndex
            inside = True
        elif local == "f" and inside and number >= first:
            raise Flaw("formula_cell", sheet=sheet, row=number)
        elif local == "mergeCell" and (last := _last_row(attributes.get("ref", ""))) >= first:
            raise Flaw("merged_cell", sheet=sheet, row=last)

    def end(name: str) -> None:
        nonlocal inside
        if name.rpartition(":")[2] != "row":
            return
        inside = False
        if number >= first:
            at = parser.CurrentByteIndex  # of a row that closes itself, where it began
            tag = _TAG.match(part, at)
            found.append((number, began, tag.end() if tag else at))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(part, True)  # noqa: FBT003 - the signature is expat's
    except expat.ExpatError as fault:
        raise Flaw("damaged_sheet", sheet=sheet, row=number or 1) from fault
    return found
