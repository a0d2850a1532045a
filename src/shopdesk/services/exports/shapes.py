"""What an export is made of: the wish, the cells that change, what is left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from shopdesk.channels.outward.spec import Kind, Layout
from shopdesk.locale import _
from shopdesk.services.stock.pushing import Told
from shopdesk.sheets.cells import Row

Value = str | int | float
Why = Literal["foreign", "unmapped", "archived", "missing", "refused", "listed"]
"""Why something is left out: a row that is not ours · ours, but no SKU was named for it · a SKU
that is archived · ours, but not in the template · breaks a limit · on sale there already."""
WEIGHT: Final[tuple[Why, ...]] = (
    "refused", "unmapped", "archived", "missing", "foreign", "listed",
)  # fmt: skip
"""What a person should read first."""


def kind_word(kind: str) -> str:
    """Return what people call this kind of export."""
    words = {"stock": _("Stock"), "prices": _("Prices"), "products": _("Products"),
             "resi": _("Resi")}  # fmt: skip
    return words.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to export. ``ids`` are variants; without them all that match ``where``.

    ``into`` names the stock column, where a template has several: one per warehouse.
    """

    kind: Kind
    out: Path
    template: Path | None = None
    format: str = ""
    where: str = ""
    ids: tuple[int, ...] | None = None
    shop: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A template as it was read. Rows and columns count from 1; ``rows`` start at ``first_row``."""

    path: Path
    sha256: str
    size: int
    layout: Layout
    name: str
    keys: tuple[str, ...]
    labels: Row
    limits: Row
    rows: tuple[Row, ...]
    categories: tuple[str, ...] = ()

    def title(self, column: int) -> str:
        """Return what people call a column."""
        label = str(self.labels[column - 1]).strip() if column <= len(self.labels) else ""
        return label or (self.keys[column - 1] if column <= len(self.keys) else str(column))

    def cell(self, row: int, column: int) -> Value:
        """Return what stands in a cell, "" where there is none."""
        at = row - self.layout.first_row
        cells = self.rows[at] if 0 <= at < len(self.rows) else ()
        value = cells[column - 1] if column <= len(cells) else ""
        return value if isinstance(value, str | int | float) else ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that will hold something else; ``group`` is the product that its row belongs to."""

    row: int
    column: int
    title: str
    sku: str
    name: str
    group: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Skip:
    """Something left out: the row (0: none), what it is, the column, why, and what helps."""

    why: Why
    row: int
    what: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export: the rows of the template that it keeps (None: all), how many ours."""

    path: Path
    changes: tuple[CellChange, ...]
    keep: tuple[int, ...] | None = None


@dataclass(slots=True)
class ExportPlan:
    """What an export would write. ``rows`` counts rows with changes, or rows of a fresh file."""

    wish: Wish
    format: str
    channel: str
    shop_id: int | None
    shop: str
    sheet: Sheet | None = None
    changes: tuple[CellChange, ...] = ()
    skips: tuple[Skip, ...] = ()
    unchanged: int = 0
    stock: tuple[Told, ...] = ()
    """What the shop is told of stock by this."""
    prices: tuple[tuple[int, int], ...] = ()
    """Offers, and the price that the shop is told of each."""
    table: tuple[tuple[str, ...], ...] = ()
    """A fresh file: its header, then its rows."""
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Return how many rows change, or stand in a fresh file."""
        if self.table:
            return len(self.table) - 1
        return len({change.row for change in self.changes})

    @property
    def weighed(self) -> tuple[Skip, ...]:
        """Return what is left out, what a person should read first before the rest."""
        return tuple(sorted(self.skips, key=lambda skip: (WEIGHT.index(skip.why), skip.row)))

    @property
    def refused(self) -> tuple[Skip, ...]:
        """Return what breaks a limit."""
        return tuple(skip for skip in self.skips if skip.why == "refused")


@dataclass(frozen=True, slots=True)
class File:
    """A file that was written: its rows with changes, its size in bytes, its SHA-256 in hex."""

    path: Path
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an export: its files, what was left out, the list of files, the entry."""

    files: tuple[File, ...]
    rows: int
    skips: Sequence[Skip]
    manifest: Path | None
    entry: int | None
    label: str
    told_entry: int | None = None
    notes: Sequence[str] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By file: the parts of the workbook that differ from the template."""

    @property
    def refused(self) -> int:
        """Return how many rows break a limit."""
        return sum(skip.why == "refused" for skip in self.skips)
