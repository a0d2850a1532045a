"""Periods as people type them: today, last-week, 2026-11, 2026-11-01..2026-11-23."""

import re
from datetime import date, timedelta
from typing import Final

from shopdesk.clock import MINUTE, Clock, Instant
from shopdesk.locale import _

WORDS: Final = (
    "today",
    "yesterday",
    "tomorrow",
    "this-week",
    "last-week",
    "next-week",
    "this-month",
    "last-month",
    "next-month",
    "this-year",
    "last-year",
)
"""The names of periods. Weeks begin on Monday (ISO 8601)."""

_TURN: Final = {"this": 0, "last": -1, "next": 1}
_NAMED_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?P<seconds>:\d\d)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)


def period(text: str, clock: Clock) -> tuple[Instant, Instant]:
    """Return the first instant of a period and the first after it: start ≤ t < end.

    A period is a word of ``WORDS``, a year, a month, a day, a minute or second (ISO 8601, with or
    without an offset), or two of these with ".." between: from the start of the one to the end of
    the other.

    Raises:
        ValueError: it is none of these, with a sentence that says what would be.
    """
    first, dots, last = text.strip().partition("..")
    try:
        start, end = _one(first, clock)
        if dots:
            end = _one(last, clock)[1]
    except (ValueError, OverflowError) as error:
        raise ValueError(
            _(
                "“{value}” is not a date: write today, last-week, 2026-11, 2026-11-23 or "
                "2026-11-01..2026-11-23"
            ).format(value=text[:40])
        ) from error
    if end <= start:
        raise ValueError(_("“{value}” ends before it begins").format(value=text[:40]))
    return start, end


def _one(text: str, clock: Clock) -> tuple[Instant, Instant]:
    """Return the bounds of a period without dots; ValueError when it is none."""
    word = text.lower().replace("_", "-")
    if word in WORDS:
        first, after = _named(word, clock.today())
    elif moment := _MOMENT.fullmatch(text.upper()):
        start = clock.read(text.upper())
        return start, start + (1 if moment["seconds"] else MINUTE)
    elif found := _DATE.fullmatch(text):
        first, after = _dated(found["year"], found["month"], found["day"])
    else:
        raise ValueError(text)
    return clock.at(first), clock.at(after)


def _named(word: str, today: date) -> tuple[date, date]:
    """Return the first day of a named period and the first after it."""
    if word in _NAMED_DAYS:
        day = today + timedelta(days=_NAMED_DAYS[word])
        return day, day + timedelta(days=1)
    turn, _dash, unit = word.partition("-")
    step = _TURN[turn]
    if unit == "week":
        monday = today + timedelta(days=7 * step - today.weekday())
        return monday, monday + timedelta(days=7)
    if unit == "month":
        return _month(today.year, today.month + step), _month(today.year, today.month + step + 1)
    return date(today.year + step, 1, 1), date(today.year + step + 1, 1, 1)


def _dated(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """Return the first day of a year, a month or a day, and the first after it."""
    if day and month:
        only = date(int(year), int(month), int(day))
        return only, only + timedelta(days=1)
    if month:
        return date(int(year), int(month), 1), _month(int(year), int(month) + 1)
    return date(int(year), 1, 1), date(int(year) + 1, 1, 1)


def _month(year: int, month: int) -> date:
    """Return the first day of a month, where the month may be 0 or 13 of its year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
