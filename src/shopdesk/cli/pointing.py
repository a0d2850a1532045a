"""Pointing at the place in a filter that cannot be read."""

from typing import Final

from rich.cells import cell_len

from shopdesk.filters import FilterError
from shopdesk.text import safe

BESIDE: Final = 50
"""Characters of the filter shown before and after the place."""


def pointed(error: FilterError) -> str:
    """Return the filter and, on a line of its own, carets under what the error is about."""
    start, end = error.start, min(error.end, len(error.text))
    first, last = max(0, start - BESIDE), max(end, start) + BESIDE
    before = ("…" if first else "") + safe(error.text[first:start])
    place = safe(error.text[start : max(end, start)])[:BESIDE]
    after = safe(error.text[start + len(place) : last])
    carets = "^" * max(1, cell_len(place))
    return f"  {before}{place}{after}\n  {' ' * cell_len(before)}{carets}"
