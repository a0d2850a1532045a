"""What every test of reading says in one call."""

from pathlib import Path

import pytest

from shopdesk.sheets import Row, Unreadable, open_source


def rows_of(path: Path, sheet: str | None = None, password: str | None = None) -> list[Row]:
    """Return all rows of a sheet, the first one if none is named."""
    with open_source(path, password) as source:
        name = source.heads[0].name if sheet is None else sheet
        return [row for _first, batch in source.rows(name) for row in batch]


def refusal_of(path: Path, password: str | None = None) -> Unreadable:
    """Return why a file cannot be read, at opening or in any of its sheets."""
    with pytest.raises(Unreadable) as caught, open_source(path, password) as source:
        for head in source.heads:
            for _batch in source.rows(head.name):
                pass
    assert str(caught.value).startswith(path.name)
    return caught.value
