"""What a cell shall hold: one fact of a SKU, spelt as the rest of its column is."""

from decimal import Decimal, InvalidOperation

from shopdesk.money import SCALE
from shopdesk.services.exports.ours import Facts
from shopdesk.services.exports.shapes import Value

CENTIMETRE = 10
"""Millimetres."""
_TIERS = (",", "/")
"""What parts the two tiers of a variation: "Putih,M"."""


def of(fact: str, known: Facts, *, price: int | None, stock: int | None) -> Value | None:
    """Return a fact of a SKU for a sheet; None where we have nothing to tell."""
    if fact in {"price", "stock"}:
        return stock if fact == "stock" else None if price is None else amount(price)
    if fact == "own_picture":
        return _address(known.own_pictures, 1)
    kind, _mark, last = fact.rpartition("_")
    if kind == "picture":
        return _address(known.pictures or known.own_pictures, int(last))
    if kind == "option":
        return tiers(known.variation).get(int(last))
    if last == "cm":
        return _centimetres(known, kind)
    found = getattr(known, fact, None)
    return found if isinstance(found, int) or found else None


def amount(minor: int) -> int | float:
    """Return money as a number of whole units, with decimals only where there are some."""
    return minor // SCALE if minor % SCALE == 0 else minor / SCALE


def tiers(variation: str) -> dict[int, str]:
    """Return the options of a variation by tier: "Putih,M" is Putih in the first, M in the second.

    More than two are kept together in the second, because no template knows a third.
    """
    for mark in _TIERS:
        first, found, rest = variation.partition(mark)
        if found and first.strip() and rest.strip():
            return {1: first.strip(), 2: rest.strip()}
    return {1: variation.strip()} if variation.strip() else {}


def spelt(value: Value, before: Value, *, texts: bool) -> Value:
    """Return the value as text or number, as what stood in the cell, or else in the sheet."""
    if isinstance(value, str):
        return value
    as_text = isinstance(before, str) if before != "" else texts
    return shown(value) if as_text else value


def shown(value: Value) -> str:
    """Return a value as text: 12, 1500.50."""
    if isinstance(value, float):
        return f"{value:.2f}" if round(value, 1) != value else f"{value:.1f}"
    return str(value)


def same(before: Value, after: Value) -> bool:
    """Tell whether a cell says this already, however the number in it is spelt."""
    if isinstance(after, str) and isinstance(before, str):
        return before.replace("\r\n", "\n") == after.replace("\r\n", "\n")
    left, right = number(before), number(after)
    return left is not None and left == right if right is not None else str(before) == str(after)


def number(value: Value) -> Decimal | None:
    """Return the number that a cell spells, None if it is none."""
    try:
        return Decimal(str(value).strip())
    except InvalidOperation:
        return None


def is_address(source: str) -> bool:
    """Tell whether a picture lies where others can fetch it."""
    return source.lower().startswith(("https://", "http://"))


def _centimetres(known: Facts, side: str) -> int | None:
    """Return a side in whole centimetres, rounded up: templates take all three or none."""
    sides = (known.length_mm, known.width_mm, known.height_mm)
    if None in sides:
        return None
    return -(-int(getattr(known, f"{side}_mm")) // CENTIMETRE)


def _address(sources: tuple[str, ...], number: int) -> str | None:
    """Return the picture of this number if it lies where a marketplace can fetch it."""
    there = [one for one in sources if is_address(one)]
    return there[number - 1] if number <= len(there) else None
