"""An unknown sheet while a person says what its columns mean: samples, a first guess, a preview."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from shopdesk.channels import generic
from shopdesk.channels.catalogue.convert import Conversion as GoodsConversion
from shopdesk.channels.catalogue.detect import Found
from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS, Conversion
from shopdesk.channels.detect import Recognised
from shopdesk.channels.generic import Aim
from shopdesk.channels.rejects import Reject
from shopdesk.channels.ways import Contradiction, Way, settle
from shopdesk.refusal import Refusal
from shopdesk.sheets import Cell, open_source
from shopdesk.store import Read

SHOWN: Final = 5
"""Converted lines in a preview."""
DELIVERED: Final = {"document", "lot", "expires"}
"""Fields that only a delivery note has."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a column can stand for. ``needed``: "yes", "one" (of several), or ""."""

    field: str
    label: str
    needed: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The header of an unknown sheet, its first rows, and first guesses (field to header).

    ``aim`` is what it seems to hold; ``meanings`` and ``guesses`` are by what it may hold.
    """

    path: Path
    sheet: str
    at: int
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    aim: Aim
    meanings: Mapping[Aim, tuple[Meaning, ...]]
    guesses: Mapping[Aim, dict[str, str]]
    way: Way

    def values(self, column: int, most: int = 4) -> list[str]:
        """Return the first different values of a column."""
        said = (str(row[column]) for row in self.rows if _filled(row, column))
        return list(dict.fromkeys(said))[:most]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of an order, or one SKU, as it would be taken in."""

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
    meanings = {
        aim: tuple(Meaning(e.field, e.label(), e.required) for e in entries)
        for aim, entries in generic.MEANINGS.items()
    }
    with open_source(path, password or None) as source:
        for head in source.heads:
            if found := generic.guess_header(head):
                at, header = found
                rows = head.rows[at + 1 :]
                guesses = {aim: generic.suggest(header, rows[:5], aim) for aim in meanings}
                aim = _likely(guesses)
                way = _way(header, rows, guesses[aim], at, aim)
                return Sample(path, head.name, at, header, rows, aim, meanings, guesses, way)
    return None


def _likely(guesses: Mapping[Aim, Mapping[str, str]]) -> Aim:
    """Return what a sheet seems to hold: what all needed fields were guessed for, orders first."""
    whole = [aim for aim, guess in guesses.items() if not generic.missing(guess, aim)]
    if "orders" not in whole and "delivery" in whole and DELIVERED & guesses["delivery"].keys():
        return "delivery"
    return whole[0] if whole else "orders"


def preview(
    _read: Read, sheet: Sample, columns: Mapping[str, str], way: Way, aim: Aim = "orders"
) -> Preview:
    """Return the first lines of the sheet as this mapping would read them."""
    try:
        places = generic.way_columns(sheet.header, columns, aim)
        settle(asdict(way), places, sheet.rows, first_row=sheet.at + 2)
        if aim == "orders":
            return _orders(sheet, columns, way)
        return _goods(sheet, columns, way, aim)
    except Refusal as refusal:
        return Preview(wrong=str(refusal))


def _orders(sheet: Sample, columns: Mapping[str, str], way: Way) -> Preview:
    spec = generic.spec_from_mapping(
        sheet.header, columns, style=way.style, dates=way.dates, currency=way.currency
    )
    known = Recognised(spec, sheet.sheet, sheet.at, sheet.at + 1, sheet.header)
    conversion = Conversion(known, file=sheet.path.name)
    batches = [conversion.feed(sheet.at + 1, sheet.rows), conversion.finish()]
    orders = [dict(zip(ORDER_FIELDS, o, strict=True)) for b in batches for o in b.orders]
    lines = [dict(zip(LINE_FIELDS, line, strict=True)) for b in batches for line in b.lines]
    return Preview(tuple(_lines(orders, lines))[:SHOWN], _first(conversion.rejects))


def _goods(sheet: Sample, columns: Mapping[str, str], way: Way, aim: Aim) -> Preview:
    spec = generic.sheet_from_mapping(sheet.header, columns, aim, way)
    found = Found(spec, sheet.sheet, sheet.at, sheet.at + 1, sheet.header)
    conversion = GoodsConversion(found, file=sheet.path.name)
    conversion.feed(sheet.at + 1, sheet.rows)
    said = [goods.said | item.said for goods in conversion.finish() for item in goods.items]
    lines = [
        PreviewLine(
            at, _text(one.get("document")), None, _text(one.get("sku") or one.get("barcode")),
            " · ".join(filter(None, (_text(one.get("name")), _text(one.get("variation"))))),
            _whole(one.get("qty", one.get("stock"))), _whole(one.get("price")),
            _whole(one.get("cost")), "", "",
        )
        for at, one in enumerate(said[:SHOWN])
    ]  # fmt: skip
    return Preview(tuple(lines), _first(conversion.rejects))


def _first(rejects: Sequence[Reject]) -> str:
    return next((f"{r.column} “{r.value}”: {r.reason}" for r in rejects), "")


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
    header: Sequence[str], rows: Sequence[Sequence[Cell]], guess: Mapping[str, str], at: int,
    aim: Aim,
) -> Way:  # fmt: skip
    """Return how the sheet writes, as far as its cells agree; the person has the last word."""
    try:
        return settle({}, generic.way_columns(header, guess, aim), rows, first_row=at + 2)[0]
    except Contradiction:
        return Way()
