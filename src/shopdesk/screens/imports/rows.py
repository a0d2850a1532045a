"""The files of the import desk: where they lie, what they are, whether they were taken in."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopdesk.clock import Clock
from shopdesk.locale import N_, _
from shopdesk.screens.words import channel
from shopdesk.tickets import channel_word
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.imports.looking import Arrived, Look

ENDINGS: Final = frozenset({".xlsx", ".xls", ".csv", ".ods", ".xlsm", ".txt", ".tsv", ".json"})
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

    @property
    def state(self) -> tuple[Path, int, int]:
        """What tells whether the file is still the one that was looked at."""
        return self.path, self.size, self.changed


@dataclass(slots=True)
class Known:
    """What is known of the files by now: what they are, and which were taken in."""

    looks: "dict[tuple[Path, int, int], Look]"
    arrived: "Mapping[str, Arrived]"

    def of(self, row: FileRow) -> "Look | None":
        """Return what a file is, or None while nobody looked."""
        return self.looks.get(row.state)

    def when(self, row: FileRow) -> "Arrived | None":
        """Return when a file was taken in."""
        look = self.of(row)
        return self.arrived.get(look.sha256) if look else None


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


def file_columns(clock: Clock, known: Known) -> tuple[Column, ...]:
    """Return the columns of the files."""
    return (
        Column("name", _("File"), lambda f: f.name, 26, 1, sort="name", grow=True),
        Column("what", _("What it is"), lambda f: _what(f, known), 20, 2),
        Column("imported", _("Imported"), lambda f: _when(f, known, clock), 14, 3),
        Column("changed", _("Changed"), lambda f: clock.show(f.changed), 13, 4, sort="changed"),
        Column("size", _("Size"), lambda f: size(f.size), 8, 5, align="right", sort="size"),
        Column("folder", _("Folder"), lambda f: f.folder, 24, 6),
    )


HELD: Final = {
    "orders": N_("orders"), "sales_info": N_("price, stock"), "basic_info": N_("texts"),
    "media_info": N_("pictures"), "mass_upload": N_("new products"), "products": N_("products"),
    "batch_edit": N_("products"), "batch_upload": N_("new products"), "basic": N_("texts"),
    "price_stock": N_("price, stock"), "inventory": N_("stock"), "statement": N_("statement"),
    "mutations": N_("statement"), "balance": N_("report"),
    "notification": N_("notices"),
}  # fmt: skip
"""What a layout holds, by its name."""
OWN: Final = {
    "orders": N_("own sheet"), "products": N_("own products"), "stock": N_("stock count"),
    "delivery": N_("delivery note"), "payments": N_("payments"), "events": N_("events of parcels"),
    "chats": N_("chats with customers"), "stats": N_("statistics of a shop"),
}  # fmt: skip
"""What a sheet of one's own is, by what it holds."""


COUNTERS: Final = {"ga4": "Google Analytics"}
"""Programs that count the visitors of a page, by the name of their layout."""
LETTERS: Final = 4
"""Names of banks that are no longer are their initials."""


def export(name: str, kind: str = "orders") -> str:
    """Return what people call a format: "Shopee orders"; a mapped sheet is one's own."""
    market, _dot, held = name.partition(".")
    if market == "generic" or kind == "events":
        return _(OWN[kind])
    if kind == "stats":
        held = _("statistics")
        return f"{COUNTERS.get(market) or channel(market)} {held}"
    if kind == "chats":
        return f"{channel_word(market)} {_('chats')}" if held else _(OWN[kind])
    if kind == "payments":
        name = market.upper() if len(market) <= LETTERS else market.capitalize()
        return f"{name} {_(HELD[held])}"
    words = OWN["stock"] if kind == "stock" else HELD.get(held, held)
    return f"{channel(market)} {_(words)}"


def size(count: int) -> str:
    """Return a file's size for people: "12 kB"."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= scale:
            return f"{count / scale:.3g} {unit}"
    return f"{count} B"


def _what(row: FileRow, known: Known) -> Shown:
    look = known.of(row)
    if look is None:
        return glyphs().more, "quiet"
    if look.wrong:
        return _("cannot be read"), "bad"
    if not look.format:
        return _("unknown"), "quiet"
    return export(look.format, look.kind)


def _when(row: FileRow, known: Known, clock: Clock) -> Shown:
    arrived = known.when(row)
    return (f"{glyphs().done} {clock.show(arrived.at)}", "good") if arrived else ""
