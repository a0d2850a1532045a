"""What every test of reading says in one call."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shopdesk.sheets import Row, Source, Unreadable, open_source


def rows_of(path: Path, sheet: str | None = None, secret: str | None = None) -> list[Row]:
    """Return all rows of a sheet, the first one if none is named."""
    with open_source(path, secret) as source:
        return drained(source, source.heads[0].name if sheet is None else sheet)


def drained(
    source: Source, sheet: str, after_batch: Callable[[int], object] | None = None
) -> list[Row]:
    """Return all rows of a sheet; `after_batch` is called with the first row of each batch."""
    rows: list[Row] = []
    for first, batch in source.rows(sheet):
        assert first == len(rows)
        rows += batch
        if after_batch:
            after_batch(first)
    return rows


def refusal_of(path: Path, secret: str | None = None) -> Unreadable:
    """Return why a file cannot be read, at opening or in any of its sheets."""
    with pytest.raises(Unreadable) as caught:
        _read_all(path, secret)
    assert str(caught.value).startswith(path.name)
    return caught.value


def _read_all(path: Path, secret: str | None) -> None:
    with open_source(path, secret) as source:
        for head in source.heads:
            drained(source, head.name)
