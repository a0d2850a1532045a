"""The last days in a row: GMV by day, and orders by hour beside what is usual."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa

from shopdesk.models.figures import SalesHour
from shopdesk.services.figures import EPOCH
from shopdesk.store import Read

DAYS: Final = 14
"""Whole days before today that "usual" is the average of."""
HOUR: Final = SalesHour.__table__.c


@dataclass(frozen=True, slots=True)
class DayTotal:
    """Orders that were placed on a day and not cancelled, and their GMV in minor units."""

    day: date
    orders: int
    gmv: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The last days, the oldest first and today last.

    ``hours`` counts today's orders by the hour they were placed in (24 numbers); ``before`` those
    of all ``since`` days before together. ``days`` has the days of each currency, rupiah first.
    """

    hours: tuple[int, ...]
    before: tuple[int, ...]
    since: int
    days: tuple[tuple[str, tuple[DayTotal, ...]], ...]


def trend(read: Read) -> Trend:
    """Return the last two weeks and today, without cancelled orders.

    A shop younger than that is compared with the days since its first order.
    """
    today = read.clock.today()
    hours: Counter[tuple[bool, int]] = Counter()
    days: dict[str, dict[date, DayTotal]] = {}
    for at, hour, currency, orders, gmv in _hours(read):
        day = EPOCH + timedelta(days=at)
        hours[day == today, hour] += orders
        kept = days.setdefault(currency, {})
        had = kept.get(day, DayTotal(day, 0, 0))
        kept[day] = DayTotal(day, had.orders + orders, had.gmv + gmv)
    first = min((on for kept in days.values() for on in kept), default=today)
    row = [first + timedelta(days=step) for step in range((today - first).days + 1)]
    return Trend(
        hours=tuple(hours[True, hour] for hour in range(24)),
        before=tuple(hours[False, hour] for hour in range(24)),
        since=len(row) - 1,
        days=tuple(
            (currency, tuple(days[currency].get(on, DayTotal(on, 0, 0)) for on in row))
            for currency in sorted(days, key=lambda c: (c != "IDR", c))
        ),
    )


def _hours(read: Read) -> list[tuple[int, int, str, int, int]]:
    """Return day, hour, currency, orders and GMV of the last days and today."""
    last = (read.clock.today() - EPOCH).days
    query = (
        sa.select(HOUR.day, HOUR.hour, HOUR.currency, sa.func.sum(HOUR.orders),
                  sa.func.sum(HOUR.gmv))
        .where(HOUR.day.between(last - DAYS, last))
        .group_by(HOUR.day, HOUR.hour, HOUR.currency)
        .having(sa.func.sum(HOUR.orders) > 0)
    )  # fmt: skip
    return [(row[0], row[1], row[2], row[3], row[4]) for row in read.connection.execute(query)]
