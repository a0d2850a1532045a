"""A product sheet's spec laid over one real header: which places feed which field."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.channels.catalogue.cells import MeasureCell, PicturesCell, StockCell
from shopdesk.channels.catalogue.detect import Found
from shopdesk.channels.catalogue.spec import CatalogueSpec, Column
from shopdesk.channels.cells import (
    CodeCell,
    IdCell,
    InstantCell,
    Memo,
    MoneyCell,
    NeededCell,
    TextCell,
)
from shopdesk.channels.dates import Dates
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold, labels

_PLAIN: dict[str, type[Memo[Any]]] = {
    "text": TextCell, "code": CodeCell, "id": IdCell, "picture": PicturesCell,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One column in use: where it stands, what the file calls it, how its cells are read."""

    column: Column
    at: int
    label: str
    memo: Memo[Any]


class Fields:
    """Fields with their places, and how most of them are read: from one column each."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: dict[str, tuple[Place, ...]] = {}
        for place in places:
            field = place.column.field
            self.places[field] = (*self.places.get(field, ()), place)
        single = {field: those[0] for field, those in self.places.items() if len(those) == 1}
        self.single = [(field, place.at, place.memo) for field, place in single.items()]
        self.several = {f: those for f, those in self.places.items() if f not in single}


class Layout:
    """The fields of the product and those of its variants."""

    def __init__(self, found: Found, zone: str, rows: Sequence[Sequence[Cell]]) -> None:
        self.width = len(found.header)
        self.labels = labels(found.header)
        self._zone = zone
        places = [*self._places(found), *self._rest(found, rows)]
        self.shared = Fields(place for place in places if place.column.shared)
        self.own = Fields(place for place in places if not place.column.shared)

    def _places(self, found: Found) -> Iterator[Place]:
        taken: set[int] = set()
        for column in found.spec.columns:
            for at in found.places(column):
                if at not in taken:
                    taken.add(at)
                    if column.field != "-":
                        yield self._place(found, column, at)

    def _place(self, found: Found, column: Column, at: int) -> Place:
        memo = self._memo(found.spec, column, found.header[at])
        if column.needed:
            memo = NeededCell(memo)
        return Place(column, at, self.labels[at], memo)

    def _memo(self, spec: CatalogueSpec, column: Column, header: str) -> Memo[Any]:
        match column.kind:
            case "money":
                return MoneyCell(spec.style, rupiah=spec.currency == "IDR")
            case "stock":
                return StockCell(spec.style, spec.nothing)
            case "count":
                return StockCell(spec.style, spec.nothing, least=0)
            case "grams" | "mm":
                return MeasureCell(column.kind, header, column.unit, spec.style)
            case "day":
                return InstantCell(Dates(spec.dates, self._zone))
            case kind:
                return _PLAIN[kind]()

    def _rest(self, found: Found, rows: Sequence[Sequence[Cell]]) -> Iterator[Place]:
        """Yield the columns that nobody knows, right of the one that the spec names.

        Only those that hold whole numbers: a note that somebody added is no stock.
        """
        if found.spec.rest is None:
            return
        field, after = found.spec.rest
        known = {at for column in found.spec.columns for at in found.places(column)}
        start = next((at for at, title in enumerate(found.header) if fold(title) == fold(after)), 0)
        column = Column(field, (), "stock", every=True)
        for at in range(start + 1, self.width):
            if at not in known and found.header[at].strip():
                place = self._place(found, column, at)
                if _counts(place, rows):
                    yield place


def _counts(place: Place, rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether some of these cells are whole numbers."""
    said = [row[place.at] for row in rows if place.at < len(row)]
    filled = [cell for cell in said if cell not in (None, "")]
    return not filled or any(str(cell).strip().removesuffix(".0").isdigit() for cell in filled)
