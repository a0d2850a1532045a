"""Numbers and resi out of pasted lines or a spreadsheet; what a spreadsheet broke is named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from shopdesk.couriers import looks_damaged
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.resi.rows import Entry
from shopdesk.sheets import open_source
from shopdesk.sheets.cells import Cell, Row
from shopdesk.sheets.letters import letter

NUMBER: Final = ("no. pesanan", "order id", "order number", "ordernumber", "nomor pesanan",
                 "number", "nomor invoice", "no. order", "name", "order", "pesanan",
                 "order/package id")  # fmt: skip
RESI: Final = ("no. resi", "tracking id", "tracking number", "tracking number*", "trackingcode",
               "resi", "tracking", "awb", "no. awb", "nomor resi", "no resi",
               "no resi / kode booking")  # fmt: skip
PARCEL: Final = ("parcel", "parcel number", "paket ke", "koli", "paket")
_PARTS: Final = re.compile(r"(?:[\s;]|(?<![\s;,]\d),|,(?!\d+[eE]\+?\d))+")
"""What parts a number from its resi; not the comma in 1,0007E+13, so that it is known as broken."""
_WHOLE: Final = 15
"""Digits that a spreadsheet program keeps of a number."""


def lines(text: str) -> list[Entry]:
    """Read lines of "number resi", or "number resi 2" for the second parcel of an order."""
    found = []
    for n, line in enumerate(text.splitlines(), 1):
        parts = [part for part in _PARTS.split(line) if part]
        if not parts:
            continue
        where = _("line {n}").format(n=n)
        parcel = int(parts.pop()) if len(parts) == 3 and _is_parcel(parts[2]) else 0
        if len(parts) != 2:
            wrong = _("“{line}” is not “number resi”").format(line=line.strip()[:60])
            found.append(Entry(parts[0], "", where, wrong=wrong))
        else:
            found.append(_entry(parts[0], parts[1], where, parcel))
    return found


def sheet(path: Path) -> list[Entry]:
    """Read a spreadsheet that has a column of order numbers and one of resi.

    Raises:
        Refusal: there are no such columns.
    """
    with open_source(path) as source:
        for head in source.heads:
            for place, row in enumerate(head.rows):
                if columns := columns_of(row):
                    rows = (
                        (first + at + 1, cells)
                        for first, batch in source.rows(head.name, place + 1)
                        for at, cells in enumerate(batch)
                    )
                    return list(_entries(rows, columns, row, (path.name, head.name)))
    raise Refusal(
        _("{file}: no header row with an order number and a resi column was found.").format(
            file=path.name
        )
    )


def columns_of(row: Row) -> Mapping[str, int]:
    """Return where the columns stand, if this row is the header."""
    titles = [str(cell or "").strip().casefold() for cell in row]
    wanted = {"number": NUMBER, "resi": RESI, "parcel": PARCEL}
    found = {
        field: titles.index(name)
        for field, names in wanted.items()
        if (name := next((one for one in names if one in titles), None))
    }
    return found if "number" in found and "resi" in found else {}


def _entries(
    rows: Iterator[tuple[int, Row]], columns: Mapping[str, int], header: Row, of: tuple[str, str]
) -> Iterator[Entry]:
    for n, cells in rows:
        number, resi = _cell(cells, columns["number"]), _cell(cells, columns["resi"])
        if number == "" or resi == "":
            continue
        parcel = str(_cell(cells, columns.get("parcel", -1))).strip()
        where = _where(of, n)
        wrong = next(
            (
                _damage(of, n, columns[field], header, cell)
                for field, cell in (("resi", resi), ("number", number))
                if _broken(cell)
            ),
            "",
        )
        yield _entry(_text(number), _text(resi), where, int(parcel) if _is_parcel(parcel) else 0,
                     wrong, _note(resi))  # fmt: skip


def _entry(
    number: str, resi: str, where: str, parcel: int, wrong: str = "", note: str = ""
) -> Entry:
    number, resi = number.removeprefix("'"), resi.removeprefix("'")
    broken = next((text for text in (resi, number) if looks_damaged(text)), None)
    if broken and not wrong:
        wrong = _("{value} lost digits in a spreadsheet; copy it again as text").format(
            value=broken
        )
    return Entry(number, resi, where, parcel, wrong, note)


def _cell(cells: Row, at: int) -> Cell:
    return cells[at] if 0 <= at < len(cells) and cells[at] is not None else ""


def _text(cell: Cell) -> str:
    return str(cell).strip()


def _broken(cell: Cell) -> bool:
    """Tell whether a spreadsheet program broke the cell: it keeps fifteen digits of a number."""
    if isinstance(cell, float):
        return True
    if isinstance(cell, int):
        return abs(cell) >= 10**_WHOLE and cell % 10 == 0
    return looks_damaged(str(cell))


def _damage(of: tuple[str, str], row: int, column: int, header: Row, cell: Cell) -> str:
    """Name the broken cell: file, sheet, row, column and what stands there."""
    title = str(header[column]).strip()
    said = _("{place}, column {letter} ({title}): “{value}” lost digits; copy it again as text")
    return said.format(
        place=_where(of, row), letter=letter(column + 1), title=title, value=_text(cell)
    )


def _where(of: tuple[str, str], row: int) -> str:
    file, name = of
    if name:
        return _("{file}, sheet {sheet}, row {n}").format(file=file, sheet=name, n=row)
    return _("{file}, row {n}").format(file=file, n=row)


def _note(cell: Cell) -> str:
    if isinstance(cell, int):
        return _("was a number in the sheet: zeros in front would be lost")
    return ""


def _is_parcel(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) < 100


def pairs(entries: Sequence[Entry]) -> dict[str, str]:
    """Return resi by order number.

    Raises:
        Refusal: an entry is wrong, or an order stands twice; the place is named.
    """
    found: dict[str, str] = {}
    for one in entries:
        if one.wrong:
            place = "" if one.wrong.startswith(one.where) else f"{one.where}: "
            sentence = f"{place}{one.wrong}."
            raise Refusal(sentence[0].upper() + sentence[1:] if place else sentence)
        if found.get(one.number, one.resi) != one.resi:
            raise Refusal(
                _("{where}: order {number} stands twice.").format(
                    where=one.where, number=one.number
                )
            )
        found[one.number] = one.resi
    return found
