"""Recognise a statement or a gateway's report by its content, never by the file's name."""

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from shopdesk.channels import money
from shopdesk.channels.detect import Head
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, titles
from shopdesk.channels.laid import fits, fullest
from shopdesk.channels.money.spec import Field, MoneySpec


@dataclass(frozen=True)
class Statement:
    """A sheet that a spec describes. Rows count from 0; ``places`` says where each field stands.

    ``above`` are the rows over the header, which tell of whose account it is.
    """

    spec: MoneySpec
    sheet: str
    header_row: int
    first_row: int
    header: tuple[str, ...]
    places: dict[Field, tuple[int, ...]]
    above: tuple[tuple[Cell, ...], ...] = ()


@cache
def known() -> tuple[MoneySpec, ...]:
    """Return every spec of a bank or gateway that a file of this package declares."""
    found: list[MoneySpec] = []
    for module in pkgutil.iter_modules(money.__path__):
        named = vars(import_module(f"{money.__name__}.{module.name}"))
        found += [value for key, value in named.items()
                  if isinstance(value, MoneySpec) and key.isupper()]  # fmt: skip
    return tuple(found)


def recognise(heads: Sequence[Head], specs: Sequence[MoneySpec] | None = None) -> Statement | None:
    """Return the sheet and the spec that fit with the most columns, or None when nothing fits."""
    return fullest(heads, known() if specs is None else specs, laid_over)


def laid_over(
    spec: MoneySpec, name: str, rows: Sequence[Sequence[Cell]], at: int
) -> Statement | None:
    """Return the sheet as the spec reads it with its header in this row, or None."""
    header = titles(rows[at])
    places = _places(spec, header)
    if not fits(places, spec.needed, spec.absent):
        return None
    return Statement(spec, name, at, at + 1, header, places, tuple(map(tuple, rows[:at])))


def _places(spec: MoneySpec, header: Sequence[str]) -> dict[Field, tuple[int, ...]]:
    index = Index(header)
    found: dict[Field, tuple[int, ...]] = {}
    taken: set[int] = set()
    for field, aliases in spec.columns.items():
        hits = dict.fromkeys(at for one in aliases if (at := index.find((one,))) is not None)
        places = tuple(at for at in hits if at not in taken)
        taken.update(places)
        if places:
            found[field] = places
    for field, left in spec.unnamed:
        at = found.get(left, (len(header),))[0] + 1
        if field not in found and at < len(header) and not header[at].strip():
            found[field] = (at,)
    return found
