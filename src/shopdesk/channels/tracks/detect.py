"""Recognise a courier's sheet by its content, never by the file's name."""

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from shopdesk.channels import tracks
from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, titles
from shopdesk.channels.tracks.spec import Field, TrackSpec


@dataclass(frozen=True)
class Track:
    """A sheet that a spec describes. Rows count from 0; ``places`` says where each field stands."""

    spec: TrackSpec
    sheet: str
    header_row: int
    first_row: int
    header: tuple[str, ...]
    places: dict[Field, int]


@cache
def known() -> tuple[TrackSpec, ...]:
    """Return every spec of a courier's sheet that a file of this package declares."""
    found: list[TrackSpec] = []
    for module in pkgutil.iter_modules(tracks.__path__):
        named = vars(import_module(f"{tracks.__name__}.{module.name}"))
        found += [value for key, value in named.items()
                  if isinstance(value, TrackSpec) and key.isupper()]  # fmt: skip
    return tuple(found)


def recognise(heads: Sequence[Head], specs: Sequence[TrackSpec] | None = None) -> Track | None:
    """Return the sheet and the spec that fit with the most columns, or None when nothing fits."""
    best: Track | None = None
    for spec in known() if specs is None else specs:
        for head in heads:
            found = _match(spec, head)
            if found and (best is None or len(found.places) > len(best.places)):
                best = found
    return best


def laid_over(spec: TrackSpec, name: str, rows: Sequence[Sequence[Cell]], at: int) -> Track | None:
    """Return the sheet as the spec reads it with its header in this row, or None."""
    header = titles(rows[at])
    places = _places(spec, header)
    needed = all(any(field in places for field in one.split("|")) for one in spec.needed)
    if not needed or any(field in places for field in spec.absent):
        return None
    return Track(spec, name, at, at + 1, header, places)


def _match(spec: TrackSpec, head: Head) -> Track | None:
    for at, row in enumerate(head.rows[: spec.window]):
        if sum(1 for cell in row if isinstance(cell, str) and cell) < len(spec.needed):
            continue
        if found := laid_over(spec, head.name, head.rows, at):
            return found
    return None


def _places(spec: TrackSpec, header: Sequence[str]) -> dict[Field, int]:
    index = Index(header)
    found: dict[Field, int] = {}
    for field, aliases in spec.columns.items():
        at = index.find(aliases)
        if at is not None and at not in found.values():
            found[field] = at
    return found
