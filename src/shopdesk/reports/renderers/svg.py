"""Charts as SVG, for paper and pages: no script, no font of its own, nothing fetched."""

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import pairwise
from typing import Final

from shopdesk.reports.document import Chart
from shopdesk.reports.renderers.cells import short, shown
from shopdesk.reports.renderers.shades import COLOURS, ink, shade
from shopdesk.reports.renderers.tabling import alternative
from shopdesk.text import safe

WIDTH: Final = 680
_LEFT, _RIGHT, _TOP, _PLOT = 68, 12, 8, 200
_ROW, _CELL, _LETTERS, _LETTER = 24, 22, 44, 6.0
_STEPS: Final = 4
_MOST_LABELS: Final = 16
Number = int | Fraction


@dataclass(frozen=True, slots=True)
class _Scale:
    """Round numbers from the least to the most, and where a number lies between them."""

    low: Fraction
    high: Fraction
    step: Fraction

    @classmethod
    def of(cls, chart: Chart) -> "_Scale":
        values = [Fraction(v) for one in chart.series for v in one.values if v is not None]
        low, high = min([Fraction(0), *values]), max([Fraction(0), *values])
        if high == low:
            high = low + 1
        step = _round_up((high - low) / _STEPS)
        if chart.values == "count":
            step = max(step, Fraction(1))
        return cls((low // step) * step, -(-high // step) * step, step)

    def at(self, value: Number) -> float:
        """Return how far up the number lies, from 0 to 1."""
        return float((value - self.low) / (self.high - self.low))

    def ticks(self) -> list[Fraction]:
        """Return the round numbers."""
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * at for at in range(count + 1)]


def draw(chart: Chart, currency: str, font: str) -> str:
    """Return the chart as an SVG with a text alternative."""
    drawn = {"bar": _bars, "heat": _heat}.get(chart.kind, _standing)
    height, marks = drawn(chart, currency)
    legend = _legend(chart, height) if chart.kind != "heat" and len(chart.series) > 1 else ""
    if legend:
        height += _ROW
    told = _text(alternative(chart, currency))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" font-family="{escape(font)}" '
        f'font-size="11" fill="#333333"><title>{told}</title>{marks}{legend}</svg>'
    )


