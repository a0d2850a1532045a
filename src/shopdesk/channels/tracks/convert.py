"""Rows of a recognised courier's sheet into what they tell of parcels."""

from collections.abc import Sequence
from typing import Any

from shopdesk.channels.cells import CodeCell, IdCell, InstantCell, Memo, NeededCell, TextCell, plain
from shopdesk.channels.dates import Dates
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold
from shopdesk.channels.headers import labels as named
from shopdesk.channels.notes import Notes
from shopdesk.channels.rejects import BadCell, Reject
from shopdesk.channels.tracks.detect import Track
from shopdesk.channels.tracks.spec import DAYS, Field, Told
from shopdesk.clock import DAY
from shopdesk.locale import _

Row = Sequence[Cell]


class ClockCell(Memo[int | None]):
    """A time of day in seconds, None when blank."""

    def __init__(self, when: Dates) -> None:
        self._when = when

    def read(self, cell: Cell) -> int | None:
        """Return the seconds since midnight."""
        text = plain(cell).replace(".", ":")[-8:].strip()
        if not text:
            return None
        try:
            return self._when.clocks[text.zfill(5)]
        except ValueError:
            raise BadCell(_("this is not a time of day")) from None


class Conversion:
    """The running conversion of one sheet: feed it the rows in order, then finish it once.

    `rows` counts the rows that were not blank, `refused` those kept out, `rejects` names the cells
    that did it. A row whose resi lost its digits in a spreadsheet is kept out, the others come in.
    """

    def __init__(
        self, found: Track, *, file: str, zone: str = "Asia/Jakarta", shift_days: int = 0
    ) -> None:
        """Take the zone of the moments in the sheet, and the days by which they are moved."""
        self.rows = 0
        self.refused = 0
        self.rejects: list[Reject] = []
        self.warnings: list[str] = []
        self.file = file
        self._found = found
        self._told: list[Told] = []
        self._notes = Notes()
        labels = named(found.header)
        self.labels = {field: labels[at] for field, at in found.places.items()}
        self._memos = _memos(Dates(DAYS, zone), shift_days * DAY)

    def feed(self, first_row: int, rows: Sequence[Row]) -> None:
        """Take the next rows, the first of them number `first_row` from 0."""
        for at, cells in enumerate(rows, first_row):
            if at >= self._found.first_row:
                self._row(cells, at + 1)

    def finish(self) -> list[Told]:
        """Return what the rows tell; tell the warnings."""
        self.warnings = self._notes.told(None)
        return self._told

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
        text = said.get("raw") or said.get("status") or said.get("code")
        moment = _moment(said)
        if not text:
            self._reject("raw", row_no, None, _("the row does not say what happened"))
        elif moment is None and self._found.spec.timed:
            self._reject("at", row_no, None, _("the row does not say when it happened"))
        else:
            self._told.append(_told(row_no, said, text, moment))

    def _is_header(self, row: Row) -> bool:
        """Tell whether this is the header once more: sheets pasted below each other."""
        at = self._found.places["tracking"]
        cell = row[at] if at < len(row) else None
        return isinstance(cell, str) and fold(cell) == fold(self._found.header[at])

    def _reject(self, field: Field, row_no: int, cell: Cell, reason: str) -> None:
        label = self.labels.get(field, "")
        self.refused += 1
        self.rejects.append(Reject(self._found.sheet, row_no, label, plain(cell)[:200], reason))


def _memos(when: Dates, shift: int) -> dict[Field, Memo[Any]]:
    return {
        "tracking": NeededCell(IdCell()), "courier": TextCell(), "raw": TextCell(),
        "status": TextCell(), "code": CodeCell(), "at": InstantCell(when, shift=shift),
        "day": InstantCell(when, shift=shift), "clock": ClockCell(when), "place": TextCell(),
        "receiver": TextCell(), "eta": InstantCell(when, shift=shift, end=True),
    }  # fmt: skip


def _moment(said: dict[str, Any]) -> int | None:
    if said.get("at") is not None:
        return int(said["at"])
    if said.get("day") is None:
        return None
    return int(said["day"]) + int(said.get("clock") or 0)


def _told(row_no: int, said: dict[str, Any], text: str, moment: int | None) -> Told:
    """Return what a row tells; a short status beside a text stands for its code."""
    beside = said.get("status") if said.get("raw") else None
    return Told(
        row_no, said["tracking"], said.get("courier") or "", moment, text,
        said.get("code") or beside or "", said.get("place") or "", said.get("receiver") or "",
        said.get("eta"),
    )  # fmt: skip
