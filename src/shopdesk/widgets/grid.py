"""The grid: a table of any length, drawn line by line from the pages at hand.

A cursor step redraws two lines. At the edge the view turns by a page instead of by a line, because
a terminal gets every line anew whenever the view scrolls.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol, TypeVar

from textual import events
from textual.message import Message

from shopdesk.widgets.action import N_, Action, Acts
from shopdesk.widgets.columns import GAP, Column
from shopdesk.widgets.lines import GUTTER, Lines
from shopdesk.widgets.window import PAGE, R, Row, Wanted

R_co = TypeVar("R_co", bound=Row, covariant=True)


class Source(Protocol[R_co]):
    """Where rows come from. Every answer comes later, on the screen's own thread; None = failed."""

    def total(self, where: str, answer: Callable[[int | None], None]) -> None:
        """Count the rows that match."""

    def page(self, wanted: Wanted, answer: Callable[[Sequence[R_co] | None], None]) -> None:
        """Fetch one page, in display order."""

    def place(
        self, where: str, sort: str, row: Any, was: int, answer: Callable[[int | None], None]
    ) -> None:
        """Find the row again, which was in this place: how many rows stand before it now."""

    def ids(self, where: str, answer: Callable[[Sequence[int] | None], None]) -> None:
        """Name every row that matches."""


