"""Rows of a recognised sheet into orders and lines: the interpreter of every order spec.

Order values are read once per order and line values once per row, each distinct cell once; one
order is open at a time, so memory does not grow with the file (a spec that says `scattered` keeps
all of its orders until the end).
"""

from collections.abc import Iterable, Sequence
from typing import NoReturn

from shopdesk.channels.cells import plain
from shopdesk.channels.conventions import decide
from shopdesk.channels.detect import Recognised
from shopdesk.channels.fields import LINE_FIELDS, ORDER_FIELDS, Batch, Cell
from shopdesk.channels.layout import Layout, Place
from shopdesk.channels.notes import Notes
from shopdesk.channels.reading import OpenOrder, OrderReader, Row
from shopdesk.channels.rejects import BadCell, Damaged, Reject, Scattered, SpoiltCell
from shopdesk.locale import _

__all__ = ["LINE_FIELDS", "ORDER_FIELDS", "Batch", "Conversion", "Damaged", "Reject", "Scattered"]


class Conversion:
    """The running conversion of one sheet.

    Feed it the sheet's rows in order, then finish it once. `rows` counts the rows that were not
    blank, `lines` the lines handed out, `refused` the orders kept out; `rejects` names the cells
    that did it; `warnings` is complete after `finish`. Both methods raise Damaged when the file as
    a whole cannot be trusted, and its kind Scattered when an order's rows do not stand together.
    """

    def __init__(
        self, recognised: Recognised, *, file: str, zone: str = "Asia/Jakarta", shift_days: int = 0
    ) -> None:
        """Take the zone of dates without an offset, and days to move every moment by."""
        self.rows = 0
        self.lines = 0
        self.refused = 0
        self.rejects: list[Reject] = []
        self.warnings: list[str] = []
        self._recognised = recognised
        self._spec = recognised.spec
        self._file = file
        self._zone = zone
        self._shift_days = shift_days
        self._notes = Notes()
        self._open: OpenOrder | None = None
        self._waiting: dict[str, OpenOrder] = {}  # every order, where the spec says scattered
        self._seen: set[int] = set()
        self._small: dict[int, int] = {}  # column to the row of its first small amount
        self._begun = False

    def feed(self, first_row: int, rows: Sequence[Sequence[Cell]]) -> Batch:
        """Take the next rows, the first of them number `first_row` from 0; return what is whole."""
        batch = Batch([], [])
        if not rows:
            return batch
        skip = max(0, self._recognised.first_row - first_row)
        first, rows = first_row + skip + 1, rows[skip:] if skip else rows
        if not self._begun:
            self._begin(rows)
        width, number_at = self._layout.width, self._layout.number.at
        for row_no, cells in enumerate(rows, first):
            row = (
                cells if type(cells) is tuple and len(cells) == width else self._fit(cells, row_no)
            )
            order = self._open
            if order is None or row[number_at] != order.raw:
                order = self._turn(row, row_no, batch)
                if order is None:
                    continue
            self.rows += 1
            try:
                self._reader.add(order, row, row_no)
            except BadCell:
                self._refuse(order, self._layout.line_places, row, row_no)
        self._place_small(rows, first)
        return batch

    def finish(self) -> Batch:
        """Return the last orders; judge the columns as a whole; tell the warnings."""
        batch = Batch([], [])
        if self._spec.scattered:
            for order in self._waiting.values():
                self._close(order, batch)
        else:
            self._close(self._open, batch)
        self._open = None
        self._waiting = {}
        if self._begun:
            for place, amounts in self._layout.moneys:
                reason = amounts.doubt()
                if reason:
                    self._damaged(place, amounts.small, self._small[place.at], reason)
        self.warnings = self._notes.told(self._layout if self._begun else None)
        return batch

    def _begin(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Lay the spec over the header, now that the first rows can tell the conventions."""
        convention, assumed = decide(
            self._recognised, rows, zone=self._zone, shift_days=self._shift_days
        )
        if assumed:
            self._notes.assumed_currency = convention.currency
        self._layout = Layout(self._spec, self._recognised.header, convention)
        self._reader = OrderReader(self._spec, self._layout, self._notes, convention.currency)
        self._begun = True

    def _fit(self, cells: Sequence[Cell], row_no: int) -> Row:
        """Return the row as long as the header."""
        width = self._layout.width
        if any(cell is not None and plain(cell) for cell in cells[width:]):
            self._notes.count("beyond", row_no)
        return (*cells[:width], *[None] * (width - len(cells)))

    def _turn(self, row: Row, row_no: int, batch: Batch) -> OpenOrder | None:
        """Return the order of a row whose number cell is not the open order's; None = no order."""
        place = self._layout.number
        raw = row[place.at]
        try:
            number = place.memo[raw]
        except SpoiltCell as why:
            self._damaged(place, raw, row_no, str(why))
        if number is None:
            return self._unnumbered(row, row_no)
        if self._open is not None and self._open.number == number:
            return self._open
        if raw == self._recognised.header[place.at]:
            return None  # the header once more: exports pasted below each other
        if self._spec.scattered:
            order = self._waiting.get(number)
            if order is None:
                order = self._waiting[number] = self._start(raw, number, row, row_no)
        else:
            self._close(self._open, batch)
            self._once(number, raw, row_no)
            order = self._start(raw, number, row, row_no)
        self._open = order
        return order

    def _once(self, number: str, raw: Cell, row_no: int) -> None:
        """Refuse a second heap of rows: the first one has already left, without these lines."""
        mark = hash(number)
        if mark in self._seen:
            reason = _(
                "the rows of this order do not stand together; sort the sheet by order number"
                " and import it again"
            )
            place = self._layout.number
            raise Scattered(self._file, self._reject(place, raw, row_no, reason))
        self._seen.add(mark)

    def _start(self, raw: Cell, number: str, row: Row, row_no: int) -> OpenOrder:
        order = OpenOrder(raw, number)
        try:
            self._reader.start(order, row)
        except BadCell:
            self._refuse(order, self._layout.order_places, row, row_no)
        return order

    def _unnumbered(self, row: Row, row_no: int) -> OpenOrder | None:
        """Return the order of a row without a number, where that means the order above."""
        if not any(map(plain, row)):
            self._notes.count("blank", row_no)
            return None
        if self._spec.fill_down and self._open is not None:
            return self._open
        self.rows += 1
        self.refused += 1
        place = self._layout.number
        self.rejects.append(self._reject(place, None, row_no, _("the order number is missing")))
        return None

    def _close(self, order: OpenOrder | None, batch: Batch) -> None:
        if order is None or order.bad:
            return
        whole, lines = self._reader.close(order)
        batch.orders.append(whole)
        batch.lines += lines
        self.lines += len(lines)

    def _refuse(self, order: OpenOrder, places: Iterable[Place], row: Row, row_no: int) -> None:
        """Name every cell of the row that cannot be read, and keep its order out."""
        self.refused += not order.bad
        order.bad = True
        for place in (*places, *self._layout.kept_places):
            try:
                self._reader.read(place, row)
            except SpoiltCell as why:
                self._damaged(place, row[place.at], row_no, str(why))
            except BadCell as why:
                self.rejects.append(self._reject(place, row[place.at], row_no, str(why)))

    def _reject(self, place: Place, cell: Cell, row_no: int, reason: str) -> Reject:
        return Reject(self._recognised.sheet, row_no, place.label, plain(cell)[:200], reason)

    def _damaged(self, place: Place, cell: Cell, row_no: int, reason: str) -> NoReturn:
        raise Damaged(self._file, self._reject(place, cell, row_no, reason))

    def _place_small(self, rows: Sequence[Sequence[Cell]], first: int) -> None:
        """Note where a column's first small amount stands, while its rows are at hand."""
        for place, amounts in self._layout.moneys:
            small = amounts.small
            if small is not None and place.at not in self._small:
                self._small[place.at] = next(
                    no for no, row in enumerate(rows, first)
                    if place.at < len(row) and row[place.at] == small
                )  # fmt: skip
