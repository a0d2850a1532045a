"""Rows that tell one thing each, as a courier's or a chat's do, into what they tell."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from shopdesk.channels.cells import Memo, plain
from shopdesk.channels.dates import Dates
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold
from shopdesk.channels.headers import labels as named
from shopdesk.channels.laid import Laid
from shopdesk.channels.notes import Notes
from shopdesk.channels.rejects import BadCell, Reject
from shopdesk.locale import _

F = TypeVar("F", bound=str)
T = TypeVar("T")
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


def moment(said: Mapping[str, Any]) -> int | None:
    """Return when a row happened: its moment, or its day and the time on it."""
    if said.get("at") is not None:
        return int(said["at"])
    if said.get("day") is None:
        return None
    return int(said["day"]) + int(said.get("clock") or 0)


class RowConversion(ABC, Generic[F, T]):
    """The running conversion of one sheet: feed it the rows in order, then finish it once.

    `rows` counts the rows that were not blank, `refused` those kept out, `rejects` names the cells
    that did it.
    """

    TITLED: ClassVar[str]
    """The field of which every sheet has a column; its title stands again in a further header."""

    def __init__(self, found: Laid[Any, F], memos: Mapping[F, Memo[Any]]) -> None:
        self.rows = 0
        self.refused = 0
        self.rejects: list[Reject] = []
        self.warnings: list[str] = []
        labels = named(found.header)
        self.labels = {field: labels[at] for field, at in found.places.items()}
        self._found, self._memos = found, memos
        self._titled = next(at for field, at in found.places.items() if field == self.TITLED)
        self._told: list[T] = []
        self._notes = Notes()

    def feed(self, first_row: int, rows: Sequence[Row]) -> None:
        """Take the next rows, the first of them number `first_row` from 0."""
        for at, cells in enumerate(rows, first_row):
            if at >= self._found.first_row:
                self._row(cells, at + 1)

    def finish(self) -> list[T]:
        """Return what the rows tell; tell the warnings."""
        self.warnings = self._notes.told(None)
        return self._told

    @abstractmethod
    def _take(self, row_no: int, said: dict[str, Any]) -> None:
        """Take what the cells of a row say, or reject the row."""

    def _row(self, row: Row, row_no: int) -> None:
        if not any(cell is not None and plain(cell) for cell in row):
            self._notes.count("blank", row_no)
            return
        if self._is_header(row):
            return
        self.rows += 1
        if (said := self._read(row, row_no)) is not None:
            self._take(row_no, said)

    def _is_header(self, row: Row) -> bool:
        """Tell whether this is the header once more: sheets pasted below each other."""
        cell = row[self._titled] if self._titled < len(row) else None
        return isinstance(cell, str) and fold(cell) == fold(self._found.header[self._titled])

    def _read(self, row: Row, row_no: int) -> dict[str, Any] | None:
        """Return what the cells of a row say, None where one cannot be read."""
        said: dict[str, Any] = {}
        for field, at in self._found.places.items():
            cell = row[at] if at < len(row) else None
            try:
                said[field] = self._memos[field][cell]
            except BadCell as why:
                self._reject(field, row_no, cell, str(why))
                return None
        return said

    def _reject(self, field: F, row_no: int, cell: Cell, reason: str) -> None:
        label = self.labels.get(field, "")
        self.refused += 1
        self.rejects.append(Reject(self._found.sheet, row_no, label, plain(cell)[:200], reason))
