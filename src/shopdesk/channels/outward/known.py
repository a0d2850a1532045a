"""Every layout there is, and which of them a template follows: told by its content alone."""

import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Final

from shopdesk.channels import outward
from shopdesk.channels.detect import Head
from shopdesk.channels.headers import fold
from shopdesk.channels.outward.spec import Confirming, Layout

OTHERS: Final = ("Order", "Resi", "Courier")
"""What number, resi and courier are called where no marketplace says it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet that follows a layout, by its name, and the keys of its columns, folded."""

    layout: Layout
    sheet: str
    keys: tuple[str, ...]


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every layout that a file of this package declares."""
    return tuple(value for value in _declared() if isinstance(value, Layout))


@cache
def confirmings() -> dict[str, Confirming]:
    """Return what confirms shipments, by channel."""
    return {value.channel: value for value in _declared() if isinstance(value, Confirming)}


def titles(channel: str) -> tuple[str, str, str]:
    """Return what a channel calls number, resi and courier of an order."""
    known = confirmings().get(channel)
    return (known.number[0], known.resi[0], known.courier[0]) if known else OTHERS


def _declared() -> Iterator[object]:
    for module in pkgutil.iter_modules(outward.__path__):
        named = vars(import_module(f"{outward.__name__}.{module.name}"))
        yield from (value for key, value in named.items() if key.isupper())


def key(cell: object) -> str:
    """Return the key of a column, folded, without what Shopee hangs on it: "ps_price|1|1"."""
    return fold(str("" if cell is None else cell).partition("|")[0])


def recognise(heads: Sequence[Head]) -> Found | None:
    """Return the sheet and the layout that fit best, or None when nothing fits."""
    best: tuple[tuple[bool, int], Found] | None = None
    for layout in layouts():
        for head in heads:
            found = _match(layout, head)
            if found is None:
                continue
            rank = (fold(head.name) in map(fold, layout.sheets), len(layout.signature))
            if best is None or rank > best[0]:
                best = rank, found
    return best[1] if best else None


def _match(layout: Layout, head: Head) -> Found | None:
    if len(head.rows) < layout.key_row:
        return None
    keys = tuple(map(key, head.rows[layout.key_row - 1]))
    if not all(fold(name) in keys for name in layout.signature):
        return None
    if any(fold(name) in keys for name in layout.absent):
        return None
    if layout.mark:
        second = head.rows[1] if len(head.rows) > 1 else ()
        if not second or str(second[0]).strip() != layout.mark:
            return None
    return Found(layout, head.name, keys)
