"""Dated rules that a shop may correct: rates, windows, holidays, patterns.

A table is a TOML file of ``[[rows]]``. A row may say ``from`` and ``until`` (dates, both included).
The shipped rows come first and the shop's own rows of the same table last: whoever reads a table
lets the last word win.
"""

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from shopdesk.locale import _
from shopdesk.refusal import Refusal

Row = dict[str, Any]
_Asked = TypeVar("_Asked", bound=Callable[..., object])

_own: Path | None = None
_forget: list[Callable[[], None]] = []


def remembered(asked: _Asked) -> _Asked:
    """Keep the answers of a function that reads tables, until other tables are used."""
    kept = cache(asked)
    _forget.append(kept.cache_clear)
    return kept  # type: ignore[return-value]  # the same call, answered faster


def use(folder: Path | None) -> None:
    """Read the shop's own rows from this folder too (NAME.toml), from now on; None is none."""
    global _own  # noqa: PLW0603 - one process works in one home
    _own = folder
    for forget in _forget:
        forget()


def rows(name: str, on: date | None = None) -> list[Row]:
    """Return the rows of a table that hold on a day (None: all of them), the shop's own last.

    Raises:
        Refusal: there is no such table, or the shop's own file cannot be read.
    """
    return [dict(row) for row in _read(name) if on is None or _holds(row, on)]


def _holds(row: Row, on: date) -> bool:
    """Tell whether the row's dates take in this day."""
    start, end = row.get("from"), row.get("until")
    return (start is None or start <= on) and (end is None or on <= end)


@remembered
def _read(name: str) -> tuple[Row, ...]:
    """Read a table once: the shipped file, then the shop's."""
    shipped = _shipped(f"{name}.toml")
    own = _own / f"{name}.toml" if _own else None
    sources: list[Traversable] = [shipped] if shipped else []
    if own and own.is_file():
        sources.append(own)
    if not sources:
        raise Refusal(_("There is no table called {name}").format(name=name))
    return tuple(row for source in sources for row in _rows(source))


def _shipped(file: str) -> Traversable | None:
    """Return the table inside the installed package, or in the source tree beside it."""
    inside = files("shopdesk") / "data" / "tables" / file
    beside = Path(__file__).parents[2] / "data" / "tables" / file
    return next((place for place in (inside, beside) if place.is_file()), None)


def _rows(source: Traversable) -> list[Row]:
    """Return the rows of one file, or say what is wrong with it."""
    try:
        found = tomllib.loads(source.read_text(encoding="utf-8")).get("rows", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Refusal(
            _("The table {file} cannot be read: {reason}").format(file=source.name, reason=error)
        ) from error
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Refusal(_("The table {file} has no [[rows]]").format(file=source.name))
    for number, row in enumerate(found, 1):
        for key in ("from", "until"):
            if isinstance(row.get(key, date.min), datetime) or not isinstance(
                row.get(key, date.min), date
            ):
                raise Refusal(
                    _("The table {file}, row {number}: “{key}” must be a date").format(
                        file=source.name, number=number, key=key
                    )
                )
    return found
