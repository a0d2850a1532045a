"""From visitors to paid orders, by shop and by the source that counted the visitors.

What happens before an order only imported statistics tell; orders are the shop's own. They are
counted on the days on which a source tells of visitors, so that both sides speak of the same days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import sqlalchemy as sa

from shopdesk.filters.writing import quoted
from shopdesk.models.orders import Order
from shopdesk.models.reporting import ShopStat
from shopdesk.models.shops import Shop
from shopdesk.services.figures.scope import EPOCH, Scope, Span
from shopdesk.store import Read

CAME: Final = ("paid", "cod_due", "part_refunded", "refunded")
"""Payments of a paid order: the money came, or is taken at the door."""
PAID: Final = f"payment:{','.join(CAME)} -status:cancelled"
"""The filter of paid orders."""
ASKED: Final = ("visitors", "product_visitors", "carts", "checkouts", "orders")
"""What the statistics are asked for; a day is counted once, so who comes twice counts twice."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One shop's way to its orders, as one source counts it, over the days that it tells of.

    ``placed`` and ``paid`` are the shop's own orders of these days, ``told`` those that the source
    counts. What the source does not tell of all these days is None. ``missing`` are the days of the
    period up to yesterday without visitors.
    """

    shop_id: int
    channel: str
    shop: str
    source: str
    days: tuple[date, ...]
    missing: tuple[date, ...]
    visitors: int
    product_visitors: int | None
    carts: int | None
    checkouts: int | None
    told: int | None
    placed: int
    paid: int

    @property
    def conversion(self) -> Fraction | None:
        """Paid orders per visitor; None where nobody came."""
        return Fraction(self.paid, self.visitors) if self.visitors else None

    @property
    def where(self) -> str:
        """The filter of the shop's orders of these days."""
        spans = ",".join(
            str(run.first) if run.days == 1 else f"{run.first}..{run.last}"
            for run in runs(self.days)
        )
        return f"placed:{spans} shop={quoted(f'{self.channel}:{self.shop}')}"


def funnel(read: Read, scope: Scope) -> tuple[Flow, ...]:
    """Return the ways of all shops of which statistics tell in the span, the most visited first."""
    flows = [_flow(read, scope, shop, days) for shop, days in _told(read, scope).items()]
    return tuple(sorted(flows, key=lambda one: (-one.visitors, one.shop, one.source)))


def best(flows: Sequence[Flow]) -> tuple[Flow, ...]:
    """Return one way per shop: by the source that tells of the most days."""
    found: dict[int, Flow] = {}
    for flow in flows:
        had = found.get(flow.shop_id)
        if had is None or len(flow.days) > len(had.days):
            found[flow.shop_id] = flow
    return tuple(found.values())


def conversion(flows: Sequence[Flow]) -> Fraction | None:
    """Return paid orders per visitor over all shops, each by one source."""
    one = best(flows)
    visitors = sum(flow.visitors for flow in one)
    return Fraction(sum(flow.paid for flow in one), visitors) if visitors else None


def runs(days: Sequence[date]) -> Iterator[Span]:
    """Yield days that follow each other as spans."""
    first = last = None
    for day in days:
        if last is not None and day - last == timedelta(days=1):
            last = day
            continue
        if first is not None and last is not None:
            yield Span(first, last)
        first = last = day
    if first is not None and last is not None:
        yield Span(first, last)


Key = tuple[int, str, str, str]
"""Shop id, channel, shop and source."""


def _told(read: Read, scope: Scope) -> dict[Key, dict[date, dict[str, int | None]]]:
    """Return what the sources tell of each day on which they tell of visitors."""
    asked = [getattr(ShopStat, name) for name in ASKED]
    query = (
        sa.select(Shop.id, Shop.channel, Shop.name, ShopStat.source, ShopStat.day, *asked)
        .join(Shop, Shop.id == ShopStat.shop_id)
        .where(
            ShopStat.day.between(*scope.span.bounds),
            ShopStat.currency == scope.currency,
            ShopStat.visitors.is_not(None),
        )
        .order_by(ShopStat.day)
    )
    if scope.shop_id is not None:
        query = query.where(Shop.id == scope.shop_id)
    if scope.channel:
        query = query.where(Shop.channel == scope.channel)
    found: dict[Key, dict[date, dict[str, int | None]]] = {}
    for shop, channel, name, source, day, *facts in read.connection.execute(query):
        days = found.setdefault((shop, channel, name, source), {})
        days[EPOCH + timedelta(days=day)] = dict(zip(ASKED, facts, strict=True))
    return found


def _flow(
    read: Read, scope: Scope, of: Key, told: dict[date, dict[str, int | None]]
) -> Flow:  # fmt: skip
    days = tuple(told)
    sums = {name: _sum([facts[name] for facts in told.values()]) for name in ASKED}
    until = read.clock.today()
    missing = tuple(day for day in scope.span if day < until and day not in told)
    placed, paid = _orders(read, of[0], days)
    return Flow(
        *of, days, missing, sums["visitors"] or 0, sums["product_visitors"], sums["carts"],
        sums["checkouts"], sums["orders"], placed, paid,
    )  # fmt: skip


def _sum(values: Sequence[int | None]) -> int | None:
    """Return the sum; None where a day is not told, as it would be too small."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _orders(read: Read, shop_id: int, days: Sequence[date]) -> tuple[int, int]:
    """Return how many orders the shop got on these days, and how many of them were paid."""
    spans = [run.instants(read.clock) for run in runs(days)]
    then = sa.or_(*(sa.and_(Order.placed_at >= a, Order.placed_at < b) for a, b in spans))
    paid = sa.and_(Order.payment.in_(CAME), Order.status != "cancelled")
    query = sa.select(
        sa.func.count(), sa.func.coalesce(sa.func.sum(sa.case((paid, 1), else_=0)), 0)
    )
    found = read.connection.execute(query.where(Order.shop_id == shop_id, then)).one()
    return found[0], found[1]
