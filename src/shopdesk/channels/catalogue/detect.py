"""Recognise a sheet of products or stock by its content, never by the file's name."""

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from shopdesk.channels import catalogue
from shopdesk.channels.catalogue.spec import CatalogueSpec, Column
from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import fold, titles

HELP = 4
"""Rows of labels, marks, help and limits that may stand between the keys and the data."""
LONGEST = 40
"""Characters of a number or an id; what is longer explains one."""


@dataclass(frozen=True)
class Found:
    """A sheet that a spec describes. Rows count from 0; `header` holds the header texts."""

    spec: CatalogueSpec
    sheet: str
    header_row: int
    first_row: int
    header: tuple[str, ...]

    def places(self, column: Column) -> list[int]:
        """Return where a column stands: its first alias that the header has, or all of several."""
        every = column.every or column.kind == "picture" or column.field == "-"
        found: list[int] = []
        for alias in column.aliases:
            hits = _hits(self.header, alias)
            if hits and not every:
                return hits[:1]
            found += hits
        return list(dict.fromkeys(found))


@cache
def known() -> tuple[CatalogueSpec, ...]:
    """Return every spec of a product or stock sheet that a file of this package declares."""
    found: list[CatalogueSpec] = []
    for module in pkgutil.iter_modules(catalogue.__path__):
        named = vars(import_module(f"{catalogue.__name__}.{module.name}"))
        found += [value for key, value in named.items()
                  if isinstance(value, CatalogueSpec) and key.isupper()]  # fmt: skip
    return tuple(found)


def recognise(heads: Sequence[Head], specs: Sequence[CatalogueSpec] | None = None) -> Found | None:
    """Return the sheet and the spec that fit best, or None when nothing fits.

    One whose mark stands below the header goes first, then a sheet with the expected name, then the
    one with the most known columns.
    """
    best: tuple[tuple[bool, bool, int], Found] | None = None
    for spec in known() if specs is None else specs:
        for head in heads:
            match = _match(spec, head)
            if match is not None and (best is None or match[0] > best[0]):
                best = match
    return best[1] if best else None


def _match(spec: CatalogueSpec, head: Head) -> tuple[tuple[bool, bool, int], Found] | None:
    for at, row in enumerate(head.rows[: spec.window]):
        if sum(1 for cell in row if isinstance(cell, str) and cell) < len(spec.signature):
            continue
        header = titles(row)
        if spec.keyed:
            header = tuple(title.partition("|")[0] for title in header)
        if not _fits(spec, header) or not _marked(spec, head, at):
            continue
        first = at + spec.below
        found = Found(spec, head.name, at, first, header)
        first = _skip_help(found, head)
        found = Found(spec, head.name, at, first, header)
        columns = sum(1 for column in spec.columns if found.places(column))
        named = fold(head.name) in set(map(fold, spec.sheets))
        return (bool(spec.mark), named, columns), found
    return None


def _fits(spec: CatalogueSpec, header: Sequence[str]) -> bool:
    there = all(any(_hits(header, name) for name in names) for names in spec.signature)
    return there and not any(_hits(header, name) for name in spec.absent)


def _marked(spec: CatalogueSpec, head: Head, at: int) -> bool:
    if not spec.mark:
        return True
    below = head.rows[at + 1] if at + 1 < len(head.rows) else ()
    return bool(below) and _text(below[0]) in spec.mark


def _skip_help(found: Found, head: Head) -> int:
    """Return the first row of data: where a number belongs, marks and help have words only."""
    row = found.first_row
    places = [
        at for column in found.spec.columns if column.field == found.spec.anchor
        for at in found.places(column)
    ]  # fmt: skip
    while places and row < min(len(head.rows), found.first_row + HELP):
        cells = head.rows[row]
        said = [text for at in places if at < len(cells) and (text := _text(cells[at]))]
        if said and any(map(str.isdigit, said[0])) and len(said[0]) <= LONGEST:
            break
        row += 1
    return row


def _hits(header: Sequence[str], alias: str) -> list[int]:
    wanted = fold(alias.removesuffix("*"))
    if alias.endswith("*"):
        return [at for at, title in enumerate(header) if fold(title).startswith(wanted)]
    return [at for at, title in enumerate(header) if fold(title) == wanted]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()