def _standing(chart: Chart, currency: str) -> tuple[int, str]:
    """Return columns or lines over an axis."""
    scale = _Scale.of(chart)
    marks = [_grid_line(chart, scale, tick, currency) for tick in scale.ticks()]
    marks += _lines(chart, scale) if chart.kind == "line" else _columns(chart, scale)
    count = max(1, len(chart.categories))
    every = -(-count // _MOST_LABELS)
    room = (WIDTH - _LEFT - _RIGHT) / count
    letters = max(3, int(room * every / 6.2))
    for at, name in enumerate(chart.categories[::every]):
        x = _LEFT + room * (at * every + 0.5)
        marks.append(_label(x, _TOP + _PLOT + 16, _cut(name, letters), "middle"))
    return _TOP + _PLOT + 26, "".join(marks)


def _y(scale: _Scale, value: Number) -> float:
    return _TOP + _PLOT * (1 - scale.at(value))


def _grid_line(chart: Chart, scale: _Scale, tick: Fraction, currency: str) -> str:
    y = _y(scale, tick)
    colour = "#777777" if tick == 0 else "#dddddd"
    said = _label(_LEFT - 6, y + 4, short(tick, chart.values, currency), "end")
    return (
        f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" '
        f'stroke="{colour}" stroke-width="1"/>{said}'
    )


def _columns(chart: Chart, scale: _Scale) -> list[str]:
    room = (WIDTH - _LEFT - _RIGHT) / max(1, len(chart.categories))
    wide = room * 0.76 / max(1, len(chart.series))
    marks = []
    for number, one in enumerate(chart.series):
        for at, value in enumerate(one.values):
            if value:
                x = _LEFT + room * (at + 0.12) + wide * number
                low, high = sorted((_y(scale, value), _y(scale, 0)))
                marks.append(_box(x, low, wide, high - low, _colour(number)))
    return marks


def _lines(chart: Chart, scale: _Scale) -> list[str]:
    room = (WIDTH - _LEFT - _RIGHT) / max(1, len(chart.categories))
    marks = []
    for number, one in enumerate(chart.series):
        spots = [
            None if value is None else (_LEFT + room * (at + 0.5), _y(scale, value))
            for at, value in enumerate(one.values)
        ]
        look = f'stroke="{_colour(number)}" stroke-width="2"'
        dash = ' stroke-dasharray="6 3"' if number % 2 else ""
        marks += [
            f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" {look}{dash}/>'
            for a, b in pairwise(spots)
            if a and b
        ]
        marks += [
            f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="2.5" fill="{_colour(number)}"/>'
            for spot in spots
            if spot
        ]
    return marks


def _bars(chart: Chart, currency: str) -> tuple[int, str]:
    """Return lying bars, each with its number behind it."""
    scale = _Scale.of(chart)
    names = [_cut(name, _LETTERS) for name in chart.categories]
    left = 12 + _LETTER * max(map(len, names), default=0)
    room = WIDTH - left - _RIGHT - 90
    thick = 16 / max(1, len(chart.series)) if len(chart.series) > 1 else 16
    zero = left + room * scale.at(0)
    marks = []
    for at, name in enumerate(names):
        y = _TOP + at * _ROW
        marks.append(_label(left - 6, y + 13, name, "end"))
        for number, one in enumerate(chart.series):
            if (value := one.values[at]) is None:
                continue
            start, end = sorted((zero, left + room * scale.at(value)))
            top = y + 1 + thick * number
            marks.append(_box(start, top, end - start, thick, _colour(number)))
            if len(chart.series) == 1:
                said = shown(value, chart.values, currency)
                marks.append(_label(max(end, zero) + 5, y + 13, said, "start"))
    return _TOP + len(chart.categories) * _ROW + 4, "".join(marks)


def _heat(chart: Chart, currency: str) -> tuple[int, str]:
    """Return a row of cells per series: the darker the more, each with its number."""
    top = max((v for one in chart.series for v in one.values if v is not None), default=0)
    left = 100
    room = (WIDTH - left - _RIGHT) / max(1, len(chart.categories))
    size = 8.5 if room < 34 else 10
    marks = [
        _label(left + room * (at + 0.5), _TOP + 8, _cut(name, max(2, int(room / 6))), "middle")
        for at, name in enumerate(chart.categories)
    ]
    for number, one in enumerate(chart.series):
        y = _TOP + 14 + number * _CELL
        marks.append(_label(left - 6, y + 15, _cut(one.name, 15), "end"))
        for at, value in enumerate(one.values):
            if value is None:
                continue
            marks.append(_box(left + room * at, y, room - 1, _CELL - 1, f"#{shade(value, top)}"))
            said = _label(left + room * (at + 0.5), y + 15, short(value, chart.values, currency),
                          "middle", f' font-size="{size}" fill="#{ink(value, top)}"')  # fmt: skip
            marks.append(said)
    return _TOP + 18 + len(chart.series) * _CELL, "".join(marks)


def _legend(chart: Chart, y: float) -> str:
    marks, x = [], float(_LEFT)
    for number, one in enumerate(chart.series):
        name = _cut(one.name, 30)
        marks.append(_box(x, y + 4, 10, 10, _colour(number)))
        marks.append(_label(x + 15, y + 13, name, "start"))
        x += 32 + 6.2 * len(name)
    return "".join(marks)


def _colour(number: int) -> str:
    return f"#{COLOURS[number % len(COLOURS)]}"


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" '
        f'height="{max(height, 0.5):.1f}" fill="{colour}"/>'
    )


def _label(x: float, y: float, words: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{_text(words)}</text>'


def _cut(name: str, most: int) -> str:
    clean = safe(name)
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def _text(words: str) -> str:
    return escape(safe(words), quote=True)


def _round_up(rough: Fraction) -> Fraction:
    """Return the next of 1, 2, 2.5, 5 and 10 times a power of ten."""
    power = Fraction(1)
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    return next(
        power * by for by in (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
        if power * by >= rough
    )  # fmt: skip
