"""What a promotion brought beyond usual: each day of it beside the same weekdays of weeks before.

Usual is the median of these days. Days of other campaigns are left out of it, and days before the
first order of the scope: a day without sales counts, a day without a shop does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import DEAL, OrderLine, worth
from shopdesk.services.analyses.breakdown import ALIVE
from shopdesk.services.analyses.campaigns import campaigns
from shopdesk.services.analyses.dimensions import DIMENSIONS
from shopdesk.services.analyses.placed import CANCELLED, ORDER, placed
from shopdesk.services.figures import EPOCH, Scope, Span
from shopdesk.services.orders import hours
from shopdesk.store import Read

WEEKS: Final = 8
"""Weeks before a promotion that say what is usual."""
Days = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Lift:
    """GMV of days of the promotion, and what is usual there; minor units.

    ``compared`` is the part of ``gmv`` on days that have a usual; ``usual`` is None where no day
    has one.
    """

    gmv: int
    compared: int
    usual: Fraction | None
    where: str = ""

    @property
    def more(self) -> Fraction | None:
        """GMV beyond usual; None where nothing says what is usual."""
        return None if self.usual is None else self.compared - self.usual

    @property
    def share(self) -> Fraction | None:
        """How much more than usual, 1 for twice as much; None where usual is nothing or unknown."""
        return (self.compared / self.usual - 1) if self.usual else None


@dataclass(frozen=True, slots=True)
class LiftDay:
    """One day of the promotion, and the days that say what is usual for it."""

    day: date
    lift: Lift
    baseline: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class LiftPart:
    """One channel, SKU … of the promotion ("": nobody told)."""

    key: str
    lift: Lift


@dataclass(slots=True)
class _Sold:
    """A part while it is read: its name, the store's words for it, its GMV by day."""

    key: str
    said: set[str] = field(default_factory=set)
    gmv: defaultdict[date, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True, slots=True)
class Uplift:
    """A promotion: in total, by day, by part (what it brought most first).

    ``left_out`` are days of other campaigns among the same weekdays before.
    """

    total: Lift
    days: tuple[LiftDay, ...]
    parts: tuple[LiftPart, ...]
    left_out: tuple[tuple[date, tuple[str, ...]], ...]


def uplift(read: Read, scope: Scope, by: str = "channel", weeks: int = WEEKS) -> Uplift:
    """Return what was sold in the scope's span beyond the usual of the weeks before it.

    ``by`` is one of the dimensions that are ``STANDING``.
    """
    first = scope.span.first
    before = Span(first - timedelta(weeks=weeks), first - timedelta(days=1))
    sold = _sold(read, scope.during(Span(before.first, scope.span.last)), by)
    began = _began(read, scope)
    same = {on: _same_weekdays(on, before, began) for on in scope.span}
    base = {on: tuple(d for d in same[on] if not campaigns(d)) for on in same}
    all_days: defaultdict[date, int] = defaultdict(int)
    for part in sold:
        for on, gmv in part.gmv.items():
            all_days[on] += gmv
    left = {d: campaigns(d) for days in same.values() for d in days if campaigns(d)}
    return Uplift(
        _lift(all_days, base, f"{scope.where} {ALIVE}"),
        tuple(_day(scope, all_days, on, base[on]) for on in scope.span),
        _parts(scope, sold, base, by),
        tuple(sorted(left.items())),
    )


def _same_weekdays(on: date, before: Span, began: date | None) -> tuple[date, ...]:
    """Return the days of the same weekday before the promotion, from the shop's first order on."""
    return tuple(
        day
        for day in before
        if day.weekday() == on.weekday() and began is not None and day >= began
    )


def _day(scope: Scope, sold: Days, on: date, base: tuple[date, ...]) -> LiftDay:
    where = f"{scope.during(Span(on, on)).where} {ALIVE}"
    return LiftDay(on, _lift(sold, {on: base}, where), base)


def _lift(sold: Days, base: Mapping[date, Sequence[date]], where: str) -> Lift:
    """Return what days sold beside the sum of each day's usual."""
    told = {on: days for on, days in base.items() if days}
    usual = sum((_median(sold.get(day, 0) for day in days) for days in told.values()), Fraction())
    return Lift(
        sum(sold.get(on, 0) for on in base),
        sum(sold.get(on, 0) for on in told),
        usual if told else None,
        where,
    )


def _median(values: Iterable[int]) -> Fraction:
    return Fraction(median(map(Fraction, values)))


def _parts(
    scope: Scope, sold: Iterable[_Sold], base: Mapping[date, Sequence[date]], by: str
) -> tuple[LiftPart, ...]:
    made = []
    for part in sold:
        where = DIMENSIONS[by].where(scope, part.said)
        lift = _lift(part.gmv, base, f"{where} {ALIVE}" if where else "")
        made.append(LiftPart(part.key, lift))
    return tuple(sorted(made, key=lambda one: (-(one.lift.more or 0), -one.lift.gmv, one.key)))


def _sold(read: Read, scope: Scope, by: str) -> tuple[_Sold, ...]:
    """Return the GMV, not cancelled, of each part on each day that it sold anything."""
    dimension = DIMENSIONS[by]
    day = hours.day(ORDER.placed_at, read.clock)
    key, spelt = dimension.keyed
    lines: Any = sa.join(OrderLine, ORDER.id.table, OrderLine.order_id == ORDER.id)
    if dimension.by_line:
        named = dimension.listings
        key, spelt = named.c.key, sa.func.max(named.c.told)
        lines = lines.join(named, named.c.id == OrderLine.listing_id)
    gmv = sa.func.sum(worth(DEAL))
    query = sa.select(spelt, day, gmv).select_from(lines)
    query = query.where(placed(read, scope), sa.not_(CANCELLED)).group_by(key, day)
    found: dict[str, _Sold] = {}
    for told, number, goods in read.connection.execute(query):
        name = str(dimension.folds(told))
        part = found.setdefault(name.casefold(), _Sold(name))
        part.key = max(part.key, name)  # small letters come after capitals
        part.said.add(told)
        part.gmv[EPOCH + timedelta(days=number)] += goods
    return tuple(found.values())


def _began(read: Read, scope: Scope) -> date | None:
    """Return the day of the first order of the scope's shops in its currency."""
    ever = scope.during(Span(date(1971, 1, 1), scope.span.last))
    oldest = sa.select(ORDER.placed_at).where(placed(read, ever)).order_by(ORDER.placed_at)
    first = read.connection.scalar(oldest.limit(1))
    return None if first is None else read.clock.day(first)
