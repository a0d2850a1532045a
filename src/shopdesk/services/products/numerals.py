"""Numbers as people write them into a formula: 15000, 15.000, 15rb, 1.5jt, 1.07, 1,07."""

import re
from fractions import Fraction
from typing import Final, Literal

from shopdesk.locale import _

Numeral = Literal["alone", "factor", "first"]
"""Where it stands: by itself, after ``*`` or ``/`` or before ``%``, or as the first of factors."""

_SHAPE: Final = re.compile(r"(?P<digits>[0-9]+(?:[.,][0-9]+)*)(?P<suffix>[a-z]*)")
_THOUSANDS: Final = {"": 0, "k": 1, "rb": 1, "ribu": 1, "jt": 2, "juta": 2}
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
LONGEST: Final = 18


class NumeralError(ValueError):
    """A number that can be read in two ways, or in none."""


def numeral(text: str, where: Numeral = "alone") -> Fraction:
    """Return the number that is meant.

    Raises:
        NumeralError: nobody can tell its thousands from its decimals.
    """
    found = _SHAPE.fullmatch(text.lower())
    if found is None or len(text) > LONGEST:
        raise NumeralError(_("“{value}” is not a number").format(value=text[:40]))
    digits, scale = found["digits"], _THOUSANDS[found["suffix"]]
    return _plain(digits, where, suffixed=bool(scale)) * Fraction(1000**scale)


def _plain(digits: str, where: Numeral, *, suffixed: bool) -> Fraction:
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return Fraction(digits)
    if len(marks) == 1:
        decimals = digits[digits.index(marks[0]) + 1 :]
        clear = suffixed or where == "factor" or len(decimals) != 3 or digits.startswith("0")
        if clear:
            return Fraction(digits.replace(",", "."))
    if _GROUPED.fullmatch(digits) and (where == "alone" or len(marks) > 1):
        return Fraction(digits.replace(".", ""))
    raise NumeralError(
        _("“{value}”: thousands or decimals? Write 15000 or 1.5").format(value=digits[:40])
    )
