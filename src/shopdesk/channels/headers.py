"""Header names as people, editors and marketplaces really write them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from shopdesk.channels.fields import Cell
from shopdesk.channels.spec import Column, OrderSpec

F = TypeVar("F", bound=str)
_BLANKS = re.compile(r"[\s\u00a0\u200b\u200c\u2060\ufeff]+")
_TIGHT = re.compile(r" ?([/(]) ?")
_MONEY = re.compile(r"\((idr|php|sgd|myr|vnd|thb|twd|brl|usd|rp)\.?\)$")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    r"""Return a header in the form in which two spellings of it are equal.

    NFC, spaces of all kinds collapsed, case folded, a backslash read as a slash, no space around
    a slash or before a bracket, no trailing asterisk.
    """
    plain = unicodedata.normalize("NFC", text).replace("\\", "/")
    return _TIGHT.sub(r"\1", _BLANKS.sub(" ", plain).strip(" *").casefold())


def bare(folded: str) -> tuple[str, str | None]:
    """Split a folded header from its currency: "discount(php)" is ("discount", "PHP")."""
    found = _MONEY.search(folded)
    if found is None:
        return folded, None
    code = found[1].upper()
    return folded[: found.start()], "IDR" if code == "RP" else code


def titles(row: Sequence[Cell]) -> tuple[str, ...]:
    """Return a header row as text, cell by cell, without trailing blank cells."""
    texts = ["" if cell is None else str(cell) for cell in row]
    while texts and not texts[-1].strip():
        texts.pop()
    return tuple(texts)


def labels(header: Sequence[str]) -> tuple[str, ...]:
    """Return a name for each column: the raw header, " (2)" for a repeat, "column 38" for none."""
    seen: dict[str, int] = {}
    names = []
    for at, raw in enumerate(header, 1):
        name = _BLANKS.sub(" ", raw).strip() or f"column {at}"
        seen[name] = count = seen.get(name, 0) + 1
        names.append(name if count == 1 else f"{name} ({count})")
    return tuple(names)


class Index:
    """Where each header stands; duplicates keep all their places."""

    def __init__(self, header: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = {}
        self.currencies: set[str] = set()
        for at, raw in enumerate(header):
            name = fold(raw)
            if not name:
                continue
            plain, currency = bare(name)
            if currency:
                self.currencies.add(currency)
            for key in {name, plain}:
                self._places.setdefault(key, []).append(at)

    def find(self, aliases: Iterable[str]) -> int | None:
        """Return the first place of the first alias that the header has."""
        for alias in aliases:
            name = fold(alias)
            places = self._places.get(name) or self._places.get(bare(name)[0])
            if places:
                return places[0]
        return None

    def places(self, columns: Mapping[F, Iterable[str]]) -> dict[F, int]:
        """Return where each field stands; a column is that of the first field that names it."""
        found: dict[F, int] = {}
        for field, aliases in columns.items():
            at = self.find(aliases)
            if at is not None and at not in found.values():
                found[field] = at
        return found

    def fits(self, spec: OrderSpec) -> bool:
        """Say whether this row is the header that the spec describes."""
        return all(self.find(names) is not None for names in spec.signature) and all(
            self.find((name,)) is None for name in spec.absent
        )

    def columns(self, spec: OrderSpec) -> Iterator[tuple[Column, int]]:
        """Yield the spec's columns that this header has, each with its place."""
        for column in spec.columns:
            at = self.find(column.aliases)
            if at is not None:
                yield column, at
