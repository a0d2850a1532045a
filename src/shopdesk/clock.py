"""Time: instants are whole seconds since 1970 in UTC; the shop's day and zone are applied here.

Nothing else in the house asks the wall clock or knows a time zone. ``SHOPDESK_NOW`` (ISO 8601)
stops the clock, for pictures and scripts.
"""

import os
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as hour
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopdesk.locale import _
from shopdesk.locale import language as spoken
from shopdesk.refusal import Refusal

Instant = int
"""Seconds since 1970-01-01 00:00 UTC."""

ZONE: Final = "Asia/Jakarta"
MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

Style = Literal["short", "date", "time", "long"]

# The first paint of the queue must not wait for Babel; a test holds these to Babel's own.
_MONTHS: Final = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_HOURS: Final = {"id": "%H.%M", "en": "%H:%M"}


class Clock:
    """The shop's clock: what time it is, and what an instant is called where the shop stands.

    Args:
        zone: an IANA name.
        now: an instant to stand still at, or a function that tells it; else ``SHOPDESK_NOW``, else
            the machine's clock.

    Raises:
        Refusal: there is no such zone.
    """

    def __init__(
        self, zone: str = ZONE, now: Instant | Callable[[], Instant] | None = None
    ) -> None:
        self.zone = zone
        self._zone = _zone(zone)
        self._now = now

    def now(self) -> Instant:
        """Return the present instant."""
        if callable(self._now):
            return self._now()
        if self._now is not None:
            return self._now
        frozen = os.environ.get("SHOPDESK_NOW")
        return self._frozen(frozen) if frozen else int(time.time())

    def _frozen(self, text: str) -> Instant:
        try:
            return self.read(text)
        except ValueError as error:
            raise Refusal(
                _("SHOPDESK_NOW must be a time like 2026-11-23T16:00, not “{value}”").format(
                    value=text
                )
            ) from error

    def today(self) -> date:
        """Return the shop's calendar day now."""
        return self.day(self.now())

    def local(self, instant: Instant) -> datetime:
        """Return the instant as the shop's wall clock shows it, with its offset."""
        return datetime.fromtimestamp(instant, self._zone)

    def day(self, instant: Instant) -> date:
        """Return the shop's calendar day of an instant."""
        return self.local(instant).date()

    def at(self, day: date, when: hour = hour.min) -> Instant:
        """Return the instant of an hour (by default midnight) on a day of the shop's calendar."""
        return int(datetime.combine(day, when, self._zone).timestamp())

    def day_bounds(self, day: date) -> tuple[Instant, Instant]:
        """Return the first instant of a day and the first of the next: start ≤ t < end."""
        return self.at(day), self.at(day + timedelta(days=1))

    def shifts(self) -> tuple[tuple[Instant, int], ...]:
        """Return since when the shop's clock goes how many seconds before UTC, the oldest first."""
        return _shifts(self.zone)

    def iso(self, instant: Instant) -> str:
        """Return ISO 8601 with the offset: "2026-11-23T16:00:00+07:00"."""
        return self.local(instant).isoformat()

    def read(self, text: str) -> Instant:
        """Return the instant of an ISO 8601 text; without an offset it is the shop's time.

        A date alone is its midnight. Parts of a second are dropped.

        Raises:
            ValueError: it is not ISO 8601.
        """
        try:
            told = datetime.fromisoformat(text.strip())
            stamp = told.replace(tzinfo=told.tzinfo or self._zone).timestamp() // 1
            self.local(int(stamp))  # the last hours of year 9999 have no name in the shop's zone
        except (ValueError, OverflowError) as error:
            raise ValueError(_("“{value}” is not a date").format(value=text[:40])) from error
        return int(stamp)

    def show(self, instant: Instant, language: str | None = None, style: Style = "short") -> str:
        """Return the instant for people, in the language spoken or the one given.

        "short" is "23 Nov 16:00", and "23 Nov 2025" outside this year; "date" "23 Nov 2026"; "time"
        "16:00"; "long" "Monday, 23 November 2026, 16:00 WIB". Indonesian writes 16.00.
        """
        if style == "short":
            here = self.local(instant).year == self.today().year
            return _shown(instant, self.zone, language or spoken(), "near" if here else "date")
        return _shown(instant, self.zone, language or spoken(), style)


def countdown(instant: Instant, now: Instant) -> str:
    """Return how long until a deadline, two units at most: "2h 05m", "1d 3h", "late 12m"."""
    left = abs(instant - now) // MINUTE
    days, hours, minutes = left // 1440, left // 60 % 24, left % 60
    if days:
        span = _("{d}d {h}h").format(d=days, h=hours)
    elif hours:
        span = _("{h}h {m}m").format(h=hours, m=f"{minutes:02}")
    else:
        span = _("{m}m").format(m=minutes)
    return span if instant >= now else _("late {span}").format(span=span)


@lru_cache(maxsize=16_384)
def _shown(instant: Instant, zone: str, language: str, style: str) -> str:
    """Return the text of an instant; a grid paints the same ones again and again."""
    moment = datetime.fromtimestamp(instant, _zone(zone))
    if style == "long":
        return _long(moment, language)
    if style == "time":
        return moment.strftime(_HOURS.get(language, "%H:%M"))
    month = _MONTHS.get(language, _MONTHS["en"])[moment.month - 1]
    tail = moment.strftime(_HOURS.get(language, "%H:%M")) if style == "near" else moment.year
    return f"{moment.day} {month} {tail}"


def _long(moment: datetime, language: str) -> str:
    """Return day of the week, date, hour and zone."""
    from babel.dates import format_date

    clock = moment.strftime(_HOURS.get(language, "%H:%M"))
    day = format_date(moment, "EEEE, d MMMM y", locale=language)
    return f"{day}, {clock} {moment.tzname()}"


@lru_cache(maxsize=8)
def _shifts(name: str) -> tuple[tuple[Instant, int], ...]:
    """Return the changes of a zone's offset between 1970 and 2038, to the minute."""

    def east(at: Instant) -> int:
        return int(datetime.fromtimestamp(at, _zone(name)).utcoffset().total_seconds())  # type: ignore[union-attr]

    found, last = [(0, east(0))], 2**31
    for day in range(0, last, DAY):
        if east(day + DAY) == found[-1][1]:
            continue
        low, high = day, day + DAY
        while high - low > MINUTE:
            middle = (low + high) // 2 // MINUTE * MINUTE
            low, high = (middle, high) if east(middle) == found[-1][1] else (low, middle)
        found.append((high, east(high)))
    return tuple(found)


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    """Return the zone, or say that there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal(
            _("There is no time zone called {name}; Asia/Jakarta is one").format(name=name)
        ) from error
