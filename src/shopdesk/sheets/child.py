"""The process that reads: `python -m shopdesk.sheets.child`, started by `source.py` alone.

It gets its orders as frames on stdin (a password never stands on a command line) and answers with
frames on stdout. The first order opens the file:
    ("open", path, password, quick, heads)  ->  ("kind", kind), ("head", sheet, rows) …,
                                                ("ready", notes)
and any number of further ones stream a sheet:
    ("rows", sheet, start)                  ->  ("rows", first, share, rows) …, ("end", notes)
A template is copied, with cells filled in, by an order of its own:
    ("fill", path, draft, cells, rows kept)  ->  ("filled", parts that differ)
Each may be answered by ("flaw", …) instead. The pipe is the back-pressure: it holds 1 MB at
most, so the child stops reading when the parent does. When the parent dies, the pipe ends the
child.
"""

import gc
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from shopdesk.sheets import limits
from shopdesk.sheets.book import Book
from shopdesk.sheets.cells import Row
from shopdesk.sheets.flaw import Flaw, Note
from shopdesk.sheets.opening import recognise
from shopdesk.sheets.wire import pack, receive

HEAD_ROWS = 30
MAX_BATCH = 512
_FIRST_BATCH = 64
_FRAME = 2**20  # bytes aimed at; batches of wide rows get smaller


def main() -> None:
    """Open the file named by the first order, then stream sheets until stdin closes."""
    limits.fence()
    gc.set_threshold(100_000)  # rows are plain values without cycles: looking for some is wasted
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    book: Book | None = None
    while order := receive(orders):
        limits.allow_seconds()
        try:
            if order[0] == "open":
                book = _open(order, answers)
            elif order[0] == "fill":
                _fill(order, answers)
            elif book is not None:
                _stream(book, order[1], order[2], answers)
        except Flaw as flaw:
            _send(answers, ("flaw", flaw.to_wire()))
        except MemoryError:
            _send(answers, ("flaw", Flaw("memory").to_wire()))
        # A file can be wrong in ways that no reader foresaw; the person gets a sentence even so.
        except Exception as fault:  # noqa: BLE001
            _send(answers, ("flaw", Flaw("unforeseen", what=type(fault).__name__).to_wire()))


def _fill(order: tuple[Any, ...], answers: BinaryIO) -> None:
    """Write a copy of a template with values in it."""
    from shopdesk.sheets.filler import fill

    _word, template, draft, sheets, keep = order
    _send(answers, ("filled", fill(template, draft, sheets, keep)))


def _open(order: tuple[Any, ...], answers: BinaryIO) -> Book:
    """Open the file and send the first rows of its sheets."""
    _word, path, password, quick, heads = order
    recognised = recognise(path, password, quick=quick)
    _send(answers, ("kind", recognised.kind))
    book = recognised.open()
    if not book.sheets:
        raise Flaw("no_sheets")
    if heads:
        _send_heads(book, answers)
    _send(answers, ("ready", _notes(book)))
    return book


def _send_heads(book: Book, answers: BinaryIO) -> None:
    """Send the first rows of every sheet; refuse the file if none of its sheets can be read."""
    flaws: list[Flaw] = []
    for sheet in dict.fromkeys(book.sheets):
        try:
            rows = _head(book, sheet)
        except Flaw as flaw:
            flaws.append(flaw.in_sheet(sheet))
            book.notes.append(Note("bad_sheet", {"sheet": sheet}))
            rows = []
        _send(answers, ("head", sheet, rows))
    if len(flaws) == len(set(book.sheets)):
        raise flaws[0]


def _head(book: Book, sheet: str) -> list[Row]:
    """Return the first rows of a sheet without the blank ones at the end."""
    rows: list[Row] = []
    source = book.rows(sheet)
    for row in source:
        rows.append(row)
        if len(rows) == HEAD_ROWS:
            break
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _stream(book: Book, sheet: str, start: int, answers: BinaryIO) -> None:
    """Send the rows of a sheet from `start` on in batches."""
    if sheet not in book.sheets:
        raise Flaw("no_sheet", sheet=sheet)
    first, size = start, _FIRST_BATCH
    batch: list[Row] = []
    try:
        for row in _without_blank_tail(book.rows(sheet, start)):
            batch.append(row)
            if len(batch) >= size:
                sent = _send_rows(answers, book, sheet, first, batch)
                first += len(batch)
                size = max(1, min(MAX_BATCH, size * _FRAME // sent))
                batch = []
    except Flaw as flaw:
        # What was read before the flaw is sound; the parent may go on from there with a new child.
        _send_rows(answers, book, sheet, first, batch)
        raise flaw.in_sheet(sheet) from None
    _send_rows(answers, book, sheet, first, batch)
    _send(answers, ("end", _notes(book)))


def _without_blank_tail(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows, but blank ones only once a row with something in it follows."""
    blanks = 0
    for row in rows:
        if not row:
            blanks += 1
            continue
        while blanks:
            blanks -= 1
            yield ()
        yield row


def _send_rows(answers: BinaryIO, book: Book, sheet: str, first: int, batch: list[Row]) -> int:
    """Send one batch and return its size in bytes."""
    if not batch:
        return 1
    return _send(answers, ("rows", first, book.fraction(sheet, first + len(batch)), batch))


def _notes(book: Book) -> list[tuple[str, dict[str, str | int]]]:
    return [(note.code, note.fields) for note in book.notes]


def _send(answers: BinaryIO, message: tuple[Any, ...]) -> int:
    """Send one frame and return its size in bytes."""
    frame = pack(message)
    answers.write(frame)
    answers.flush()
    return len(frame)


if __name__ == "__main__":
    main()
