"""Cells into values, each distinct cell once: a dict that reads what it has not met yet.

The dicts are bounded. A cell that cannot be read raises BadCell with the reason, and one that only
a damaged file holds raises SpoiltCell; neither is remembered.
"""

import re
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any, Generic, TypeVar

from shopdesk import money
from shopdesk.channels.cancels import sentence
from shopdesk.channels.couriers import split
from shopdesk.channels.dates import Dates
from shopdesk.channels.fields import Cell
from shopdesk.channels.rejects import BadCell, SpoiltCell
from shopdesk.locale import _
from shopdesk.text import mask_cards

LIMIT = 8_192
"""Distinct cells that one column remembers."""

V = TypeVar("V")
_EXACT = 2**53
_DASHES = frozenset({"", "-", "--", "\u2013", "\u2014", "\u2212"})
_POWER = re.compile(r"[+-]?\d(?:[.,]\d+[eE]\+?|[eE]\+)\d{1,2}")
_POINTED = re.compile(r"\d+\.0")
_CARDLIKE = re.compile(r"(?:\d\D{0,3}){12}\d|[cC][vV][vVcC]")
_RUPIAH = re.compile(r"(?:rp\.?|idr)\s*", re.IGNORECASE)
_DOTTED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_WEIGHT = re.compile(r"([\d.,]+)\s*(kg|kgs|kilogram|g|gr|gram|grams)?\.?", re.IGNORECASE)


class Memo(dict[Cell, V], Generic[V]):
    """Cell to value; `read` is asked once per distinct cell, until LIMIT of them are known."""

    def __missing__(self, cell: Cell) -> V:
        value = self.read(cell)
        if len(self) >= LIMIT:
            self.clear()
        self[cell] = value
        return value

    def read(self, cell: Cell) -> V:
        """Return the cell's value, or raise BadCell."""
        raise NotImplementedError


