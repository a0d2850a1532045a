"""Marks: the rows that the next action works on, kept by id through every sort and filter."""

from collections.abc import Iterable


class Marks:
    """A set of marked rows, or everything that matches a filter less a few.

    ``everything`` is a flag, so that marking a million rows costs nothing; ``within`` is the
    filter it belongs to. ``hidden`` counts the marked rows that the filter of now does not show,
    as far as it is known.
    """

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self.within: str | None = None
        self.count_within = 0
        self.hidden = 0

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

    def toggle(self, row: int) -> None:
        """Mark the row, or take its mark away."""
        self.ids ^= {row}

    def add(self, rows: Iterable[int]) -> None:
        """Mark these rows, whatever they were."""
        if self.everything:
            self.ids -= set(rows)
        else:
            self.ids |= set(rows)

    def mark_all(self, where: str, count: int) -> None:
        """Mark all ``count`` rows that match the filter."""
        self.clear()
        self.within, self.count_within = where, count

    def recount(self, where: str, count: int) -> None:
        """Take the number of rows that match this filter now, if all of them are marked."""
        if self.within == where:
            self.count_within = count

    def spell_out(self, rows: Iterable[int]) -> None:
        """Replace "everything that matched" by these ids, less the exceptions."""
        self.ids = set(rows) - self.ids
        self.within, self.count_within = None, 0

    def clear(self) -> None:
        """Take all marks away."""
        self.ids, self.within, self.count_within, self.hidden = set(), None, 0, 0
