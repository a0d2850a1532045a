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
    """One fact of an order that an import changes."""

    number: str
    field: str
    before: str
    after: str


@dataclass(slots=True)
class Outcome:
    """Orders by what the import does to them; ``stale`` ones are among the unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    stale: int = 0


@dataclass(slots=True)
class FileReport:
    """One file of an import. ``format`` is None where the file was refused unread."""

    file: str
    format: str | None = None
    channel: str | None = None
    shop: str | None = None
    rows: int = 0
    lines: int = 0
    orders: Outcome = field(default_factory=Outcome)
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)

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
