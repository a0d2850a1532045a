"""One order's rows into its tuples. Bad cells raise BadCell; where they are is found afterwards."""

from collections.abc import Iterator
from operator import getitem, itemgetter
from typing import Any

from shopdesk.channels import extras
from shopdesk.channels.closing import Closing, Draft, Facts
from shopdesk.channels.fields import ORDER_FIELDS, Cell
from shopdesk.channels.folds import FOLDS
from shopdesk.channels.layout import Layout, Place
from shopdesk.channels.notes import Notes
from shopdesk.channels.spec import OrderSpec

Row = tuple[Cell, ...]
_order_tuple = itemgetter(*ORDER_FIELDS)


class OpenOrder:
    """An order whose rows are still coming."""

    __slots__ = ("bad", "draft", "facts", "kept", "lines", "loose", "number", "raw", "rolls")

    def __init__(self, raw: Cell, number: str) -> None:
        self.raw = raw
        self.number = number
        self.bad = False
        self.draft: Draft = {}
        self.kept: Row = ()  # the known columns that only stay in `extra`
        self.facts = Facts()
        self.lines: list[tuple[Any, ...]] = []
        self.rolls: list[Row] = []  # per row: values that the order is found from
        self.loose: list[Row] = []  # per row: cells of unknown columns


class OrderReader:
    """Reads rows by a layout."""

    def __init__(self, spec: OrderSpec, layout: Layout, notes: Notes, currency: str) -> None:
        self._spec = spec
        self._layout = layout
        self._notes = notes
        samples = any(place.column.field == "preorder" for place in layout.order_places)
        self._closing = Closing(spec, currency, samples=samples)
        self._spreads = [p for p in layout.rolls if p.column.roll == "any"]
        self._careful = bool(layout.loose or self._spreads)
        self._folded, self._open_columns = bool(layout.rolls), bool(layout.loose)
        self._line_get, self._line_memos = layout.line_get, layout.line_memos
        self._line_pick = layout.line_pick
        self._apiece = any(place.column.apiece for place in layout.line_places)
        self._line_kept = layout.line_kept or None

    def start(self, order: OpenOrder, row: Row) -> None:
        """Read the order's own values from its first row."""
        layout = self._layout
        order.draft = draft = layout.blank.copy()
        draft.update(
            zip(layout.head_fields, map(getitem, layout.head_memos, layout.head_get(row)),
                strict=True)
        )  # fmt: skip
        draft["number"] = order.number
        for place in layout.further:
            _further(draft, place, row)
        order.kept = layout.order_kept.get(row)
        layout.order_kept.pick(order.kept)

    def read(self, place: Place, row: Row) -> Any:
        """Return one column's value, or raise BadCell."""
        cell = row[place.at]
        if place.time_at is not None:
            cell = _dated(cell, row[place.time_at])
        return place.memo[cell]

    def add(self, order: OpenOrder, row: Row, row_no: int) -> None:
        """Read one line."""
        cells = [*map(getitem, self._line_memos, self._line_get(row)), None]
        (key, market_sku, parent, sku, name, variation, qty, returned, list_price, price, subtotal,
         discount, weight, status) = self._line_pick(cells)  # fmt: skip
        if qty is None:
            qty = 1  # one row per piece
        if price is None or subtotal is None:
            price, subtotal = _worked_out(qty, list_price, price, subtotal, abs(discount or 0))
        elif subtotal != price * qty:
            self._notes.count("sum", row_no)
        if discount:
            discount = abs(discount)  # Lazada writes what is taken off with a minus
            if self._apiece and price is not None and list_price == price + discount:
                discount *= qty
        kept = self._line_kept
        extra = kept.pick(kept.get(row))[1] if kept else None
        order.lines.append((
            order.number, row_no, key or "", market_sku, parent, sku,
            name or sku or market_sku or "",
            variation, qty, returned or 0, list_price, price, subtotal, discount, weight, status,
            extra,
        ))  # fmt: skip
        self._count(order.facts, qty, returned, subtotal, status)
        if self._folded:
            roll = map(getitem, self._layout.roll_memos, self._layout.roll_get(row))
            order.rolls.append(tuple(roll))
        if self._open_columns:
            order.loose.append(self._layout.loose.get(row))

    def _count(
        self, facts: Facts, qty: int, returned: int | None, subtotal: int | None, status: str | None
    ) -> None:
        if subtotal is not None:
            facts.subtotal = subtotal + (facts.subtotal or 0)
            facts.worth += abs(subtotal)
        if returned:
            facts.returned += returned
        if (returned or 0) < qty:
            facts.all_back = False
        if self._spec.line_statuses:
            facts.standings.append(self._closing.book[status, None])
        else:
            facts.marks.append(status)

    def close(self, order: OpenOrder) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
        """Return the order's tuple and its lines'."""
        draft = order.draft
        for at, place in enumerate(self._layout.rolls):
            values = [row[at] for row in order.rolls]
            draft[place.column.field] = FOLDS[place.column.roll](values)
        self._closing.settle(draft, order.facts)
        said, text = self._layout.order_kept.pick(order.kept)
        draft["extra"] = text
        if self._careful:
            self._careful_extras(order, said)
        return _order_tuple(draft), order.lines

    def _careful_extras(self, order: OpenOrder, said: dict[str, Cell]) -> None:
        """Put unknown cells, and values that differ among the rows, where they belong."""
        each: list[dict[str, Cell]] = [{} for _line in order.lines]
        if self._layout.loose:
            continued = self._spec.continued or self._spec.fill_down
            own, rows = extras.share(order.loose, continued=continued)
            common = self._layout.loose.pick(own)[0]
            if common:
                order.draft["extra"] = extras.text(said | common)
            each = [dict(self._layout.loose.pick(cells)[0]) for cells in rows] or each
        for at, label, value in self._differing(order):
            each[at][label] = value
        for at, line_said in enumerate(each):
            if line_said:
                line = order.lines[at]
                order.lines[at] = (*line[:-1], extras.more(line[-1], line_said))

    def _differing(self, order: OpenOrder) -> Iterator[tuple[int, str, Cell]]:
        for at, place in enumerate(self._layout.rolls):
            if place in self._spreads:
                chosen = order.draft[place.column.field]
                for line, row in enumerate(order.rolls):
                    if row[at] is not None and row[at] != chosen:
                        yield line, place.label, row[at]


