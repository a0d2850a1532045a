"""What a filter says, term by term, and what is wrong with one that says nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from shopdesk.ranges import FieldKind
from shopdesk.refusal import Refusal

Op = Literal[":", "=", ">", ">=", "<", "<="]
Fields = Mapping[str, FieldKind]
"""The names that may be asked for, in small letters, and what they hold."""
Values = Mapping[str, Collection[str]]
"""The words that a field may hold, by its name; also of "is", "sort" and "@" (saved views)."""
Views = Mapping[str, str]
"""The saved views: name to filter."""


class FilterError(Refusal):
    """A filter that cannot be read: a sentence, and the columns (start ≤ c < end) it is about.

    ``text`` is the whole filter, for whoever points at the place.
    """

    def __init__(self, sentence: str, start: int, end: int, text: str = "") -> None:
        super().__init__(sentence)
        self.start = start
        self.end = max(end, start + 1)
        self.text = text


@dataclass(frozen=True, slots=True)
class _Term:
    """What every term knows: where it stands in the text, for underlining."""

    start: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Words(_Term):
    """A word or a phrase to be found anywhere that is searched."""

    text: str
    phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Compare(_Term):
    """A field and the values it may have (any of them); one value only where op is an order."""

    field: str
    op: Op
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Is(_Term):
    """States with names of their own, any of them: late, stuck, mine."""

    words: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class View(_Term):
    """A saved view, whose terms stand here."""

    name: str


@dataclass(frozen=True, slots=True)
class Sort:
    """A field to sort by."""

    field: str
    descending: bool = False


Term = Words | Compare | Is | View


@dataclass(frozen=True, slots=True)
class Query:
    """A filter that has been understood; no terms is every row, no sort is the desk's own."""

    terms: tuple[Term, ...] = ()
    sort: tuple[Sort, ...] = ()
