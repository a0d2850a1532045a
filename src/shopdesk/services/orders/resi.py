"""Resi numbers for many orders at once: a pasted list, or a spreadsheet."""

import sys
from pathlib import Path

from shopdesk.couriers import looks_damaged
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.sheets import open_source

NUMBER = ("no. pesanan", "order id", "order number", "ordernumber", "nomor pesanan", "number",
          "nomor invoice", "no. order", "name")  # fmt: skip
RESI = ("no. resi", "tracking id", "tracking number", "trackingcode", "resi", "tracking", "awb",
        "no. awb", "nomor resi")  # fmt: skip


def text_of(source: str) -> str:
    """Return the text of a file, or of stdin where the source is "-"."""
    return sys.stdin.read() if source == "-" else Path(source).read_text("utf-8-sig")


def from_lines(text: str) -> dict[str, str]:
    """Read lines of "number resi", parted by blanks, a tab, a comma or a semicolon.

    Raises:
        Refusal: a line has no two parts, or a number stands twice; the line is named.
    """
    pairs: dict[str, str] = {}
    for n, line in enumerate(text.splitlines(), 1):
        parts = line.replace(",", " ").replace(";", " ").split()
        if not parts:
            continue
        if len(parts) != 2:
            raise Refusal(_("Line {n}: “{line}” is not “number resi”.").format(n=n, line=line[:60]))
        _put(pairs, parts[0], parts[1], _("line {n}").format(n=n))
    return pairs


def from_sheet(path: Path) -> dict[str, str]:
    """Read a spreadsheet that has a column of order numbers and one of resi.

    Raises:
        Refusal: no such columns, a damaged resi, or a number that stands twice; the row is named.
    """
    with open_source(path) as source:
        for head in source.heads:
            for place, row in enumerate(head.rows):
                titles = [str(cell or "").strip().casefold() for cell in row]
                number = next((titles.index(t) for t in NUMBER if t in titles), None)
                resi = next((titles.index(t) for t in RESI if t in titles), None)
                if number is None or resi is None:
                    continue
                pairs: dict[str, str] = {}
                for first, rows in source.rows(head.name, place + 1):
                    for n, cells in enumerate(rows, first + 1):
                        texts = ["" if c is None else str(c).strip() for c in cells]
                        if max(number, resi) < len(texts) and texts[number] and texts[resi]:
                            where = _("{file}, row {n}").format(file=path.name, n=n)
                            _put(pairs, texts[number], texts[resi], where)
                return pairs
    raise Refusal(
        _("{file}: no header row with an order number and a resi column was found.").format(
            file=path.name
        )
    )


def _put(pairs: dict[str, str], number: str, resi: str, where: str) -> None:
    number, resi = number.removeprefix("'"), resi.removeprefix("'")
    if looks_damaged(resi) or looks_damaged(number):
        raise Refusal(
            _("{where}: {value} lost digits in a spreadsheet; copy it again as text.").format(
                where=where, value=resi if looks_damaged(resi) else number
            )
        )
    if pairs.get(number, resi) != resi:
        raise Refusal(_("{where}: order {number} stands twice.").format(where=where, number=number))
    pairs[number] = resi
