"""A table of a report within a width: columns that do not fit go from the right.

Identifiers are never cut, and go last; what is moved out of sight on the right can be moved in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from shopdesk.reports.document import Document, Table
from shopdesk.reports.renderers.cells import FIGURES, shown
from shopdesk.text import safe
from shopdesk.widgets.columns import LONGEST, Align, Column, Placed, fit, place
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.line import Piece

GAP: Final = "  "
LEAST: Final = 18
"""Cells that a column of words may be cut to."""


Head = Sequence[Sequence[Piece]]
"""The lines of a table's head."""
Texts = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """The lines of a table."""

    head: Head
    rows: Sequence[str]
    total: str
    texts: Texts
    """What every cell says whole, the total's last."""


def draw(table: Table, document: Document, width: int, skip: int = 0) -> DrawnTable:
    """Return the lines of a table, its columns moved left by as many as it has hidden at most."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    kinds = [column.kind for column in table.columns]
    texts = [
        [
            safe(shown(cell, kind, document.currency), 200)
            for cell, kind in zip(row.cells, kinds, strict=True)
        ]
        for row in rows
    ]
    heads, placed = _placed(table, texts, width)
    last = str(len(kinds) - 1)
    for moved in range(1, skip + 1 if len(placed) < len(kinds) else 0):
        heads, placed = _placed(table, texts, width, moved)
        if placed[-1].column.id == last:
            break
    lines = [_line([row[int(one.column.id)] for one in placed], placed) for row in texts]
    head = _head(heads, placed, moved=bool(skip) and len(placed) < len(kinds))
    return DrawnTable(head, lines[: len(table.rows)], lines[-1] if table.total else "", texts)


def _placed(
    table: Table, texts: Texts, width: int, skip: int = 0
) -> tuple[list[list[str]], tuple[Placed, ...]]:
    """Return the heads in lines, and the columns that fit, none wider than what it says.

    Where they do not fit with heads of one line, the heads have two.
    """
    heads = [[safe(column.name, 60)] for column in table.columns]
    placed = _fitting(table, heads, texts, width, skip)
    if len(placed) < len(heads):
        heads = [_halves(head) for (head,) in heads]
        placed = _fitting(table, heads, texts, width, skip)
    widest = {str(at): _widest(head, texts, at) for at, head in enumerate(heads)}
    return heads, tuple(
        Placed(one.column, min(one.width - 1, widest[one.column.id])) for one in placed
    )


def _fitting(
    table: Table, heads: Sequence[Sequence[str]], texts: Texts, width: int, skip: int
) -> tuple[Placed, ...]:
    """Return what a grid would show of the columns: the first, then identifiers, then from left.

    Each has one cell more than it needs, because the gaps here are wider than a grid's.
    """
    made = []
    for at, column in enumerate(table.columns):
        words, widest = column.kind == "text", _widest(heads[at], texts, at)
        cells = min(widest, LEAST if words else LONGEST) + 1
        rank = 1 if not at else 2 if column.kind == "code" else 3 + at
        align: Align = "right" if column.kind in FIGURES else "left"
        grow = words and widest > LEAST
        made.append(Column(str(at), "", str, cells, rank, align, grow=grow))
    return place(made, width - 1, widest={}, skip=skip)  # two for the hint, one gap too many


def _widest(head: Sequence[str], texts: Texts, at: int) -> int:
    return max(cell_len(text) for text in (*head, *(row[at] for row in texts)))


def _halves(head: str) -> list[str]:
    """Return a head on two lines that are as short as can be."""
    words = head.split()
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words))]
    return list(min(ways, key=lambda way: max(map(cell_len, way)), default=("", head)))


def _head(heads: Sequence[Sequence[str]], placed: Sequence[Placed], *, moved: bool) -> Head:
    """Return the lines of the head; the last one hints at columns that are out of sight."""
    shown = [heads[int(one.column.id)] for one in placed]
    lines = [[Piece(_line(cells, placed), "head")] for cells in zip(*shown, strict=True)]
    signs = glyphs()
    gone = signs.after if int(placed[-1].column.id) < len(heads) - 1 else ""
    lines[-1].append(Piece(f" {signs.before if moved else ''}{gone}".rstrip(), "title"))
    return [line for line in lines if line[0].text.strip()]


def _line(cells: Sequence[str], placed: Sequence[Placed]) -> str:
    return GAP.join(
        fit(text, one.width, one.column.align) for text, one in zip(cells, placed, strict=True)
    )
