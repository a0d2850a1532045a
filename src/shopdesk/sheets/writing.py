"""Tables for people and machines: .xlsx with typed cells, .csv, .json; whole or not at all.

The suffix decides the kind. Whatever the texts hold, nothing in a file becomes a formula, ids keep
every digit, and reading an export gives back the texts that went in (`docs/architecture.md`); what
a format cannot hold is listed where it is written: `to_xlsx.py`, `to_text.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.sheets.apostrophe import SAFE_SUFFIX
from shopdesk.sheets.draft import drafted

Kind = Literal["text", "int", "money", "instant", "date", "percent"]
Progress = Callable[[int], None]
_EVERY = 1000  # rows between two reports of progress


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it for machines, `title` for people, `width` is in characters.

    What a row holds there, by kind (None is a blank cell, a str stands as it is in any of them):
    text: str · int: int · money: int minor units, scale 2 · instant: int, seconds since 1970 UTC ·
    date: date or "YYYY-MM-DD", or an instant whose day is meant · percent: a fraction, 0.125.
    """

    key: str
    title: str
    kind: Kind
    width: int = 14


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a writing: the file (its name may differ from the one asked for), the rows.

    `notes` are sentences for the person: texts that had to be cut, cells that a spreadsheet
    program would run as formulas.
    """

    path: Path
    rows: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All that a writer of one kind of file is given."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    sheet: str
    zone: str
    currency: str
    machine: bool


class Writer(Protocol):
    """Writes a table to a path in a private folder and returns notes; it may leave files there."""

    def __call__(self, path: Path, table: Table) -> list[str]:
        """Write the table."""


def write(  # noqa: PLR0913 - each is a fact about the file that no other implies
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    sheet: str,
    zone: str,
    currency: str = "IDR",
    progress: Progress | None = None,
    machine: bool = False,
) -> Written:
    """Write rows, as they come, to a .xlsx, .csv or .json file of mode 0600.

    A .csv for people (`machine` False) is called NAME.safe.csv, because its texts are guarded by
    apostrophes; for machines it is written unchanged. `progress` is called with the number of rows
    every 1,000 rows; an exception from it, or from `rows`, leaves no file behind and an older file
    of the same name untouched. Raises Refusal for an unknown suffix or a place that cannot be
    written to.
    """
    place, writer = _choose(path, machine=machine)
    count = _Count(rows, progress)
    table = Table(tuple(columns), count, sheet, zone, currency, machine)
    with drafted(place) as draft:
        notes = writer(draft, table)
    return Written(place, count.rows, tuple(notes))


def _choose(path: Path, *, machine: bool) -> tuple[Path, Writer]:
    """Return where to write and with what."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from shopdesk.sheets.to_xlsx import write_xlsx

        return path, write_xlsx
    from shopdesk.sheets.to_text import write_csv, write_json

    if suffix == ".json":
        return path, write_json
    if suffix == ".csv":
        guarded = machine or path.name.lower().endswith(SAFE_SUFFIX)
        return (path if guarded else path.with_suffix(SAFE_SUFFIX)), write_csv
    raise Refusal(
        _("Cannot write {path}: the name must end in .xlsx, .csv or .json.").format(path=path)
    )


class _Count:
    """Counts the rows as they pass."""

    def __init__(self, rows: Iterable[Sequence[object]], progress: Progress | None) -> None:
        self._source = rows
        self._progress = progress
        self.rows = 0

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self._source:
            yield row
            self.rows += 1
            if self._progress and self.rows % _EVERY == 0:
                self._progress(self.rows)
