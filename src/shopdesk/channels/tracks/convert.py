"""Rows of a recognised courier's sheet into what they tell of parcels."""

from typing import Any

from shopdesk.channels.cells import CodeCell, IdCell, InstantCell, Memo, NeededCell, TextCell
from shopdesk.channels.dates import Dates
from shopdesk.channels.rows import ClockCell, RowConversion, moment
from shopdesk.channels.tracks.detect import Track
from shopdesk.channels.tracks.spec import DAYS, Field, Told
from shopdesk.clock import DAY
from shopdesk.locale import _


class Conversion(RowConversion[Field, Told]):
    """The running conversion of one sheet: feed it the rows in order, then finish it once.

    A row whose resi lost its digits in a spreadsheet is kept out, the others come in.
    """

    TITLED = "tracking"

    def __init__(
        self, found: Track, *, file: str, zone: str = "Asia/Jakarta", shift_days: int = 0
    ) -> None:
        """Take the zone of the moments in the sheet, and the days by which they are moved."""
        super().__init__(found, _memos(Dates(DAYS, zone), shift_days * DAY))
        self.file = file
        self._timed = found.spec.timed

    def _take(self, row_no: int, said: dict[str, Any]) -> None:
        text = said.get("raw") or said.get("status") or said.get("code")
        at = moment(said)
        if not text:
            self._reject("raw", row_no, None, _("the row does not say what happened"))
        elif at is None and self._timed:
            self._reject("at", row_no, None, _("the row does not say when it happened"))
        else:
            self._told.append(_told(row_no, said, text, at))


def _memos(when: Dates, shift: int) -> dict[Field, Memo[Any]]:
    return {
        "tracking": NeededCell(IdCell()), "courier": TextCell(), "raw": TextCell(),
        "status": TextCell(), "code": CodeCell(), "at": InstantCell(when, shift=shift),
        "day": InstantCell(when, shift=shift), "clock": ClockCell(when), "place": TextCell(),
        "receiver": TextCell(), "eta": InstantCell(when, shift=shift, end=True),
    }  # fmt: skip


def _told(row_no: int, said: dict[str, Any], text: str, at: int | None) -> Told:
    """Return what a row tells; a short status beside a text stands for its code."""
    beside = said.get("status") if said.get("raw") else None
    return Told(
        row_no, said["tracking"], said.get("courier") or "", at, text,
        said.get("code") or beside or "", said.get("place") or "", said.get("receiver") or "",
        said.get("eta"),
    )  # fmt: skip
