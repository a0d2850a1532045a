"""Reading many orders: pages, totals, counts, ids."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.orders import Order, OrderCount
from shopdesk.models.payments import Due
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services.orders.dues import WORD
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.orders.rows import OrderRow
from shopdesk.services.orders.walking import Key, walk
from shopdesk.store import Read

CHUNK: Final = 500
"""Rows that are fetched with one question."""
ROWS: Final = sa.select(
    ORDER.id, ORDER.number, ORDER.channel, Shop.name.label("shop"), ORDER.status, ORDER.payment,
    ORDER.fulfilment, ORDER.case_state, ORDER.hold_reason, ORDER.total, ORDER.currency,
    ORDER.placed_at, ORDER.ship_by, ORDER.courier, ORDER.tracking, ORDER.lines, ORDER.units,
    sa.func.coalesce(ORDER.buyer, ORDER.recipient), ORDER.cod, ORDER.problem, ORDER.conflict,
    WORD,
).join_from(Order, Shop, Shop.id == ORDER.shop_id).outerjoin(
    Due, Due.order_id == ORDER.id
)  # fmt: skip


def page(
    read: Read,
    where: str = "",
    sort: str = "-placed",
    *,
    after: Key | None = None,
    before: Key | None = None,
    skip: int = 0,
    size: int = 100,
) -> tuple[OrderRow, ...]:
    """Return one page of the orders that match, in the asked-for order.

    ``after`` and ``before`` are keys of rows of an earlier page; with ``before`` the page ends
    just above that row; ``skip`` counts from there. A ``size`` of 0 means all.
    """
    backward = before is not None
    found = walk(read, where, sort).since(after or before, backward=backward).keys(size, skip)
    return tuple(rows_of(read, reversed(found) if backward else found))


def every(read: Read, where: str = "", *, size: int = 2000) -> Iterator[OrderRow]:
    """Yield all orders that match, page by page: what exports are made of."""
    last: Key | None = None
    while rows := page(read, where, after=last, size=size):
        yield from rows
        last = rows[-1].key


def total(read: Read, where: str = "") -> int:
    """Return how many orders match."""
    return walk(read, where).count()


def counts(read: Read) -> dict[str, int]:
    """Return how many orders stand in each status."""
    rows = read.connection.execute(sa.select(OrderCount.status, OrderCount.orders))
    return {row[0]: row[1] for row in rows}


def ids(read: Read, where: str = "", sort: str = "-placed") -> list[int]:
    """Return the ids of all orders that match, in the asked-for order."""
    return [order_id for _stands, order_id in walk(read, where, sort).keys(0)]


def signposts(read: Read, where: str, sort: str, apart: int) -> tuple[Key, ...]:
    """Return the keys of the orders in the places ``apart``, twice that and so on, less one.

    What they are good for: no jump in a long list needs to pass more orders than ``apart``.
    """
    path = walk(read, where, sort)
    posts: list[Key] = []
    while found := path.keys(1, apart - 1):
        posts += found
        path = path.since(found[0])
    return tuple(posts)


def find(read: Read, numbers: Sequence[str]) -> list[int]:
    """Return the ids of the orders with these numbers.

    Raises:
        Refusal: a number is unknown, or two shops have an order of that number.
    """
    rows = read.connection.execute(
        sa.select(ORDER.number, ORDER.id).where(
            ORDER.shop_id.in_(sa.select(Shop.id)), ORDER.number.in_(numbers)
        )
    ).all()
    known: dict[str, list[int]] = {}
    for number, found in rows:
        known.setdefault(number, []).append(found)
    for number in numbers:
        if number not in known:
            raise Refusal(_("There is no order {number}.").format(number=number))
        if len(known[number]) > 1:
            raise Refusal(
                _("Two shops have an order {number}; choose it in the workstation.").format(
                    number=number
                )
            )
    return [known[number][0] for number in dict.fromkeys(numbers)]


def rows_of(read: Read, keys: Iterable[Key]) -> list[OrderRow]:
    """Return the rows with these keys, in this order, as far as they are there."""
    told = list(keys)
    found: dict[int, Any] = {}
    for start in range(0, len(told), CHUNK):
        some = [order_id for _stands, order_id in told[start : start + CHUNK]]
        query = ROWS.where(ORDER.id.in_(some))
        found |= {row[0]: row for row in read.connection.execute(query)}
    return [_row(found[key[1]], key) for key in told if key[1] in found]


def _row(row: Any, key: Key) -> OrderRow:
    return OrderRow(*row[:18], bool(row[18]), *row[19:22], key)  # type: ignore[call-arg]
