"""Moments as exports write them: ISO text, and the formats that a spec declares."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_PARTS = {
    "%Y": r"(?P<year>\d{4})", "%m": r"(?P<month>\d{1,2})", "%d": r"(?P<day>\d{1,2})",
    "%H": r"(?P<hour>\d{1,2})", "%I": r"(?P<hour>\d{1,2})", "%M": r"(?P<minute>\d{2})",
    "%S": r"(?P<second>\d{2})", "%b": r"(?P<name>[^\W\d]+)", "%p": r"(?P<half>[AaPp])[Mm]",
    "%z": r"(?P<offset>Z|[+-]\d{2}:?\d{2})",
}  # fmt: skip
_MONTHS = {
    name: month
    for month, names in enumerate(
        ("jan", "feb", "mar", "apr", "may mei", "jun", "jul", "aug agu ags agt", "sep", "oct okt",
         "nov", "dec des"), 1)
    for name in names.split()
}  # fmt: skip
_DAY = 86_400
_ISO = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d",
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S %z",
)  # fmt: skip


def reader(formats: Sequence[str], zone: str) -> Callable[[str], tuple[int, bool]]:
    """Return a function from text to (seconds since 1970 UTC, was it a bare date).

    `formats` are strptime formats of numbers, English or Indonesian month names, AM and PM and
    offsets; they are tried after ISO text. Text without an offset is local time of the zone.
    The function raises ValueError for anything else.
    """
    shapes = [_shape(text) for text in (*_ISO, *formats)]
    place = ZoneInfo(zone)
    days: dict[str, int | None] = {}

    def read(text: str) -> tuple[int, bool]:
        if text[4:5] == "-" and len(text) in (16, 19) and text[13] == ":" and text[10] == " ":
            midnight = days.get(day := text[:10])
            if midnight is None and day not in days:
                if len(days) > 4_000:
                    days.clear()
                midnight = days[day] = _midnight(date.fromisoformat(day), place)
            hour, minute, second = int(text[11:13]), int(text[14:16]), int(text[17:] or 0)
            if midnight is not None and hour < 24 and minute < 60 and second < 60:
                return midnight + hour * 3600 + minute * 60 + second, False
        for shape in shapes:
            found = shape.fullmatch(text)
            if found:
                return _moment(found.groupdict(), place), "hour" not in found.groupdict()
        raise ValueError(text)

    return read


def _shape(text: str) -> re.Pattern[str]:
    literal = re.escape(text).replace(r"\ ", r"\s+")
    return re.compile(re.sub("%[A-Za-z]", lambda code: _PARTS[code[0]], literal))


def _midnight(day: date, zone: ZoneInfo) -> int | None:
    """Return the day's start in UTC seconds, or None on a day when the clocks change."""
    if not 2000 <= day.year < 2100:
        raise ValueError(day)
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    after = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)
    seconds = int(start.timestamp())
    return seconds if int(after.timestamp()) - seconds == _DAY else None


def _moment(parts: dict[str, str], zone: ZoneInfo) -> int:
    month = int(parts["month"]) if "month" in parts else _MONTHS.get(parts["name"][:3].lower(), 0)
    hour = int(parts.get("hour", 0))
    if "half" in parts:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if parts["half"] in "pP" else 0)
    when = datetime(
        int(parts["year"]), month, int(parts["day"]), hour, int(parts.get("minute", 0)),
        int(parts.get("second", 0)), tzinfo=_offset(parts.get("offset")) or zone,
    )  # fmt: skip
    if not 2000 <= when.year < 2100:
        raise ValueError(when)
    return int(when.timestamp())


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    ahead = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-ahead if text[0] == "-" else ahead)
