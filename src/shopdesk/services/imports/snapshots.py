"""When a file was taken from its seller centre, as far as its name tells.

Shopee names the window (its end is the earliest moment the export can be of), and the second on a
sheet of products; TikTok names the minute, Lazada the milliseconds since 1970. Where nothing is
named, the order's own progress decides which snapshot is newer.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

WINDOW = re.compile(r"(?<!\d)(20\d{6})[_-](20\d{6})(?!\d)")
MINUTE = re.compile(r"(20\d\d-\d\d-\d\d)[-_ ](\d\d)[_.:-](\d\d)")
SECOND = re.compile(r"_(20\d{12})(?!\d)")
EPOCH = re.compile(r"export(\d{13})_")
PART = re.compile(r"_part_(\d+)_of_(\d+)", re.IGNORECASE)
DAY = timedelta(days=1)


def taken_at(name: str, zone: str, shift_days: int = 0) -> int:
    """Return the instant the file's name stands for; 0 when it names none."""
    if found := EPOCH.search(name):
        return int(found[1]) // 1000 + shift_days * 86_400
    if found := SECOND.search(name):
        moment = _read(found[1], "%Y%m%d%H%M%S")
    elif found := MINUTE.search(name):
        moment = _read(f"{found[1]} {found[2]}:{found[3]}", "%Y-%m-%d %H:%M")
    elif found := WINDOW.search(name):
        moment = _read(found[2], "%Y%m%d")
        moment = moment + DAY - timedelta(seconds=1) if moment else None
    else:
        moment = None
    if moment is None:
        return 0
    local = moment.replace(tzinfo=ZoneInfo(zone)) + shift_days * DAY
    return int(local.astimezone(UTC).timestamp())


def part_of(name: str) -> tuple[str, int, int] | None:
    """Return (name without its part, part, parts) of a split export, else None."""
    found = PART.search(name)
    return (PART.sub("", name), int(found[1]), int(found[2])) if found else None


def _read(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - the zone is the shop's, given later
    except ValueError:
        return None