def _worked_out(
    qty: int, list_price: int | None, price: int | None, subtotal: int | None, discount: int
) -> tuple[int | None, int | None]:
    """Return (price, subtotal) of a line that lacks one or both; the price is rounded down."""
    if price is not None:
        return price, price * qty
    if subtotal is None and list_price is not None:
        subtotal = list_price * qty - discount
    return (subtotal // qty if subtotal is not None and qty else None), subtotal


def _further(draft: Draft, place: Place, row: Row) -> None:
    """Add a column to a field that several columns feed, or a date that stands beside its time."""
    column, cell = place.column, row[place.at]
    if place.time_at is not None:
        cell = _dated(cell, row[place.time_at])
    value, before = place.memo[cell], draft[column.field]
    if value is None:
        return
    if before is None:
        draft[column.field] = value
    elif column.kind == "money":
        draft[column.field] = before + value
    elif column.join and value not in before:
        draft[column.field] = f"{before}, {value}"


def _dated(day: Cell, time: Cell) -> Cell:
    """Return one moment's text of a date cell and a time cell; either may be typed."""
    if not isinstance(day, str) or not isinstance(time, str) or not time.strip():
        return day
    date, _gap, clock = day.strip().partition(" ")
    if clock.strip("0:"):
        return day
    return f"{date} {time.strip().rpartition(' ')[2]}" if date else None
