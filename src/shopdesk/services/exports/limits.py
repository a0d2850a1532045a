"""What breaks a limit: of the template, which says its own in words, and of the dated rules."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from shopdesk.locale import _
from shopdesk.services.exports.shapes import Sheet, Value
from shopdesk.services.exports.values import shown
from shopdesk.tables import rows

_NUMBER: Final = r"(\d+(?:[.,]\d{3})*)"
_RANGE: Final = re.compile(
    rf"{_NUMBER}\s*(?:s/d|sampai|hingga|to|and|dan|-|–)\s*{_NUMBER}", re.IGNORECASE
)
_MOST: Final = re.compile(rf"(?:maks\.?|max\.?|maksimal|maximum|up to)\s*{_NUMBER}", re.IGNORECASE)
_FEWER: Final = re.compile(rf"(?:fewer|less|kurang) (?:than|dari) {_NUMBER}", re.IGNORECASE)
_RATIO: Final = re.compile(r":\s*(\d{1,3})\.?\s*$")
LENGTHS: Final = frozenset(
    {"name", "description", "sku", "barcode", "group", "variation_1", "variation_2", "option_1",
     "option_2"}
)  # fmt: skip
"""Facts of which the length counts."""
NUMBERS: Final = frozenset(
    {"price", "stock", "weight_g", "length_cm", "width_cm", "height_cm"}
)  # fmt: skip
"""Facts of which the size counts."""
RULES: Final = {
    "name_length": ("name",), "description_length": ("description",), "sku_length": ("sku",),
    "option_length": ("option_1", "option_2"), "price_range": ("price",),
    "barcode_digits": ("barcode",), "weight": ("weight_g",),
}  # fmt: skip
"""Rules of the table, and the facts that they bind."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a cell takes; None: no such limit."""

    least: int | None = None
    most: int | None = None


def bounds(sheet: Sheet, column: int, fact: str) -> Bounds:
    """Return what the template itself says that a cell of this column may hold."""
    words = _words(sheet, column)
    if not words or fact not in LENGTHS | NUMBERS:
        return Bounds()
    if found := _RANGE.search(words):
        return Bounds(_whole(found[1]), _whole(found[2]))
    if found := _FEWER.search(words):
        return Bounds(most=_whole(found[1]) - 1)
    if found := _MOST.search(words):
        return Bounds(most=_whole(found[1]))
    return Bounds()


def ruled(channel: str, on: date) -> dict[str, Bounds]:
    """Return what the table of listing rules says that a channel refuses, by fact."""
    found: dict[str, Bounds] = {}
    for row in rows("listing_rules", on):
        if row["channel"] == channel and row["rule"] in RULES:
            refused = row.get("severity") == "error"
            made = Bounds(row.get("min"), row.get("max")) if refused else Bounds()
            found |= dict.fromkeys(RULES[row["rule"]], made)
    return found


def broken(fact: str, value: Value, limit: Bounds) -> str | None:
    """Return in words how a value breaks a limit, None if it does not."""
    if fact in LENGTHS:
        length = len(str(value).strip())
        if limit.most is not None and length > limit.most:
            return _("{n} characters, {most} at most; shorten it").format(n=length, most=limit.most)
        if limit.least is not None and length < limit.least:
            return _("{n} characters, {least} at least; say more").format(
                n=length, least=limit.least
            )
    elif fact in NUMBERS and isinstance(value, int | float):
        if limit.most is not None and value > limit.most:
            return _("{value} is more than {most}").format(value=shown(value), most=limit.most)
        if limit.least is not None and value < limit.least:
            return _("{value} is less than {least}").format(value=shown(value), least=limit.least)
    return None


def ratio(sheet: Sheet, column: int) -> int | None:
    """Return how many times the cheapest variation the dearest of a product may cost."""
    found = _RATIO.search(_words(sheet, column))
    return int(found[1]) if found else None


def too_far_apart(prices: Mapping[str, Iterable[float]], most: int) -> dict[str, str]:
    """Return the products whose prices lie too far apart, and the sentence for each."""
    found = {}
    for product, held in prices.items():
        several = [price for price in held if price > 0]
        if several and max(several) > most * min(several):
            found[product] = _(
                "the dearest variation ({high}) costs more than {most} times the cheapest ({low})"
            ).format(high=shown(max(several)), low=shown(min(several)), most=most)
    return found


def _words(sheet: Sheet, column: int) -> str:
    return str(sheet.limits[column - 1]) if column <= len(sheet.limits) else ""


def _whole(text: str) -> int:
    return int(re.sub(r"[.,]", "", text))
