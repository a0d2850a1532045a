"""Rows of a sheet of chats into messages."""

from collections.abc import Sequence
from typing import Any, Final

from shopdesk.channels.cells import CodeCell, IdCell, InstantCell, Memo, TextCell, plain
from shopdesk.channels.dates import Dates
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold
from shopdesk.channels.headers import labels as named
from shopdesk.channels.notes import Notes
from shopdesk.channels.rejects import BadCell, Reject
from shopdesk.channels.talks.detect import Talk
from shopdesk.channels.talks.sides import Word, side_of
from shopdesk.channels.talks.spec import Field, Said
from shopdesk.channels.tracks.convert import ClockCell
from shopdesk.clock import DAY, MINUTE
from shopdesk.locale import _
from shopdesk.tickets import CHANNEL

Row = Sequence[Cell]
_ALSO: Final = {
    "wa": "whatsapp", "ig": "instagram", "fb": "facebook", "messenger": "facebook",
    "tiktok shop": "tiktok", "tokopedia & tiktok shop": "tiktok", "e-mail": "email",
    "live chat": "web", "livechat": "web", "website": "web", "webchat": "web",
}  # fmt: skip


class Conversion:
    """The running conversion of one sheet: feed it the rows in order, then finish it once.

    A row that does not say when, or with whom, is kept out; the others come in.
    """

    def __init__(
        self, found: Talk, *, file: str, zone: str = "Asia/Jakarta", shift_days: int = 0
    ) -> None:
        """Take the zone of the moments in the sheet, and the days by which they are moved."""
        self.rows = self.refused = 0
        self.rejects: list[Reject] = []
        self.warnings: list[str] = []
        self._found, self._shift = found, shift_days * DAY
        self._channel = found.spec.medium or channel_of(f"{file} {found.sheet}")
        self._said: list[Said] = []
        self._notes = Notes()
        labels = named(found.header)
        self.labels = {field: labels[at] for field, at in found.places.items()}
        self._memos = _memos(Dates(found.spec.dates, zone))

    def feed(self, first_row: int, rows: Sequence[Row]) -> None:
        """Take the next rows, the first of them number `first_row` from 0."""
        for at, cells in enumerate(rows, first_row):
            if at >= self._found.first_row:
                self._row(cells, at + 1)

    def finish(self) -> list[Said]:
        """Return the messages; tell the warnings."""
        self.warnings = self._notes.told(None)
        return self._said

    def _row(self, row: Row, row_no: int) -> None:
        if not any(cell is not None and plain(cell) for cell in row):
            self._notes.count("blank", row_no)
            return
        if self._is_header(row):
            return
        self.rows += 1
        said: dict[str, Any] = {}
        for field, at in self._found.places.items():
            cell = row[at] if at < len(row) else None
            try:
                said[field] = self._memos[field][cell]
            except BadCell as why:
                self._reject(field, row_no, cell, str(why))
                return
        moment = _moment(said)
        if not said.get("text"):
            self._notes.count("blank", row_no)  # a picture, of which a sheet says nothing
        elif moment is None:
            self._reject("at", row_no, None, _("the row does not say when it was written"))
        elif not (said.get("customer") or said.get("author")):
            self._reject("customer", row_no, None, _("the row does not say with whom"))
        else:
            self._said.append(self._told(row_no, said, moment))

    def _told(self, row_no: int, said: dict[str, Any], moment: int) -> Said:
        word = side_of(said.get("side") or "") or Word("")
        channel = channel_of(said.get("channel") or "") or self._channel
        return Said(
            row_no, moment + self._shift, said["text"], said.get("author") or "", word.side,
            said.get("customer") or "", said.get("address") or "", channel,
            said.get("thread") or "", said.get("ref") or "", said.get("subject") or "",
            str(moment // MINUTE), word.auto,
        )  # fmt: skip

    def _is_header(self, row: Row) -> bool:
        """Tell whether this is the header once more: sheets pasted below each other."""
        at = self._found.places["text"]
        cell = row[at] if at < len(row) else None
        return isinstance(cell, str) and fold(cell) == fold(self._found.header[at])

    def _reject(self, field: Field, row_no: int, cell: Cell, reason: str) -> None:
        label = self.labels.get(field, "")
        self.refused += 1
        self.rejects.append(Reject(self._found.sheet, row_no, label, plain(cell)[:200], reason))


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


def _moment(said: dict[str, Any]) -> int | None:
    if said.get("at") is not None:
        return int(said["at"])
    if said.get("day") is None:
        return None
    return int(said["day"]) + int(said.get("clock") or 0)
