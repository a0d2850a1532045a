"""A spec laid over one real header: which place feeds which field, through which reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from shopdesk import money
from shopdesk.channels import cells, dates, extras, headers
from shopdesk.channels.fields import LINE_FIELDS, ORDER_FIELDS
from shopdesk.channels.spec import Column, OrderSpec

LINE_SLOTS = LINE_FIELDS[2:-1]
"""The line fields that come from cells, in the order in which `Layout.line_pick` gives them."""
INNER = (
    "status", "substatus", "payment_text", "fulfilment_text", "preorder", "cancel_text",
    "courier_text", "cod_text", "failure", "arranged_at", "completed",
)  # fmt: skip
"""Order values that only the rules read."""


@dataclass(frozen=True, slots=True)
class Convention:
    """How this file writes: currency, number style, time zone, and days to move every date."""

    currency: str
    style: money.Style
    zone: str
    shift_days: int


@dataclass(frozen=True, slots=True)
class Place:
    """One column in use: where it stands, what the file calls it, how its cells are read."""

    column: Column
    at: int
    label: str
    memo: cells.Memo[Any]
    time_at: int | None = None


class Layout:
    """The compiled plan of one sheet."""

    def __init__(self, spec: OrderSpec, header: Sequence[str], convention: Convention) -> None:
        self.width = len(header)
        self.labels = headers.labels(header)
        index = headers.Index(header)
        self._maker = Maker(spec, convention)
        places = [self._place(index, column, at) for column, at in index.columns(spec)]
        self.number = next(place for place in places if place.column.field == "number")
        self.order_places = [p for p in places if p.column.scope == "order" and _fed(p)]
        self.line_places = [p for p in places if p.column.scope == "line" and _fed(p)]
        self._heads()
        self._lines()
        self._extras(places)
        self.moneys = [(p, p.memo) for p in places if isinstance(p.memo, cells.MoneyCell)]
        self.instants = [(p, p.memo) for p in places if isinstance(p.memo, cells.InstantCell)]
        self.weights = [(p, p.memo) for p in places if isinstance(p.memo, cells.WeightCell)]

    def _place(self, index: headers.Index, column: Column, at: int) -> Place:
        time_at = index.find(column.time) if column.time else None
        return Place(column, at, self.labels[at], self._maker.memo(column), time_at)

    def _heads(self) -> None:
        """Plan the order's own values: the plain ones at once, then those of several columns."""
        plain: dict[str, Place] = {}
        self.further: list[Place] = []
        for place in self.order_places:
            field = place.column.field
            if field in plain or place.time_at is not None:
                self.further.append(place)
            else:
                plain[field] = place
        self.head_fields = tuple(plain)
        self.head_get = extras.many([place.at for place in plain.values()])
        self.head_memos = tuple(place.memo for place in plain.values())
        self.blank: dict[str, Any] = dict.fromkeys((*ORDER_FIELDS, *INNER))

    def _lines(self) -> None:
        """Plan the lines' values, and the order's values that are found from all lines."""
        own = {p.column.field: p for p in reversed(self.line_places) if not p.column.roll}
        fields = list(own)
        self.line_get = extras.many([own[field].at for field in fields])
        self.line_memos = tuple(own[field].memo for field in fields)
        self.line_pick = itemgetter(
            *(fields.index(slot) if slot in own else -1 for slot in LINE_SLOTS)
        )
        self.rolls = [place for place in self.line_places if place.column.roll]
        self.roll_get = extras.many([place.at for place in self.rolls])
        self.roll_memos = tuple(place.memo for place in self.rolls)

    def _extras(self, places: Sequence[Place]) -> None:
        used = {place.at for place in places} | {p.time_at for p in places}
        loose = [at for at in range(self.width) if at not in used]
        keep = [place for place in places if place.column.field in {"", "preorder"}]
        self.order_kept = extras.Kept([_kept(p) for p in keep if p.column.scope == "order"])
        self.line_kept = extras.Kept([_kept(p) for p in keep if p.column.scope == "line"])
        self.loose = extras.Kept([(at, self.labels[at], False, None) for at in loose])
        self.kept_places = [place for place in keep if place.column.kind == "id"]


def _fed(place: Place) -> bool:
    return place.column.field not in {"", "-", "number"}


def _kept(place: Place) -> tuple[int, str, bool, cells.Memo[Any] | None]:
    quiet = place.column.quiet or place.column.field == "preorder"
    return place.at, place.label, quiet, place.memo if place.column.kind == "id" else None


class Maker:
    """Makes the readers of one file's columns."""

    def __init__(self, spec: OrderSpec, convention: Convention) -> None:
        self._spec = spec
        self._way = convention
        self._when = dates.Dates(spec.dates, convention.zone)

    def memo(self, column: Column) -> cells.Memo[Any]:
        """Return the reader of a column."""
        memo = self._inner(column)
        return cells.NeededCell(memo) if column.needed else memo

    def _inner(self, column: Column) -> cells.Memo[Any]:
        way = self._way
        match column.kind:
            case "money":
                return cells.MoneyCell(
                    way.style, rupiah=way.currency == "IDR", nothing=self._spec.nothing,
                    dotted=self._spec.dotted, price=column.price, floor=column.floor,
                )  # fmt: skip
            case "instant" | "deadline":
                return cells.InstantCell(
                    self._when, shift=way.shift_days * 86_400, end=column.kind == "deadline"
                )
            case "count":
                return cells.CountCell(way.style)
            case "weight":
                return cells.WeightCell(column.unit, way.style)
            case _:
                return _PLAIN[column.kind]()


_PLAIN: dict[str, type[cells.Memo[Any]]] = {
    "text": cells.TextCell, "code": cells.CodeCell, "id": cells.IdCell,
    "courier": cells.CourierCell, "cancel": cells.CancelCell,
}  # fmt: skip
