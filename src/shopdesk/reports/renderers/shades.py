"""The colours of reports: told apart without red and green, and readable when printed grey."""

from fractions import Fraction
from typing import Final

COLOURS: Final = ("1F5FA8", "E07B00", "5A9BD4", "7A4B9E", "8C6D31", "666666")
"""Of one series after the other."""
DARK: Final = "1F3A5F"
"""Of titles and the heads of tables."""
PALE: Final = "EEF3F9"
"""Of the ground behind figures and every other row."""
_LIGHT, _FULL = (238, 243, 249), (31, 95, 168)


def shade(value: int | Fraction, top: int | Fraction) -> str:
    """Return the colour of a cell of a heat map, six hexadecimal digits: the more the darker."""
    part = _part(value, top)
    return "".join(
        f"{round(light + (full - light) * part):02X}"
        for light, full in zip(_LIGHT, _FULL, strict=True)
    )


def ink(value: int | Fraction, top: int | Fraction) -> str:
    """Return the colour in which its number is readable."""
    return "FFFFFF" if _part(value, top) > 0.75 else "222222"


def _part(value: int | Fraction, top: int | Fraction) -> float:
    return min(1.0, max(0.0, float(value / top))) if top > 0 else 0.0
