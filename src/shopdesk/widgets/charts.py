"""Small charts of block signs: bars side by side, shares one under the other, rows of heat.

Every chart reads without colour: heights and lengths carry the numbers, words name the rows. Where
a terminal shows ASCII only, the signs get their plain faces like all others.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest
from math import ceil
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
from shopdesk.widgets.line import Piece

Number = int | Fraction
Row = Sequence[Piece]
Drawing = Callable[[int, int], Sequence[Row]]
"""Given the cells across and the lines there are, returns the lines of a chart."""

UP: Final = " ▁▂▃▄▅▆▇█"
ALONG: Final = " ▏▎▍▌▋▊▉█"
SHADES: Final = "·░▒▓█"
"""From nothing to the most."""
EIGHTHS: Final = 8
WIDEST: Final = 6
"""Cells that one bar takes at most."""


def bars(
    values: Sequence[Number], height: int, *, cells: int = 1, top: Number | None = None
) -> list[str]:
    """Return the lines of upright bars, the highest line first.

    Args:
        values: one per bar, none below zero; what is above zero always shows.
        height: lines.
        cells: width of each bar; where there are several, the last one is a gap.
        top: the value that fills the height, by default the greatest.
    """
    most = top or max(values, default=0)
    steps = [_steps(value, most, height) for value in values]
    gap = " " if cells > 1 else ""
    return [
        "".join(_part(UP, step - line * EIGHTHS) * (cells - len(gap)) + gap for step in steps)
        for line in reversed(range(height))
    ]


def bar(value: Number, top: Number, width: int) -> str:
    """Return a bar that lies, padded to this width."""
    step = _steps(value, top, width)
    return "".join(_part(ALONG, step - cell * EIGHTHS) for cell in range(width))


def _steps(value: Number, top: Number, length: int) -> int:
    """Return the eighths of a cell that a value takes."""
    if value <= 0 or top <= 0:
        return 0
    return max(1, round(Fraction(value) * length * EIGHTHS / Fraction(top)))


def _part(signs: str, step: int) -> str:
    return signs[max(0, min(EIGHTHS, step))]


def stacked(
    rows: Sequence[tuple[str, Sequence[Number]]],
    ticks: Mapping[int, str],
    width: int,
    height: int,
) -> list[list[Piece]]:
    """Return rows of bars one above the other on one scale, each named, over an axis.

    ``ticks`` names bars by their place; a name that would run into the one before is left out.
    """
    margin = max((cell_len(name) for name, _values in rows), default=0) + 1
    count = max((len(values) for _name, values in rows), default=0)
    top = max((value for _name, values in rows for value in values), default=0)
    cells = min(WIDEST, (width - margin) // count if count else 0)
    lines = (height - 1) // max(1, len(rows))
    if cells < 1 or lines < 1:
        return []
    drawn: list[list[Piece]] = []
    for at, (name, values) in enumerate(rows):
        upright = bars(values, lines, cells=cells, top=top)
        for line, text in enumerate(upright):
            label = fit(name if line == lines - 1 else "", margin, "left")
            drawn.append([Piece(label, "quiet"), Piece(text, "second" if at else "bar")])
    axis = _axis({place * cells: said for place, said in ticks.items()})
    return [*drawn, [Piece(" " * margin + axis, "quiet")]]


def _axis(names: Mapping[int, str]) -> str:
    line = ""
    for at, said in sorted(names.items()):
        if not line or at > cell_len(line):
            line += " " * (at - cell_len(line)) + said
    return line


def heat(
    rows: Sequence[tuple[str, Sequence[Number | None]]],
    ticks: Mapping[int, str],
    width: int,
    say: Callable[[Number], str],
) -> list[list[Piece]]:
    """Return a row of shaded cells for each name, over an axis and what each shade stands for.

    Shades tell the values without colour, in quarters of the greatest; what is above zero always
    has one. Where nothing is known the cell is blank.
    """
    margin = max((cell_len(name) for name, _values in rows), default=0) + 1
    count = max((len(values) for _name, values in rows), default=0)
    top = max((value or 0 for _name, values in rows for value in values), default=0)
    cells = min(WIDEST, (width - margin) // count if count else 0)
    if cells < 1 or top <= 0:
        return []
    gap = " " if cells > 2 else ""
    drawn = []
    for name, values in rows:
        shaded = "".join(_shade(value, top) * (cells - len(gap)) + gap for value in values)
        drawn.append([Piece(fit(name, margin, "left"), "quiet"), Piece(shaded, "bar")])
    axis = _axis({place * cells: said for place, said in ticks.items()})
    return [*drawn, [Piece(" " * margin + axis, "quiet")], *_legend(top, margin, width, say)]


def _shade(value: Number | None, top: Number) -> str:
    if value is None:
        return " "
    most = len(SHADES) - 1
    return SHADES[max(0, min(most, ceil(Fraction(value) * most / Fraction(top))))]


def _legend(
    top: Number, margin: int, width: int, say: Callable[[Number], str]
) -> list[list[Piece]]:
    """Return the line that says up to which value a shade goes, if there is room for it."""
    most = len(SHADES) - 1
    line = [Piece(" " * margin, "quiet")]
    for step, shade in enumerate(SHADES[1:], 1):
        exact = Fraction(top) * step / most
        line += [Piece(f"{shade * 2} ", "bar"), Piece(f"≤ {say(exact)}  ", "quiet")]
    return [line] if sum(piece.width for piece in line) <= width + 2 else []


def shares(
    parts: Sequence[tuple[str, Number, str]], width: int, top: Number | None = None
) -> list[list[Piece]]:
    """Return a line for each part: its name, a bar as long as its share of the whole, and words.

    With ``top`` the bars are as long as their share of that value instead.
    """
    whole = top or sum(value for _name, value, _said in parts)
    names = max((cell_len(name) for name, _value, _said in parts), default=0) + 1
    words = max((cell_len(said) for _name, _value, said in parts), default=0) + 1
    room = width - names - words
    if room < 4:
        room, names = 0, max(1, width - words)
    return [
        [
            Piece(fit(name, names, "left"), ""),
            Piece(bar(value, whole, room), "bar"),
            Piece(fit(said, words, "right"), "strong"),
        ]
        for name, value, said in parts
    ]


def _looks(row: Row) -> list[tuple[str, str]]:
    return [(piece.text, piece.look) for piece in row]


class Chart(Widget):
    """A few lines that are drawn anew for the room there is. A change draws only what differs."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--bar", "chart--second", "chart--quiet", "chart--strong", "chart--late",
        "chart--title",
    }  # fmt: skip
    DEFAULT_CSS = """
    Chart {
        background: $surface; color: $foreground; padding: 0 1;
        & > .chart--title { color: $text-accent; text-style: bold; }
        & > .chart--bar { color: $text-primary; }
        & > .chart--second { color: $text-muted; }
        & > .chart--quiet { color: $text-muted; }
        & > .chart--strong { text-style: bold; }
        & > .chart--late { color: $text-error; text-style: bold; }
    }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._draw: Drawing = lambda _width, _height: ()
        self._lines: list[list[Piece]] = []

    def show(self, draw: Drawing) -> None:
        """Show this drawing, now and after every change of size."""
        self._draw = draw
        old = [_looks(row) for row in self._lines]
        self._redraw()
        new = [_looks(row) for row in self._lines]
        for y, (before, now) in enumerate(zip_longest(old, new)):
            if before != now:
                self.refresh(Region(0, y, self.content_size.width, 1))

    def _redraw(self) -> None:
        width, height = self.content_size
        made = self._draw(width, height) if width else ()
        self._lines = [
            [Piece(safe(piece.text), piece.look, piece.act) for piece in row] for row in made
        ]

    def on_resize(self) -> None:
        """Draw for the new room."""
        self._redraw()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw with the colours of the new theme."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, blank = self.content_size.width, self.rich_style
        row = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(piece.text, self._style(piece.look, blank)) for piece in row]
        return Strip(segments).adjust_cell_length(width, blank)

    def _style(self, look: str, blank: Style) -> Style:
        return blank + self.get_component_rich_style(f"chart--{look}") if look else blank

    def on_click(self, event: events.Click) -> None:
        """Do what the words under the mouse stand for."""
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        for piece in self._lines[y] if 0 <= y < len(self._lines) else ():
            if 0 <= x < piece.width and piece.act:
                piece.act()
            x -= piece.width
