"""Two sets of figures beside each other, value by value."""

import sys
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from shopdesk.services.figures import Tally

Checked = tuple[str, int, int]
"""What was compared, how many values, and how many of them differ."""


def compared(name: str, found: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> Checked:
    """Compare value by value; a row that is missing differs in all of them."""
    values = wrong = 0
    for key in found.keys() | wanted.keys():
        mine, theirs = _values(found.get(key)), _values(wanted.get(key))
        size = max(len(mine), len(theirs))
        values += size
        same = sum(a == b for a, b in zip(mine, theirs, strict=False))
        if same < size and not wrong:
            sys.stdout.write(f"{name} {key!r}: {mine} is not {theirs}\n")
        wrong += size - same
    return name, values, wrong


def _values(one: Any) -> tuple[Any, ...]:
    if one is None:
        return ()
    return astuple(one) if isinstance(one, Tally) else one if isinstance(one, tuple) else (one,)
