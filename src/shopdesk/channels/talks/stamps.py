"""The moments that chat programs write before a message, in whatever way a phone was set.

Written from descriptions of exports and from reading files of shops; no maker has published the
shape. Day and month cannot be told apart in one stamp, only over a whole file.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

Order = Literal["dmy", "mdy", "ymd"]
MARKS: Final = "[\u200e\u200f\u202a-\u202e\ufeff]"
_DATE: Final = r"(?P<a>\d{1,4})[./-](?P<b>\d{1,2})[./-](?P<c>\d{2,4})\.?"
_TIME: Final = (
    r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:]\d{2})?"
    r"(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\.?)?"
)
STAMP: Final = re.compile(
    rf"{MARKS}*(?P<box>\[)?{_DATE},?\s+(?:pukul\s+)?{_TIME}(?(box)\]| [-\u2013])\s"
)
"""The beginning of a line: ``10/05/26 09.00 - `` or ``[10/05/26 09.00.12] ``."""
LONE: Final = re.compile(rf"{_DATE}(?:,?\s+(?:pukul\s+)?{_TIME})?")
"""A moment without anything about it, as transcripts that were pasted have."""
CLOCK: Final = re.compile(_TIME)


class Stamp(NamedTuple):
    """What is written: the three numbers of the day, and the hour of 24 with its minute."""

    a: int
    b: int
    c: int
    hour: int
    minute: int
    american: bool = False
    """Written as American phones do: no noughts in front, a slash, AM or PM in capitals."""

    @property
    def key(self) -> str:
        """The minute, whichever of its numbers is the day: the same in every export of a chat."""
        year, small = (self.a, (self.b, self.c)) if self.a > 99 else (self.c, (self.a, self.b))
        low, high = sorted(small)
        return f"{year % 100:02}{low:02}{high:02}{self.hour:02}{self.minute:02}"


def read(found: re.Match[str]) -> Stamp:
    """Return the stamp that was found."""
    said = found.groupdict()
    half = said.get("half") or ""
    hour, minute = clock_of(found)
    bare = len(said["a"]) < 3 and "0" not in (said["a"][0], said["b"][0])
    american = bare and half.isupper() and f"{said['a']}/{said['b']}/" in found[0]
    return Stamp(int(said["a"]), int(said["b"]), int(said["c"]), hour, minute, american)


def clock_of(found: re.Match[str]) -> tuple[int, int]:
    """Return the hour of 24 and the minute that were found; midnight where none were."""
    hour, half = int(found["hour"] or 0), found["half"] or ""
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return hour, int(found["minute"] or 0)


def order_of(stamps: Sequence[Stamp], now: datetime) -> tuple[Order, bool]:
    """Return in which order day, month and year stand in a file, and whether that was assumed.

    A number above 12 is a day. Without any, the order in which fewer moments go back or lie in the
    future is right: exports run forwards.
    """
    if any(stamp.a > 99 for stamp in stamps):
        return "ymd", False
    firsts = sum(stamp.a > 12 for stamp in stamps)
    seconds = sum(stamp.b > 12 for stamp in stamps)
    if firsts != seconds:
        return ("dmy" if firsts > seconds else "mdy"), False
    wrong = {order: _backwards(stamps, order, now) for order in _ORDERS}
    if wrong["dmy"] != wrong["mdy"]:
        return ("dmy" if wrong["dmy"] < wrong["mdy"] else "mdy"), False
    sure = all(stamp.a == stamp.b for stamp in stamps)
    american = bool(stamps) and all(stamp.american for stamp in stamps)
    return ("mdy" if american else "dmy"), not sure


_ORDERS: Final[tuple[Order, Order]] = ("dmy", "mdy")


def _backwards(stamps: Sequence[Stamp], order: Order, now: datetime) -> int:
    """Return how many moments would go back, or lie in the future."""
    moments = [_local(stamp, order) for stamp in stamps]
    steps = pairwise(moments)
    late = now.replace(tzinfo=None)
    return sum(b < a for a, b in steps if a and b) + sum(m > late for m in moments if m)


def _local(stamp: Stamp, order: Order) -> datetime | None:
    year, month, day = {
        "dmy": (stamp.c, stamp.b, stamp.a), "mdy": (stamp.c, stamp.a, stamp.b),
        "ymd": (stamp.a, stamp.b, stamp.c),
    }["ymd" if stamp.a > 99 else order]  # fmt: skip
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, stamp.hour, stamp.minute)  # noqa: DTZ001 - the zone is the shop's, given later
    except ValueError:
        return None


def moment(stamp: Stamp, order: Order, zone: str) -> int | None:
    """Return the instant of a stamp in UTC seconds; None where it is no moment of this century."""
    local = _local(stamp, order)
    if local is None or not 2000 <= local.year < 2100:
        return None
    return int(local.replace(tzinfo=ZoneInfo(zone)).timestamp())
