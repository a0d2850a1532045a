"""What waits of a product sheet, and what becomes of it."""

from dataclasses import dataclass, field
from typing import Any

from shopdesk.channels.catalogue.goods import Goods, Item
from shopdesk.channels.catalogue.spec import CatalogueSpec
from shopdesk.services.imports.shapes import CellChange, Outcome, Reject

SAMPLE = 200
"""Records whose changes a plan shows, of each kind."""


@dataclass(slots=True)
class Haul:
    """A product sheet, read: it waits until the plan is applied.

    ``labels`` are what the sheet calls each field; ``taken`` is when it was taken from the seller
    centre, 0 where nothing tells; ``spoilt`` are the rows that could not be read.
    """

    spec: CatalogueSpec
    goods: list[Goods]
    file: str
    sheet: str
    sha256: str
    taken: int
    labels: dict[str, str]
    spoilt: list[Item] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        """Every variant of the sheet."""
        return [item for goods in self.goods for item in goods.items]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.file.rpartition(".")[0] or self.file

    def reject(self, row: int | None, name: str, value: Any, reason: str) -> Reject:
        """Return why a row is not taken, by the column of a field."""
        said = "" if value is None else str(value)
        return Reject(self.sheet, row, self.labels.get(name, ""), said[:200], reason)


@dataclass(slots=True)
class Placed:
    """What was done with one sheet.

    ``changes`` are cells of ours before and after, ``differences`` what a shop shows (after) and
    what it should show (before); both are samples. ``differing`` counts all of the latter,
    ``touched`` has the SKUs that are new or changed, ``pieces`` came in by a delivery.
    """

    outcome: Outcome = field(default_factory=Outcome)
    changes: list[CellChange] = field(default_factory=list)
    differences: list[CellChange] = field(default_factory=list)
    differing: int = 0
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pieces: int = 0
    touched: set[str] = field(default_factory=set)

    def join(self, other: "Placed") -> None:
        """Add what was done with the stock of the same rows: a row counts once."""
        mine, theirs = self.outcome, other.outcome
        moved = len(other.touched - self.touched)
        mine.changed += moved
        mine.refused += theirs.refused
        mine.unchanged = max(0, mine.unchanged - moved - theirs.refused)
        self.touched |= other.touched
        self.changes += other.changes
        self.rejects += other.rejects
        self.notes += other.notes
        self.pieces += other.pieces
