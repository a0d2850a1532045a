"""The record panel: everything about the row under the cursor, beside the grid."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from shopdesk.locale import _
from shopdesk.text import safe
from shopdesk.widgets.differences import differing
from shopdesk.widgets.paper import Paper

WHEEL = 3
"""Lines that one notch of the wheel moves."""


class RecordPanel(Widget):
    """A sheet that follows the cursor. A new sheet draws only what differs from the one before."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"panel--more"}
    DEFAULT_CSS = """
    RecordPanel {
        background: $surface; border-left: solid $panel; padding: 0 1;
        & > .panel--more { background: $surface; color: $text-muted; }
    }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._content = Content()
        self._lines: list[Strip] = []
        self._top = 0

    def show(self, paper: Paper) -> None:
        """Show this sheet from its top."""
        self._put(paper.content())

    def clear(self) -> None:
        """Show nothing."""
        self._put(Content())

    def _put(self, content: Content) -> None:
        height = self.content_size.height
        old = [self.render_line(y) for y in range(height)]
        self._content = content
        self._wrap()
        self._top = self._first()
        for y, strip in enumerate(old):
            if changed := differing(strip, self.render_line(y)):
                self.refresh(Region(changed[0], y, changed[1], 1))

    def _first(self) -> int:
        """Return the line that a new sheet is read from."""
        return 0

    def _hint(self) -> str:
        """Return what the last line says where the sheet goes on below it."""
        return _("… enter shows all")

    def _wrap(self) -> None:
        width = self.content_size.width
        self._lines = (
            Visual.to_strips(self, self._content, width, None, self.visual_style, pad=True)
            if width
            else []
        )

    def on_resize(self) -> None:
        """Wrap the sheet to the new width."""
        self._wrap()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw with the colours of the new theme."""
        super().notify_style_update()
        self._wrap()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down."""
        event.stop()
        self._move(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up."""
        event.stop()
        self._move(-WHEEL)

    def _move(self, by: int) -> None:
        most = max(0, len(self._lines) - self.content_size.height)
        self._top = max(0, min(self._top + by, most))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line; the last one says where the rest is."""
        width, height = self.content_size
        at = self._top + y
        if y == height - 1 and at < len(self._lines) - 1 and (hint := self._hint()):
            style = self.get_component_rich_style("panel--more")
            return Strip([Segment(safe(hint), style)]).adjust_cell_length(width, style)
        if at < len(self._lines):
            return self._lines[at]
        return Strip.blank(width, self.rich_style)
