"""From the rows of a template to the offers that they list, by the marketplace's own numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shopdesk.channels.headers import fold
from shopdesk.services.exports.ours import Known
from shopdesk.services.exports.shapes import Sheet

NONE = frozenset({"", "0", "-"})
"""What stands in the column of variation numbers where a product has none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the template that lists something, and the offers of ours that it is."""

    row: int
    product: str
    variant: str
    sku: str
    offers: tuple[Known, ...]

    @property
    def what(self) -> str:
        """Return what the marketplace calls the row."""
        codes = " / ".join(code for code in (self.product, self.variant) if code)
        return f"{self.sku} ({codes})" if self.sku else codes


def column_of(sheet: Sheet, headers: Iterable[str]) -> int | None:
    """Return the column (from 1) with the first of these headers that the sheet has."""
    for header in headers:
        if fold(header) in sheet.keys:
            return sheet.keys.index(fold(header)) + 1
    return None


def plain(cell: object) -> str:
    """Return a number of the marketplace as text: "0" and "-" stand for none."""
    text = str(cell).strip().removesuffix("\t").lstrip("'")
    return "" if text in NONE else text


def lines(sheet: Sheet, known: Sequence[Known]) -> Iterator[Line]:
    """Yield the rows that list something."""
    layout = sheet.layout
    columns = [column_of(sheet, names) for names in (layout.product, layout.variant, layout.sku)]
    index = _index(known, by_product=not layout.variant)
    for at, row in enumerate(sheet.rows):
        product, variant, sku = (
            plain(row[column - 1]) if column and column <= len(row) else "" for column in columns
        )
        if product or variant:
            place = (product, "" if not layout.variant else variant)
            yield Line(layout.first_row + at, product, variant, sku, index.get(place, ()))


def _index(
    known: Sequence[Known], *, by_product: bool
) -> Mapping[tuple[str, str], tuple[Known, ...]]:
    made: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for offer in known:
        variant = "" if by_product else plain(offer.variant_code)
        made[plain(offer.product_code), variant].append(offer)
    return {place: tuple(found) for place, found in made.items()}
