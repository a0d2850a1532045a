"""Looking into an answer from outside: what is not of the documented shape is said by its place."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, TypeVar

from shopdesk.clock import Clock, Instant

T = TypeVar("T")
LONGEST: Final = 500
"""Characters of one text."""
MOST: Final = 500
"""Lines of a parcel's history; none is that long."""
_DAY_FIRST: Final = re.compile(r"(\d{2})[-/](\d{2})[-/](\d{4})(.*)", re.DOTALL)
YEARS: Final = range(2000, 2100)


class Garbled(Exception):  # noqa: N818 - it is told as a trouble
    """Where an answer is not of its shape, as a path: ``data.history``."""


def within(document: Any, *path: str) -> Any:
    """Return what stands at a path; None is what stands nowhere.

    Raises:
        Garbled: on the way there is something that has no parts.
    """
    here = document
    for at, name in enumerate(path):
        if not isinstance(here, dict):
            raise Garbled(".".join(path[:at]) or "{}")
        here = here.get(name)
        if here is None:
            return None
    return here


def text(document: Any, *path: str) -> str:
    """Return a text, a number as its digits, nothing as the empty text.

    Raises:
        Garbled: it is neither.
    """
    found = within(document, *path)
    if found is None:
        return ""
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        raise Garbled(".".join(path))
    return str(found).strip()[:LONGEST]


def lines(document: Any, *path: str) -> list[Any]:
    """Return the lines of a list.

    Raises:
        Garbled: it is none, or a far too long one.
    """
    found = within(document, *path)
    if not isinstance(found, list) or len(found) > MOST:
        raise Garbled(".".join(path))
    return found


def readable(many: list[Any], read: Callable[[Any], T], place: str) -> Iterator[T]:
    """Yield what can be read of some lines.

    Raises:
        Garbled: there are lines, and not one can be read.
    """
    hits = 0
    for line in many:
        try:
            found = read(line)
        except (Garbled, ValueError):
            continue
        hits += 1
        yield found
    if many and not hits:
        raise Garbled(place)


def moment(told: str, clock: Clock) -> Instant:
    """Return the instant of a tracker's date and time; without a zone it is the shop's.

    Raises:
        ValueError: it is none, or not of this century.
    """
    turned = _DAY_FIRST.fullmatch(told)
    written = f"{turned[3]}-{turned[2]}-{turned[1]}{turned[4]}" if turned else told
    at = clock.read(written.strip())
    if datetime.fromisoformat(clock.iso(at)).year not in YEARS:
        raise ValueError(told)
    return at


def must(told: str, place: str) -> str:
    """Return a text that has to be there.

    Raises:
        Garbled: it is empty.
    """
    if not told:
        raise Garbled(place)
    return told
