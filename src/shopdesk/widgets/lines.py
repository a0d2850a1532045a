"""The lines of a grid: what is at hand, where the cursor stands, and how each line is drawn."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from textwrap import wrap
from typing import ClassVar, Final, Generic

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from shopdesk.widgets.columns import GAP, Column, Placed, fit, measure, place, shown
from shopdesk.widgets.differences import differing
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.marks import Marks
from shopdesk.widgets.window import R, Window

GUTTER: Final = 2
"""Cells on the left for the cursor and the mark."""

LOOKS: Final = ("late", "soon", "good", "bad", "quiet", "strong", "hold")
"""Looks a cell may ask for; each is a component class ``grid--<look>``."""


class Lines(ScrollView, Generic[R], can_focus=True):
    """A head and rows, one line each, drawn from the pages at hand and kept until they change."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--row", "grid--head", "grid--sorted", "grid--cursor", "grid--cursor-blur",
        "grid--marked", "grid--empty", *(f"grid--{look}" for look in LOOKS),
    }  # fmt: skip
    DEFAULT_CSS = """
    Lines {
        background: $surface; color: $foreground; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        & > .grid--row { background: $surface; color: $foreground; }
        & > .grid--head { background: $panel; color: $text-muted; text-style: bold; }
        & > .grid--sorted { background: $panel; color: $text-accent; text-style: bold; }
        & > .grid--cursor { background: $primary-muted; color: $foreground; text-style: bold; }
        & > .grid--cursor-blur { background: $panel; color: $foreground; }
        & > .grid--marked { background: $accent-muted; color: $foreground; }
        & > .grid--empty { background: $surface; color: $text-muted; }
        & > .grid--late { color: $text-error; text-style: bold; }
        & > .grid--soon { color: $text-warning; }
        & > .grid--good { color: $text-success; }
        & > .grid--bad { color: $text-error; }
        & > .grid--hold { color: $text-secondary; }
        & > .grid--quiet { color: $text-muted; }
        & > .grid--strong { text-style: bold; }
    }
    """

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        sort: str,
        sentences: tuple[str, str, str],
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.sentences = sentences
        self.window: Window[R] = Window()
        self.window.sort = sort
        self.marks = Marks()
        self.cursor = 0
        self.begun: int | None = None
        self.skip = 0
        self.exists = True
        """There are rows at all, whatever the filter shows."""
        self._widest: dict[str, int] = {}
        self._placed: tuple[Placed, ...] = ()
        self._strips: LRUCache[tuple[int, str, bool, bool], Strip] = LRUCache(1024)
        self._styles: dict[tuple[str, str], Style] = {}

    @property
    def row(self) -> R | None:
        """The row under the cursor, if there is one at hand."""
        return self.window.row(self.cursor)

    @property
    def lines(self) -> int:
        """Rows that fit into the view."""
        return max(1, self.size.height - 1)

    def in_view(self) -> tuple[int, int]:
        """Return the first and the last place in view."""
        top = self.scroll_offset.y
        return top, top + self.lines - 1

    def redraw_row(self, index: int) -> None:
        """Draw one row anew, and no other line; the scrollbar beside it stays."""
        y = index + 1 - self.scroll_offset.y
        if 0 < y < self.size.height:
            self._redraw_line(y)

    def redraw_head(self) -> None:
        """Draw the head anew: the order changed."""
        self._redraw_line(0)

    def _redraw_line(self, y: int) -> None:
        self.refresh(Region(0, y, self.scrollable_content_region.width, 1))

    def redraw(self) -> None:
        """Draw every row anew: their marks or their contents changed."""
        self._strips.clear()
        self.refresh()

    @contextmanager
    def redrawing(self) -> Iterator[None]:
        """Draw anew what says something else after the block than before it."""
        old = [self.render_line(y) for y in range(self.size.height)]
        yield
        self._strips.clear()
        for y, strip in enumerate(old):
            if changed := differing(strip, self.render_line(y)):
                self.refresh(Region(changed[0], y, changed[1], 1))

    def notify_style_update(self) -> None:
        """Forget the colours of the old theme."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def on_focus(self) -> None:
        """Draw the cursor as one that listens."""
        self.redraw_row(self.cursor)

    def on_blur(self) -> None:
        """Draw the cursor as one that waits."""
        self.redraw_row(self.cursor)

    def fit_rows(self) -> None:
        """Take the number of rows as it is now: the scrollbar, and a cursor beyond the end."""
        size = Size(self.size.width, self.window.total + 1)
        self.cursor = max(0, min(self.cursor, self.window.total - 1))
        if size != self.virtual_size:
            self.virtual_size = size
            self.refresh()

    def widen(self, rows: Sequence[R]) -> None:
        """Give the identifiers of these rows the room they need."""
        found = measure(self.columns, rows)
        if any(width > self._widest.get(name, 0) for name, width in found.items()):
            for name, width in found.items():
                self._widest[name] = max(width, self._widest.get(name, 0))
            self.lay_out()

    def lay_out(self) -> None:
        """Choose the columns anew, and draw everything."""
        room = self.scrollable_content_region.width - GUTTER - GAP  # the last gap holds the hint
        self._placed = place(self.columns, room, widest=self._widest, skip=self.skip)
        self.redraw()

    def more_right(self) -> bool:
        """Tell whether scrolling the columns on would show others."""
        if self.skip >= len(self.columns) - 2 or not self._placed:
            return False
        if self.skip:
            return self._placed[-1].column != self.columns[-1]
        return len(self._placed) < len(self.columns)

    def where_is(self, column: str) -> tuple[int, int] | None:
        """Return the first cell of a column and its width, or None while it is not shown."""
        left = GUTTER
        for placed in self._placed:
            if placed.column.id == column:
                return left, placed.width
            left += placed.width + GAP
        return None

    def placed_at(self, x: int) -> Placed | None:
        """Return the column that has this cell of a line."""
        left = GUTTER
        for placed in self._placed:
            if left <= x < left + placed.width:
                return placed
            left += placed.width + GAP
        return None

    def _style(self, base: str, look: str = "") -> Style:
        style = self._styles.get((base, look))
        if style is None:
            style = self.get_component_rich_style(f"grid--{base}")
            if look:
                own = self.get_component_rich_style(f"grid--{look}")
                style += Style(color=own.color, bold=own.bold or None)  # the row's background stays
            self._styles[base, look] = style
        return style

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view: the head, a row, or what stands where no row is."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._head(width)
        index = self.scroll_offset.y + y - 1
        if index >= self.window.total:
            return self._sentence(y, width)
        row = self.window.row(index)
        if row is None:
            return Strip([Segment("  ·".ljust(width), self._style("empty"))], width)
        return self._line(row, index, width)

    def _line(self, row: R, index: int, width: int) -> Strip:
        here = index == self.cursor
        marked = self.marks.has(row.id) or self._in_range(index)
        base = "marked" if marked else "row"
        if here:
            base = "cursor" if self.has_focus else "cursor-blur"
        key = (row.id, base, marked, here)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(row, base, here=here, marked=marked, width=width)
        return strip

    def _in_range(self, index: int) -> bool:
        if self.begun is None:
            return False
        return min(self.begun, self.cursor) <= index <= max(self.begun, self.cursor)

    def _draw(self, row: R, base: str, *, here: bool, marked: bool, width: int) -> Strip:
        signs = glyphs()
        gutter = (signs.cursor if here else " ") + (signs.mark if marked else " ")
        pieces = [(gutter, self._style(base))]
        for placed in self._placed:
            text, look = shown(placed.column, row)
            cell = fit(text, placed.width, placed.column.align) + " " * GAP
            pieces.append((cell, self._style(base, look)))
        return _join(pieces, width, self._style(base))

    def _head(self, width: int) -> Strip:
        signs, plain, accent = glyphs(), self._style("head"), self._style("sorted")
        pieces = [(f" {signs.before}" if self.skip else " " * GUTTER, accent)]
        for placed in self._placed:
            title, here = self._title(placed)
            cell = fit(title, placed.width, placed.column.align) + " " * GAP
            pieces.append((cell, accent if here else plain))
        after = Segment(signs.after if self.more_right() else " ", accent)
        return Strip([*_join(pieces, width - 1, plain), after]).adjust_cell_length(width, plain)

    def _title(self, placed: Placed) -> tuple[str, bool]:
        """Return a column's title, with an arrow if the rows stand in its order."""
        column, sort = placed.column, self.window.sort
        if not column.sort or column.sort != sort.lstrip("-"):
            return column.head, False
        arrow = glyphs().falling if sort.startswith("-") else glyphs().rising
        title = column.head
        return fit(title, min(cell_len(title), max(1, placed.width - 1))) + arrow, True

    def _sentence(self, y: int, width: int) -> Strip:
        """Say why there is nothing, from the third line on."""
        text = ""
        if y >= 3 and not self.window.total:
            yet, matches, loading = self.sentences
            filtered = self.exists and self.window.where
            said = loading if not self.window.known else matches if filtered else yet
            text = dict(enumerate(wrap(said, max(1, width - 4)), 3)).get(y, "")
        return Strip([Segment(fit(f"  {text}", width), self._style("empty"))], width)


def _join(pieces: Sequence[tuple[str, Style]], width: int, blank: Style) -> Strip:
    """Return one line; neighbours of one style go out as one piece, which saves bytes."""
    runs: list[tuple[list[str], Style]] = []
    for text, style in pieces:
        if runs and runs[-1][1] == style:
            runs[-1][0].append(text)
        else:
            runs.append(([text], style))
    segments = [Segment("".join(texts), style) for texts, style in runs]
    return Strip(segments).adjust_cell_length(width, blank)
