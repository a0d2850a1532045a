"""A count sheet as a spreadsheet: written with a column to fill, and read back when it is full.

A row is found again by its SKU and lot, a column by its title in either language, so the sheet may
be sorted, cut in parts, and carry columns of one's own. A cell that cannot be read is named with
its file, sheet, row and column; every other row is taken, and the same file can come again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.imports.shapes import Reject
from shopdesk.services.stock.count_lines import Sheet, Tally
from shopdesk.services.stock.count_reads import lines, sheet
from shopdesk.sheets.letters import letter
from shopdesk.store import Change, Read, Work

if TYPE_CHECKING:
    from shopdesk.sheets import Written
    from shopdesk.sheets.cells import Cell

MOST: Final = 10**9
TITLES: Final = {
    "sku": ("sku",),
    "lot": ("lot",),
    "counted": ("counted", "hasil hitung", "dihitung", "fisik"),
    "note": ("note", "catatan"),
}
"""What the columns are called, in either language; the first two must be there."""


@dataclass(frozen=True, slots=True)
class Filling:
    """One filled row: where it stands, and what it says."""

    row: int
    sku: str
    tally: Tally


@dataclass(slots=True)
class Filled:
    """A filled sheet, read: what was counted, what could not be read, how many rows were blank."""

    file: str
    sheet: str = ""
    counted: list[Filling] = field(default_factory=list)
    wrong: list[Reject] = field(default_factory=list)
    blank: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def refuse(self, row: int, name: str, value: object, reason: str) -> None:
        """Name a cell that is not taken."""
        column = f"{letter(self.columns[name] + 1)} ({self.titles[name]})"
        self.wrong.append(Reject(self.sheet, row, column, str(value)[:200], reason))


def save(read: Read, name: str, path: Path) -> "Written":
    """Write a count sheet as .xlsx or .csv, with an empty column for what is counted."""
    from shopdesk.sheets import Column, write

    of = sheet(read, name)
    columns = [
        Column("sku", _("SKU"), "text", 20),
        Column("lot", _("Lot"), "text", 12),
        Column("barcode", _("Barcode"), "text", 16),
        Column("name", _("Product"), "text", 36),
        Column("variation", _("Variation"), "text", 18),
        Column("expires", _("Expires"), "date", 12),
        Column("expected", _("In the ledger"), "int", 12),
        Column("counted", _("Counted"), "int", 12),
        Column("note", _("Note"), "text", 24),
    ]
    found = lines(read, name)
    drop = {"expected"} if of.blind else set()
    if not any(line.lot for line in found):
        drop |= {"lot", "expires"}
    kept = [column for column in columns if column.key not in drop]
    rows = ([getattr(line, column.key) for column in kept] for line in found)
    titled = _("Count {name}").format(name=of.name)
    return write(path, kept, rows, sheet=titled, zone=read.clock.zone)


def read_filled(path: Path, password: str | None = None) -> Filled:
    """Read a filled sheet, .xlsx or .csv; nothing is written yet.

    Raises:
        Unreadable: the file cannot be read at all.
        Refusal: no sheet in it has a column for the SKU and one for what was counted.
    """
    from shopdesk.sheets import open_source

    with open_source(path, password) as source:
        for head in source.heads:
            for at, row in enumerate(head.rows):
                titles = [str(cell or "").strip() for cell in row]
                columns = _columns(titles)
                if {"sku", "counted"} <= columns.keys():
                    made = Filled(path.name, head.name, columns=columns)
                    made.titles = {name: titles[n] for name, n in columns.items()}
                    for first, cells in source.rows(head.name, at + 1):
                        for n, one in enumerate(cells, first + 1):
                            _take(made, n, one)
                    return made
    raise Refusal(
        _("{file}: no sheet in it has a column “{sku}” and a column “{counted}”.").format(
            file=path.name, sku=_("SKU"), counted=_("Counted")
        )
    )


def fill_in(work: Work, name: str, filled: Filled, *, at: int | None = None) -> Change:
    """Write a filled sheet's rows on their lines; what is wrong is added to what it names.

    A file adds no lines, for it may be the file of another sheet. A row that says what its line
    says already changes nothing, and the ledger is not read anew.
    """
    counted = Sheet(work, name)
    seen: dict[tuple[int, int], int] = {}
    taken = 0
    for row in list(filled.counted):
        try:
            line = counted.known(row.tally)
        except Refusal as why:
            filled.refuse(row.row, "sku", row.sku, str(why))
            continue
        if line is None:
            filled.refuse(row.row, "sku", row.sku, _("is not on this count sheet"))
            continue
        key = line.variant_id, line.lot_id
        if key in seen:
            reason = _("stands in row {n} too").format(n=seen[key])
            filled.refuse(row.row, "sku", row.sku, reason)
            continue
        seen[key] = row.row
        if (line.counted, line.note) != (row.tally.qty, row.tally.note or line.note):
            counted.count(row.tally)
            taken += 1
    counted.close(at)
    label = _("Took {n} counted lines of {name} from {file}")
    return work.done(label.format(n=taken, name=counted.sheet.name, file=filled.file))


def _columns(titles: Sequence[str]) -> dict[str, int]:
    """Return where each column stands."""
    folded = [title.casefold() for title in titles]
    return {
        name: folded.index(title)
        for name, names in TITLES.items()
        for title in names
        if title in folded
    }


def _take(made: Filled, row: int, cells: Sequence["Cell"]) -> None:
    """Take one row: counted, blank, or named with what is wrong."""

    def cell(name: str) -> Any:
        at = made.columns.get(name)
        return "" if at is None or at >= len(cells) or cells[at] is None else cells[at]

    sku, said = str(cell("sku")).strip().removeprefix("'"), cell("counted")
    if isinstance(said, str) and not said.strip():
        made.blank += bool(sku)
        return
    if not sku:
        made.refuse(row, "sku", "", _("there is a number, but no SKU beside it"))
        return
    qty = _pieces(said)
    if qty is None:
        made.refuse(row, "counted", said, _("write whole pieces, 0 or more"))
        return
    lot, note = str(cell("lot")).strip().removeprefix("'"), str(cell("note")).strip()
    made.counted.append(Filling(row, sku, Tally(sku, qty, lot, note)))


def _pieces(said: object) -> int | None:
    """Return the whole number that a cell says, if it says one."""
    if isinstance(said, str) and said.strip().isdecimal() and said.isascii():
        said = int(said)
    good = isinstance(said, int) and not isinstance(said, bool) and 0 <= said < MOST
    return said if good and isinstance(said, int) else None