class Grid(Acts, Lines[R]):
    """A windowed table with a cursor, marks, and an order.

    ``sentences`` say that nothing exists yet (and the key that starts it), that nothing matches
    (and the key out), and that rows are on their way.
    """

    PLACE = "grid"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("up", "up,k", N_("Up"), N_("One row up")),
        Action("down", "down,j", N_("Down"), N_("One row down")),
        Action("page_up", "pageup", N_("Page up"), N_("One page up")),
        Action("page_down", "pagedown", N_("Page down"), N_("One page down")),
        Action("top", "g,home", N_("First"), N_("To the first row")),
        Action("bottom", "G,end", N_("Last"), N_("To the last row")),
        Action("right", "right,l", N_("More columns"), N_("Move the columns left, to see more")),
        Action("left", "left,h", N_("Columns back"), N_("Move the columns back")),
        Action("open", "enter", N_("Open"), N_("Open the row"), reach="row"),
        Action("mark", "space", N_("Mark"), N_("Mark the row and move down"), reach="row"),
        Action("range", "v", N_("Range"), N_("Mark a range: once to begin, once to end")),
        Action("everything", "*", N_("All"), N_("Mark all that match the filter, or none")),
        Action("sort_left", "<", N_("Sort left"), N_("Sort by the column to the left")),
        Action("sort_right", ">", N_("Sort right"), N_("Sort by the column to the right")),
        Action("turn", "o", N_("Turn order"), N_("Turn the order round")),
    )

    class Moved(Message):
        """The cursor is on another row, or its row changed."""

    class Opened(Message):
        """A row was opened."""

        def __init__(self, row: Any) -> None:
            self.row = row
            super().__init__()

    class Changed(Message):
        """Marks, the number of rows, or the order changed."""

    def __init__(
        self,
        source: Source[R],
        columns: Sequence[Column],
        *,
        sort: str,
        sentences: tuple[str, str, str],
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(columns, sort=sort, sentences=sentences, id=id)
        self.source = source

    # What is asked and what comes in

    def load(self, where: str, sort: str | None = None) -> None:
        """Show what matches the filter, from the top. Marks stay, by id."""
        if self.marks.everything and self.marks.within != where:
            self.spell_out(lambda: None)
        self.window.renew(where, sort or self.window.sort)
        self.begun = None
        age = self.window.age
        self.source.page(self.window.top(), partial(self._take, age, 0, top=True))
        self.source.total(where, partial(self._count, age))

    def reload(self) -> None:
        """Ask for everything again; the cursor stays on its row, the view where it is."""
        row, at = self.row, self.cursor
        where, sort = self.window.where, self.window.sort
        self.window.renew(where, sort)
        age = self.window.age

        def counted(total: int | None) -> None:
            if total and row is not None and age == self.window.age:
                self.source.place(where, sort, row, at, partial(self._follow, age, total, at))
            else:
                self._count(age, total)

        self.source.total(where, counted)

    def _count(self, age: int, total: int | None) -> None:
        if age != self.window.age or total is None:
            return
        with self.redrawing():
            self.window.settle(total)
            self.fit_rows()
        self._want()
        self.post_message(self.Changed())
        if not total:
            self.post_message(self.Moved())

    def _follow(self, age: int, total: int, was: int, now: int | None) -> None:
        """Move with the row under the cursor: ``now - was`` rows came in above it."""
        if age != self.window.age:
            return
        if by := (was if now is None else now) - was:
            self.window.slip(by)
            self.window.total = total
            self.begun = None
            top = self.scroll_offset.y
            self.cursor += by
            self.fit_rows()
            self._scroll(top + by)
        self._count(age, total)

    def _take(self, age: int, number: int, rows: Sequence[R] | None, *, top: bool = False) -> None:
        if age != self.window.age:
            return
        if rows is None:
            self.window.miss(number)
            return
        before = self.row
        with self.redrawing():
            self._put(number, rows, top=top)
        self.widen(rows)
        if top or before is not self.row:
            self.post_message(self.Moved())

    def _put(self, number: int, rows: Sequence[R], *, top: bool) -> None:
        self.window.take(number, rows)
        if top:
            self.cursor = 0
            self._scroll(0)
            if len(rows) < PAGE or not self.window.known:
                self.window.settle(len(rows))
                self.window.known = len(rows) < PAGE
                self.fit_rows()
        if self.window.covers(*self.in_view()):
            self.window.forget_old()

    def _want(self) -> None:
        """Ask for the pages in view, and for the next one when it is near."""
        first, last = self.in_view()
        near = self.size.height
        for wanted in self.window.want(first - near, last + near):
            self.source.page(wanted, partial(self._take, self.window.age, wanted.number))

    # Where things are

    def chosen(self, answer: Callable[[Sequence[int]], None]) -> None:
        """Name the ids that an action works on: the marks, or else the row under the cursor."""
        if self.marks.everything:
            self.spell_out(lambda: answer(sorted(self.marks.ids)))
        elif self.marks:
            answer(sorted(self.marks.ids))
        elif (row := self.row) is not None:
            answer([row.id])

    def spell_out(self, then: Callable[[], None]) -> None:
        """Turn "all that matched" into ids, then go on."""
        within = self.marks.within

        def take(ids: Sequence[int] | None) -> None:
            if ids is not None and self.marks.within == within:
                self.marks.spell_out(ids)
                self._marks_changed()
                then()

        if within is not None:
            self.source.ids(within, take)

    # Moving

    def move(self, to: int) -> None:
        """Put the cursor on this row; the view turns a page when it must."""
        to = max(0, min(to, self.window.total - 1))
        old, self.cursor = self.cursor, to
        if old == to:
            return
        if self.begun is None:
            self.redraw_row(old)
            self.redraw_row(to)
        else:
            self.refresh()
        first, last = self.in_view()
        if to < first:
            self._scroll(to - self.lines + 2 if to > first - self.lines else to)
        elif to > last:
            self._scroll(to - (1 if to <= last + self.lines else self.lines - 1))
        self._want()
        self.post_message(self.Moved())

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def do_up(self) -> None:
        """One row up."""
        self.move(self.cursor - 1)

    def do_down(self) -> None:
        """One row down."""
        self.move(self.cursor + 1)

    def do_page_up(self) -> None:
        """One page up."""
        self._leap(-self.lines)

    def do_page_down(self) -> None:
        """One page down."""
        self._leap(self.lines)

    def _leap(self, by: int) -> None:
        self._scroll(min(self.scroll_offset.y + by, max(0, self.window.total - self.lines)))
        self.move(self.cursor + by)
        self.refresh()

    def do_top(self) -> None:
        """To the first row."""
        self.move(0)

    def do_bottom(self) -> None:
        """To the last row."""
        self.move(self.window.total - 1)

    def do_right(self) -> None:
        """Move the columns left by one, while some are hidden on the right."""
        if len(self._placed) < len(self.columns) - self.skip:
            self.skip += 1
            self.lay_out()

    def do_left(self) -> None:
        """Move the columns back by one."""
        self.skip = max(0, self.skip - 1)
        self.lay_out()

    def do_open(self) -> None:
        """Open the row under the cursor."""
        if (row := self.row) is not None:
            self.post_message(self.Opened(row))

    # Marks

    def do_mark(self) -> None:
        """End a range, or mark the row and move down."""
        if self.begun is not None:
            self.do_range()
        elif (row := self.row) is not None:
            self.marks.toggle(row.id, self.window.where)
            self.redraw_row(self.cursor)
            self.move(self.cursor + 1)
            self.post_message(self.Changed())

    def do_range(self) -> None:
        """Begin a range here, or mark the one that was begun."""
        if self.begun is None:
            self.begun = self.cursor
            self.redraw_row(self.cursor)
            self.post_message(self.Changed())
            return
        first, last = sorted((self.begun, self.cursor))
        self.begun = None
        rows = [self.window.row(at) for at in range(first, last + 1)]
        if None not in rows:
            self._mark(rows)
            return
        wanted = Wanted(self.window.where, self.window.sort, -1, last - first + 1, skip=first)
        self.source.page(wanted, self._mark)

    def _mark(self, rows: Sequence[R | None] | None) -> None:
        marked = [row.id for row in rows or () if row is not None]
        self.marks.add(marked, self.window.where)
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
        self.marks.clear()
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    # Order

    def do_sort_left(self) -> None:
        """Sort by the next sortable column to the left."""
        self._sort_by(-1)

    def do_sort_right(self) -> None:
        """Sort by the next sortable column to the right."""
        self._sort_by(1)

    def do_turn(self) -> None:
        """Turn the order round."""
        sort = self.window.sort
        self.load(self.window.where, sort[1:] if sort.startswith("-") else f"-{sort}")

    def _sort_by(self, step: int) -> None:
        names = [column.sort for column in self.columns if column.sort]
        now = self.window.sort.lstrip("-")
        at = names.index(now) if now in names else 0
        chosen = names[(at + step) % len(names)]
        sign = "-" if self.window.sort.startswith("-") else ""
        self.load(self.window.where, f"{sign}{chosen}")

    # Drawing

    def on_resize(self, _event: events.Resize) -> None:
        """Give the columns their new widths, and keep the cursor in view."""
        self.lay_out()
        self.fit_rows()
        first, last = self.in_view()
        if not first <= self.cursor <= last:
            self._scroll(self.cursor - self.lines // 2)
        self._want()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for what came into view, whoever scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self._want()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Head: sort. Gutter: mark. A row: go there; twice: open it."""
        if event.y == 0:
            self._click_head(event.x)
            return
        index = self.scroll_offset.y + event.y - 1
        if index >= self.window.total:
            return
        self.move(index)
        if event.x < GUTTER:
            self.do_mark()
        elif event.chain == 2:
            self.do_open()

    def _click_head(self, x: int) -> None:
        left = GUTTER
        for placed in self._placed:
            if left <= x < left + placed.width:
                if placed.column.sort == self.window.sort.lstrip("-"):
                    self.do_turn()
                elif placed.column.sort:
                    self.load(self.window.where, placed.column.sort)
                return
            left += placed.width + GAP
