"""A report on the screen, walked: the cursor goes to all that opens rows."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Region
from textual.message import Message

from shopdesk.locale import _
from shopdesk.screens.reports.page import Page
from shopdesk.widgets.action import N_, Action, Acts

if TYPE_CHECKING:
    from shopdesk.screens.reports.layout import Drawn


class Preview(Acts, Page):
    """The lines of a report. Its keys are those of a list, also where a person changed them."""

    PLACE = "grid"
    ACTIONS: ClassVar = (
        Action("up", "up,k", N_("Up"), N_("One row up")),
        Action("down", "down,j", N_("Down"), N_("One row down")),
        Action("page_up", "pageup", N_("Page up"), N_("One page up")),
        Action("page_down", "pagedown", N_("Page down"), N_("One page down")),
        Action("top", "g,home", N_("First"), N_("To the first row")),
        Action("bottom", "G,end", N_("Last"), N_("To the last row")),
        Action("right", "right,l", N_("More columns"), N_("Move the columns left, to see more")),
        Action("left", "left,h", N_("Columns back"), N_("Move the columns back")),
        Action("open", "enter", N_("Open"), N_("Open the row"), reach="row"),
    )

    class Opened(Message):
        """A person wants the rows behind a line."""

        def __init__(self, drawn: "Drawn") -> None:
            self.drawn = drawn
            super().__init__()

    def do_down(self) -> None:
        """Go to the next thing that opens rows; what stands between is read on the way."""
        line = self._next(self._cursor if self.here else self._top - 1, 1)
        if line is not None and line <= self._last:
            self._rest(line)
        else:
            self._read_on(1, line)

    def do_up(self) -> None:
        """Go to the thing before that opens rows."""
        line = self._next(self._cursor if self.here else self._last + 1, -1)
        if line is not None and line >= self._top:
            self._rest(line)
        else:
            self._read_on(-1, line)

    def _next(self, line: int, by: int) -> int | None:
        at = bisect_right(self._stops, line) if by > 0 else bisect_left(self._stops, line) - 1
        return self._stops[at] if 0 <= at < len(self._stops) else None

    def _read_on(self, by: int, line: int | None) -> None:
        """Scroll by half a page, or farther towards the line, but never past what was not read."""
        half, most = self.size.height // 2, max(1, self.size.height - 2)
        far = 0
        if line is not None:
            far = line - self._last if by > 0 else self._top - line
        self._turn_to(self._first + by * min(most, far + half))
        if line is not None and self._seen(line):
            self._rest(line)
        else:
            self.come_along()

    def do_page_up(self) -> None:
        """One page up."""
        self._page(-1)

    def do_page_down(self) -> None:
        """One page down."""
        self._page(1)

    def _page(self, by: int) -> None:
        before = self._first
        self._turn_to(before + by * max(1, self.size.height - 2))
        if self._first == before and self._stops:
            self._rest(self._stops[-1 if by > 0 else 0])
        self.come_along()

    def do_top(self) -> None:
        """To the beginning."""
        self._turn_to(0)
        self.come_along(first=True)

    def do_bottom(self) -> None:
        """To the end."""
        self._turn_to(len(self._drawn))
        if self._stops and self._seen(self._stops[-1]):
            self._rest(self._stops[-1])

    def turn_part(self, by: int) -> None:
        """Go to the beginning of the next part, or of the one before."""
        parts = [line for line, drawn in enumerate(self._drawn) if drawn.part]
        at = bisect_right(parts, self._first) if by > 0 else bisect_left(parts, self._first) - 1
        if 0 <= at < len(parts):
            self._turn_to(parts[at])
            self.come_along(first=True)

    def do_right(self) -> None:
        """Move the columns of the tables left by one."""
        self._turn_columns(1)

    def do_left(self) -> None:
        """Move the columns back by one."""
        self._turn_columns(-1)

    def _turn_columns(self, by: int) -> None:
        before = [drawn.pieces for drawn in self._drawn]
        self._skip = max(0, self._skip + by)
        self._lay_out()
        if by > 0 and before == [drawn.pieces for drawn in self._drawn]:
            self._skip -= 1  # nothing was left to move in

    def do_open(self) -> None:
        """Open the rows behind the line."""
        if (drawn := self.here) is not None:
            self.post_message(self.Opened(drawn))
        else:
            self.tell(_("Nothing in view opens rows."))

    def come_along(self, *, first: bool = False) -> None:
        """Let the cursor rest on something in view, if there is anything."""
        if first or not self._seen(self._cursor):
            line = self._next(self._top - 1, 1)
            if line is not None and line <= self._last:
                self._rest(line)
        self.post_message(self.Moved())

    def _rest(self, line: int) -> None:
        old, self._cursor = self._cursor, line
        for changed in {old, line}:
            if self._seen(changed):
                width = self.scrollable_content_region.width
                self.refresh(Region(0, changed - self._first, width, 1))
        self.post_message(self.Moved())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what came into view; where the mouse scrolled, the cursor comes along."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.come_along()

    def on_click(self, event: events.Click) -> None:
        """Go to the line; twice: open what stands behind it."""
        line = self._first + event.y
        if line < len(self._drawn) and self._drawn[line].stop:
            self._rest(line)
            if event.chain == 2:
                self.do_open()
