"""What a grid asks its source for, and what it does with the answers: pages, totals, places."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol, TypeVar

from textual import events
from textual.geometry import Region
from textual.message import Message

from shopdesk.widgets.columns import Column
from shopdesk.widgets.lines import Lines
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

    def among(self, where: str, ids: Collection[int], answer: Callable[[int | None], None]) -> None:
        """Count those of the rows with these ids that match."""


class Pages(Lines[R]):
    """Lines that fetch what they show. The cursor stays on its row, whatever happens around it."""

    class Moved(Message, namespace="grid"):
        """The cursor is on another row, or its row changed."""

    class Changed(Message, namespace="grid"):
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
        self.stepped: Callable[[], None] = lambda: None
        """Called at once when the cursor or the number of rows changed, so that whatever tells the
        place is drawn in the same frame as the cursor."""
        self._leading = False
        self._coming = False
        self._due: list[Callable[[], None]] = []

    def once_here(self, act: Callable[[], None]) -> None:
        """Do this now, or once the rows that were asked for stand here instead of others.

        Keys are typed ahead of any answer: what follows a filter is meant for what it finds.
        """
        if self._coming:
            self._due.append(act)
        else:
            act()

    def _come(self, *, failed: bool = False) -> None:
        """Do what waited, in its turn; where no rows came it is forgotten."""
        self._coming, due, self._due = False, self._due, []
        for act in () if failed else due:
            self.once_here(act)

    def load(self, where: str, sort: str | None = None) -> None:
        """Show what matches the filter, from the top. Marks stay, by id."""
        if self.marks.everything and self.marks.within != where:
            self.spell_out(self._look_for_marks)
        if where != self.window.where or self.row is None:
            self._coming, self._due = True, []
        self._renew(where, sort or self.window.sort)
        self.begun = None
        age = self.window.age
        self.source.page(self.window.top(), partial(self._take, age, 0, top=True))
        self.source.total(where, partial(self._count, age))
        self._look_for_marks()

    def reload(self, sort: str | None = None) -> None:
        """Ask for everything again, in another order if need be; the cursor stays on its row."""
        row, at = self.row, self.cursor
        where, sort = self.window.where, sort or self.window.sort
        self._renew(where, sort)
        age = self.window.age

        def counted(total: int | None) -> None:
            if total and row is not None and age == self.window.age:
                self.source.place(where, sort, row, at, partial(self._follow, age, total, at))
            else:
                self._count(age, total)

        self.source.total(where, counted)
        self._look_for_marks()

    def _renew(self, where: str, sort: str) -> None:
        turned = sort != self.window.sort
        self.window.renew(where, sort)
        if turned:
            self.redraw_head()

    def _count(self, age: int, total: int | None) -> None:
        if age != self.window.age or total is None:
            return
        with self.redrawing():
            self.window.settle(total)
            self.marks.recount(self.window.where, total)
            self.fit_rows()
        self._want()
        self.stepped()
        self.post_message(self.Changed())
        if not total:
            self.post_message(self.Moved())
            self._come()

    def _follow(self, age: int, total: int, was: int, now: int | None) -> None:
        """Move with the row under the cursor: ``now - was`` rows came in above it."""
        if age != self.window.age:
            return
        if by := (was if now is None else now) - was:
            with self.redrawing():  # the view may be too short to scroll along
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
            self._come(failed=True)
            return
        before = self.row
        if top or self._sees(number):
            with self.redrawing():
                self._put(number, rows, top=top)
        else:
            self.window.take(number, rows)
        self.widen(rows)
        if top or before is not self.row:
            self.moved()
        self._come()

    def _sees(self, number: int) -> bool:
        first, last = self.in_view()
        return number * PAGE <= last and first < (number + 1) * PAGE

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

    # Marks that are not to be seen

    def spell_out(self, then: Callable[[], None]) -> None:
        """Turn "all that matched" into ids, then go on."""
        within = self.marks.within

        def take(ids: Sequence[int] | None) -> None:
            if ids is not None and self.marks.within == within:
                self.marks.spell_out(ids)
                self.redraw()
                self.post_message(self.Changed())
                then()

        if within is not None:
            self.source.ids(within, take)

    def _look_for_marks(self) -> None:
        """Ask how many of the marked rows the filter of now does not show."""
        marks = self.marks
        if marks.everything or not marks:
            return

        where, ids = self.window.where, frozenset(marks.ids)

        def take(shown: int | None) -> None:
            if shown is not None and ids == marks.ids and where == self.window.where:
                marks.hidden = len(ids) - shown
                self.post_message(self.Changed())

        self.source.among(where, ids, take)

    # Where the view is

    def moved(self) -> None:
        """Tell that the cursor is on another row: at once whoever draws it, later whoever acts."""
        self.stepped()
        self.post_message(self.Moved())

    def _scroll(self, top: int) -> None:
        with self._lead():
            self.scroll_to(y=max(0, top), animate=False, force=True)

    @contextmanager
    def _lead(self) -> Iterator[None]:
        """Scroll on our own account: the cursor is put where it belongs by the caller."""
        before, self._leading = self._leading, True
        yield
        self._leading = before

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for what came into view. Where the mouse scrolled, the cursor comes along.

        An action works on the row under the cursor, so it is never out of sight. The scrollbar is
        drawn anew only when its thumb moves: a page of a million rows is less than it can show.
        """
        eighth = self.virtual_size.height / max(1, 8 * self.size.height)
        bar = self.vertical_scrollbar
        if round(new_value / eighth) != round(bar.position / eighth):
            bar.position = new_value
        if round(old_value) == round(new_value):
            return
        self.refresh(Region(0, 1, self.scrollable_content_region.width, self.lines))
        first, last = self.in_view()
        seen = max(first, min(self.cursor, last, self.window.total - 1))
        if not self._leading and self.window.total and seen != self.cursor:
            self.cursor = seen
            self.moved()
        self._want()

    def on_resize(self, _event: events.Resize) -> None:
        """Give the columns their new widths, and keep the cursor in view."""
        self.lay_out()
        self.fit_rows()
        first, last = self.in_view()
        if not first <= self.cursor <= last:
            self._scroll(self.cursor - self.lines // 2)
        self._want()
