"""Payments as lists: one row per line of a statement or transaction of a gateway."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.models.payments import Account, Match, Payment
from shopdesk.refusal import Refusal
from shopdesk.services.paging import CHUNK, Key, Page
from shopdesk.services.payments.candidates import candidates
from shopdesk.services.payments.finding import LINE, TO_MATCH, Finder
from shopdesk.services.payments.likely import likely
from shopdesk.services.payments.names import payer_of
from shopdesk.services.payments.rows import PaymentCard, PaymentRow
from shopdesk.store import Read

ROWS: Final = (
    sa.select(
        LINE.id, Account.source, Account.provider, Account.number, LINE.at, LINE.day_only,
        LINE.incoming, LINE.state, LINE.place, LINE.amount, LINE.currency, LINE.fee, LINE.net,
        LINE.refunded, LINE.method, LINE.order_ref, LINE.payer, LINE.words, LINE.signed,
        sa.func.coalesce(Order.number, ""), Match.order_id, sa.func.coalesce(Match.how, ""),
        sa.func.coalesce(Match.why, ""), sa.func.coalesce(Match.by, ""),
    )
    .join_from(Payment, Account, Account.id == LINE.account_id)
    .outerjoin(Match, Match.payment_id == LINE.id)
    .outerjoin(Order, Order.id == Match.order_id)
)  # fmt: skip


def page(
    read: Read,
    where: str = "",
    sort: str = "-at",
    *,
    after: Key | None = None,
    before: Key | None = None,
    skip: int = 0,
    size: int = 100,
) -> tuple[PaymentRow, ...]:
    """Return one page of the lines that match, in the asked-for order; see ``Page``."""
    listed = Finder(where, read, sort).listed
    query = sa.select(*listed.order).where(listed.condition)
    wanted = Page(after, before, skip, size)
    keys = wanted.of(read.connection, query, listed.order, descending=listed.descending)
    return tuple(rows_of(read, [(stands, one) for stands, one in keys]))


def total(read: Read, where: str = "") -> int:
    """Return how many lines match."""
    return Finder(where, read).listed.total(read.connection)


def ids(read: Read, where: str = "", sort: str = "-at") -> Sequence[int]:
    """Return the ids of all lines that match, in the asked-for order."""
    listed = Finder(where, read, sort).listed
    order = (column.desc() if listed.descending else column for column in listed.order)
    return read.connection.scalars(
        sa.select(LINE.id).where(listed.condition).order_by(*order)
    ).all()


def signposts(read: Read, where: str, sort: str, apart: int) -> tuple[Key, ...]:
    """Return the keys of the lines in the places ``apart``, twice that and so on, less one."""
    listed = Finder(where, read, sort).listed
    query = sa.select(*listed.order).where(listed.condition)
    posts: list[Key] = []
    at = Page(skip=apart - 1, size=1)
    while found := at.of(read.connection, query, listed.order, descending=listed.descending):
        posts.append(tuple(found[0]))
        at = Page(after=posts[-1], skip=apart - 1, size=1)
    return tuple(posts)


def place(read: Read, where: str, sort: str, payment_id: int, key: Key = ()) -> int | None:
    """Return how many lines of this list stand before one; see ``Listed``."""
    return Finder(where, read, sort).listed.place(read.connection, payment_id, key)


def among(read: Read, where: str, payment_ids: Collection[int]) -> int:
    """Return how many of these lines match."""
    return Finder(where, read).listed.among(read.connection, payment_ids)


def labels(read: Read, payment_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Return payer and words of these lines, in this order."""
    return [(row.payer, row.words) for row in rows_of(read, [(0, one) for one in payment_ids])]


def counts(read: Read) -> dict[str, int]:
    """Return how many lines stand in each view."""
    query = sa.select(LINE.place, sa.func.count()).group_by(LINE.place)
    found = {row[0]: row[1] for row in read.connection.execute(query)}
    waits = sa.select(sa.func.count()).select_from(Payment).where(TO_MATCH)
    every = sum(found.values())
    still = read.connection.scalar(waits) or 0
    return {**found, "open": still, "likely": len(likely(read)) if still else 0, "all": every}


def find(read: Read, order_number: str) -> int:
    """Return the id of the order of the own shops with this number, with or without its #.

    Raises:
        Refusal: there is no such order, or two shops have one.
    """
    from shopdesk.services import orders

    try:
        return orders.find(read, [order_number])[0]
    except Refusal:
        spelt = f"#{order_number}"
        query = sa.select(Order.id).where(Order.number == spelt)
        if order_number.startswith("#") or read.connection.scalar(query) is None:
            raise
        return orders.find(read, [spelt])[0]


def show(read: Read, payment_id: int) -> PaymentCard:
    """Return everything about one line.

    Raises:
        Refusal: there is no such line.
    """
    found = rows_of(read, [(0, payment_id)])
    if not found:
        raise Refusal(_("This line is no longer here; reload the list."))
    query = sa.select(LINE.balance, LINE.extra).where(LINE.id == payment_id)
    balance, extra = read.connection.execute(query).one()
    may_pay = found[0].incoming and found[0].place != "matched"
    return PaymentCard(
        row=found[0], candidates=candidates(read, [payment_id]) if may_pay else (),
        balance=balance, extra=json.loads(extra) if extra else {},
    )  # fmt: skip


def rows_of(read: Read, keys: Iterable[tuple[Any, int]]) -> list[PaymentRow]:
    """Return the rows with these keys, in this order, as far as they are there."""
    told = list(keys)
    found: dict[int, Any] = {}
    for at in range(0, len(told), CHUNK):
        some = [payment_id for _stands, payment_id in told[at : at + CHUNK]]
        found |= {row[0]: row for row in read.connection.execute(ROWS.where(LINE.id.in_(some)))}
    return [_row(found[key[1]], key) for key in told if key[1] in found]


def _row(row: Any, key: tuple[Any, int]) -> PaymentRow:
    payer = row[16] or payer_of(row[17])
    return PaymentRow(  # type: ignore[call-arg]  # the cells are in the row's own order
        *row[:5], bool(row[5]), bool(row[6]), *row[7:16], payer, row[17], bool(row[18]),
        *row[19:], key,
    )  # fmt: skip
