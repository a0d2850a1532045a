"""Rows that are all at hand: files of a folder, entries of the history. A source for the grid."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic, Protocol, TypeVar

from shopdesk.widgets.window import Wanted


class Listed(Protocol):
    """A row that can be found by what it says."""

    @property
    def id(self) -> int:
        """The row's own number."""

    @property
    def words(self) -> str:
        """What a filter looks in."""


L = TypeVar("L", bound=Listed)


class Listing(Generic[L]):
    """A short list as a page source. An order is the name of an attribute."""

    def __init__(self) -> None:
        self.rows: Sequence[L] | None = None

    def total(self, where: str, answer: Callable[[int | None], None]) -> None:
        """Count the rows that match."""
        if self.rows is not None:
            answer(len(self._matching(where)))

    def page(self, wanted: Wanted, answer: Callable[[Sequence[L] | None], None]) -> None:
        """Cut a page out of the list."""
        if self.rows is None:
            return
        rows = self._sorted(wanted.where, wanted.sort)
        start = wanted.number * 100 if wanted.number >= 0 else wanted.skip
        answer(rows[start : start + wanted.size])

    def place(
        self, where: str, sort: str, row: L, was: int, answer: Callable[[int | None], None]
    ) -> None:
        """Find the row again by its id."""
        rows = self._sorted(where, sort)
        answer(next((at for at, other in enumerate(rows) if other.id == row.id), was))

    def ids(self, where: str, answer: Callable[[Sequence[int] | None], None]) -> None:
        """Name every row that matches."""
        answer([row.id for row in self._matching(where)])

    def among(self, where: str, ids: Collection[int], answer: Callable[[int | None], None]) -> None:
        """Count those of the rows with these ids that match."""
        answer(sum(row.id in ids for row in self._matching(where)))

    def _matching(self, where: str) -> list[L]:
        words = where.casefold().split()
        rows = self.rows or ()
        return [row for row in rows if all(word in row.words.casefold() for word in words)]

    def _sorted(self, where: str, sort: str) -> list[L]:
        def by(row: L) -> Any:
            value = getattr(row, sort.removeprefix("-"))
            return value.casefold() if isinstance(value, str) else value

        return sorted(self._matching(where), key=by, reverse=sort.startswith("-"))
