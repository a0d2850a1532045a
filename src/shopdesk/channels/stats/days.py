"""Days and spans of days as statistics write them, counted in days since 1970."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

EPOCH: Final = date(1970, 1, 1)
_DATE: Final = re.compile(
    r"(?<!\d)(?:(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>20\d\d)|(?P<all>20\d{6}))(?!\d)"
)
_HOUR: Final = re.compile(r"\d{1,2}:\d\d")
_MIDNIGHT: Final = re.compile(r"[ T]00:00:00(\.0+)?$")
Read = Callable[[str], int | None]


def number(day: date) -> int:
    """Return a day as a number."""
    return (day - EPOCH).days


def day_of(counted: int) -> date:
    """Return the day that a number stands for."""
    return EPOCH + timedelta(days=counted)


def span(text: str) -> tuple[int, int] | None:
    """Return the first and the last day that a text names, day before month; None for none.

    Raises:
        ValueError: a date in it is no day of the calendar.
    """
    found = [number(one) for one in _dates(text)]
    return (min(found), max(found)) if found else None


def is_hour(text: str) -> bool:
    """Tell whether a text names an hour of a day; a midnight is how programs write a day."""
    return bool(_HOUR.search(text)) and not _MIDNIGHT.search(text)


def reader(formats: Sequence[str]) -> Read:
    """Return what reads a day in these formats, None where it is in none of them."""

    def read(text: str) -> int | None:
        for form in formats:
            try:
                return number(datetime.strptime(text, form).replace(tzinfo=UTC).date())
            except ValueError:
                continue
        return None

    return read


def _dates(text: str) -> Iterator[date]:
    for found in _DATE.finditer(text):
        if whole := found["all"]:
            yield date(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
        elif found["y"]:
            yield date(int(found["y"]), int(found["m"]), int(found["d"]))
        else:
            yield date(int(found["y2"]), int(found["m2"]), int(found["d2"]))
