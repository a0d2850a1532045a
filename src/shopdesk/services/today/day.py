"""The figures of a day so far, beside the same hours of other days.

GMV is the sum of deal price × quantity of the orders placed in a span that are not cancelled; the
cancelled ones are counted apart. Every count here is the number of rows that its filter shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import Clock
from shopdesk.models.orders import BACK, DEAL, LISTED, Order, OrderLine, worth
from shopdesk.services.figures import Tally
from shopdesk.services.today.matching import matching
from shopdesk.store import Read

CANCELLED: Final = "cancelled"


def _lines(what: Any) -> sa.ScalarSelect[int]:
    """Return the sum over an order's lines."""
    summed = sa.select(sa.func.coalesce(sa.func.sum(what), 0))
    return summed.where(OrderLine.order_id == Order.id).correlate(Order).scalar_subquery()


SUMS: Final = (
    Order.units, _lines(worth(DEAL)), _lines(worth(LISTED)), sa.func.coalesce(Order.discount, 0),
    _lines(OrderLine.returned), _lines(worth(BACK)),
)  # fmt: skip
"""Of an order: units, goods at deal price and at list price, discount, pieces back, their price."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some hours of a day, and the filter of the orders that were placed in them."""

    day: date
    where: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel's part of the three spans."""

    channel: str
    today: Tally
    yesterday: Tally
    last_week: Tally


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of one currency: today, yesterday and a week ago, whole and by channel."""

    currency: str
    where: str
    """What to add to a filter so that it shows this currency only; empty where there is one."""
    today: Tally
    yesterday: Tally
    last_week: Tally
    channels: tuple[Channel, ...]
    """The channels by today's GMV, the largest first."""


@dataclass(frozen=True, slots=True)
class Day:
    """Today so far. The two other days end at the same time of day as it is now."""

    today: Span
    yesterday: Span
    last_week: Span
    totals: tuple[Totals, ...]
    """Per currency, rupiah first; empty where nothing was placed in any of the spans."""


def day(read: Read) -> Day:
    """Return today's figures beside yesterday's and those of the same weekday last week."""
    now = read.clock.today()
    spans = (
        Span(now, "placed:today"),
        _until_now(read.clock, now - timedelta(days=1)),
        _until_now(read.clock, now - timedelta(days=7)),
    )
    parts = [tallies(read, span.where) for span in spans]
    currencies = sorted({key[0] for part in parts for key in part}, key=lambda c: (c != "IDR", c))
    several = len(currencies) > 1
    totals = [_totals(parts, currency, several=several) for currency in currencies]
    return Day(*spans, totals=tuple(totals))


def tallies(read: Read, where: str) -> dict[tuple[str, str], Tally]:
    """Return the tally of each currency and channel among the orders that a filter matches."""
    over = Order.status == CANCELLED
    query = (
        sa.select(
            Order.currency, Order.channel, over, sa.func.count(),
            *(sa.func.coalesce(sa.func.sum(what), 0) for what in SUMS),
        )
        .select_from(Order)
        .group_by(Order.currency, Order.channel, over)
    )  # fmt: skip
    made: dict[tuple[str, str], Tally] = {}
    for condition in matching(read, where):
        for currency, channel, cancelled, *sums in read.connection.execute(query.where(condition)):
            part = Tally(0, *[0] * 6, *sums[:4]) if cancelled else Tally(*sums)
            made[currency, channel] = made.get((currency, channel), Tally()) + part
    return made


def _totals(
    parts: Sequence[dict[tuple[str, str], Tally]], currency: str, *, several: bool
) -> Totals:
    """Return the figures of one currency out of the three spans."""
    mine = [{key[1]: part[key] for key in part if key[0] == currency} for part in parts]
    channels = [
        Channel(name, *(part.get(name, Tally()) for part in mine))
        for name in sorted({name for part in mine for name in part})
    ]
    today, yesterday, last_week = (sum(part.values(), Tally()) for part in mine)
    where = f"currency:{currency}" if several else ""
    ordered = tuple(sorted(channels, key=lambda one: -one.today.gmv))
    return Totals(currency, where, today, yesterday, last_week, ordered)


def _until_now(clock: Clock, on: date) -> Span:
    """Return a day until the time that the shop's clock shows now."""
    time = clock.local(clock.now()).time()
    return Span(on, f"placed:{on} placed<={on}T{time:%H:%M:%S}")
