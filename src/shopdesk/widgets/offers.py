"""What drops down below a line that is typed in: what is wrong there, or how it may go on."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from shopdesk.text import safe
from shopdesk.widgets.columns import fit

SHOWN: Final = 8
"""Choices in view at once."""
TALLEST: Final = 4
"""Lines of a heading, or of what is wrong."""
WIDEST: Final = 76
"""Cells that the box takes at most; where the terminal is narrower, less."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on: the columns of the text that it replaces, by what, and a hint beside it."""

    text: str
    start: int
    end: int
    hint: str = ""

    def put(self, typed: str) -> tuple[str, int]:
        """Return what was typed with the choice in its place, and where the cursor goes."""
        return typed[: self.start] + self.text + typed[self.end :], self.start + len(self.text)


class Offers(Widget):
    """A box over the desk with a heading and a few choices; empty, it is not there."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "offers--row", "offers--chosen", "offers--hint", "offers--wrong", "offers--heading",
    }  # fmt: skip
    DEFAULT_CSS = """
    Offers {
        overlay: screen; constrain: inside none; display: none; height: auto;
        background: $panel-lighten-1; color: $foreground;
        & > .offers--row { background: $panel-lighten-1; color: $foreground; }
        & > .offers--chosen { background: $primary-muted; text-style: bold; }
        & > .offers--hint { background: $panel-lighten-1; color: $text-muted; }
        & > .offers--wrong { background: $panel-lighten-1; color: $text-error; text-style: bold; }
        & > .offers--heading { background: $panel-lighten-1; color: $text-muted; }
    }
    """

    def __init__(self, take: Callable[[Choice], None]) -> None:
        super().__init__()
        self._take = take
        self._heading: list[str] = []
        self._wrong = False
        self._texts = self._at = 0
        self.choices: tuple[Choice, ...] = ()
        self.chosen: int | None = None

    def offer(self, choices: Sequence[Choice], *, at: int, heading: str = "") -> None:
        """Show the choices below this cell of the line; none of them is chosen yet."""
        self._drop(at, tuple(choices), heading, wrong=False)

    def complain(self, sentence: str, *, at: int) -> None:
        """Show what is wrong with the line, below this cell of it."""
        self._drop(at, (), sentence, wrong=True)

    def clear(self) -> None:
        """Show nothing."""
        self.choices, self.chosen = (), None
        self.display = False

    def move(self, by: int) -> None:
        """Choose the next one; past the last comes the first."""
        first = -1 if by > 0 else 0
        at = first if self.chosen is None else self.chosen
        with self._redrawing():
            self.chosen = (at + by) % len(self.choices)

    def _drop(self, at: int, choices: tuple[Choice, ...], heading: str, *, wrong: bool) -> None:
        room = max(20, min(WIDEST, self.app.size.width - 2))
        with self._redrawing():
            self.choices, self.chosen, self._wrong = choices, None, wrong
            self._heading = wrap(safe(heading), room - 2)[:TALLEST]
            self._texts = max((cell_len(safe(one.text)) for one in choices), default=0)
            hints = max((cell_len(safe(one.hint)) for one in choices), default=0)
            wanted = max(self._texts + 2 * bool(hints) + hints, *map(cell_len, self._heading), 0)
            height = min(len(choices), SHOWN) + len(self._heading)
            self._place(at, min(room, wanted + 2), height)

    def _place(self, at: int, width: int, height: int) -> None:
        """Take this room; where the box stands already it never shrinks.

        Each new size or place sends the whole screen anew.
        """
        if not height:
            self.display = False
            return
        if self.display and at == self._at:
            width, height = max(width, self.size.width), max(height, self.size.height)
        self._at = at
        self.styles.width, self.styles.height = width, height
        self.styles.offset = (max(0, min(at, self.app.size.width - width)), 0)
        self.display = True

    @contextmanager
    def _redrawing(self) -> Iterator[None]:
        """Draw anew the lines that say something else after the block than before it."""
        size = self.size
        old = [self.render_line(y) for y in range(size.height)]
        yield
        for y, strip in enumerate(old):
            if self.render_line(y) != strip:
                self.refresh(Region(0, y, size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw the heading, or one choice."""
        width = self.size.width
        if y < len(self._heading):
            look = "offers--wrong" if self._wrong else "offers--heading"
            style = self.get_component_rich_style(look)
            return Strip([Segment(fit(f" {self._heading[y]}", width, "left"), style)], width)
        at = self._first() + y - len(self._heading)
        if not 0 <= at < len(self.choices):
            return Strip.blank(width, self.rich_style)
        return self._line(self.choices[at], width, chosen=at == self.chosen)

    def _line(self, choice: Choice, width: int, *, chosen: bool) -> Strip:
        style = self.get_component_rich_style("offers--chosen" if chosen else "offers--row")
        hint_style = style + Style(color=self.get_component_rich_style("offers--hint").color)
        text = fit(f" {safe(choice.text)}", min(self._texts + 3, width - 1), "left")
        hint = fit(safe(choice.hint), max(1, width - cell_len(text)), "left")
        return Strip([Segment(text, style), Segment(hint, hint_style)]).adjust_cell_length(width)

    def _first(self) -> int:
        """Return the first choice in view: the chosen one stays in it."""
        return max(0, (self.chosen or 0) - SHOWN + 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the choice under the mouse, before the line loses the keys."""
        event.stop()
        event.prevent_default()
        at = self._first() + event.y - len(self._heading)
        if 0 <= at < len(self.choices):
            self._take(self.choices[at])
