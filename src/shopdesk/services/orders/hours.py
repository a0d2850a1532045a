"""The hour and the weekday at which something happened, as the shop's own clock showed them."""

from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import DAY, HOUR, Clock, Instant

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SINCE: Final = 1_262_304_000
"""2010: no order is older, so that earlier changes of a zone's hours count for none."""
UNTIL: Final = 2_208_988_800
"""2040: what comes after keeps the hours of then."""
_THURSDAY: Final = 3
"""The weekday, counted from Monday, of 1 January 1970."""


def hour(column: Any, clock: Clock) -> Any:
    """Return the hour (0 to 23) of an instant on the shop's clock."""
    return local(column, clock) // HOUR % 24


def weekday(column: Any, clock: Clock) -> Any:
    """Return the weekday (Monday is 0) of an instant in the shop's calendar."""
    return weekday_of(day(column, clock))


def weekday_of(day: Any) -> Any:
    """Return the weekday (Monday is 0) of a day counted since 1970."""
    return (day + _THURSDAY) % 7


def day(column: Any, clock: Clock) -> Any:
    """Return the day of an instant in the shop's calendar, counted since 1970."""
    return local(column, clock) // DAY


def local(column: Any, clock: Clock) -> Any:
    """Return an instant in seconds as the shop's clock counts them."""
    first, *later = offsets(clock.zone)
    if not later:
        return column + first[1]
    ahead = sa.case(*((column >= start, by) for start, by in reversed(later)), else_=first[1])
    return column + ahead


@lru_cache(maxsize=8)
def offsets(zone: str) -> tuple[tuple[Instant, int], ...]:
    """Return from when on a zone is how many seconds ahead of UTC, the oldest first."""
    clock = Clock(zone, now=SINCE)
    found = [(SINCE, _ahead(clock, SINCE))]
    for start in range(SINCE, UNTIL, DAY):
        if _ahead(clock, start + DAY) != found[-1][1]:
            found.append(_change(clock, start, start + DAY))
    return tuple(found)


def _change(clock: Clock, before: Instant, after: Instant) -> tuple[Instant, int]:
    """Return the first instant at which the offset is no longer that of ``before``."""
    old = _ahead(clock, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _ahead(clock, middle) == old else (before, middle)
    return after, _ahead(clock, after)


def _ahead(clock: Clock, instant: Instant) -> int:
    shift = clock.local(instant).utcoffset()
    return int(shift.total_seconds()) if shift else 0
