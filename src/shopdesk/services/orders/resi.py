"""Resi numbers for many orders at once, to be shipped: a pasted list, or a spreadsheet."""

import sys
from pathlib import Path

from shopdesk.services.resi import reading


def text_of(source: str) -> str:
    """Return the text of a file, or of stdin where the source is "-"."""
    return sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")


def from_lines(text: str) -> dict[str, str]:
    """Read lines of "number resi", parted by blanks, a tab, a comma or a semicolon.

    Raises:
        Refusal: a line has no two parts, or a number stands twice; the line is named.
    """
    return reading.pairs(reading.lines(text))


def from_sheet(path: Path) -> dict[str, str]:
    """Read a spreadsheet that has a column of order numbers and one of resi.

    Raises:
        Refusal: no such columns, a damaged cell, or a number that stands twice; it is named.
    """
    return reading.pairs(reading.sheet(path))
