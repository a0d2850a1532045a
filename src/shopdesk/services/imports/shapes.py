"""What an import tells: per file what was read, what would change, what was refused and why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple


class Reject(NamedTuple):
    """One cell (or row, or file) that was not taken, and why."""

    sheet: str
    row: int | None
    column: str
    value: str
    reason: str


class CellChange(NamedTuple):
    """One fact that an import changes; ``number`` names the order, or the SKU."""

    number: str
    field: str
    before: str
    after: str


@dataclass(slots=True)
class Outcome:
    """Orders, rows of SKUs, lines of money, events, messages or days of statistics.

    ``stale`` ones are among the unchanged, as are those ``left`` out of the catalogue.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    stale: int = 0
    left: int = 0


@dataclass(slots=True)
class FileReport:
    """One file of an import. ``format`` is None where the file was refused unread.

    ``kind`` is orders, products, stock, delivery, payments, events, chats or stats, and tells which
    of the counts is meant.
    ``differences`` are facts that a shop shows (after) otherwise than we say (before), ``adds``
    tells whether SKUs that are not in the catalogue come into it.
    """

    file: str
    kind: str = "orders"
    format: str | None = None
    channel: str | None = None
    shop: str | None = None
    rows: int = 0
    lines: int = 0
    orders: Outcome = field(default_factory=Outcome)
    products: Outcome = field(default_factory=Outcome)
    payments: Outcome = field(default_factory=Outcome)
    events: Outcome = field(default_factory=Outcome)
    chats: Outcome = field(default_factory=Outcome)
    stats: Outcome = field(default_factory=Outcome)
    adds: bool = False
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    differences: list[CellChange] = field(default_factory=list)

    @property
    def counts(self) -> Outcome:
        """What becomes of the orders, SKUs, lines, events or messages of this file."""
        counts: Outcome = getattr(self, self.tally)
        return counts

    @counts.setter
    def counts(self, outcome: Outcome) -> None:
        setattr(self, self.tally, outcome)

    @property
    def tally(self) -> str:
        """Which of the counts is meant."""
        own = self.kind in {"orders", "payments", "events", "chats", "stats"}
        return self.kind if own else "products"

    @property
    def refused(self) -> bool:
        """Whether anything of the file was not taken."""
        return bool(self.rejects)


@dataclass(frozen=True, slots=True)
class Listener:
    """How the caller follows an import: told of progress, asked whether to go on.

    ``progress(file, rows, share)`` gets the file's name, rows so far and a share from 0 to 1.
    """

    progress: Callable[[str, int, float], None] = lambda _file, _rows, _share: None
    cancelled: Callable[[], bool] = lambda: False
