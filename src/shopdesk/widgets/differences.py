"""What differs between two drawings of one line: a terminal behind SSH gets only that."""

import re
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

_JOINED: Final = re.compile("[\u200d\ufe0e\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
"""Signs that some terminals draw wider or narrower than others: where they stand, nobody knows
which cell is which, and the line goes out whole."""


def differing(old: Strip, new: Strip) -> tuple[int, int] | None:
    """Return the first cell that differs and how many cells from there on, or None."""
    if old == new:
        return None
    whole = max(old.cell_length, new.cell_length)
    if old.cell_length != new.cell_length or _JOINED.search(old.text + new.text):
        return 0, whole
    before, after = _cells(old), _cells(new)
    unlike = [at for at, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    if not unlike:
        return None
    first, last = unlike[0], unlike[-1] + 1
    while first and not (before[first][0] and after[first][0]):
        first -= 1  # the right half of a wide sign is never drawn alone
    while last < whole and not (before[last][0] and after[last][0]):
        last += 1
    return first, last - first


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """Return the sign and the style in every cell; a wide sign's second cell is empty."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _control in strip:
        if text.isascii():
            cells.extend((sign, style) for sign in text)
            continue
        for sign in text:
            width = cell_len(sign)
            if width:
                cells.append((sign, style))
                cells.extend(("", style) for _cell in range(width - 1))
            elif cells:  # a mark on the sign before
                at = len(cells) - 1 if cells[-1][0] else len(cells) - 2
                cells[at] = (cells[at][0] + sign, cells[at][1])
    return cells
