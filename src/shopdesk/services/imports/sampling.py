"""An unknown sheet while a person says what its columns mean: samples, a first guess, a preview."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from shopdesk.channels import generic
from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS, Conversion
from shopdesk.channels.detect import Recognised
from shopdesk.channels.ways import Contradiction, Way, settle
from shopdesk.refusal import Refusal
from shopdesk.sheets import Cell, open_source
from shopdesk.store import Read

SHOWN: Final = 5
"""Converted lines in a preview."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a column can stand for. ``needed``: "yes", "one" (of several), or ""."""

    field: str
    label: str
    needed: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The header of an unknown sheet, its first rows, and a first guess (field to header)."""

    path: Path
    sheet: str
    at: int
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    meanings: tuple[Meaning, ...]
    guess: dict[str, str]
    way: Way

    def values(self, column: int, most: int = 4) -> list[str]:
        """Return the first different values of a column."""
        said = (str(row[column]) for row in self.rows if _filled(row, column))
        return list(dict.fromkeys(said))[:most]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of an order as it would be taken in."""

    id: int
    number: str
    placed: int | None
    sku: str
    name: str
    qty: int | None
    price: int | None
    total: int | None
    buyer: str
    status: str
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class Preview:
    """The first lines of a sheet, converted, or what is wrong with the mapping."""

    lines: tuple[PreviewLine, ...] = ()
    wrong: str = ""


def sample(_read: Read, path: Path, password: str = "") -> Sample | None:
    """Return what is known of the sheet that looks most like one, or None.

    Raises:
        Unreadable: the file cannot be read at all.
    """
    meanings = tuple(Meaning(e.field, e.label(), e.required) for e in generic.MAPPABLE)
    with open_source(path, password or None) as source:
        for head in source.heads:
            if found := generic.guess_header(head):
                at, header = found
                rows = head.rows[at + 1 :]
                guess = generic.suggest(header, rows[:5])
                way = _way(header, rows, guess, at)
                return Sample(path, head.name, at, header, rows, meanings, guess, way)
    return None


def preview(_read: Read, sheet: Sample, columns: Mapping[str, str], way: Way) -> Preview:
    """Return the first lines of the sheet as this mapping would read them."""
    try:
        spec = generic.spec_from_mapping(
            sheet.header, columns, style=way.style, dates=way.dates, currency=way.currency
        )
        places = generic.way_columns(sheet.header, columns)
        settle(asdict(way), places, sheet.rows, first_row=sheet.at + 2)
        known = Recognised(spec, sheet.sheet, sheet.at, sheet.at + 1, sheet.header)
        conversion = Conversion(known, file=sheet.path.name)
        batches = [conversion.feed(sheet.at + 1, sheet.rows), conversion.finish()]
    except Refusal as refusal:
        return Preview(wrong=str(refusal))
    orders = [dict(zip(ORDER_FIELDS, o, strict=True)) for b in batches for o in b.orders]
    lines = [dict(zip(LINE_FIELDS, line, strict=True)) for b in batches for line in b.lines]
    wrong = next((f"{r.column} “{r.value}”: {r.reason}" for r in conversion.rejects), "")
    return Preview(tuple(_lines(orders, lines))[:SHOWN], wrong)


def _lines(
    orders: Sequence[dict[str, object]], lines: Sequence[dict[str, object]]
) -> Iterator[PreviewLine]:
    known = {order["number"]: order for order in orders}
    for at, line in enumerate(lines):
        order = known[line["number"]]
        yield PreviewLine(
            at, _text(line["number"]), _whole(order["placed_at"]), _text(line["sku"]),
            " · ".join(part for part in (_text(line["name"]), _text(line["variation"])) if part),
            _whole(line["qty"]), _whole(line["price"]), _whole(order["total"]),
            _text(order["buyer"] or order["recipient"]),
            f"{_text(order['payment'])} {_text(order['fulfilment'])}",
        )  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _filled(row: Sequence[Cell], column: int) -> bool:
    return column < len(row) and row[column] not in (None, "")


def _way(
    header: Sequence[str], rows: Sequence[Sequence[Cell]], guess: Mapping[str, str], at: int
) -> Way:
    """Return how the sheet writes, as far as its cells agree; the person has the last word."""
    try:
        return settle({}, generic.way_columns(header, guess), rows, first_row=at + 2)[0]
    except Contradiction:
        return Way()
