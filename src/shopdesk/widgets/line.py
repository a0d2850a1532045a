"""One line of words: the top line, the status line and the footer are made of it.

A change redraws only what differs, so a position that counts along costs a few bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from shopdesk.text import safe
from shopdesk.widgets.differences import differing
from shopdesk.widgets.glyphs import glyphs


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words on a line, how they look, and what a click on them does."""

    text: str
    look: str = ""
    act: Callable[[], None] | None = None

    @property
    def width(self) -> int:
        """Cells that the words take."""
        return cell_len(self.text)


class Line(Widget):
    """A line with words on its left and on its right; the right side wins when it is narrow."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--key", "line--dim", "line--strong", "line--chosen", "line--late", "line--good",
    }  # fmt: skip
    DEFAULT_CSS = """
    Line {
        height: 1; background: $panel; color: $foreground;
        & > .line--key { color: $text-accent; text-style: bold; }
        & > .line--dim { color: $text-disabled; }
        & > .line--strong { text-style: bold; }
        & > .line--chosen { background: $primary-muted; text-style: bold; }
        & > .line--late { color: $text-error; text-style: bold; }
        & > .line--good { color: $text-success; }
    }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()

    def show(
        self, left: Sequence[Piece] | None = None, right: Sequence[Piece] | None = None
    ) -> None:
        """Put these words on the sides that are given; the other side stays."""
        new = (
            self._left if left is None else _made_safe(left),
            self._right if right is None else _made_safe(right),
        )
        if new == (self._left, self._right):
            return
        before = self.render_line(0) if self.size.width else None
        self._left, self._right = new
        if before is None:
            self.refresh()
        elif changed := differing(before, self.render_line(0)):
            self.refresh(Region(changed[0], 0, changed[1], 1))

    def notify_style_update(self) -> None:
        """Draw with the colours of the new theme."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, blank = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, blank)
        room = max(0, width - _width(self._right))
        left = Strip(self._segments(self._left, blank)).adjust_cell_length(room, blank)
        right = Strip(self._segments(self._right, blank))
        return Strip.join([left, right]).adjust_cell_length(width, blank)

    def _segments(self, pieces: Sequence[Piece], blank: Style) -> list[Segment]:
        return [Segment(piece.text, self._style(piece.look, blank)) for piece in pieces]

    def _style(self, look: str, blank: Style) -> Style:
        if not look:
            return blank
        return blank + self.get_component_rich_style(f"line--{look}")

    def on_click(self, event: events.Click) -> None:
        """Do what the words under the mouse stand for."""
        at = 0
        for piece in (*self._left, None, *self._right):
            if piece is None:
                at = self.size.width - _width(self._right)
            elif at <= event.x < at + piece.width:
                if piece.act:
                    piece.act()
                return
            else:
                at += piece.width


def cut(text: str, width: int) -> str:
    """Return the text in at most ``width`` cells."""
    return (
        text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)) + glyphs().more
    )


def _made_safe(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(Piece(safe(piece.text), piece.look, piece.act) for piece in pieces)


def _width(pieces: Sequence[Piece]) -> int:
    return sum(piece.width for piece in pieces)
