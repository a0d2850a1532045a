"""Sales by any one thing: channel, shop, product, SKU, category, province, hour, month and more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import money
from shopdesk.models.orders import BACK, DEAL, LISTED, OrderLine, worth
from shopdesk.services.analyses.dimensions import DIMENSIONS, Dimension
from shopdesk.services.analyses.placed import CANCELLED, ORDER, placed
from shopdesk.services.figures import Scope, Tally
from shopdesk.store import Read

ALIVE: Final = "-status:cancelled"
_PIECES: Final = sa.func.coalesce(sa.func.sum(OrderLine.qty), 0)
_SUMS: Final = (
    sa.func.coalesce(sa.func.sum(worth(DEAL)), 0),
    sa.func.coalesce(sa.func.sum(worth(LISTED)), 0),
    sa.func.coalesce(sa.func.sum(OrderLine.returned), 0),
    sa.func.coalesce(sa.func.sum(worth(BACK)), 0),
)
_NAMED: Final = ("gmv", "listed", "returned", "returned_gmv")
"""Of lines: GMV, the same at list price, and of what came back pieces and GMV."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sales: what it is called ("": nobody told), its figures.

    ``where`` shows its orders that are not cancelled (of lines: the orders that hold some of it);
    empty where no filter can say it.
    """

    key: str | int | date
    tally: Tally
    where: str
    said: frozenset[Any] = frozenset()
    """The words that the store has for it."""


@dataclass(slots=True)
class _Kept:
    """A part while it is summed up: its name, the store's words in it, its figures."""

    key: Any
    tally: Tally = field(default_factory=Tally)
    said: set[Any] = field(default_factory=set)


def breakdown(read: Read, scope: Scope, by: str) -> tuple[Part, ...]:
    """Return the parts of a scope's sales: the largest first, those of time in their order.

    ``by`` is one of ``DIMENSIONS``. In parts of lines, what the seller took off a whole order is
    shared out by the lines' value, so that net sales add up to the whole too.
    """
    dimension = DIMENSIONS[by]
    kept: dict[Any, _Kept] = {}
    for key in dimension.every(scope) if dimension.every else ():
        kept[key] = _Kept(key)
    for told, tally in _summed(read, scope, dimension):
        key = dimension.folds(told)
        one = kept.setdefault(key.casefold() if isinstance(key, str) else key, _Kept(key))
        one.key = max(one.key, key)  # small letters come after capitals
        one.tally += tally
        one.said.add(told if isinstance(told, str) else key)
    made = [_part(scope, dimension, one) for one in kept.values()]
    return tuple(made) if dimension.every else tuple(sorted(made, key=_largest))


def _largest(part: Part) -> tuple[int, int, str]:
    return -part.tally.gmv, -part.tally.cancelled_gmv, str(part.key)


def _part(scope: Scope, dimension: Dimension, one: _Kept) -> Part:
    said = frozenset(one.said or {one.key})
    return Part(one.key, one.tally, _alive(dimension.where(scope, said)), said)


def rest(read: Read, scope: Scope, by: str, parts: Sequence[Part], most: int) -> Part:
    """Return all parts after the first so many as one; an order counts once in it."""
    dimension, some = DIMENSIONS[by], parts[most:]
    tally = sum((one.tally for one in some), Tally())
    if dimension.by_line:
        shown = {word for one in parts[:most] for word in one.said}
        tally = replace(tally, **_orders_of_others(read, scope, dimension, shown))
    said = frozenset(word for one in some for word in one.said)
    return Part("", tally, _alive(dimension.where(scope, said)), said)


def _orders_of_others(
    read: Read, scope: Scope, dimension: Dimension, shown: Iterable[str]
) -> dict[str, int]:
    """Return how many orders, and cancelled ones, have a line of what is not shown."""
    named = dimension.listings
    query = (
        sa.select(CANCELLED, sa.func.count(OrderLine.order_id.distinct()))
        .join_from(OrderLine, ORDER.id.table, OrderLine.order_id == ORDER.id)
        .join(named, named.c.id == OrderLine.listing_id)
        .where(placed(read, scope), named.c.key.not_in([sa.func.lower(word) for word in shown]))
        .group_by(CANCELLED)
    )
    found = {bool(over): orders for over, orders in read.connection.execute(query)}
    return {"orders": found.get(False, 0), "cancelled": found.get(True, 0)}


