"""The charts of a report in block signs; numbers stand beside them in words."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from rich.cells import cell_len

from shopdesk.locale import _
from shopdesk.reports.document import Chart, Document, Kind, Series
from shopdesk.reports.renderers.cells import shown
from shopdesk.text import safe
from shopdesk.widgets.charts import Number, Row, heat, shares, stacked
from shopdesk.widgets.line import Piece, cut

TALL: Final = 7
"""Lines of bars where there is one row of them, and …"""
LOW: Final = 3
"""… where there are several."""
BROAD: Final = 96
"""Cells that a chart takes at most."""
NAMES: Final = 3
"""A name takes at most this part of the line: a third."""

Say = Callable[[Number], str]


def drawing(chart: Chart, document: Document, width: int) -> Sequence[Row]:
    """Return the lines of a chart."""
    say = _speaker(chart.values, document.currency)
    room = min(width, BROAD)
    below = any(value is not None and value < 0 for one in chart.series for value in one.values)
    if chart.kind == "heat":
        rows = [(cut(safe(one.name), room // NAMES), one.values) for one in chart.series]
        ticks = dict(enumerate(map(safe, chart.categories)))
        drawn: Sequence[Row] = heat(rows, ticks, room, _roughly(chart, document))
    elif chart.kind == "bar" or below:
        drawn = [row for one in chart.series for row in _lying(chart, one, say, room)]
    else:
        drawn = _standing(chart, say, room)
    return drawn or [[Piece(_("There is nothing to draw."), "quiet")]]


def _speaker(kind: Kind, currency: str) -> Say:
    return lambda value: shown(value, kind, currency)


def _roughly(chart: Chart, document: Document) -> Say:
    """Return what says up to which value a shade goes: amounts without cents, counts whole."""
    kind: Kind = "average" if chart.values == "money" else chart.values
    say = _speaker(kind, document.currency)
    return lambda value: say(value // 1 if kind == "count" else value)


def _lying(chart: Chart, one: Series, say: Say, width: int) -> list[Row]:
    """Return a bar for each category; one below zero has the other colour, and its sign."""
    known: list[tuple[str, Number]] = [
        (cut(safe(category), width // NAMES), value)
        for category, value in zip(chart.categories, one.values, strict=True)
        if value is not None
    ]
    long: list[tuple[str, Number, str]] = [
        (name, -value if value < 0 else value, say(value)) for name, value in known
    ]
    lines = shares(long, width, max((value for _name, value, _said in long), default=0) or 1)
    drawn: list[Row] = [_turned(line) if value < 0 else line
                        for line, (_name, value) in zip(lines, known, strict=True)]  # fmt: skip
    return drawn if len(chart.series) < 2 else [[Piece(safe(one.name), "quiet")], *drawn]


def _turned(line: Row) -> Row:
    return [Piece(piece.text, "second" if piece.look == "bar" else piece.look) for piece in line]


def _standing(chart: Chart, say: Say, width: int) -> list[Row]:
    """Return rows of bars on one scale; where they are too many, each stands for its neighbours."""
    several = len(chart.series) > 1
    named = [
        (
            cut(safe(one.name), width // NAMES) if several else "",
            [value or 0 for value in one.values],
        )
        for one in chart.series
    ]
    margin = max((cell_len(name) for name, _values in named), default=0) + 1
    each = -(-len(chart.categories) // max(1, width - margin))
    rows = [(name, _squeezed(values, each)) for name, values in named]
    ticks = dict(enumerate(safe(name) for name in chart.categories[::each]))
    height = 1 + (LOW * len(rows) if several else TALL)
    bars: list[Row] = [*stacked(rows, ticks, width, height)]
    top = max((value for _name, values in named for value in values), default=0)
    if not bars or not top:
        return []
    words = _("most {amount}").format(amount=say(top))
    if each > 1:
        words += " · " + _("each bar: {n} on average").format(n=each)
    return [[Piece(words, "quiet")], *bars]


def _squeezed(values: Sequence[Number], each: int) -> list[Number]:
    """Return the averages of so many neighbours each."""
    if each < 2:
        return list(values)
    parts = [values[at : at + each] for at in range(0, len(values), each)]
    return [Fraction(sum(part), len(part)) for part in parts]
