"""Going about a grid: the cursor up and down, the view by pages, the columns left and right."""

from typing import Any

from textual.message import Message

from shopdesk.widgets.pages import Pages
from shopdesk.widgets.window import R


class Going(Pages[R]):
    """Pages with a cursor that walks.

    A step redraws two lines. At the edge the view turns by a page instead of by a line, because a
    terminal gets every line anew whenever the view scrolls.
    """

    class Opened(Message, namespace="grid"):
        """A row was opened."""

        def __init__(self, row: Any) -> None:
            self.row = row
            super().__init__()

    def move(self, to: int) -> None:
        """Put the cursor on this row; the view turns a page when it must."""
        to = max(0, min(to, self.window.total - 1))
        old, self.cursor = self.cursor, to
        if old == to:
            return
        first, last = self.in_view()
        if to < first:
            self._scroll(to - self.lines + 2 if to > first - self.lines else to)
        elif to > last:
            self._scroll(to - (1 if to <= last + self.lines else self.lines - 1))
        elif self.begun is None:
            self.redraw_row(old)
            self.redraw_row(to)
        else:
            self.refresh()
        self._want()
        self.moved()

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

    def do_top(self) -> None:
        """To the first row."""
        self.move(0)

    def do_bottom(self) -> None:
        """To the last row."""
        self.move(self.window.total - 1)

    def do_right(self) -> None:
        """Move the columns left by one, while some are hidden on the right."""
        if self.more_right():
            self.skip += 1
            self.lay_out()

    def do_left(self) -> None:
        """Move the columns back by one."""
        if self.skip:
            self.skip -= 1
            self.lay_out()

    def do_open(self) -> None:
        """Open the row under the cursor."""
        if (row := self.row) is not None:
            self.post_message(self.Opened(row))
