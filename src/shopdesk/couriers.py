"""What a tracking number ("resi") tells about its courier, and whether a spreadsheet broke it.

Tracking numbers are text, never numbers. Their shapes only put the courier guesses in order; no
number is ever refused for its shape. The patterns are in data/tables/couriers.toml.
"""

import re
from typing import Final, NamedTuple

from shopdesk import tables

_GRADES: Final = ("seen", "weak", "hearsay")
_SCIENTIFIC: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]?\d+")
_S10_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)


class _Shape(NamedTuple):
    """One row of the table: whose numbers look so."""

    courier: str
    pattern: re.Pattern[str]
    checked: bool
    last: bool

    def fits(self, number: str) -> bool:
        """Tell whether the number has this shape."""
        return bool(self.pattern.fullmatch(number)) and (not self.checked or _s10(number))


def tidy(resi: str) -> str:
    """Return the number as it is stored: no blanks, no one leading "'" of Excel's, in capitals."""
    return "".join(resi.split()).removeprefix("'").upper()


def guess_couriers(resi: str) -> tuple[str, ...]:
    """Return the couriers whose numbers look like this one, the likeliest first; often none."""
    number = tidy(resi)
    hits = [shape for shape in _shapes() if shape.fits(number)]
    likely = [shape.courier for shape in hits if not shape.last] or [hit.courier for hit in hits]
    return tuple(dict.fromkeys(likely))


def couriers() -> tuple[str, ...]:
    """Return the couriers whose numbers are known, as the queue shows their names."""
    return tuple(sorted({shape.courier for shape in _shapes()}, key=str.casefold))


def looks_damaged(resi: str) -> bool:
    """Tell whether a spreadsheet has turned the number into a float and lost its last digits.

    Such is "5.41980E+14", and "541980014107625.0", whose digits may be whole but are no longer
    what the file said.
    """
    number = tidy(resi)
    return bool(_SCIENTIFIC.fullmatch(number) or re.fullmatch(r"\d{6,}[.,]0+", number))


@tables.remembered
def _shapes() -> tuple[_Shape, ...]:
    """Return the shapes, the surest first."""
    ordered = sorted(tables.rows("couriers"), key=lambda row: _GRADES.index(row["grade"]))
    return tuple(
        _Shape(
            row["courier"],
            re.compile(row["pattern"], re.ASCII),
            checked=row.get("check") == "s10",
            last=row.get("last", False),
        )
        for row in ordered
    )


def _s10(number: str) -> bool:
    """Tell whether the ninth digit fits (UPU standard S10: weights 8 6 4 2 3 5 9 7, modulo 11)."""
    digits = [int(digit) for digit in number[2:11]]
    rest = 11 - sum(w * d for w, d in zip(_S10_WEIGHTS, digits, strict=False)) % 11
    return digits[8] == {10: 0, 11: 5}.get(rest, rest)
