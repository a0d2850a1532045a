"""Market basket: SKUs that were bought in one order, how often, and how much more than by chance.

A basket is an order that is not cancelled, with the different SKUs in it; a kit is one SKU, and
what is mapped to none is left out. Of two SKUs A and B: support is the share of baskets with both,
confidence the share with B among those with A, lift confidence divided by the share with B; above 1
they are bought together more often than by chance. How many days are looked at and how many baskets
a pair needs stands in a table (``data/tables/basket.toml``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.models import Base
from shopdesk.models.figures import BasketPair
from shopdesk.models.orders import OrderLine
from shopdesk.models.shops import Listing
from shopdesk.services.analyses.kept import STANDS, stamp
from shopdesk.services.analyses.placed import ORDER, placed
from shopdesk.services.figures.scope import Scope, Span
from shopdesk.services.skus import sku_key
from shopdesk.store import Change, Read, Work

PAIRS: Final = Base.metadata.tables[BasketPair.__tablename__]


@dataclass(frozen=True, slots=True)
class Pair:
    """SKU A and SKU B: baskets with A, with B, with both, and all."""

    sku: str
    other: str
    both: int
    alone: int
    others: int
    baskets: int

    @property
    def support(self) -> Fraction:
        """The share of baskets with both."""
        return Fraction(self.both, self.baskets)

    @property
    def confidence(self) -> Fraction:
        """The share with B among the baskets with A."""
        return Fraction(self.both, self.alone)

    @property
    def lift(self) -> Fraction:
        """How many times more often B is with A than in any basket."""
        return Fraction(self.both * self.baskets, self.alone * self.others)


def rule(name: str, on: date) -> int:
    """Return what the table says of one thing on a day."""
    return int(next(r["value"] for r in reversed(tables.rows("basket", on)) if r["name"] == name))


def needed(baskets: int, on: date) -> int:
    """Return how many of so many baskets a pair needs to count."""
    return max(rule("least", on), -(-baskets * rule("per_myriad", on) // 10_000))


def window(last: date) -> Span:
    """Return the days that are looked at, up to this one."""
    return Span(last - timedelta(days=rule("days", last) - 1), last)


def pairs(read: Read, scope: Scope) -> tuple[Pair, ...]:
    """Return the pairs of the window that ends with the scope's last day, from both sides.

    The highest lift comes first, then what was bought together most often, then by SKU.
    """
    span = window(scope.span.last)
    found = _pairs(read, placed(read, scope.during(span)), scope.span.last)
    return tuple(sorted(found, key=lambda one: (-one.lift, -one.both, one.sku, one.other)))


def made(read: Read) -> tuple[Pair, ...]:
    """Count all shops' pairs as of today."""
    today = read.clock.today()
    start, end = window(today).instants(read.clock)
    within = sa.and_(ORDER.placed_at >= start, ORDER.placed_at < end)
    return tuple(_pairs(read, within, today))


def keep(work: Work, pairs: Sequence[Pair], entry: int, of: str) -> Change:
    """Keep the pairs that were counted in a view: what customers are advised from."""
    rows = [
        {"sku_key": one.sku, "other_key": one.other, "both": one.both, "alone": one.alone,
         "other": one.others, "baskets": one.baskets}
        for one in pairs
    ]  # fmt: skip
    work.connection.execute(sa.delete(PAIRS))
    if rows:
        work.connection.execute(sa.insert(PAIRS), rows)
    stamp(work, PAIRS.name, of, entry)
    return work.done("")


def kept_for(read: Read) -> str:
    """Return what kept pairs are for: the day, the zone and the table's numbers."""
    today = read.clock.today()
    numbers = (str(rule(name, today)) for name in ("days", "least", "per_myriad"))
    return " ".join((str(today), read.clock.zone, *numbers))


def advised(read: Read, sku: str, most: int = 20) -> tuple[Pair, ...]:
    """Return what was bought with a SKU as it was kept last, the likeliest first.

    Only what goes with it more often than by chance.
    """
    kept = sa.select(PAIRS).where(PAIRS.c.sku_key == sku_key(sku))
    more = PAIRS.c.both * PAIRS.c.baskets > PAIRS.c.alone * PAIRS.c.other
    likely = kept.where(more).order_by(PAIRS.c.both.desc(), PAIRS.c.other, PAIRS.c.other_key)
    return tuple(Pair(*row) for row in read.connection.execute(likely.limit(most)))


def _pairs(read: Read, within: sa.ColumnElement[bool], on: date) -> Iterator[Pair]:
    """Yield the pairs that have enough baskets, from both sides."""
    baskets = list(_baskets(read, within))
    alone = Counter(chain.from_iterable(baskets))
    least = needed(len(baskets), on)
    both = Counter(chain.from_iterable(_twos(baskets, alone, least)))
    for (one, other), times in both.items():
        if times >= least:
            yield Pair(one, other, times, alone[one], alone[other], len(baskets))
            yield Pair(other, one, times, alone[other], alone[one], len(baskets))


def _twos(
    baskets: Iterable[tuple[str, ...]], alone: Counter[str], least: int
) -> Iterator[Iterable[tuple[str, str]]]:
    """Yield every two SKUs of each basket; one that is too rare makes no pair."""
    rare = {sku for sku, times in alone.items() if times < least}
    for skus in baskets:
        if len(skus) > 1:
            told = skus if rare.isdisjoint(skus) else tuple(s for s in skus if s not in rare)
            yield combinations(told, 2)


def _baskets(read: Read, within: sa.ColumnElement[bool]) -> Iterator[tuple[str, ...]]:
    """Yield the SKUs of each order, each once, in the order of the alphabet."""
    query = sa.select(Listing.id, sa.func.lower(Listing.sku)).where(Listing.sku != "")
    # The same text for the same SKU, so that counting compares no letters.
    sku: dict[str, str] = {}
    named = {str(row[0]): sku.setdefault(row[1], row[1]) for row in read.connection.execute(query)}
    for (ids,) in read.connection.execute(_lines(within)):
        told = ids.split(",") if ids else []
        if len(told) == 1:
            if (one := named.get(ids)) is not None:
                yield (one,)
        elif skus := {named[each] for each in told if each in named}:
            yield tuple(sorted(skus))


def _lines(within: sa.ColumnElement[bool]) -> Any:
    """Return the listings of each order as one text: a third of the time of a row for each."""
    ids = sa.select(sa.func.group_concat(OrderLine.listing_id)).where(
        OrderLine.order_id == ORDER.id
    )
    told = ids.correlate(ORDER.id.table).scalar_subquery()
    return sa.select(told).where(within, STANDS)


def spelt(read: Read) -> dict[str, str]:
    """Return every SKU as shops write it, by its small letters."""
    small = sa.func.lower(Listing.sku)
    query = sa.select(small, sa.func.max(Listing.sku)).where(Listing.sku != "").group_by(small)
    return {row[0]: row[1] for row in read.connection.execute(query)}
