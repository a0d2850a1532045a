"""Recognise a sheet by its content, never by the file's name; what is unknown stays unknown."""

import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import Protocol

from shopdesk import channels
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, fold, titles
from shopdesk.channels.spec import OrderSpec


class Head(Protocol):
    """The top of a sheet, as `shopdesk.sheets.SheetHead` holds it."""

    @property
    def name(self) -> str:
        """The sheet's name; "" for a CSV."""

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The first rows of the sheet."""


@dataclass(frozen=True)
class Recognised:
    """A sheet that a spec describes. Rows count from 0; `header` holds the raw header texts."""

    spec: OrderSpec
    sheet: str
    header_row: int
    first_row: int
    header: tuple[str, ...]

    def scattered(self) -> "Recognised":
        """Return the same sheet, to be read as if an order's rows stood anywhere in it."""
        return replace(self, spec=replace(self.spec, scattered=True))


@cache
def known() -> tuple[OrderSpec, ...]:
    """Return every order spec that a file of this package declares."""
    found = []
    for module in pkgutil.iter_modules(channels.__path__):
        named = vars(import_module(f"{channels.__name__}.{module.name}"))
        found += [value for key, value in named.items()
                  if isinstance(value, OrderSpec) and key.isupper()]  # fmt: skip
    return tuple(found)


def recognise(heads: Sequence[Head], specs: Sequence[OrderSpec] | None = None) -> Recognised | None:
    """Return the sheet and the spec that fit best, or None when nothing fits.

    A sheet with the expected name goes before others, then the one with the most known columns.
    """
    best: tuple[tuple[bool, int], Recognised] | None = None
    for spec in known() if specs is None else specs:
        for head in heads:
            for rank, found in _matches(spec, head):
                if best is None or rank > best[0]:
                    best = rank, found
    return best[1] if best else None


def _matches(spec: OrderSpec, head: Head) -> Iterator[tuple[tuple[bool, int], Recognised]]:
    for at, row in enumerate(head.rows[: spec.window]):
        if sum(1 for cell in row if isinstance(cell, str) and cell) < len(spec.signature):
            continue
        header = titles(row)
        index = Index(header)
        if index.fits(spec):
            named = fold(head.name) in {fold(name) for name in spec.sheets}
            columns = list(index.columns(spec))
            place = next((at for column, at in columns if column.field == "number"), 0)
            first = _first_row(spec, head, at + 1, place)
            yield (named, len(columns)), Recognised(spec, head.name, at, first, header)
            return


def _first_row(spec: OrderSpec, head: Head, row: int, place: int) -> int:
    """Skip the descriptions below the header: where a number belongs they have words only."""
    while spec.described and row < len(head.rows):
        cells = head.rows[row]
        cell = cells[place] if place < len(cells) else None
        words = isinstance(cell, str) and cell.strip() and not any(map(str.isdigit, cell))
        if not words:
            break
        row += 1
    return row
