"""The first lines of an unknown sheet, as a mapping would read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from shopdesk.channels import generic
from shopdesk.channels.catalogue.goods import Goods
from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS, Conversion
from shopdesk.channels.detect import Recognised
from shopdesk.channels.generic import Aim
from shopdesk.channels.money.spec import Line
from shopdesk.channels.rejects import Reject
from shopdesk.channels.stats.days import day_of
from shopdesk.channels.stats.spec import DayTold
from shopdesk.channels.talks.spec import Said
from shopdesk.channels.tracks.spec import Told
from shopdesk.channels.ways import Way, settle
from shopdesk.refusal import Refusal
from shopdesk.services.imports.kinds import kind_of
from shopdesk.services.imports.recognising import own
from shopdesk.services.imports.sampling import Sample
from shopdesk.sheets import SheetHead
from shopdesk.store import Read

SHOWN: Final = 5
"""Converted lines in a preview."""


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


def preview(
    read: Read, sheet: Sample, columns: Mapping[str, str], way: Way, aim: Aim = "orders"
) -> Preview:
    """Return the first lines of the sheet as this mapping would read them."""
    try:
        places = generic.way_columns(sheet.header, columns, aim)
        settle(asdict(way), places, sheet.rows, first_row=sheet.at + 2)
        if aim == "orders":
            return _orders(sheet, columns, way)
        return _others(read, sheet, columns, way, aim)
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


def _others(read: Read, sheet: Sample, columns: Mapping[str, str], way: Way, aim: Aim) -> Preview:
    spec = generic.sheet_from_mapping(sheet.header, columns, aim, way)
    rows = (*[()] * sheet.at, sheet.header, *sheet.rows)
    found = own(SheetHead(sheet.sheet, rows), sheet.at, sheet.header, spec)
    if found is None:
        return Preview()
    conversion = kind_of(found).begin(found, sheet.path.name, read.clock, 0)
    conversion.feed(sheet.at + 1, sheet.rows)
    lines = [line for told in conversion.finish() for line in _lines_of(told)]
    numbered = tuple(replace(line, id=at) for at, line in enumerate(lines[:SHOWN]))
    return Preview(numbered, _first(conversion.rejects))


def _lines_of(told: Goods | Line | Told | Said | DayTold) -> Iterator[PreviewLine]:
    """Yield what a sheet tells, as lines of a preview."""
    if isinstance(told, Line):
        yield PreviewLine(
            0, told.order_ref or told.ref, told.at, told.method, told.words, None, told.fee,
            told.amount if told.incoming else -told.amount, told.payer, told.state,
        )  # fmt: skip
    elif isinstance(told, Told):
        yield PreviewLine(
            0, told.tracking, told.at, told.courier, told.raw, None, None, None, told.place,
            told.code,
        )  # fmt: skip
    elif isinstance(told, Said):
        yield PreviewLine(
            0, told.customer or told.author, told.at, "", told.text, None, None, None, told.author,
            told.side,
        )  # fmt: skip
    elif isinstance(told, DayTold):
        on, facts = day_of(told.day), told.facts
        yield PreviewLine(
            0, str(on), None, "", _text(facts.get("orders")), facts.get("visitors"), None,
            facts.get("sales"), "", "",
        )  # fmt: skip
    else:
        yield from (_sku(told.said | item.said) for item in told.items)


def _sku(said: Mapping[str, object]) -> PreviewLine:
    return PreviewLine(
        0, _text(said.get("document")), None, _text(said.get("sku") or said.get("barcode")),
        " · ".join(filter(None, (_text(said.get("name")), _text(said.get("variation"))))),
        _whole(said.get("qty", said.get("stock"))), _whole(said.get("price")),
        _whole(said.get("cost")), "", "",
    )  # fmt: skip


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
