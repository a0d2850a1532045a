"""Rows of a recognised product sheet into products and variants: the interpreter of every spec."""

from collections.abc import Iterator, Sequence
from typing import Any

from shopdesk.channels.catalogue import shaping
from shopdesk.channels.catalogue.detect import Found
from shopdesk.channels.catalogue.goods import Goods, Item
from shopdesk.channels.catalogue.layout import Fields, Layout, Place
from shopdesk.channels.cells import plain
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold
from shopdesk.channels.notes import Notes
from shopdesk.channels.rejects import BadCell, Damaged, Reject, SpoiltCell

IDS = frozenset({"product_code", "variant_code"})
"""Fields of the marketplace's own numbers: one that lost its digits proves the file damaged."""

Row = Sequence[Cell]


class Conversion:
    """The running conversion of one sheet: feed it the rows in order, then finish it once.

    `rows` counts the rows that were not blank, `refused` the variants kept out, `rejects` names the
    cells that did it, `spoilt` has what could be read of their rows. A bad cell of the product
    keeps all of its variants out, any other only its own row. Raises Damaged when an identifier of
    the marketplace has lost digits.
    """

    def __init__(self, found: Found, *, file: str, zone: str = "Asia/Jakarta") -> None:
        """Take the zone of the days in the sheet."""
        self.rows = 0
        self.refused = 0
        self.rejects: list[Reject] = []
        self.spoilt: list[Item] = []
        self.warnings: list[str] = []
        self._found, self._spec = found, found.spec
        self._file, self._zone = file, zone
        self._goods: dict[str, Goods] = {}
        self._open: Goods | None = None
        self._notes = Notes()
        self._layout: Layout | None = None
        self._titled = next(at for at, title in enumerate(found.header) if title)

    @property
    def labels(self) -> dict[str, str]:
        """What the sheet calls each field's first column."""
        if self._layout is None:
            return {}
        places = self._layout.shared.places | self._layout.own.places
        return {field: those[0].label for field, those in places.items()}

    def feed(self, first_row: int, rows: Sequence[Row]) -> None:
        """Take the next rows, the first of them number `first_row` from 0."""
        if not rows:
            return
        if self._layout is None:
            self._layout = Layout(self._found, self._zone, rows)
        for at, cells in enumerate(rows, first_row):
            if at >= self._found.first_row:
                self._row(self._layout, self._fit(cells), at + 1)

    def finish(self) -> list[Goods]:
        """Return every product that has something to tell; tell the warnings."""
        self.warnings = self._notes.told(None)
        whole = {id(goods): goods for goods in self._goods.values() if not goods.bad}
        return shaping.finished(self._spec, list(whole.values()))

    def _fit(self, cells: Row) -> Row:
        width = len(self._found.header)
        return cells if len(cells) == width else (*cells[:width], *[None] * (width - len(cells)))

    def _row(self, layout: Layout, row: Row, row_no: int) -> None:
        if not any(cell is not None and plain(cell) for cell in row):
            self._notes.count("blank", row_no)
            return
        if self._is_header(row) or self._is_example(row):
            return
        self.rows += 1
        shared, wrong = self._read(layout.shared, row, row_no)
        own, amiss = self._read(layout.own, row, row_no)
        goods = self._product(shared, own, row_no)
        if wrong:
            # A later row of a product may repeat its texts, badly or not: its first row counts.
            goods.bad |= goods.row == row_no or not goods.items
        if wrong or amiss or goods.bad:
            goods.refused += 1
            self.refused += 1
            self.spoilt.append(Item(row_no, own))
        else:
            shaping.add(self._spec, goods, Item(row_no, own), shared)

    def _is_header(self, row: Row) -> bool:
        """Tell whether this is the header once more: sheets pasted below each other."""
        cell = row[self._titled]
        if not isinstance(cell, str) or not cell.startswith(self._found.header[self._titled]):
            return False
        pairs = [(a, b) for a, b in zip(row, self._found.header, strict=True) if b]
        return all(isinstance(a, str) and fold(a.partition("|")[0]) == fold(b) for a, b in pairs)

    def _is_example(self, row: Row) -> bool:
        return bool(self._spec.examples) and plain(row[0]) in self._spec.examples

    def _product(self, shared: dict[str, Any], own: dict[str, Any], row_no: int) -> Goods:
        """Return the product of a row: the one it names, the one above, or a new one."""
        keys = shaping.keys(self._spec, shared, own)
        if not keys and self._spec.filled and self._open and not shared.get("name"):
            return self._open
        keys = keys or [f"row {row_no}"]
        known = {id(one): one for key in keys if (one := self._goods.get(key))}
        goods, *others = known.values() or (Goods(row_no, dict(shared)),)
        for other in others:  # a variation named the parent by SKU, another one by its id
            goods.items += other.items
        self._goods |= dict.fromkeys(keys, goods)
        self._open = goods
        return goods

    def _read(self, fields: Fields, row: Row, row_no: int) -> tuple[dict[str, Any], bool]:
        """Return the fields of a row, and whether one of its cells cannot be read."""
        try:
            said = {field: memo[row[at]] for field, at, memo in fields.single}
            for field, those in fields.several.items():
                said[field] = _value(those, row)
        except BadCell:
            return self._name(fields, row, row_no), True
        return said, False

    def _name(self, fields: Fields, row: Row, row_no: int) -> dict[str, Any]:
        """Name every cell that cannot be read; return what the others say."""
        said: dict[str, Any] = {}
        for field, places in fields.places.items():
            try:
                said[field] = _value(places, row)
            except BadCell:
                said[field] = None
                self._reject(places, row, row_no)
        return said

    def _reject(self, places: Sequence[Place], row: Row, row_no: int) -> None:
        for place in places:
            try:
                place.memo[row[place.at]]
            except BadCell as why:
                reject = Reject(
                    self._found.sheet, row_no, place.label, plain(row[place.at])[:200], str(why)
                )
                if isinstance(why, SpoiltCell) and place.column.field in IDS:
                    raise Damaged(self._file, reject) from None
                self.rejects.append(reject)


def _value(places: Sequence[Place], row: Row) -> Any:
    first = places[0]
    if len(places) == 1:
        return first.memo[row[first.at]]
    said = list(_said(places, row))
    if not said:
        return None
    if first.column.kind == "picture":
        return tuple(dict.fromkeys(source for sources in said for source in sources))
    return sum(said) if first.column.every else said[0]


def _said(places: Sequence[Place], row: Row) -> Iterator[Any]:
    for place in places:
        value = place.memo[row[place.at]]
        if value is not None:
            yield value
