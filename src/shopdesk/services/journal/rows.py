"""What the journal's reads return: frozen rows, free of any session."""

from dataclasses import dataclass
from typing import Literal

Value = str | int | float | None
Op = Literal["new", "changed", "gone"]
Kind = Literal["text", "word", "number", "money", "instant", "flag"]
"""What a cell holds: money in minor units, instants in UTC seconds, flags 0 or 1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in the history. ``undone`` tells whether it was taken back."""

    entry: int
    at: int
    who: str
    verb: str
    label: str
    rows: int
    undone: bool
    undoes: int | None
    key: tuple[int, int] = (0, 0)
    """Where the entry stands in the asked-for order; give it back as ``after`` or ``before``."""

    @property
    def id(self) -> int:
        """The entry's number, as a grid names its rows."""
        return self.entry


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact of a record, as it was before an entry and after it."""

    field: str
    kind: Kind
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Touched:
    """One record that an entry made, changed or removed.

    ``what`` is the kind of record and ``name`` what people call this one: an order's number, a
    product. ``order`` is the order it belongs to, while that is still here.
    """

    id: int
    table: str
    op: Op
    what: str
    name: str
    order: int | None
    currency: str
    cells: tuple[Cell, ...]

    @property
    def key(self) -> tuple[int]:
        """Where the record stands in its entry."""
        return (self.id,)


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of one kind an entry made, changed or removed.

    ``word`` is what the filter calls the kind (empty: it has no word), ``what`` what people do.
    """

    word: str
    what: str
    op: Op
    n: int


@dataclass(frozen=True, slots=True)
class EntryCard:
    """An entry, what it touched by kind, and the records that tell most about it."""

    row: Entry
    kinds: tuple[Count, ...]
    records: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Blocker:
    """A record of an entry that a later entry touched, so that the earlier one must wait."""

    what: str
    name: str
    entry: int
    at: int
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome of a check of the whole chain."""

    ok: bool
    entries: int
    wrong: tuple[str, ...]
    outside: bool
    """Whether marks outside the store were there to compare with."""
