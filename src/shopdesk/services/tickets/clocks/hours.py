"""Business hours: when a calendar is open, and counting seconds in its hours only.

Calendars are rows of data/tables/business_hours.toml; public holidays those of ``workdays``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as hour
from typing import Final

from shopdesk import tables
from shopdesk.clock import Clock, Instant
from shopdesk.locale import _
from shopdesk.models.orders import NEVER
from shopdesk.refusal import Refusal
from shopdesk.workdays import is_holiday

Span = tuple[Instant, Instant]
LONGEST: Final = 3700
"""Days after which a calendar that does not open is taken to stay closed."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The hours of one name in the shop's zone."""

    name: str
    zone: str

    def spans(self, day: date) -> tuple[Span, ...]:
        """Return the open spans of a day: start ≤ t < end, the earliest first.

        Raises:
            Refusal: no calendar has this name.
        """
        return _spans(self.name, self.zone, day)

    def open(self, start: Instant, end: Instant) -> Iterator[Span]:
        """Yield the open spans between two instants."""
        day = Clock(self.zone).day(start)
        last = Clock(self.zone).day(max(start, end))
        while day <= last:
            for opens, closes in self.spans(day):
                if max(opens, start) < min(closes, end):
                    yield max(opens, start), min(closes, end)
            day += timedelta(days=1)

    def between(self, start: Instant, end: Instant) -> int:
        """Return the working seconds between two instants; none where the end is before."""
        return sum(closes - opens for opens, closes in self.open(start, end))

    def add(self, start: Instant, seconds: int) -> Instant:
        """Return the first instant at which so many working seconds are over."""
        if seconds <= 0:
            return start
        left, day = seconds, Clock(self.zone).day(start)
        for _nth in range(LONGEST):
            for opens, closes in self.spans(day):
                begins = max(opens, start)
                if closes - begins >= left:
                    return begins + left
                left -= max(0, closes - begins)
            day += timedelta(days=1)
        return NEVER


@tables.remembered
def _spans(name: str, zone: str, day: date) -> tuple[Span, ...]:
    """Return the open spans of a calendar's day."""
    row = _row(name, day)
    if row is None or (not row.get("holidays", False) and is_holiday(day)):
        return ()
    return tuple(sorted(_span(Clock(zone), day, span) for span in row["hours"]))


def _row(name: str, day: date) -> tables.Row | None:
    """Return the row that decides on a day; None where the calendar does not speak of it."""
    mine = [row for row in tables.rows("business_hours") if row["name"] == name]
    if not mine:
        raise Refusal(
            _("There is no calendar “{name}” in the table business_hours.").format(name=name)
        )
    holding = [row for row in tables.rows("business_hours", day) if row["name"] == name]
    speaking = [row for row in holding if day.isoweekday() in row["days"]]
    return speaking[-1] if speaking else None


def _span(clock: Clock, day: date, span: list[hour]) -> Span:
    opens, closes = span
    midnight = clock.day_bounds(day)[1]
    return clock.at(day, opens), midnight if closes == hour.min else clock.at(day, closes)
