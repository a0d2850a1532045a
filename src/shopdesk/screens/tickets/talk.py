"""The conversation: messages as bubbles of plain text, oldest above, read from the newest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from shopdesk.locale import N_
from shopdesk.widgets.action import Action, Acts
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.record_panel import RecordPanel

STEP = 6
"""Cells that our own side of a conversation stands further to the right."""
BAR = "▌ "


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message: ``side`` is "in", "out", "note" or "system", and chooses the place and look."""

    side: str
    paper: Paper
    id: int = 0


class Talk(Acts, RecordPanel, can_focus=True):
    """A sheet of bubbles. It stands at its end; a newest message too long for it from its head."""

    PLACE = "talk"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "talk--in", "talk--out", "talk--note", "talk--system", "talk--draft",
    }  # fmt: skip
    DEFAULT_CSS = """
    Talk {
        & > .talk--in { color: $accent; }
        & > .talk--out { color: $success; }
        & > .talk--note { color: $warning; background: $warning 12%; }
        & > .talk--system { color: $foreground-muted; }
        & > .talk--draft { color: $secondary; }
    }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("line_up", "up,k", N_("Up"), N_("One line up")),
        Action("line_down", "down,j", N_("Down"), N_("One line down")),
        Action("page_up", "pageup", N_("Page up"), N_("One page up")),
        Action("page_down", "pagedown,space", N_("Page down"), N_("One page down")),
        Action("top", "g,home", N_("First"), N_("To the first line")),
        Action("bottom", "G,end", N_("Last"), N_("To the last line")),
        Action("next", "right,l", N_("Next ticket"), N_("Read the next ticket of the list")),
        Action("before", "left,h", N_("Ticket before"), N_("Read the ticket before in the list")),
    )

    class Turned(Message):
        """Somebody wants to read the next ticket, or the one before."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._bubbles: Sequence[Bubble] = ()
        self._starts: list[int] = []

    def show_bubbles(self, bubbles: Sequence[Bubble]) -> None:
        """Show these messages, the newest in view."""
        self._bubbles = bubbles
        self._put(Content())

    def clear(self) -> None:
        """Show nothing."""
        self.show_bubbles(())

    def _wrap(self) -> None:
        self._lines, self._starts = [], []
        width = self.content_size.width
        for bubble in self._bubbles if width else ():
            if self._lines:
                self._lines.append(Strip.blank(width, self.rich_style))
            self._starts.append(len(self._lines))
            self._lines.extend(self._drawn(bubble, width))

    def _drawn(self, bubble: Bubble, width: int) -> list[Strip]:
        """Return the lines of one bubble: its bar, and beside it what it says."""
        step = min(STEP, width // 8) if bubble.side in {"out", "draft"} else 0
        look = f"talk--{bubble.side}"
        bar = Strip([Segment(BAR, self.get_component_rich_style(look))])
        blank = Strip.blank(step, self.rich_style)
        room = max(1, width - step - len(BAR))
        content = bubble.paper.content().rstrip()
        style = self.visual_style
        if bubble.side == "note":
            style = self.get_visual_style(look)
        lines = Visual.to_strips(self, content, room, None, style, pad=True)
        return [Strip.join([blank, bar, line]) for line in lines]

    def _first(self) -> int:
        """Return the line to begin with: the newest message whole, or from its head."""
        most = max(0, len(self._lines) - self.content_size.height)
        return min(most, self._starts[-1]) if self._starts else 0

    def _hint(self) -> str:
        """Return what the last line says where more stands below: nothing, it only scrolls."""
        return ""

    def on_resize(self) -> None:
        """Wrap anew, and stand at the newest message again."""
        super().on_resize()
        self._top = self._first()

    def do_line_up(self) -> None:
        """One line up."""
        self._move(-1)

    def do_line_down(self) -> None:
        """One line down."""
        self._move(1)

    def do_page_up(self) -> None:
        """One page up."""
        self._move(1 - self.content_size.height)

    def do_page_down(self) -> None:
        """One page down."""
        self._move(self.content_size.height - 1)

    def do_top(self) -> None:
        """To the first line."""
        self._move(-len(self._lines))

    def do_bottom(self) -> None:
        """To the last line."""
        self._move(len(self._lines))

    def do_next(self) -> None:
        """Read the next ticket."""
        self.post_message(self.Turned(1))

    def do_before(self) -> None:
        """Read the ticket before."""
        self.post_message(self.Turned(-1))
