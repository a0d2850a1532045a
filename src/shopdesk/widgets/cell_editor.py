"""An input in the place of a cell: what is typed, what completes it, and what is wrong with it."""

from collections.abc import Callable, Sequence
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input

from shopdesk.widgets.cell_input import CellInput
from shopdesk.widgets.line import Line, Piece

ROOM: Final = 22
"""Cells that the input has at least, however narrow its column is."""


class CellEditor(Widget):
    """An input over a cell, and under it (over it on the last line) what is to be said about it."""

    DEFAULT_CSS = """
    CellEditor {
        overlay: screen; constrain: inside; position: absolute; height: 2; width: 30;
        layout: vertical; background: $panel;
        & > CellInput, & > CellInput:focus {
            height: 1; width: 1fr; border: none; padding: 0 1; background: $primary-muted;
        }
        & > Line { height: 1; background: $panel; dock: bottom; }
        &.-last > Line { dock: top; }
        &.-silent { height: 1; }
        &.-silent > Line { display: none; }
    }
    """

    def __init__(self, typed: Callable[[str], None], left: Callable[[bool, int], None]) -> None:
        super().__init__()
        self._field = CellInput(left)
        self._line = Line()
        self._typed = typed
        self._about = ""

    @property
    def text(self) -> str:
        """What stands in the cell now."""
        return self._field.value

    def compose(self) -> ComposeResult:
        """Hold the input and its line."""
        yield self._field
        yield self._line

    def ask(self, text: str, words: Sequence[str], about: str, cell: Region, room: Region) -> None:
        """Ask for the text of this cell, and take the keys at once: the next one is on its way."""
        self._about = about
        self._field.ask(text, words)
        self.stand(cell, room)
        self.say("")

    def take_keys(self) -> None:
        """Take the keys."""
        self.screen.set_focus(self._field, scroll_visible=False)

    def wait(self) -> None:
        """Let the keys wait until the value was kept or refused."""
        self._field.hold()

    def go_on(self) -> None:
        """Take the keys that waited."""
        self._field.go_on()

    def close(self) -> None:
        """Go away; keys that are still on their way go on to the list."""
        self._field.closed = True
        self._field.go_on()
        self.remove()

    def refuse(self, wrong: str) -> None:
        """Say what is wrong with the value, and take keys again."""
        self._field.drop()
        self.say(wrong)

    def say(self, wrong: str) -> None:
        """Say what is wrong, or else what the cell is about, or nothing at all."""
        pieces = [Piece(f" {wrong}", "late")] if wrong else [Piece(f" {self._about}", "dim")]
        self._line.show(pieces)
        self.set_class(not wrong and not self._about, "-silent")
        self._widen(len(wrong or self._about) + 2)

    def stand(self, cell: Region, room: Region) -> None:
        """Stand over this cell of the screen, and grow within this room."""
        self._cell, self._room = cell, room
        last = cell.bottom >= room.bottom
        self.set_class(last, "-last")
        self._widen(0)

    def _widen(self, wanted: int) -> None:
        width = min(max(ROOM, wanted, self._cell.width + 2), self._room.width)
        x = max(self._room.x, min(self._cell.x - 1, self._room.right - width))
        silent = self.has_class("-silent")
        above = self.has_class("-last") and not silent
        self.styles.width = width
        self.styles.offset = (x, self._cell.y - above)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed(event.value)
