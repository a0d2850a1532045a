"""How a sheet of somebody's own writes amounts and dates: told, or seen in its cells.

A cell is evidence where it can only be read one way: "1.234,56" is Indonesian, "1,234.56" is not,
the 25 of 25/08/2026 is a day. What is told must agree with every such cell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, NamedTuple

from shopdesk import money
from shopdesk.channels.fields import Cell, DateStyle
from shopdesk.locale import N_, _
from shopdesk.refusal import Refusal

NUMBERS: Final[Mapping[money.Style, str]] = {"id": "1.234,56", "us": "1,234.56", "plain": "1234.56"}
DATES: Final[Mapping[DateStyle, str]] = {
    "dmy": N_("day/month/year"), "mdy": N_("month/day/year"), "ymd": N_("year/month/day"),
}  # fmt: skip
_NAMES: Final[Mapping[str, str]] = {
    str(way): name for way, name in (*NUMBERS.items(), *DATES.items())
}
_DATE: Final = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?!\d)")
_SIGN: Final = re.compile(r"[-+\u2212]?\s*(rp|idr|php|\u20b1)", re.IGNORECASE)
_CODES: Final = {"rp": "IDR", "idr": "IDR", "php": "PHP", "\u20b1": "PHP"}


@dataclass(frozen=True, slots=True)
class Way:
    """How a sheet writes: its numbers, the order of day, month and year, its currency."""

    style: money.Style = "id"
    dates: DateStyle = "dmy"
    currency: str = "IDR"

    def __str__(self) -> str:
        return f"{NUMBERS[self.style]}, {_(DATES[self.dates])}, {self.currency}"


class Column(NamedTuple):
    """A column that somebody mapped: its place, its header, and whether it holds dates or money."""

    at: int
    title: str
    kind: str


class Seen(NamedTuple):
    """A cell that can only be read one way: what it shows, which way, where (row from 0)."""

    what: str
    way: str
    row: int
    title: str
    value: str


class Contradiction(Refusal):
    """A cell is written otherwise than was told, or than another cell of the sheet."""


def settle(
    told: Mapping[str, str | None], columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *,
    first_row: int,
) -> tuple[Way, tuple[str, ...]]:  # fmt: skip
    """Return how the sheet writes, and which of it nothing tells, so that it is only assumed.

    Args:
        told: what the person said: style, dates, currency; None or absent where nothing was.
        columns: the mapped columns of dates and of money.
        rows: the first rows below the header.
        first_row: the number of the first of them as a spreadsheet program counts.

    Raises:
        Contradiction: a cell is written otherwise; it is named.
        Refusal: the currency is no code.
    """
    ways = {what: way for what, way in told.items() if way}
    if "currency" in ways and not re.fullmatch("[A-Z]{3}", ways["currency"]):
        raise Refusal(_("A currency has three letters, like IDR."))
    for seen in _evidence(columns, rows):
        known = ways.setdefault(seen.what, seen.way)
        if known != seen.way and (known, seen.way) != ("plain", "us"):
            raise Contradiction(
                _(
                    "Row {row}, column “{column}”: “{value}” is not written {way}. Say how the "
                    "sheet writes with --numbers, --dates and --currency, or mend the cell."
                ).format(
                    row=first_row + seen.row,
                    column=seen.title,
                    value=seen.value,
                    way=_(_NAMES.get(known, known)),
                )
            )
    assumed = tuple(what for what in asdict(Way()) if what not in ways)
    return Way(**ways), assumed  # type: ignore[arg-type]


def _evidence(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Iterator[Seen]:
    from shopdesk.channels.headers import bare, fold

    for at, title, kind in columns:
        if kind == "money" and (code := bare(fold(title))[1]):
            yield Seen("currency", code, -1, title, title)
        for row, cells in enumerate(rows):
            cell = cells[at] if at < len(cells) else None
            if isinstance(cell, str) and (text := cell.strip().removeprefix("'")):
                found = _money(text) if kind == "money" else _date(text)
                yield from (Seen(what, way, row, title, text[:40]) for what, way in found)


def _money(text: str) -> Iterator[tuple[str, str]]:
    if sign := _SIGN.match(text):
        yield "currency", _CODES[sign[1].lower()]
    fits = [style for style in ("id", "us") if _reads(text, style)]
    if len(fits) == 1:
        yield "style", fits[0]


def _reads(text: str, style: money.Style) -> bool:
    try:
        money.parse(text, style)
    except ValueError:
        return False
    return True


def _date(text: str) -> Iterator[tuple[str, str]]:
    found = _DATE.match(text)
    if found is None:
        return
    first, second = int(found[1]), int(found[2])
    if len(found[1]) == 4:
        if "-" not in found[0]:
            yield "dates", "ymd"
    elif first > 12 or second > 12:
        yield "dates", "dmy" if first > 12 else "mdy"
