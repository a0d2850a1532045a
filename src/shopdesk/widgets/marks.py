"""Marks: the rows that the next action works on, kept by id through every sort and filter."""

from collections.abc import Container, Iterable


class Marks:
    """A set of marked rows, or everything that matches a filter less a few.

    ``everything`` is a flag, so that marking a million rows costs nothing; ``within`` is the
    filter it belongs to.
    """

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self.within: str | None = None
        self.count_within = 0
        self._made: dict[int, str] = {}

    def __bool__(self) -> bool:
        return bool(self.ids) or self.everything

    def __len__(self) -> int:
        if self.everything:
            return max(0, self.count_within - len(self.ids))
        return len(self.ids)

    @property
    def everything(self) -> bool:
        """All rows of one filter are marked; ``ids`` are then the exceptions."""
        return self.within is not None

    def has(self, row: int) -> bool:
        """Tell whether the row with this id is marked."""
        return (row in self.ids) != self.everything

    def toggle(self, row: int, where: str) -> None:
        """Mark the row, or take its mark away; ``where`` is the filter that shows it."""
        self.ids ^= {row}
        self._made[row] = where

    def add(self, rows: Iterable[int], where: str) -> None:
        """Mark these rows, whatever they were."""
        found = set(rows)
        if self.everything:
            self.ids -= found
        else:
            self.ids |= found
            self._made.update(dict.fromkeys(found, where))

    def mark_all(self, where: str, count: int) -> None:
        """Mark all ``count`` rows that match the filter."""
        self.clear()
        self.within, self.count_within = where, count

    def spell_out(self, rows: Iterable[int]) -> None:
        """Replace "everything that matched" by these ids, less the exceptions."""
        where = self.within or ""
        self.ids = set(rows) - self.ids
        self._made = dict.fromkeys(self.ids, where)
        self.within, self.count_within = None, 0

    def elsewhere(self, where: str, at_hand: Container[int]) -> int:
        """Count the marks that were made under another filter and are not among those at hand."""
        if self.everything:
            return 0
        return sum(self._made.get(row, where) != where and row not in at_hand for row in self.ids)

    def clear(self) -> None:
        """Take all marks away."""
        self.ids, self.within, self.count_within = set(), None, 0
        self._made = {}
