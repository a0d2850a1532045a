"""Sheets of which a spec says what fields they have: where these stand, and which sheet fits."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell


class Spec(Protocol):
    """A layout that needs some of its fields to have a column, of "a|b" one of them."""

    @property
    def needed(self) -> tuple[str, ...]:
        """The fields."""

    @property
    def window(self) -> int:
        """How many rows from the top may be the header."""


class Placed(Protocol):
    """A sheet that a spec describes."""

    @property
    def places(self) -> Mapping[Any, Any]:
        """Where each field stands."""


F = TypeVar("F", bound=str)
S = TypeVar("S", bound=Spec)
P = TypeVar("P", bound=Placed)
LaidOver = Callable[[S, str, Sequence[Sequence[Cell]], int], P | None]
"""Given a spec, a sheet's name, its rows and which of them is the header, returns what fits."""


@dataclass(frozen=True)
class Laid(Generic[S, F]):
    """A sheet that a spec describes. Rows count from 0; ``places`` says where each field stands."""

    spec: S
    sheet: str
    header_row: int
    first_row: int
    header: tuple[str, ...]
    places: dict[F, int]


def fits(places: Collection[str], needed: Sequence[str], absent: Sequence[str] = ()) -> bool:
    """Tell whether all that is needed has a place, of "a|b" one, and nothing of what is absent."""
    there = all(any(field in places for field in one.split("|")) for one in needed)
    return there and not any(field in places for field in absent)


def match(spec: S, head: Head, laid_over: LaidOver[S, P]) -> P | None:
    """Return the sheet with the first row near its top that is a header for the spec, or None."""
    for at, row in enumerate(head.rows[: spec.window]):
        if sum(1 for cell in row if isinstance(cell, str) and cell) < len(spec.needed):
            continue
        if found := laid_over(spec, head.name, head.rows, at):
            return found
    return None


def fullest(heads: Sequence[Head], specs: Iterable[S], laid_over: LaidOver[S, P]) -> P | None:
    """Return the sheet and the spec that fit with the most columns, or None when nothing fits."""
    best: P | None = None
    for spec in specs:
        for head in heads:
            found = match(spec, head, laid_over)
            if found and (best is None or len(found.places) > len(best.places)):
                best = found
    return best
