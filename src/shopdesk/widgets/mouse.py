"""The mouse on a grid. It works everywhere and is needed nowhere."""

from textual import events

from shopdesk.widgets.editing import Editing
from shopdesk.widgets.lines import GUTTER
from shopdesk.widgets.window import R


class Mouse(Editing[R]):
    """A grid that can be clicked. The wheel and the scrollbar are Textual's own."""

    def on_click(self, event: events.Click) -> None:
        """Head: sort. Gutter or ctrl: mark. Shift: mark up to here. A row: go there; twice: open.

        Some terminals keep shift for themselves; ``v`` marks a range too. A click beside an open
        cell leaves it, unless something was typed there.
        """
        if self.typed:
            self.back_to_cell()
            return
        self.close_cell()
        if event.y == 0:
            self._click_head(event.x)
            return
        index = self.scroll_offset.y + event.y - 1
        if index >= self.window.total:
            return
        was = self.cursor
        self.move(index)
        if event.shift:
            self.mark_between(was, index)
        elif event.ctrl or event.x < GUTTER:
            self.mark_here()
        elif event.chain == 2:
            self.do_open()

    def _click_head(self, x: int) -> None:
        if x < GUTTER:
            self.do_left()
        elif (placed := self.placed_at(x)) is None:
            self.do_right()
        elif placed.column.sort == self.window.sort.lstrip("-"):
            self.do_turn()
        elif placed.column.sort:
            self.sort_by(placed.column.sort)
