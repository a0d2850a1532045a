"""Rows of a sheet of chats into messages."""

from typing import Any, Final

from shopdesk.channels.cells import CodeCell, IdCell, InstantCell, Memo, TextCell
from shopdesk.channels.dates import Dates
from shopdesk.channels.headers import fold
from shopdesk.channels.rows import ClockCell, RowConversion, moment
from shopdesk.channels.talks.detect import Talk
from shopdesk.channels.talks.sides import Word, side_of
from shopdesk.channels.talks.spec import Field, Said
from shopdesk.clock import DAY, MINUTE
from shopdesk.locale import _
from shopdesk.tickets import CHANNEL

_ALSO: Final = {
    "wa": "whatsapp", "ig": "instagram", "fb": "facebook", "messenger": "facebook",
    "tiktok shop": "tiktok", "tokopedia & tiktok shop": "tiktok", "e-mail": "email",
    "live chat": "web", "livechat": "web", "website": "web", "webchat": "web",
}  # fmt: skip


class Conversion(RowConversion[Field, Said]):
    """The running conversion of one sheet: feed it the rows in order, then finish it once.

    A row that does not say when, or with whom, is kept out; the others come in.
    """

    TITLED = "text"

    def __init__(
        self, found: Talk, *, file: str, zone: str = "Asia/Jakarta", shift_days: int = 0
    ) -> None:
        """Take the zone of the moments in the sheet, and the days by which they are moved."""
        super().__init__(found, _memos(Dates(found.spec.dates, zone)))
        self._shift = shift_days * DAY
        self._channel = found.spec.medium or channel_of(f"{file} {found.sheet}")

    def _take(self, row_no: int, said: dict[str, Any]) -> None:
        at = moment(said)
        if not said.get("text"):
            self._notes.count("blank", row_no)  # a picture, of which a sheet says nothing
        elif at is None:
            self._reject("at", row_no, None, _("the row does not say when it was written"))
        elif not (said.get("customer") or said.get("author")):
            self._reject("customer", row_no, None, _("the row does not say with whom"))
        else:
            self._told.append(self._message(row_no, said, at))

    def _message(self, row_no: int, said: dict[str, Any], at: int) -> Said:
        word = side_of(said.get("side") or "") or Word("")
        channel = channel_of(said.get("channel") or "") or self._channel
        return Said(
            row_no, at + self._shift, said["text"], said.get("author") or "", word.side,
            said.get("customer") or "", said.get("address") or "", channel,
            said.get("thread") or "", said.get("ref") or "", said.get("subject") or "",
            str(at // MINUTE), word.auto,
        )  # fmt: skip


def channel_of(text: str) -> str:
    """Return the channel that a text names, as a cell or the name of a file does; else nothing."""
    folded = fold(text)
    if folded in _ALSO:
        return _ALSO[folded]
    return next((channel for channel in CHANNEL if channel != "other" and channel in folded), "")


def _memos(when: Dates) -> dict[Field, Memo[Any]]:
    return {
        "text": TextCell(), "customer": TextCell(), "author": TextCell(),
        "side": CodeCell(), "at": InstantCell(when), "day": InstantCell(when),
        "clock": ClockCell(when), "address": CodeCell(), "channel": CodeCell(),
        "thread": IdCell(), "ref": IdCell(), "subject": TextCell(),
    }  # fmt: skip
