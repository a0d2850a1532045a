"""The parent's side of reading: a file from outside as heads and batches of rows.

The file itself is only ever opened by a child process with limits (`child.py`); here are its size,
its hash, and what the child says about it.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from shopdesk.sheets.cells import Cell
from shopdesk.sheets.flaw import Flaw, Note
from shopdesk.sheets.guard import MAX_FILE
from shopdesk.sheets.hand import Died, Hand, hire
from shopdesk.sheets.unreadable import Unreadable, of_flaw
from shopdesk.sheets.words import note_sentence

Batch = tuple[int, list[tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The first 30 rows of a sheet, hidden or not, without blank rows at the end.

    A sheet that cannot be read although others can has no rows here; asking for its rows says why.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]


class Source:
    """An opened file; a context manager that ends its child processes when left.

    `kind` is xlsx, xls, ods, html, csv, json or chat; the last three have one sheet, named "".
    `sha256` is in hex, `size` in bytes. `progress` is the share (0 to 1) of the sheet read last
    that has been delivered; like `close` it may be used from another thread.
    """

    def __init__(self, path: Path, password: str | None = None) -> None:
        """Open the file; use `open_source`, which names the errors."""
        self.name = path.name
        self.kind = ""
        self.progress = 0.0
        self.heads: tuple[SheetHead, ...] = ()
        self._path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link
        self._password = password
        self._quick = True
        self._notes: list[Note] = []
        self._hands: list[Hand] = []
        self._idle: Hand | None = None
        self._closed = False
        self._lock = Lock()
        self._stamp, self.size = self._look()
        try:
            hand = self._hire()
            self.sha256 = self._digest()
            self._idle = self._introduce(hand)
        except BaseException:
            self.close()
            raise

    @property
    def notes(self) -> tuple[str, ...]:
        """What the person should know: an assumed encoding, ghost rows, a second reader.

        Rows can add to it: ghost rows are known once the sheet was read to its end.
        """
        return tuple(note_sentence(note.code, note.fields) for note in self._notes)

    def rows(self, sheet: str, start: int = 0) -> Iterator[Batch]:
        """Yield (0-based number of the first row, rows) from row `start` on.

        Batches are contiguous and hold up to 512 rows; a row ends at its last cell that is not
        blank, so a blank row is (), and the blank rows at the end of the sheet are left out.
        Raises Unreadable, with what came before it already delivered.
        """
        reached = start
        self.progress = 0.0
        while True:
            try:
                for batch in self._batches(sheet, reached):
                    reached = batch[0] + len(batch[1])
                    yield batch
            except Died as death:
                self._second_chance(death, sheet)
            else:
                self.progress = 1.0
                return

    def close(self) -> None:
        """End every child at once; a reading under way in another thread raises Unreadable."""
        with self._lock:
            self._closed = True
            hands, self._hands, self._idle = self._hands, [], None
        for hand in hands:
            hand.dismiss()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _batches(self, sheet: str, start: int) -> Iterator[Batch]:
        """Yield the batches of one child; a reading that is given up ends that child."""
        hand = self._take()
        done = False
        try:
            hand.order(("rows", sheet, start))
            for answer in hand.answers("end"):
                if answer[0] == "end":
                    self._learn(answer[1])
                    done = True
                    break
                _word, first, self.progress, rows = answer
                yield first, rows
        except Flaw as flaw:
            raise of_flaw(self.name, flaw) from None
        finally:
            self._give_back(hand, sound=done)

    def _take(self) -> Hand:
        """Return a child that has the file open: the idle one, or a new one."""
        with self._lock:
            hand, self._idle = self._idle, None
        if hand is not None:
            return hand
        if self._look()[0] != self._stamp:
            raise of_flaw(self.name, Flaw("changed"))
        return self._introduce(self._hire(), heads=False)

    def _hire(self, *, heads: bool = True) -> Hand:
        """Start a child and order it to open the file."""
        with self._lock:
            if self._closed:
                raise of_flaw(self.name, Flaw("stopped"))
            try:
                hand = hire()
            except OSError as fault:
                raise of_flaw(self.name, Flaw("no_reader")) from fault
            self._hands.append(hand)
        hand.order(("open", str(self._path), self._password, self._quick, heads))
        return hand

    def _introduce(self, hand: Hand, *, heads: bool = True) -> Hand:
        """Wait until the child has opened the file, and take the heads."""
        while True:
            seen: list[SheetHead] = []
            try:
                for answer in hand.answers("ready"):
                    if answer[0] == "kind":
                        self.kind = answer[1]
                    elif answer[0] == "head":
                        seen.append(SheetHead(answer[1], tuple(answer[2])))
                    else:
                        self._learn(answer[1])
            except Flaw as flaw:
                raise of_flaw(self.name, flaw) from None
            except Died as death:
                self._give_back(hand, sound=False)
                self._second_chance(death, None)
                hand = self._hire(heads=heads)
                continue
            self.heads = tuple(seen) if heads else self.heads
            return hand

    def _give_back(self, hand: Hand, *, sound: bool) -> None:
        """Keep a child for the next reading, or end it."""
        with self._lock:
            keep = sound and self._idle is None and not self._closed
            if keep:
                self._idle = hand
            elif hand in self._hands:
                self._hands.remove(hand)
        if not keep:
            hand.dismiss()

    def _second_chance(self, death: Died, sheet: str | None) -> None:
        """Go on with the exact reader after a child died, or raise why that is not possible."""
        if self._closed:
            raise of_flaw(self.name, Flaw("stopped", sheet=sheet)) from None
        if self.kind != "xlsx" or not self._quick or death.flaw.code != "died":
            raise of_flaw(self.name, death.flaw.in_sheet(sheet or "")) from None
        self._quick = False
        self._learn([("reader_died", {})])

    def _learn(self, notes: list[tuple[str, dict[str, Any]]]) -> None:
        """Add the notes that are new."""
        for code, fields in notes:
            note = Note(code, fields)
            if note not in self._notes:
                self._notes.append(note)

    def _look(self) -> tuple[tuple[int, int, int], int]:
        """Return (what tells whether the file has changed, its size); refuse what is no file."""
        try:
            facts = self._path.stat()
        except FileNotFoundError as fault:
            raise of_flaw(self.name, Flaw("missing")) from fault
        except OSError as fault:
            raise of_flaw(self.name, Flaw("closed_to_us")) from fault
        if not stat.S_ISREG(facts.st_mode):
            raise of_flaw(self.name, Flaw("no_file"))
        if facts.st_size > MAX_FILE:
            raise of_flaw(self.name, Flaw("big_file", limit=MAX_FILE // 2**20))
        return (facts.st_ino, facts.st_mtime_ns, facts.st_size), facts.st_size

    def _digest(self) -> str:
        """Return the SHA-256 of the file, in hex."""
        try:
            with self._path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as fault:
            raise of_flaw(self.name, Flaw("closed_to_us")) from fault


def open_source(path: Path, password: str | None = None) -> Source:
    """Open a spreadsheet or delimited file from outside, whatever its name says it is.

    The password opens encrypted workbooks; it goes to the child through a pipe. Raises Unreadable,
    which names the file, the place in it as far as known, the reason and what to do.
    """
    return Source(path, password)


__all__ = ["Batch", "SheetHead", "Source", "Unreadable", "open_source"]