def plain(cell: Cell) -> str:
    """Return a cell as text without blanks around it; a whole float has no ".0"."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    return str(cell)


def unpointed(text: str) -> str:
    """Return whole digits without the ".0" that a program with floats put behind them."""
    return text[:-2] if text.endswith(".0") and _POINTED.fullmatch(text) else text


def free(text: str) -> str:
    """Return free text with card numbers masked; the quick test misses none that could be one."""
    if len(text) < 6 or (text.isascii() and not _CARDLIKE.search(text)):
        return text
    return mask_cards(text)


class TextCell(Memo[str | None]):
    """Free text, None when blank; card numbers are masked."""

    def read(self, cell: Cell) -> str | None:
        """Return the text, stripped."""
        text = cell.strip() if type(cell) is str else plain(cell)
        return free(text) or None


class CodeCell(Memo[str | None]):
    """A status, phone or postcode as text: one guarding apostrophe goes, as does a lone dash.

    Card numbers are masked here as well.
    """

    def read(self, cell: Cell) -> str | None:
        """Return the text, or None for none."""
        text = plain(cell).removeprefix("'").strip()
        return None if text in _DASHES else free(unpointed(text))


class IdCell(Memo[str | None]):
    """An identifier as text. One that has been through a float proves the file damaged."""

    def read(self, cell: Cell) -> str | None:
        """Return the identifier, or None for none.

        Excel keeps 15 digits: a typed number of 17 or more that ends in as many zeros as it would
        put there is such a one, as is every float from 2**53 on, and text like 5.76E+17.
        """
        if type(cell) is str:
            text = cell.strip().removeprefix("'").strip()
            if not text.isalnum():
                if _POWER.fullmatch(text) or (len(text) >= 18 and _POINTED.fullmatch(text)):
                    raise SpoiltCell(_lost_digits())
                text = unpointed(text)
            return None if text in _DASHES else text
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            if isinstance(cell, float) and not abs(cell) < _EXACT:
                raise SpoiltCell(_lost_digits())
            digits = len(str(abs(int(cell))))
            if digits >= 17 and int(cell) % 10 ** (digits - 15) == 0:
                raise SpoiltCell(_lost_digits())
        return plain(cell) or None


def _lost_digits() -> str:
    return _(
        "this number has lost its last digits in a spreadsheet program; download the file again"
        " and import it without opening it first"
    )


class NeededCell(Memo[Any]):
    """Any other cell, refused when it is blank."""

    def __init__(self, inner: Memo[Any]) -> None:
        self._inner = inner

    def read(self, cell: Cell) -> object:
        """Return the inner value, which is there."""
        value = self._inner.read(cell)
        if value is None:
            raise BadCell(_("this cell is blank"))
        return value


class CountCell(Memo[int | None]):
    """Whole units from 0 up, None when blank."""

    def __init__(self, style: money.Style) -> None:
        self._style = style

    def read(self, cell: Cell) -> int | None:
        """Return the count."""
        if cell is None or (isinstance(cell, str) and cell.strip() in _DASHES):
            return None
        try:
            minor = (
                money.parse(cell.strip(), self._style)
                if isinstance(cell, str)
                else money.from_number(cell)
            )
        except ValueError:
            minor = -1
        if minor < 0 or minor % money.SCALE:
            raise BadCell(_("this is not a whole number of pieces"))
        return minor // money.SCALE


class MoneyCell(Memo[int | None]):
    """An amount in minor units, None when blank.

    Whole rupiah written with dots lose them in a spreadsheet program: "15.000" becomes 15. Where
    the spec says that a file writes `dotted` numbers, a cell that only this could have made raises
    SpoiltCell at once, and `doubt` tells at the end what the column as a whole gives away.
    """

    def __init__(  # noqa: PLR0913 - each is a property of the column
        self, style: money.Style, *, rupiah: bool = True, nothing: tuple[str, ...] = (),
        dotted: str = "", price: bool = False, floor: bool = False,
    ) -> None:  # fmt: skip
        self._style = style
        self._rupiah = rupiah
        self._nothing = frozenset(word.casefold() for word in nothing)
        self._dotted = dotted if rupiah and style == "id" else ""
        self._price = price
        self._floor = floor
        self._millions = self._thousands = False
        self.small: Cell = None  # the first amount below a thousand without dots
        self._small_number: Cell = None

    def read(self, cell: Cell) -> int | None:
        """Return the amount, or None for none."""
        if cell is None or cell == "":
            return None
        if not isinstance(cell, str):
            return self._typed(cell)
        text = cell.strip().removeprefix("'")
        if text in _DASHES or text.casefold() in self._nothing:
            return None
        if self._dotted:
            self._look(cell, text)
        style = self._style
        if self._rupiah and style != "id":
            head = _RUPIAH.match(text)
            if _DOTTED.fullmatch(text[head.end() :] if head else text):
                if not head:  # 80.000 is eighty thousand or eighty
                    raise BadCell(_("thousands or decimals cannot be told apart"))
                style = "id"
        try:
            return money.parse(text, style)
        except ValueError as why:
            raise BadCell(str(why)) from None

    def _typed(self, cell: float) -> int:
        if self._dotted and not isinstance(cell, bool):
            if isinstance(cell, float) and isfinite(cell) and not cell.is_integer():
                raise SpoiltCell(_lost_dots())
            if self._price and 0 < cell < 1000:
                if self._dotted == "text":
                    raise SpoiltCell(_lost_dots())
                self.small = cell if self.small is None else self.small
                self._small_number = self.small
        try:
            return money.from_number(cell)
        except ValueError as why:
            raise BadCell(str(why)) from None

    def _look(self, cell: Cell, text: str) -> None:
        digits = _RUPIAH.sub("", text).lstrip("-+\u2212")
        dots = digits.count(".")
        if dots == 1 and len(digits) <= 6 and re.fullmatch(r"\d{1,3}\.\d{1,2}", digits):
            raise SpoiltCell(_lost_dots())
        if dots:
            self._thousands |= dots == 1
            self._millions |= dots > 1
        elif self._price and digits.isdigit() and 0 < int(digits) < 1000:
            if self._floor and int(digits) < 99:
                raise SpoiltCell(_lost_dots())
            self.small = cell if self.small is None else self.small

    def doubt(self) -> str | None:
        """Return why the column as a whole cannot be believed; `small` is a cell of it."""
        if self.small is None:
            return None
        lost = self._millions and not self._thousands
        mixed = self._small_number is not None and (self._millions or self._thousands)
        return _lost_dots() if lost or mixed else None


def _lost_dots() -> str:
    return _(
        "the thousands dot of this amount was lost in a spreadsheet program (15.000 became 15);"
        " download the file again and import it without opening it first"
    )


class InstantCell(Memo[int | None]):
    """A moment in seconds since 1970 UTC, None when blank; `end` puts a bare date at its end."""

    def __init__(self, when: Dates, *, shift: int = 0, end: bool = False) -> None:
        self._when = when
        self._shift = shift
        self._late = 86_399 if end else 0
        self.typed = self.written = False  # both in one column: days and months may be swapped

    def __missing__(self, cell: Cell) -> int | None:
        """Return a moment; the commonest shape is not worth remembering, as few repeat."""
        if type(cell) is str and len(cell) in {16, 19} and cell[10] == " " and cell[4] == "-":
            try:
                moment = self._when.days[cell[:10]] + self._when.clocks[cell[11:]] + self._shift
            except (KeyError, ValueError):
                return super().__missing__(cell)
            self.typed = True
            return moment
        return super().__missing__(cell)

    def read(self, cell: Cell) -> int | None:
        """Return the moment, moved by the shift."""
        text = plain(cell)
        if text in _DASHES:
            return None
        try:
            moment, bare = self._when.read(text)
        except ValueError:
            raise BadCell(_("this is not a date that the format knows")) from None
        if text[4:5] == "-":
            self.typed = True
        elif not text[:4].isdigit():
            self.written = True
        return moment + self._shift + (self._late if bare else 0)


class WeightCell(Memo[int | None]):
    """A weight in grams, None when blank or unreadable: no sale is refused for its weight."""

    def __init__(self, unit: str, style: money.Style) -> None:
        self._unit = unit
        self._style = style
        self.unread: Cell = None

    def read(self, cell: Cell) -> int | None:
        """Return the grams; the dots of "1.500 gr" group thousands, those of kilograms do not."""
        text = plain(cell)
        if text in _DASHES:
            return None
        found = _WEIGHT.fullmatch(text)
        if found is None:
            self.unread = cell
            return None
        number, kilos = found[1], (found[2] or self._unit).lower().startswith("k")
        if self._style == "id" and not kilos and _DOTTED.fullmatch(number):
            number = number.replace(".", "")
        elif self._style == "us":
            number = number.replace(",", "")
        try:
            return round(Decimal(number.replace(",", ".")) * (1000 if kilos else 1))
        except InvalidOperation:
            self.unread = cell
            return None


class CourierCell(Memo[tuple[str | None, str | None]]):
    """A shipping option as (courier, service)."""

    def read(self, cell: Cell) -> tuple[str | None, str | None]:
        """Return the two parts, None where one is not said."""
        return split(plain(cell))


class CancelCell(Memo[tuple[str | None, str | None]]):
    """A sentence about a cancellation as (who, reason)."""

    def read(self, cell: Cell) -> tuple[str | None, str | None]:
        """Return the two parts, None where one is not said."""
        return sentence(free(plain(cell)))
