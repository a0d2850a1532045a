"""Recognise a sheet of statistics by its content, never by the file's name."""

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from shopdesk.channels import stats
from shopdesk.channels.cells import plain
from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, fold, titles
from shopdesk.channels.laid import Laid, fits, match
from shopdesk.channels.stats.days import span
from shopdesk.channels.stats.spec import Field, StatSpec


@dataclass(frozen=True)
class Stats(Laid[StatSpec, Field]):
    """A sheet of statistics that a spec describes. ``span`` is what it says above the header."""

    span: tuple[int, int] | None = None


@cache
def known() -> tuple[StatSpec, ...]:
    """Return every spec of statistics that a file of this package declares."""
    found: list[StatSpec] = []
    for module in pkgutil.iter_modules(stats.__path__):
        named = vars(import_module(f"{stats.__name__}.{module.name}"))
        found += [value for key, value in named.items()
                  if isinstance(value, StatSpec) and key.isupper()]  # fmt: skip
    return tuple(found)


def recognise(heads: Sequence[Head], specs: Sequence[StatSpec] | None = None) -> Stats | None:
    """Return the sheet and the spec that fit with the most columns, or None when nothing fits."""
    best: Stats | None = None
    for spec in known() if specs is None else specs:
        for head in sorted(heads, key=lambda head: _rank(spec, head.name)):
            found = _commented(spec, head) if spec.commented else match(spec, head, laid_over)
            if found and (best is None or len(found.places) > len(best.places)):
                best = found
    return best


def laid_over(spec: StatSpec, name: str, rows: Sequence[Sequence[Cell]], at: int) -> Stats | None:
    """Return the sheet as the spec reads it with its header in this row, or None."""
    header = titles(rows[at])
    places = Index(header).places(spec.columns)
    if not fits(places, spec.needed, spec.absent):
        return None
    above = _span(rows[:at])
    if spec.framed and above is None:
        return None
    return Stats(spec, name, at, at + 1, header, places, above)


def _rank(spec: StatSpec, name: str) -> int:
    named = fold(name)
    return spec.sheets.index(named) if named in spec.sheets else len(spec.sheets)


def _commented(spec: StatSpec, head: Head) -> Stats | None:
    """Return a file of tables below comments: its first line is one, and one says a day."""
    said = [row for row in head.rows if row and plain(row[0]).startswith("#")]
    if not said or not plain(head.rows[0][0] if head.rows[0] else None).startswith("#"):
        return None
    return Stats(spec, head.name, 0, 0, (), {}, found) if (found := _span(said)) else None


def _span(rows: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    text = " ".join(plain(cell) for row in rows for cell in row)
    try:
        return span(text)
    except ValueError:
        return None
