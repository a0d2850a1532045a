"""Cells of statements: days that may lack their year, amounts that carry their own mark.

A day may be a text, a date, or the serial number that an old workbook keeps for one.
"""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from shopdesk.channels.cells import Memo, MoneyCell, plain
from shopdesk.channels.dates import Dates
from shopdesk.channels.fields import Cell
from shopdesk.channels.money.spec import MoneySpec
from shopdesk.channels.rejects import BadCell
from shopdesk.locale import _

PENDING: Final = "pend"
"""What BCA writes instead of the day of a line that is not booked yet."""
INS: Final = frozenset({"cr", "c", "k", "kr", "kredit", "credit", "cr.", "in", "masuk"})
OUTS: Final = frozenset({"db", "d", "dr", "debet", "debit", "db.", "out", "keluar"})
_SHORT: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
_MARKED: Final = re.compile(r"(?P<amount>.*\d)\s*(?P<side>CR|DB|DR|K|D|C)\.?", re.IGNORECASE)
_FRACTION: Final = re.compile(r"(:\d\d)\.\d{1,9}")
_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(36_526, 73_051)
"""The serial numbers of the days of this century."""


Days = tuple[date, date]


class Day(NamedTuple):
    """When a line was: the start of its day in UTC seconds where ``bare``; None: not booked yet."""

    at: int | None
    bare: bool = True


class DayCell(Memo[Day | None]):
    """The day of a line, None when blank."""

    def __init__(
        self, spec: MoneySpec, zone: str, days: Days | None, likely: Days | None = None
    ) -> None:
        """Take the days between which those without a year lie, for sure or by an assumption."""
        self._when = Dates(spec.dates, zone)
        self._yearless, self._days, self._likely = spec.yearless, days, likely
        self.assumed = False

    def read(self, cell: Cell) -> Day | None:
        """Return the day."""
        text = plain(cell).removeprefix("'").strip()
        if not text or text in {"-", "--"}:
            return None
        if text.casefold() == PENDING:
            return Day(None)
        if self._yearless and (found := _SHORT.fullmatch(text)):
            return Day(self.start(self._dated(int(found[1]), int(found[2]))))
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return self._serial(cell)
        try:
            return Day(*self._when.read(_FRACTION.sub(r"\1", text)))
        except ValueError:
            raise BadCell(_("this is not a date that the format knows")) from None

    def start(self, day: date) -> int:
        """Return the start of a day in UTC seconds."""
        return self._when.read(day.isoformat())[0]

    def _serial(self, cell: float) -> Day:
        if int(cell) not in _SERIALS:
            raise BadCell(_("this is not a date that the format knows"))
        seconds = round((cell - int(cell)) * 86_400)
        return Day(self.start(_EPOCH + timedelta(days=int(cell))) + seconds, seconds == 0)

    def _dated(self, day: int, month: int) -> date:
        """Return the day with the year that puts it into the statement's period."""
        self.assumed |= self._days is None
        if (days := self._days or self._likely) is None:
            raise BadCell(_("the day has no year, and no period above the table tells it"))
        first, last = days
        for year in range(first.year, last.year + 1):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if first <= found <= last:
                return found
        raise BadCell(_("this day is not in the statement's period"))


class ClockCell(Memo[int | None]):
    """A time of day in seconds, None when blank: 09:23:15, 09.23.15 or 92315."""

    def read(self, cell: Cell) -> int | None:
        """Return the seconds since midnight."""
        text = plain(cell).removeprefix("'").strip()
        if not text:
            return None
        digits = re.sub(r"[:.]", "", text)
        digits = digits.zfill(6) if digits == text else digits.ljust(6, "0")
        hour, minute, second = digits[:-4], digits[-4:-2], digits[-2:]
        if not digits.isdecimal() or len(digits) != 6 or not (
            int(hour) < 24 and int(minute) < 60 and int(second) < 60
        ):  # fmt: skip
            raise BadCell(_("this is not a time of day"))
        return int(hour) * 3_600 + int(minute) * 60 + int(second)


class AmountCell(Memo[tuple[int | None, str]]):
    """An amount in minor units, and the mark that stands beside it: in, out, or none."""

    def __init__(self, spec: MoneySpec) -> None:
        self._money = MoneyCell(spec.style, rupiah=spec.currency == "IDR")

    def read(self, cell: Cell) -> tuple[int | None, str]:
        """Return both."""
        if isinstance(cell, str) and (found := _MARKED.fullmatch(cell.strip())):
            return self._money[found["amount"]], side(found["side"])
        return self._money[cell], ""


class SideCell(Memo[str]):
    """The mark of a credit or a debit: in, out, or none when blank."""

    def read(self, cell: Cell) -> str:
        """Return which."""
        text = plain(cell).removeprefix("'").strip()
        if text and not side(text):
            raise BadCell(_("this does not say whether money came in or went out"))
        return side(text)


def side(word: str) -> str:
    """Return in or out for a bank's mark, empty for another word."""
    folded = word.casefold()
    return "in" if folded in INS else "out" if folded in OUTS else ""
