"""How wide the columns of a table are, and how small its letters, where a format is not told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LOOKED_AT: Final = 200
_LEAST, _ENOUGH, _MOST = 5, 16, 40
_LETTER: Final = 0.55
"""Width of a letter, of its height, with some air."""
_BOLD: Final = 1.15
"""How much wider a head's letters are."""
_AIR: Final = 2.4
"""Letters that the margins of a cell are wide."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the letters in points, and the width of each column in letters."""

    size: float
    widths: tuple[float, ...]


def fit(
    lines: Sequence[Sequence[str]], firm: Sequence[bool], room: float, sizes: Sequence[float]
) -> Fit:
    """Return how a table whose first line is its head fits into so many points.

    Firm columns, of numbers and days, are never narrower than their longest; columns of texts
    share the rest, and what is longer is broken. The letters are of the first size at which that
    goes.
    """
    wanted = [_wanted(column) for column in zip(*lines[:_LOOKED_AT], strict=True)]
    pairs = list(zip(wanted, firm, strict=True))
    fixed = sum(width for width, is_firm in pairs if is_firm)
    texts = [min(width, _MOST) for width, is_firm in pairs if not is_firm]
    needed = fixed + sum(min(width, _ENOUGH) for width in texts)
    size = next((one for one in sizes if needed * one * _LETTER <= room), sizes[-1])
    rest = max(room / size / _LETTER - fixed, _LEAST * len(texts))
    scale = rest / sum(texts) if texts else 1.0
    return Fit(size, tuple(width if is_firm else min(width, _MOST) * scale
                           for width, is_firm in pairs))  # fmt: skip


def _wanted(column: Sequence[str]) -> float:
    """Return the letters of the longest cell; a head is broken between its words."""
    head, *cells = column
    words = max(map(len, head.split()), default=0) * _BOLD
    return max([words, _LEAST, *map(len, cells)]) + _AIR
