"""The rows of the import desk: files that may be exports, and what was done so far."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.widgets.columns import Column
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.journal import Entry

ENDINGS: Final = frozenset({".xlsx", ".xls", ".csv", ".ods", ".xlsm", ".txt", ".tsv", ".zip"})
"""What an export's name may end in; the content decides later."""

MOST: Final = 2_000
"""Files of one folder that are looked at."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file that may be an export."""

    id: int
    path: Path
    name: str
    folder: str
    size: int
    changed: int
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.folder}"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One journal entry."""

    id: int
    entry: "Entry"
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.entry.label} {self.entry.who} {self.entry.verb}"


def scan(folders: Iterable[Path]) -> list[FileRow]:
    """Return the files of these folders that may be exports; a missing folder has none."""
    found: dict[Path, os.stat_result] = {}
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                for entry in list(entries)[:MOST]:
                    if Path(entry.name).suffix.lower() in ENDINGS and entry.is_file():
                        found[Path(entry.path)] = entry.stat()
        except OSError:
            continue
    return [file_row(path, stat) for path, stat in found.items()]


def file_row(path: Path, stat: os.stat_result) -> FileRow:
    """Return a file as a row; its id stays the same while the folder is read again."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return FileRow(hash(path), path, Path(name).name, str(Path(name).parent), stat.st_size,
                   int(stat.st_mtime))  # fmt: skip


def file_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the files."""
    return (
        Column("name", _("File"), lambda f: f.name, 30, 1, sort="name", grow=True),
        Column("size", _("Size"), lambda f: size(f.size), 9, 3, align="right", sort="size"),
        Column("changed", _("Changed"), lambda f: clock.show(f.changed), 14, 2, sort="changed"),
        Column("folder", _("Folder"), lambda f: f.folder, 24, 4),
    )


def entry_columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns of the history."""
    return (
        Column("id", _("Entry"), lambda r: str(r.id), 6, 1, align="right", sort="id"),
        Column("at", _("When"), lambda r: clock.show(r.entry.at), 13, 3),
        Column("label", _("What"), _said, 30, 2, grow=True),
        Column("rows", _("Rows"), lambda r: str(r.entry.rows), 7, 5, align="right"),
        Column("who", _("Who"), lambda r: r.entry.who, 10, 4),
    )


def entry_rows(entries: "Sequence[Entry]") -> list[EntryRow]:
    """Return the entries as rows."""
    return [EntryRow(entry.entry, entry) for entry in entries]


def size(count: int) -> str:
    """Return a file's size for people: "12 kB"."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= scale:
            return f"{count / scale:.3g} {unit}"
    return f"{count} B"


def _said(row: EntryRow) -> str | tuple[str, str]:
    if row.entry.undone:
        said = _("undone: {label}").format(label=row.entry.label)
        return f"{glyphs().trouble} {said}", "quiet"
    return row.entry.label
