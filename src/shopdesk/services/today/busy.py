"""When the orders of the last weeks came, by weekday and hour, and what sold best in a span."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from shopdesk.filters.writing import quoted
from shopdesk.services import figures
from shopdesk.services.figures import Scope, Sold, Span
from shopdesk.services.today.currencies import currencies
from shopdesk.store import Read

WEEKS: Final = 4
"""Whole weeks up to yesterday that the heat map is of."""
MOST: Final = 8
"""Products that are named."""
SKUS: Final = 20
"""SKUs of one product by which its orders are found."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Orders that were not cancelled by weekday (Monday first) and hour, over ``weeks`` weeks."""

    hours: tuple[tuple[int, ...], ...]
    weeks: int


@dataclass(frozen=True, slots=True)
class Top:
    """One product: GMV in minor units, and the filter of its SKUs.

    ``orders`` counts an order once for each of its SKUs that is in it.
    """

    name: str
    orders: int
    units: int
    gmv: int
    where: str


@dataclass(frozen=True, slots=True)
class Best:
    """The products that sold best in a span, in one currency."""

    span: Span
    currency: str
    tops: tuple[Top, ...]


def rhythm(read: Read) -> Rhythm:
    """Return the orders of the last weeks by weekday and hour, of every currency together."""
    last = read.clock.today() - timedelta(days=1)
    scope = Scope(Span(last - timedelta(days=7 * WEEKS - 1), last))
    counts = [[0] * 24 for _day in range(7)]
    for currency in currencies(read, [scope.span]):
        found = figures.by_hour(read, replace(scope, currency=currency))
        for (weekday, hour), tally in found.items():
            counts[weekday][hour] += tally.orders
    return Rhythm(tuple(map(tuple, counts)), WEEKS)


def best(read: Read, span: Span) -> Best:
    """Return what sold best in a span, in the first currency that sold anything."""
    known = currencies(read, [span]) or ["IDR"]
    tops = _tops(one for one in figures.skus(read, Scope(span, known[0])) if one.gmv and one.sku)
    return Best(span, known[0], tuple(tops[:MOST]))


def _tops(sold: Iterable[Sold]) -> list[Top]:
    """Return SKUs of one name as one product, that of the most GMV first."""
    named: dict[str, list[Sold]] = {}
    for one in sold:
        some = named.setdefault(one.name, [])
        if len(some) == SKUS:
            some = named.setdefault(f"{one.name} · {one.sku}", [])
        some.append(one)
    tops = [
        Top(
            name, sum(one.orders for one in some), sum(one.units for one in some),
            sum(one.gmv for one in some), "sku=" + ",".join(quoted(one.sku) for one in some),
        )
        for name, some in named.items()
    ]  # fmt: skip
    return sorted(tops, key=lambda top: (-top.gmv, top.name))
