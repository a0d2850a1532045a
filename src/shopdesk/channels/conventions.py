"""How one file writes its numbers and in which currency, where the spec leaves it to the file."""

import re
from collections.abc import Iterator, Sequence

from shopdesk.channels.detect import Recognised
from shopdesk.channels.fields import Cell
from shopdesk.channels.headers import Index, fold
from shopdesk.channels.layout import Convention

_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def decide(
    recognised: Recognised, rows: Sequence[Sequence[Cell]], *, zone: str, shift_days: int
) -> tuple[Convention, bool]:
    """Return the file's conventions, and whether its currency is only an assumption.

    The currency is the one in the headers ("Total Discount(PHP)"), else that of a region known by
    its own headers, else that of the country in the first rows, else the spec's. A style that the
    spec leaves open is Indonesian for rupiah with dotted thousands, and otherwise has decimal dots.
    """
    spec = recognised.spec
    index = Index(recognised.header)
    told: str | None = spec.currency
    if spec.regions:
        written = index.currencies if len(index.currencies) == 1 else set()
        told = next(iter(written), None) or _by_headers(recognised, index)
        told = told or _by_country(recognised, index, rows)
    currency, assumed = told or spec.currency, told is None
    if spec.style != "?":
        return Convention(currency, spec.style, zone, shift_days), assumed
    dotted = any(map(_DOTTED.fullmatch, _amounts(recognised, index, rows)))
    rupiah = currency == "IDR" and (dotted or not assumed)
    return Convention(currency, "id" if rupiah else "us", zone, shift_days), assumed


def _by_headers(recognised: Recognised, index: Index) -> str | None:
    for region in recognised.spec.regions:
        if any(index.find((name,)) is not None for name in region.headers):
            return region.currency
    return None


def _by_country(recognised: Recognised, index: Index, rows: Sequence[Sequence[Cell]]) -> str | None:
    places = [at for column, at in index.columns(recognised.spec) if column.field == "country"]
    said = {fold(str(row[at])) for at in places for row in rows if at < len(row) and row[at]}
    for region in recognised.spec.regions:
        if said & {fold(name) for name in region.countries}:
            return region.currency
    return None


def _amounts(recognised: Recognised, index: Index, rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    places = [at for column, at in index.columns(recognised.spec) if column.kind == "money"]
    for row in rows:
        for at in places:
            cell = row[at] if at < len(row) else None
            if isinstance(cell, str):
                yield cell.strip()
