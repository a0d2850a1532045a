"""Recognise a courier's sheet by its content, never by the file's name."""

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module

from shopdesk.channels import tracks
from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, titles
from shopdesk.channels.laid import Laid, fits, fullest
from shopdesk.channels.tracks.spec import Field, TrackSpec


class Track(Laid[TrackSpec, Field]):
    """A courier's sheet that a spec describes."""


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
    return fullest(heads, known() if specs is None else specs, laid_over)


def laid_over(spec: TrackSpec, name: str, rows: Sequence[Sequence[Cell]], at: int) -> Track | None:
    """Return the sheet as the spec reads it with its header in this row, or None."""
    header = titles(rows[at])
    places = Index(header).places(spec.columns)
    if not fits(places, spec.needed, spec.absent):
        return None
    return Track(spec, name, at, at + 1, header, places)
