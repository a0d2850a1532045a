"""The values of typed columns, before a format makes cells of them."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from shopdesk import money
from shopdesk.sheets.writing import Kind

# A text file and a workbook are UTF-8: lone surrogates and the two non-characters cannot stand in
# either, so they are shown as what they are, broken.
_BROKEN = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")


def sound(text: str) -> str:
    """Return the text with what cannot be written as UTF-8 replaced by U+FFFD."""
    return text if text.isascii() else text.translate(_BROKEN)


def local(instant: int, zone: ZoneInfo) -> datetime:
    """Return the wall-clock time of an instant in a zone, without the zone."""
    return datetime.fromtimestamp(instant, zone).replace(tzinfo=None)


def day(value: date | str | int, zone: ZoneInfo) -> date | None:
    """Return the day that a cell of kind "date" means, or None where it is a text of its own."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int):
        return local(value, zone).date()
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def plain_words(kind: Kind, zone: ZoneInfo, *, machine: bool) -> Callable[[object], str]:
    """Return what turns a value of this kind into words for a text file.

    For people instants are "YYYY-MM-DD HH:MM:SS" in the zone and fractions percents ("12.5%");
    for machines instants carry their offset ("…T10:00:00+07:00"), fractions stay fractions and
    amounts keep their decimals ("15000.00").
    """

    def instant(value: object) -> str:
        if not isinstance(value, int):
            return str(value)
        moment = datetime.fromtimestamp(value, zone)
        return moment.isoformat() if machine else local(value, zone).isoformat(sep=" ")

    def calendar_day(value: object) -> str:
        meant = day(value, zone) if isinstance(value, date | str | int) else None
        return meant.isoformat() if meant else str(value)

    def percent(value: object) -> str:
        if machine or not isinstance(value, int | float):
            return str(value)
        return f"{value * 100:.10g}%"

    def amount(value: object) -> str:
        if not isinstance(value, int):
            return str(value)
        words = money.text(value)
        return words if machine else words.removesuffix(".00")

    makers: dict[Kind, Callable[[object], str]] = {
        "text": str, "int": str, "money": amount, "instant": instant,
        "date": calendar_day, "percent": percent,
    }  # fmt: skip
    make = makers[kind]
    return lambda value: "" if value is None else make(value)