def _alive(where: str) -> str:
    return f"{where} {ALIVE}" if where else ""


def _summed(read: Read, scope: Scope, dimension: Dimension) -> Iterator[tuple[Any, Tally]]:
    if dimension.kept:
        return dimension.kept(read, scope)
    return (_of_lines if dimension.by_line else _of_orders)(read, scope, dimension)


def _of_orders(read: Read, scope: Scope, dimension: Dimension) -> Iterator[tuple[Any, Tally]]:
    """Yield the words of orders, with the figures of the orders that have each."""
    lines = (one.label(name) for name, one in zip(_NAMED, _SUMS, strict=True))
    each = (
        sa.select(
            dimension.told.label("told"), CANCELLED.label("over"), ORDER.units,
            sa.func.coalesce(ORDER.discount, 0).label("discount"), *lines,
        )
        .select_from(sa.outerjoin(ORDER.id.table, OrderLine, OrderLine.order_id == ORDER.id))
        .where(placed(read, scope))
        # In the order of the index that finds them, so that nothing is sorted.
        .group_by(ORDER.placed_at, ORDER.id)
        .subquery()
        .c
    )  # fmt: skip
    summed = (sa.func.sum(each[name]) for name in ("units", "discount", *_NAMED))
    query = sa.select(sa.func.max(each.told), each.over, sa.func.count(), *summed)
    rows = read.connection.execute(query.group_by(sa.func.lower(each.told), each.over))
    for told, over, orders, units, discount, *sums in rows:
        yield told, _orders(over, orders, units, discount) + _goods(over, *sums)


def _of_lines(read: Read, scope: Scope, dimension: Dimension) -> Iterator[tuple[Any, Tally]]:
    """Yield the words of listings, with the figures of the lines that sold each."""
    named = dimension.listings
    lines = (
        sa.select(
            sa.func.max(named.c.told), CANCELLED,
            sa.func.count(OrderLine.order_id.distinct()), _PIECES, *_SUMS,
        )
        .join_from(OrderLine, ORDER.id.table, OrderLine.order_id == ORDER.id)
        .join(named, named.c.id == OrderLine.listing_id)
        .where(placed(read, scope))
        .group_by(named.c.key, CANCELLED)
    )  # fmt: skip
    for told, over, count, pieces, *sums in read.connection.execute(lines):
        yield told, _orders(over, count, pieces) + _goods(over, *sums)
    yield from _discounts(read, scope, named)


def _orders(over: int, orders: int, units: int, discount: int = 0) -> Tally:
    if over:
        return Tally(cancelled=orders, cancelled_units=units)
    return Tally(orders=orders, units=units, discount=discount)


def _goods(over: int, gmv: int, listed: int, returned: int, back: int) -> Tally:
    if over:
        return Tally(cancelled_gmv=gmv, cancelled_listed=listed)
    return Tally(gmv=gmv, listed=listed, returned=returned, returned_gmv=back)


def _discounts(read: Read, scope: Scope, named: Any) -> Iterator[tuple[Any, Tally]]:
    """Yield what was taken off whole orders, shared out to their lines by value."""
    query = (
        sa.select(
            ORDER.id, ORDER.discount, worth(DEAL), named.c.told
        )
        .join_from(OrderLine, ORDER.id.table, OrderLine.order_id == ORDER.id)
        .join(named, named.c.id == OrderLine.listing_id)
        .where(placed(read, scope), sa.not_(CANCELLED), ORDER.discount != 0)
        .order_by(ORDER.id, OrderLine.id)
    )  # fmt: skip
    shares: defaultdict[Any, int] = defaultdict(int)
    for _order, rows in groupby(read.connection.execute(query), key=lambda row: row[0]):
        lines = list(rows)
        parts = _spread(lines[0][1], [line[2] for line in lines], scope.currency)
        for line, part in zip(lines, parts, strict=True):
            shares[line[3]] += part
    for told, discount in shares.items():
        yield told, Tally(discount=discount)


def _spread(discount: int, values: Sequence[int], currency: str) -> Iterable[int]:
    """Share a discount out: in whole units where the currency has no smaller coins."""
    if money.has_cents(currency) or discount % money.SCALE:
        return money.spread(discount, values)
    return (part * money.SCALE for part in money.spread(discount // money.SCALE, values))
