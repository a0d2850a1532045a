"""The sums of a scope, from which every figure is made: read from those that stand ready."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.figures import SalesHour
from shopdesk.services import shops
from shopdesk.services.figures.scope import EPOCH, Scope, Span
from shopdesk.store import Read

HOUR: Final = SalesHour.__table__.c


@dataclass(frozen=True, slots=True)
class Tally:
    """Orders of one currency that were placed in a span. Money in minor units.

    All but those named ``cancelled`` are of orders that are not cancelled.
    """

    orders: int = 0
    units: int = 0
    gmv: int = 0
    listed: int = 0
    discount: int = 0
    returned: int = 0
    returned_gmv: int = 0
    cancelled: int = 0
    cancelled_units: int = 0
    cancelled_gmv: int = 0
    cancelled_listed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))

    @property
    def gmv_with_cancelled(self) -> int:
        """Deal price × quantity of all orders placed."""
        return self.gmv + self.cancelled_gmv

    @property
    def net_sales(self) -> int:
        """GMV without the seller's discounts on whole orders and without what came back."""
        return self.gmv - self.discount - self.returned_gmv

    @property
    def aov(self) -> int | None:
        """GMV per order, rounded to the nearest minor unit; None where there is no order."""
        return (2 * self.gmv + self.orders) // (2 * self.orders) if self.orders else None

    @property
    def cancel_rate(self) -> Fraction | None:
        """Cancelled orders in all orders placed; None where there is none."""
        placed = self.orders + self.cancelled
        return Fraction(self.cancelled, placed) if placed else None

    @property
    def return_rate(self) -> Fraction | None:
        """Returned pieces in pieces sold; None where nothing was sold."""
        return Fraction(self.returned, self.units) if self.units else None


def scope_of(read: Read, period: str, shop: str = "", currency: str = "") -> Scope:
    """Return the scope that a person asked for; no currency is that of most orders.

    Raises:
        Refusal: there is no such period or shop.
    """
    placed = sa.func.sum(HOUR.orders + HOUR.cancelled)
    query = sa.select(HOUR.currency, placed).group_by(HOUR.currency)
    known = {name: orders for name, orders in read.connection.execute(query)}  # noqa: C416 - rows are typed
    most = max(sorted(known), key=lambda name: known[name], default="IDR")
    one = shops.shop_of(read.connection, shop) if shop else None
    return Scope(
        Span.of(period, read.clock), currency.upper() or most, shop_id=one.id if one else None,
        shop=f"{one.channel}:{one.name}" if one else "", alone=len(known) < 2,
    )  # fmt: skip


def total(read: Read, scope: Scope) -> Tally:
    """Return the sums of the whole scope."""
    return dict(_summed(read, scope)).get((), Tally())


def by_day(read: Read, scope: Scope) -> tuple[tuple[date, Tally], ...]:
    """Return the sums of every day of the span, also of those without an order."""
    made = dict(_summed(read, scope, HOUR.day))
    return tuple((day, made.get(((day - EPOCH).days,), Tally())) for day in scope.span)


def by_hour(read: Read, scope: Scope) -> dict[tuple[int, int], Tally]:
    """Return the sums by weekday (Monday is 0) and hour of the shop's clock."""
    weekday = (HOUR.day + EPOCH.weekday()) % 7
    return {(key[0], key[1]): tally for key, tally in _summed(read, scope, weekday, HOUR.hour)}


def by_shop(read: Read, scope: Scope) -> tuple[tuple[int, str, str, Tally], ...]:
    """Return shop id, channel, name and sums of each shop, the largest GMV first."""
    named = {one.id: one for one in shops.every(read.connection)}
    rows = [
        (key[0], named[key[0]].channel, named[key[0]].name, tally)
        for key, tally in _summed(read, scope, HOUR.shop_id)
    ]
    return tuple(sorted(rows, key=lambda row: (-row[3].gmv, row[1], row[2])))


def by_channel(read: Read, scope: Scope) -> tuple[tuple[str, Tally], ...]:
    """Return the sums of each channel, the largest GMV first."""
    made: dict[str, Tally] = {}
    for _shop, channel, _name, tally in by_shop(read, scope):
        made[channel] = made.get(channel, Tally()) + tally
    return tuple(sorted(made.items(), key=lambda row: (-row[1].gmv, row[0])))


def channels_by_day(read: Read, scope: Scope) -> dict[tuple[date, str], Tally]:
    """Return the sums of each day and channel that has an order."""
    named = {one.id: one.channel for one in shops.every(read.connection)}
    made: dict[tuple[date, str], Tally] = {}
    for (day, shop), tally in _summed(read, scope, HOUR.day, HOUR.shop_id):
        key = EPOCH + timedelta(days=day), named[shop]
        made[key] = made.get(key, Tally()) + tally
    return made


def _summed(
    read: Read, scope: Scope, *by: sa.ColumnElement[int]
) -> Iterator[tuple[tuple[int, ...], Tally]]:
    """Yield the sums that stand ready, by these columns."""
    sums = [sa.func.sum(HOUR[one.name]) for one in fields(Tally)]
    query = sa.select(*by, *sums).where(*within(read, scope, HOUR)).group_by(*by)
    for row in read.connection.execute(query):
        if row[-1] is not None:
            yield tuple(row[: len(by)]), Tally(*row[len(by) :])


def within(
    read: Read, scope: Scope, of: Any, *, dated: bool = True
) -> Iterator[sa.ColumnElement[bool]]:
    """Yield the conditions under which rows of sums are of the scope."""
    if dated:
        yield of.day.between(*scope.span.bounds)
    yield of.currency == scope.currency
    if scope.shop_id is not None:
        yield of.shop_id == scope.shop_id
    if scope.channel:
        own = [one.id for one in shops.every(read.connection) if one.channel == scope.channel]
        yield of.shop_id.in_(own)
