"""Cells of product sheets into values: stock, measures, pictures; the others are those of orders.

No cell is guessed: where an order may go without its weight, a product would lose its own.
"""

import re
from decimal import Decimal, InvalidOperation

from shopdesk import money
from shopdesk.channels.cells import Memo, plain
from shopdesk.channels.fields import Cell
from shopdesk.channels.rejects import BadCell
from shopdesk.locale import _

_NOTHING = frozenset({"", "-", "--", "\u2013", "\u2014"})
_MEASURE = re.compile(r"(?P<number>\d[\d.,]*)\s*(?P<unit>[a-z]+)?\.?", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_GRAMS = {
    "g": "1", "gr": "1", "gram": "1", "grams": "1", "kg": "1000", "kgs": "1000", "kilogram": "1000",
    "lb": "453.59237", "lbs": "453.59237", "oz": "28.349523125",
}  # fmt: skip
_MM = {"mm": "1", "cm": "10", "m": "1000", "in": "25.4", "inch": "25.4", "yd": "914.4"}
_UNIT = re.compile(r"\(([a-z]+)\)\s*\*?$", re.IGNORECASE)
_PICTURES = re.compile(r",\s+|,(?=https?://)|\n+")


class StockCell(Memo[int | None]):
    """Whole pieces, below 0 where a shop sold more than it had; None when nothing is said."""

    def __init__(
        self, style: money.Style, nothing: tuple[str, ...] = (), least: int | None = None
    ) -> None:
        self._style = style
        self._nothing = frozenset(word.casefold() for word in nothing)
        self._least = least

    def read(self, cell: Cell) -> int | None:
        """Return the pieces."""
        if cell is None:
            return None
        text = cell.strip().removeprefix("'") if isinstance(cell, str) else ""
        if isinstance(cell, str) and (text in _NOTHING or text.casefold() in self._nothing):
            return None
        try:
            minor = money.parse(text, self._style) if text else money.from_number(_number(cell))
        except ValueError:
            minor = 1
        if minor % money.SCALE or (self._least is not None and minor < self._least):
            raise BadCell(_("this is not a whole number of pieces"))
        return minor // money.SCALE


class MeasureCell(Memo[int | None]):
    """A weight in grams or a size in millimetres, None when blank."""

    def __init__(self, kind: str, header: str, unit: str, style: money.Style) -> None:
        self._factors = _GRAMS if kind == "grams" else _MM
        named = _UNIT.search(header.strip())
        told = named[1].casefold() if named else ""
        self._unit = told if told in self._factors else unit
        self._style = style

    def read(self, cell: Cell) -> int | None:
        """Return the whole grams or millimetres; "1.500 gr" is one and a half thousand of them."""
        text = plain(cell).removeprefix("'")
        if text in _NOTHING:
            return None
        found = _MEASURE.fullmatch(text)
        unit = (found["unit"] or self._unit).casefold() if found else ""
        if found is None or unit not in self._factors:
            raise BadCell(_("this is no measure"))
        number, whole = found["number"], unit in {"g", "gr", "gram", "grams", "mm"}
        if whole and self._style == "id" and _GROUPED.fullmatch(number):
            number = number.replace(".", "")
        elif self._style != "id":
            number = number.replace(",", "") if "." in number else number
        try:
            return round(Decimal(number.replace(",", ".")) * Decimal(self._factors[unit]))
        except InvalidOperation:
            raise BadCell(_("this is no measure")) from None


class PicturesCell(Memo[tuple[str, ...] | None]):
    """Addresses or paths of pictures, in their order."""

    def read(self, cell: Cell) -> tuple[str, ...] | None:
        """Return them; None for none."""
        parts = _PICTURES.split(str(cell or "").strip())
        return tuple(part.strip() for part in parts if part.strip()) or None


def _number(cell: Cell) -> float:
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise ValueError(cell)  # noqa: TRY004 - a cell that is no number
    return cell
