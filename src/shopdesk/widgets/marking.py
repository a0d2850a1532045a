"""Marking rows: one, a range, all that match; and naming the rows that an action works on."""

from collections.abc import Callable, Sequence

from shopdesk.widgets.going import Going
from shopdesk.widgets.window import R, Wanted


class Marking(Going[R]):
    """Rows that can be marked; marks are kept by id through every sort and filter."""

    def chosen(self, answer: Callable[[Sequence[int]], None]) -> None:
        """Name the ids that an action works on: the marks, or else the row under the cursor."""
        if self.marks.everything:
            self.spell_out(lambda: answer(sorted(self.marks.ids)))
        elif self.marks:
            answer(sorted(self.marks.ids))
        elif (row := self.row) is not None:
            answer([row.id])

    def do_mark(self) -> None:
        """End a range, or mark the row and move down."""
        if self.begun is not None:
            self.do_range()
        elif self.row is not None:
            self.mark_here()
            self.move(self.cursor + 1)

    def mark_here(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        if (row := self.row) is not None:
            self.marks.toggle(row.id)
            self.redraw_row(self.cursor)
            self.post_message(self.Changed())

    def do_range(self) -> None:
        """Begin a range here, or mark the one that was begun."""
        if self.begun is None:
            self.begun = self.cursor
            self.redraw_row(self.cursor)
            self.post_message(self.Changed())
            return
        begun, self.begun = self.begun, None
        self.mark_between(begun, self.cursor)

    def mark_between(self, one: int, other: int) -> None:
        """Mark every row from one place to the other."""
        first, last = sorted((one, other))
        rows = [self.window.row(at) for at in range(first, min(last, first + 2_000) + 1)]
        if last - first < len(rows) and None not in rows:
            self._mark(rows)
            return
        wanted = Wanted(self.window.where, self.window.sort, -1, last - first + 1, skip=first)
        self.source.page(wanted, self._mark)

    def _mark(self, rows: Sequence[R | None] | None) -> None:
        self.marks.add(row.id for row in rows or () if row is not None)
        self._marks_changed()

    def do_everything(self) -> None:
        """Mark all that match the filter; once more takes the marks away."""
        if self.marks.everything:
            self.marks.clear()
        elif self.window.total:
            self.marks.mark_all(self.window.where, self.window.total)
        self._marks_changed()

    def step_back(self) -> bool:
        """Give up the range, else the marks; tell whether there was anything to give up."""
        if self.begun is None and not self.marks:
            return False
        if self.begun is not None:
            self.begun = None
        else:
            self.marks.clear()
        self._marks_changed()
        return True

    def forget_marks(self) -> None:
        """Take the marks away: what they were made for is done."""
        if self.marks:
            self.marks.clear()
            self._marks_changed()

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed())
