"""What people call weekdays, days and months in a chart or a table."""

from datetime import date, timedelta
from typing import Final

from shopdesk.locale import language

_MONDAY: Final = date(2024, 1, 1)


def weekday(number: int) -> str:
    """Return the name of a weekday; Monday is 0."""
    return _dated(_MONDAY + timedelta(days=number), "EEEE")


def day(on: date) -> str:
    """Return a day shortly: "3 Nov"."""
    return _dated(on, "d MMM")


def month(first: date) -> str:
    """Return a month by its first day: "November 2026"."""
    return _dated(first, "LLLL y")


def hour(number: int) -> str:
    """Return an hour of the day: "09"."""
    return f"{number:02}"


def _dated(on: date, form: str) -> str:
    from babel.dates import format_date

    return format_date(on, form, locale=language())
