"""Plain text, for a terminal without the workstation, a chat or a mail."""

import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import wrap
from typing import Final

from shopdesk.reports.document import Block, Chart, Document, Heading, Row, Table, Text, Tiles
from shopdesk.reports.renderers.cells import FIGURES, shown
from shopdesk.reports.renderers.means import Means
from shopdesk.reports.renderers.tabling import in_words, of_chart, tile_in_words, under
from shopdesk.text import safe

WIDEST: Final = 44
"""Columns of a terminal that one column of a table takes at most."""
BARS: Final = 36
LINE: Final = 100


def render(document: Document, _means: Means | None = None) -> str:
    """Return the document as lines that end in a line feed."""
    lines = [*_underlined(document.title, "="), *map(safe, under(document))]
    for block in document.blocks:
        lines += ["", *_block(block, document.currency)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _block(block: Block, currency: str) -> Iterator[str]:
    match block:
        case Heading():
            yield from _underlined(block.text, "=" if block.level == 1 else "-")
        case Text():
            yield from wrap(safe(block.text, 4_000), LINE)
        case Tiles():
            told = [tile_in_words(tile, currency) for tile in block.tiles]
            rows = [[one.name, one.value, one.change, one.before] for one in told]
            yield from _grid(rows, [False, True, True, False])
        case Table():
            yield from _table(block, currency)
        case Chart():
            yield from _chart(block, currency)


def _table(table: Table, currency: str) -> Iterator[str]:
    yield safe(table.name)
    right = [column.kind in FIGURES for column in table.columns]
    head = [safe(column.name) for column in table.columns]
    rows = [in_words(table, row, currency) for row in _whole(table)]
    if rows:
        yield from _grid([head, *rows], right, head=True, foot=table.total is not None)
    else:
        yield safe(table.empty)
    if table.note:
        yield from wrap(safe(table.note, 4_000), LINE)


def _whole(table: Table) -> tuple[Row, ...]:
    return (*table.rows, table.total) if table.total else table.rows


def _chart(chart: Chart, currency: str) -> Iterator[str]:
    if len(chart.series) != 1:
        yield from _table(of_chart(chart), currency)
        return
    yield safe(chart.name)
    values = chart.series[0].values
    top = most(values)
    rows = [
        [safe(name), shown(value, chart.values, currency), bar(value, top)]
        for name, value in zip(chart.categories, values, strict=True)
    ]
    yield from _grid(rows, [False, True, False])


def most(values: Sequence[int | Fraction | None]) -> int | Fraction:
    """Return the longest that a bar gets: the greatest value, whatever its sign."""
    return max((abs(Fraction(value)) for value in values if value is not None), default=0)


def bar(value: int | Fraction | None, top: int | Fraction, width: int = BARS) -> str:
    """Return a bar; one that is less than nothing is hollow."""
    if not value or not top:
        return ""
    return ("█" if value > 0 else "░") * max(1, round(abs(Fraction(value)) * width / Fraction(top)))


def _grid(
    rows: Sequence[Sequence[str]], right: Sequence[bool], *, head: bool = False, foot: bool = False
) -> Iterator[str]:
    cells = [[_fitting(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    rule = "  ".join("─" * width for width in widths)
    for number, row in enumerate(cells):
        if foot and number == len(cells) - 1:
            yield rule
        yield "  ".join(
            _padded(cell, width, right=at_right)
            for cell, width, at_right in zip(row, widths, right, strict=True)
        )
        if head and number == 0:
            yield rule


def _fitting(cell: str) -> str:
    while _width(cell) > WIDEST:
        cell = cell[: WIDEST - 1 - max(0, _width(cell[:WIDEST]) - WIDEST)] + "…"
    return cell


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )  # fmt: skip


def _underlined(text: str, rule: str) -> tuple[str, str]:
    clean = safe(text)
    return clean, rule * _width(clean)
