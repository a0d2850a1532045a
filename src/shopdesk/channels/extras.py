"""What no field takes, kept word for word as JSON under the file's own headers."""

import json
from collections.abc import Iterator, Sequence
from math import isfinite
from operator import itemgetter
from typing import Any

from shopdesk.channels.cells import LIMIT, Memo, free
from shopdesk.channels.fields import Cell

_QUIET = frozenset(
    {"", "-", "0", "0.0", "0.00", "0,00", "rp 0", "rp0", "n", "no", "false", "normal"}
)


def many(places: Sequence[int]) -> Any:
    """Return an itemgetter that gives a tuple for one place and for none as well."""
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1) if places else slice(0, 0))


class Kept:
    """Some columns of a row as one JSON text: blanks left out, quiet columns without zeros."""

    def __init__(self, columns: Sequence[tuple[int, str, bool, Memo[Any] | None]]) -> None:
        """Take (place, label, quiet, reader of identifiers) of each column."""
        self.get = many([place for place, *_rest in columns])
        self._columns = [column[1:] for column in columns]
        self._known: dict[tuple[Cell, ...], tuple[dict[str, Cell], str | None]] = {}

    def __bool__(self) -> bool:
        return bool(self._columns)

    def pick(self, cells: tuple[Cell, ...]) -> tuple[dict[str, Cell], str | None]:
        """Return what is said in these cells: label to cell, and the same as JSON text."""
        found = self._known.get(cells)
        if found is None:
            said = dict(self._said(cells))
            if len(self._known) >= LIMIT:
                self._known.clear()
            found = self._known[cells] = said, text(said)
        return found

    def _said(self, cells: tuple[Cell, ...]) -> Iterator[tuple[str, Cell]]:
        for cell, (label, quiet, reader) in zip(cells, self._columns, strict=True):
            value = tidy(cell) if reader is None else reader[cell]
            if value is not None and not (quiet and str(value).casefold() in _QUIET):
                yield label, value if reader is not None else masked(value)


def tidy(cell: Cell) -> Cell:
    """Return a cell without blanks around its text, None when nothing is left."""
    if isinstance(cell, str):
        return cell.strip() or None
    return str(cell) if isinstance(cell, float) and not isfinite(cell) else cell


def masked(cell: Cell) -> Cell:
    """Return a cell with card numbers masked, typed ones too."""
    if isinstance(cell, str):
        return free(cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and cell > 10**12:
        return free(str(cell))
    return cell


def text(said: dict[str, Cell]) -> str | None:
    """Return what was said as JSON text, or None for nothing."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) if said else None


def share(
    rows: Sequence[tuple[Cell, ...]], *, continued: bool
) -> tuple[tuple[Cell, ...], list[tuple[Cell, ...]]]:
    """Part the unknown cells of an order's rows: (the order's own, then each row's).

    A value that all rows repeat is the order's; so is one that only the first row has where later
    rows are blank by rule (`continued`). Anything else stays with its row.
    """
    first = rows[0]
    if len(rows) == 1 or all(row == first for row in rows):
        return first, []
    columns = list(zip(*rows, strict=True))
    common = [
        all(cell == column[0] for cell in column) or (continued and not any(map(tidy, column[1:])))
        for column in columns
    ]
    own = tuple(c if same else None for c, same in zip(first, common, strict=True))
    each = [tuple(None if same else c for c, same in zip(row, common, strict=True)) for row in rows]
    return own, each


def more(before: str | None, said: dict[str, Cell]) -> str | None:
    """Return an extra text with further cells in it."""
    return text((json.loads(before) if before else {}) | said)
