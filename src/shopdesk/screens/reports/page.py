"""The lines of a report as they stand on the screen: scrolled, drawn, with a cursor on one."""

from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from shopdesk.text import safe
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.reports.document import Document
    from shopdesk.screens.reports.layout import Drawn
    from shopdesk.screens.reports.tables import Head

GUTTER: Final = 2
"""Cells on the left for the cursor."""
MARGIN: Final = 1
"""Cells between the lines and the scrollbar."""


class Page(ScrollView, can_focus=True):
    """The lines of a report; the head of a table stays in view while its rows are read."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "page--bar", "page--second", "page--quiet", "page--strong", "page--title",
        "page--head", "page--rule", "page--cursor", "page--cursor-blur",
    }  # fmt: skip
    DEFAULT_CSS = """
    Page {
        background: $surface; color: $foreground; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        & > .page--title { color: $text-accent; text-style: bold; }
        & > .page--head { color: $text-muted; text-style: bold; }
        & > .page--rule { color: $panel-lighten-2; }
        & > .page--bar { color: $text-primary; }
        & > .page--second { color: $text-muted; }
        & > .page--quiet { color: $text-muted; }
        & > .page--strong { text-style: bold; }
        & > .page--cursor { background: $primary-muted; text-style: bold; }
        & > .page--cursor-blur { background: $panel; }
    }
    """

    class Moved(Message, namespace="preview"):
        """The cursor rests elsewhere, or what it rests on changed."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.document: Document | None = None
        self.saying = ""
        """What stands here while there is no report."""
        self._drawn: list[Drawn] = []
        self._stops: list[int] = []
        self._cursor = 0
        self._skip = 0

    # What is shown

    def show(self, document: "Document | None", *, anew: bool = True) -> None:
        """Show this report from its top; where it is not another one, the place in it stays."""
        if document == self.document and document is not None and not anew:
            return
        self.document = document
        self._skip = 0 if anew else self._skip
        self._lay_out()
        if anew:
            self._turn_to(0)
            self.come_along(first=True)

    def say(self, sentence: str) -> None:
        """Say this where there is no report yet."""
        self.saying = sentence
        self.refresh()

    def _lay_out(self) -> None:
        """Draw for the width there is; the cursor stays on the same thing to open."""
        from shopdesk.screens.reports.layout import lay_out

        at = bisect_left(self._stops, self._cursor)
        width = self.scrollable_content_region.width - GUTTER - MARGIN
        self._drawn = (
            lay_out(self.document, width, self._skip) if self.document and width > 0 else []
        )
        self._stops = [line for line, drawn in enumerate(self._drawn) if drawn.stop]
        self._cursor = self._stops[min(at, len(self._stops) - 1)] if self._stops else 0
        self.virtual_size = Size(self.size.width, len(self._drawn))
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Draw for the new width, and keep the cursor in view."""
        self._lay_out()
        if self._stops and not self._seen(self._cursor):
            self._turn_to(self._cursor - self.size.height // 2)

    @property
    def here(self) -> "Drawn | None":
        """What the cursor rests on, unless that is out of sight."""
        if self._stops and self._seen(self._cursor):
            return self._drawn[self._cursor]
        return None

    @property
    def place(self) -> tuple[int, int]:
        """The last line in view, and how many there are."""
        return min(self._last, len(self._drawn) - 1) + 1, len(self._drawn)

    @property
    def _first(self) -> int:
        return int(self.scroll_offset.y)

    @property
    def _top(self) -> int:
        """The first line to be seen: a table's head may stand before the one that is there."""
        return self._first + len(self._headed())

    def _headed(self) -> "Head":
        """Return the head that would be out of sight; it covers nothing but rows of its table."""
        at = self._first
        head = self._drawn[at].head if at < len(self._drawn) else ()
        covered = [one for one in self._drawn[at : at + len(head)] if one.head is head]
        return head[-len(covered) :] if covered else ()

    @property
    def _last(self) -> int:
        return self._first + max(1, self.size.height) - 1

    def _seen(self, line: int) -> bool:
        return self._top <= line <= self._last

    def _turn_to(self, top: int) -> None:
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def come_along(self, *, first: bool = False) -> None:
        """Let the cursor rest on something in view, if there is anything."""
        raise NotImplementedError

    # How it is drawn

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        width, blank = self.scrollable_content_region.width, self.rich_style
        line = self._first + y
        if line >= len(self._drawn):
            said = f"  {safe(self.saying)}" if y == 1 and self.document is None else ""
            return Strip([Segment(said, blank)]).adjust_cell_length(width, blank)
        head, drawn = self._headed(), self._drawn[line]
        here = line == self._cursor and drawn.stop and y >= len(head)
        if here:
            blank += self._own("cursor" if self.has_focus else "cursor-blur")
        segments = [Segment(safe(glyphs().cursor if here else " ").ljust(GUTTER), blank)]
        segments += [
            Segment(safe(piece.text), blank + self._look(piece.look))
            for piece in (head[y] if y < len(head) else drawn.pieces)
        ]
        return Strip(segments).adjust_cell_length(width, blank)

    def _own(self, look: str) -> Style:
        return self.get_component_rich_style(f"page--{look}")

    def _look(self, look: str) -> Style:
        """Return how a piece looks; the line's background stays."""
        if not look:
            return Style.null()
        own = self._own(look)
        return Style(color=own.color, bold=own.bold or None)

    def notify_style_update(self) -> None:
        """Draw with the colours of the new theme."""
        super().notify_style_update()
        self.refresh()
