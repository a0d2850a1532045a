"""Columns of a grid: what each shows, how wide, and which go first when the terminal is narrow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from rich.cells import cell_len, chop_cells, set_cell_size

from shopdesk.text import safe
from shopdesk.widgets.cells import Edit
from shopdesk.widgets.glyphs import glyphs

Align = Literal["left", "right"]
Shown = str | tuple[str, str]
"""A cell: its text, or its text and the name of its look ("late", "good", "quiet" …)."""

LONGEST: Final = 48
"""Cells that an identifier may take; a longer one is no identifier but an attack."""

GAP: Final = 1
"""Blank cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, declared.

    Attributes:
        id: names it in settings and tests.
        title: its head, already in the reader's language.
        show: gives a row's text, raw as the store has it; the grid makes it safe.
        width: cells; for a ``whole`` column the least.
        priority: 1 stays longest; on a narrow terminal the highest goes first, from the right.
        align: numbers stand right.
        sort: the name of its order, or None when no order by it is offered.
        whole: an identifier: widens to the longest text at hand and is never cut.
        grow: takes the cells that are left over.
        edit: how its cells are changed in place, or None where they are not.
    """

    id: str
    title: str
    show: Callable[[Any], Shown]
    width: int
    priority: int = 5
    align: Align = "left"
    sort: str | None = None
    whole: bool = False
    grow: bool = False
    edit: Edit | None = None

    @property
    def head(self) -> str:
        """The title, safe for one line of the terminal."""
        return safe(self.title, 60)


@dataclass(frozen=True, slots=True)
class Placed:
    """A column that is shown, and the cells it got."""

    column: Column
    width: int


def place(
    columns: Sequence[Column], room: int, *, widest: dict[str, int], skip: int = 0
) -> tuple[Placed, ...]:
    """Choose the columns that fit into ``room`` cells, and give each its width.

    Unscrolled, the least important ones go. Scrolled, the columns follow each other without a gap
    and the last ones go, so that whoever scrolls on sees every column.

    Args:
        columns: in their order from the left.
        room: cells there are.
        widest: for whole columns the longest text at hand, in cells.
        skip: columns after the first that are scrolled out to the left.
    """
    wanted = [
        Placed(column, max(column.width, widest.get(column.id, 0) if column.whole else 0))
        for column in (*columns[:1], *columns[1 + skip :])
    ]
    while len(wanted) > 1 and _taken(wanted) > room:
        del wanted[-1 if skip else _least(wanted)]
    left = room - _taken(wanted)
    growing = [at for at, placed in enumerate(wanted) if placed.column.grow]
    for turn, at in enumerate(growing):
        share = left // len(growing) + (turn < left % len(growing))
        wanted[at] = Placed(wanted[at].column, wanted[at].width + max(0, share))
    return tuple(wanted)


def _least(placed: Sequence[Placed]) -> int:
    """Return the place of the least important column, never the first."""
    return max(range(1, len(placed)), key=lambda at: (placed[at].column.priority, at))


def _taken(placed: Sequence[Placed]) -> int:
    return sum(one.width + GAP for one in placed) - GAP


def shown(column: Column, row: Any) -> tuple[str, str]:
    """Return a cell's text, safe for one line of the terminal, and the name of its look."""
    cell = column.show(row)
    text, look = (cell, "") if isinstance(cell, str) else cell
    return safe(text, limit=LONGEST * 4), look


def fit(text: str, width: int, align: Align = "left") -> str:
    """Return the text in exactly ``width`` cells, with an ellipsis where it was cut."""
    return _fit(text, width, align, glyphs().more)


@lru_cache(maxsize=8192)
def _fit(text: str, width: int, align: Align, more: str) -> str:
    length = cell_len(text)
    if length > width:
        return set_cell_size(chop_cells(text, max(1, width - 1))[0] + more, width)
    blank = " " * (width - length)
    return blank + text if align == "right" else text + blank


def measure(columns: Sequence[Column], rows: Sequence[Any]) -> dict[str, int]:
    """Return how many cells the longest text of each whole column takes, within reason."""
    return {
        column.id: min(LONGEST, max((cell_len(shown(column, row)[0]) for row in rows), default=0))
        for column in columns
        if column.whole
    }
