"""Slides: a title, the figures, a slide per chart with its numbers, tables over several slides."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, Final

from shopdesk.locale import _
from shopdesk.reports.document import (
    Block,
    Chart,
    Document,
    Heading,
    Row,
    Table,
    Text,
    Tile,
    Tiles,
)
from shopdesk.reports.renderers.means import Means
from shopdesk.reports.renderers.pptx_charts import add_chart, shaded
from shopdesk.reports.renderers.pptx_slides import Deck, Grid
from shopdesk.reports.renderers.sealing import sealed
from shopdesk.reports.renderers.tabling import (
    cut,
    in_words,
    of_chart,
    tile_in_words,
    under,
)
from shopdesk.text import safe

MOST: Final = 60
"""Rows of one table that are put on slides."""
_ROWS: Final = 14
_BESIDE: Final = 14
_TILES: Final = 9
_TEXTS: Final = 9
_BROAD: Final = 8
"""Columns that numbers of a chart may take, side by side, before they go on to another slide."""


def render(document: Document, _means: Means) -> bytes:
    """Return the presentation."""
    deck = Deck(safe(document.title))
    deck.opening(document.title, under(document))
    _Show(deck, document.currency).blocks(document.blocks)
    held = io.BytesIO()
    deck.file.save(held)
    return sealed(held.getvalue(), document.first)


class _Show:
    """Puts blocks on slides; sentences in a row share one."""

    def __init__(self, deck: Deck, currency: str) -> None:
        self._deck, self._currency = deck, currency
        self._part = ""
        self._said: list[str] = []
        self._tables: set[str] = set()

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Put all blocks on slides; the numbers of a chart not twice."""
        self._tables = {block.name for block in blocks if isinstance(block, Table)}
        for block in blocks:
            if isinstance(block, Text):
                self._said.append(block.text)
                continue
            self._speak()
            match block:
                case Heading():
                    self._part = block.text
                case Tiles():
                    self._tiles(block.tiles)
                case Table():
                    self._table(block)
                case Chart():
                    self._chart(block)
        self._speak()

    def _speak(self) -> None:
        for some in _parted(self._said, _TEXTS):
            self._deck.texts(self._part or _("Notes"), [safe(one, 600) for one in some])
        self._said = []

    def _tiles(self, tiles: Sequence[Tile]) -> None:
        for some in _parted(tiles, _TILES):
            told = [tile_in_words(tile, self._currency) for tile in some]
            self._deck.tiles(self._part or _("Figures"), told)

    def _table(self, table: Table, *, shades: Chart | None = None) -> None:
        rows, left = cut(table, MOST)
        if not rows:
            self._said.append(f"{table.name}: {table.empty or _('nothing to show')}")
            return
        lines = [self._words(table, row) for row in rows]
        if table.total:
            lines.append(self._words(table, table.total))
        heads = [column.name for column in table.columns]
        kinds = [column.kind for column in table.columns]
        notes = " ".join(filter(None, (left, table.note)))
        pages = list(_parted(lines, _ROWS))
        if table.total and len(pages) > 1 and len(pages[-1]) == 1:
            pages[-2:] = [[*pages[-2], *pages[-1]]]  # a total is not left alone
        for number, some in zip(count(1), pages, strict=False):
            title = table.name if len(pages) == 1 else f"{table.name} ({number}/{len(pages)})"
            last = number == len(pages)
            slide = self._deck.slide(title, self._part)
            grid = Grid(heads, some, kinds, lines, foot=bool(table.total) and last)
            made = self._deck.grid(slide, grid)
            if shades:
                shaded(made, shades)
            self._deck.note(slide, notes if last else "")

    def _words(self, table: Table, row: Row) -> list[str]:
        return in_words(table, row, self._currency)

    def _chart(self, chart: Chart) -> None:
        table = of_chart(chart)
        if not table.rows or chart.kind == "heat":
            self._table(table, shades=chart if chart.kind == "heat" else None)
            return
        slide = self._deck.slide(chart.name, self._part)
        beside = len(table.rows) <= _BESIDE and len(chart.series) <= 2
        add_chart(slide, chart, self._currency, self._deck.place(whole=not beside))
        if not beside:
            if chart.name not in self._tables:
                self._table(folded(table))
            return
        lines = [self._words(table, row) for row in table.rows]
        heads = [column.name for column in table.columns]
        kinds = [column.kind for column in table.columns]
        grid = Grid(heads, lines, kinds, lines)
        self._deck.grid(slide, grid, beside=True)


def folded(table: Table) -> Table:
    """Return a long table with few columns as one that is less long: parts side by side."""
    beside = min(-(-len(table.rows) // _ROWS), _BROAD // len(table.columns))
    if beside < 2:
        return table
    high = -(-len(table.rows) // beside)
    blank = Row((None,) * len(table.columns))
    rows = [*table.rows, *([blank] * (high * beside - len(table.rows)))]
    lines = zip(*(rows[at : at + high] for at in range(0, len(rows), high)), strict=True)
    joined = tuple(Row(tuple(cell for one in line for cell in one.cells)) for line in lines)
    return replace(table, columns=table.columns * beside, rows=joined)


def _parted(things: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (things[at : at + size] for at in range(0, len(things), size))
