"""RFM: how lately, how often and for how much customers bought, and what that makes of them.

Customers with an order in the window are ranked three times: by their last order, by how many they
placed, and by what they were worth; each rank is cut into five parts as even as can be, 1 the least
and 5 the best. Who is alike in a measure is ranked by identity, so that the same orders always give
the same scores. A table (``data/tables/segments.toml``) names the segments by recency and by
frequency and monetary value together.
"""

import zlib
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby, product
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.models import Base
from shopdesk.models.figures import CustomerScore
from shopdesk.services.analyses.kept import current, of_scope, orders, stamp
from shopdesk.services.analyses.segments import segment_of
from shopdesk.services.figures.scope import Scope, Span
from shopdesk.store import Change, Read, Work

DAYS: Final = 365
"""The window: so many days, the last one included."""
PARTS: Final = 5
SCORES: Final = Base.metadata.tables[CustomerScore.__tablename__]


class Customer(NamedTuple):
    """One customer in the window. ``first_at`` is the first order ever in this currency."""

    identity: str
    currency: str
    first_at: int
    last_at: int
    orders: int
    gmv: int
    recency: int
    frequency: int
    monetary: int
    segment: str


def window(last: date) -> Span:
    """Return the days that are looked at, up to this one."""
    return Span(last - timedelta(days=DAYS - 1), last)


def scores(read: Read, scope: Scope) -> tuple[Customer, ...]:
    """Return every customer of the window that ends with the scope's last day, by identity."""
    bought = orders(read)
    return _scored(read, bought, scope.span.last, of_scope(bought, scope))


def made(read: Read) -> tuple[Customer, ...]:
    """Score all customers as of today."""
    return _scored(read, orders(read), read.clock.today(), sa.true())


def keep(work: Work, scored: Sequence[Customer], entry: int, of: str) -> Change:
    """Keep the scores that were made in a view: what ``segment:`` finds."""
    work.connection.execute(sa.delete(SCORES))
    marks = ", ".join("?" * len(SCORES.columns))
    put = f"INSERT INTO {SCORES.name}({', '.join(Customer._fields)}) VALUES ({marks})"
    if scored:
        work.connection.exec_driver_sql(put, list(scored))
    stamp(work, SCORES.name, of, entry)
    return work.done("")


def kept_for(read: Read) -> str:
    """Return what kept scores are for: day, zone, and the segments as the table names them."""
    named = zlib.crc32(repr(tables.rows("segments")).encode())
    return f"{read.clock.today()} {read.clock.zone} {named:08x}"


def kept_of(read: Read, scope: Scope) -> bool:
    """Tell whether the kept scores are those of the scope: ``segment:`` then finds its orders."""
    today = scope.span.last == read.clock.today()
    whole = not scope.channel and scope.shop_id is None
    return today and whole and current(read, SCORES.name, kept_for(read))


def _scored(
    read: Read, bought: Any, last: date, wanted: sa.ColumnElement[bool]
) -> tuple[Customer, ...]:
    start, end = window(last).instants(read.clock)
    inside = bought.c.placed_at >= start
    query = (
        sa.select(
            bought.c.identity, bought.c.currency,
            sa.func.min(bought.c.placed_at), sa.func.max(bought.c.placed_at),
            sa.func.sum(sa.case((inside, 1), else_=0)),
            sa.func.sum(sa.case((inside, bought.c.gmv), else_=0)),
        )
        .where(wanted, bought.c.placed_at < end)
        .group_by(bought.c.identity, bought.c.currency)
        .having(sa.func.max(bought.c.placed_at) >= start)
        .order_by(bought.c.identity, bought.c.currency)
    )  # fmt: skip
    rows = sorted(read.connection.execute(query).all(), key=lambda row: row[1])
    return tuple(
        one
        for _currency, some in groupby(rows, key=lambda row: row[1])
        for one in _ranked(list(some))
    )


def _ranked(rows: Sequence[Any]) -> list[Customer]:
    """Return customers of one currency, who come by identity, with their scores."""
    named = {three: segment_of(*three) for three in product(range(1, PARTS + 1), repeat=3)}
    ranks = [quintiles([row[at] for row in rows]) for at in (3, 4, 5)]
    scored = zip(*ranks, strict=True)
    return [
        Customer._make((*row, *three, named[three]))
        for row, three in zip(rows, scored, strict=True)
    ]


def quintiles(values: Sequence[int]) -> bytearray:
    """Return 1 to 5 for each value by its rank; of two alike the earlier one ranks lower.

    Where five parts cannot be even, the lower ones have one more.
    """
    size, more = divmod(len(values), PARTS)
    ranked = sorted(range(len(values)), key=values.__getitem__)
    found, start = bytearray(len(values)), 0
    for part in range(PARTS):
        end = start + size + (part < more)
        for at in ranked[start:end]:
            found[at] = part + 1
        start = end
    return found
