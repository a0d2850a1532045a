"""Moments as exports write them: ISO text, and the formats that a spec declares."""

import re
from collections.abc import Sequence
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
_LIMIT = 8_192
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_ISO = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d",
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S %z",
)  # fmt: skip


class Dates:
    """Reads the moments of one file; text without an offset is local time of the zone.

    `formats` are strptime formats of numbers, English or Indonesian month names, AM and PM and
    offsets; they are tried after ISO text.
    """

    def __init__(self, formats: Sequence[str], zone: str) -> None:
        self._shapes = [_shape(text) for text in (*_ISO, *formats)]
        self._zone = ZoneInfo(zone)
        self.days = _Days(self._zone)
        self.clocks = _Clocks()

    def read(self, text: str) -> tuple[int, bool]:
        """Return (seconds since 1970 UTC, was it a bare date), or raise ValueError."""
        for shape in self._shapes:
            found = shape.fullmatch(text)
            if found:
                return _moment(found.groupdict(), self._zone), "hour" not in found.groupdict()
        raise ValueError(text)


class _Days(dict[str, int]):
    """YYYY-MM-DD to the day's start; KeyError on a day when the clocks change."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def __missing__(self, text: str) -> int:
        day = date.fromisoformat(text)
        if not 2000 <= day.year < 2100:
            raise ValueError(text)
        start = datetime(day.year, day.month, day.day, tzinfo=self._zone)
        seconds = int(start.timestamp())
        if int((start + timedelta(days=1)).timestamp()) - seconds != _DAY:
            raise KeyError(text)
        if len(self) > _LIMIT:
            self.clear()
        self[text] = seconds
        return seconds


class _Clocks(dict[str, int]):
    """HH:MM or HH:MM:SS to seconds."""

    def __missing__(self, text: str) -> int:
        found = _CLOCK.fullmatch(text)
        if found is None:
            raise ValueError(text)
        if len(self) > _LIMIT:
            self.clear()
        seconds = self[text] = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
        return seconds


def _shape(text: str) -> re.Pattern[str]:
    literal = re.escape(text).replace(r"\ ", r"\s+")
    return re.compile(re.sub("%[A-Za-z]", lambda code: _PARTS[code[0]], literal))


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
