"""Reading orders: pages, totals, counts, one order whole, its lines for the packer."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.journal import JournalEntry, JournalRow
from shopdesk.models.orders import Order, OrderCount, OrderLine, OrderNote
from shopdesk.models.shops import Listing, Shop
from shopdesk.refusal import Refusal
from shopdesk.services.orders.finding import ORDER, Finder
from shopdesk.services.orders.rows import Happening, Item, OrderCard, OrderRow
from shopdesk.store import Read

Key = tuple[object, int]
ROW = (
    ORDER.id, ORDER.number, ORDER.channel, Shop.name.label("shop"), ORDER.status, ORDER.payment,
    ORDER.fulfilment, ORDER.case_state, ORDER.hold_reason, ORDER.total, ORDER.currency,
    ORDER.placed_at, ORDER.ship_by, ORDER.courier, ORDER.tracking, ORDER.lines, ORDER.units,
    sa.func.coalesce(ORDER.buyer, ORDER.recipient), ORDER.cod, ORDER.problem, ORDER.conflict,
)  # fmt: skip
MOMENTS = (
    ("placed_at", "placed"),
    ("paid_at", "paid"),
    ("shipped_at", "shipped"),
    ("delivered_at", "delivered"),
    ("completed_at", "completed"),
    ("cancelled_at", "cancelled"),
)
MONEY = ("subtotal", "discount", "shipping_fee", "refunded", "total")
FACTS = (
    "market_status", "payment_method", "service", "package", "warehouse", "recipient", "phone",
    "email", "address", "city", "province", "postcode", "country", "buyer_note", "seller_note",
    "cancel_by", "cancel_reason",
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
    finder = Finder(where, read.clock, sort)
    backward = before is not None
    down = finder.descending != backward
    query = sa.select(*ROW, finder.sort.label("sorted")).join(Shop, Shop.id == ORDER.shop_id)
    query = query.where(finder.condition)
    if edge := after or before:
        place = sa.tuple_(finder.sort, ORDER.id)
        query = query.where(place < edge if down else place > edge)
    query = query.order_by(
        *((finder.sort.desc(), ORDER.id.desc()) if down else (finder.sort, ORDER.id))
    )
    if size:
        query = query.limit(size)
    rows = [_row(row) for row in read.connection.execute(query.offset(skip) if skip else query)]
    return tuple(reversed(rows) if backward else rows)


def every(read: Read, where: str = "", *, size: int = 2000) -> Iterator[OrderRow]:
    """Yield all orders that match, page by page: what exports are made of."""
    last: Key | None = None
    while rows := page(read, where, after=last, size=size):
        yield from rows
        last = rows[-1].key


def total(read: Read, where: str = "") -> int:
    """Return how many orders match."""
    if not where.strip():
        counted = sa.select(sa.func.sum(OrderCount.orders))
        return int(read.connection.scalar(counted) or 0)
    finder = Finder(where, read.clock)
    counting = sa.select(sa.func.count()).select_from(Order).where(finder.condition)
    return int(read.connection.scalar(counting) or 0)


def counts(read: Read) -> dict[str, int]:
    """Return how many orders stand in each status."""
    rows = read.connection.execute(sa.select(OrderCount.status, OrderCount.orders))
    return {row[0]: row[1] for row in rows}


def ids(read: Read, where: str = "", sort: str = "-placed") -> list[int]:
    """Return the ids of all orders that match, in the asked-for order."""
    finder = Finder(where, read.clock, sort)
    query = sa.select(ORDER.id).where(finder.condition)
    way = finder.sort.desc() if finder.descending else finder.sort
    return list(read.connection.scalars(query.order_by(way)))


def find(read: Read, numbers: Sequence[str]) -> list[int]:
    """Return the ids of the orders with these numbers.

    Raises:
        Refusal: a number is unknown, or two shops have an order of that number.
    """
    rows = read.connection.execute(
        sa.select(ORDER.number, ORDER.id).where(ORDER.number.in_(numbers))
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


def show(read: Read, order_id: int) -> OrderCard:
    """Return everything about one order.

    Raises:
        Refusal: there is no such order.
    """
    query = sa.select(*ROW, ORDER.placed_at.label("sorted")).join(Shop, Shop.id == ORDER.shop_id)
    found = read.connection.execute(query.where(ORDER.id == order_id)).first()
    if found is None:
        raise Refusal(_("This order is no longer here."))
    whole = read.connection.execute(sa.select(Order.__table__).where(ORDER.id == order_id)).one()
    return OrderCard(
        row=_row(found),
        items=_items(read, order_id),
        history=_history(read, whole),
        notes=_notes(read, order_id),
        money=tuple((n, getattr(whole, n)) for n in MONEY if getattr(whole, n) is not None),
        facts=tuple((n, str(getattr(whole, n))) for n in FACTS if getattr(whole, n)),
        extra=json.loads(whole.extra) if whole.extra else {},
    )


def _row(row: Any) -> OrderRow:
    cells = tuple(row)
    return OrderRow(*cells[:18], bool(cells[18]), *cells[19:21], (cells[21], cells[0]))  # type: ignore[call-arg]


def _items(read: Read, order_id: int) -> tuple[Item, ...]:
    query = (
        sa.select(
            Listing.id, Listing.sku, Listing.name, Listing.variation, OrderLine.qty,
            OrderLine.returned, OrderLine.price, OrderLine.subtotal, OrderLine.line_status,
        )
        .join(Listing, Listing.id == OrderLine.listing_id)
        .where(OrderLine.order_id == order_id)
        .order_by(OrderLine.position, OrderLine.id)
    )  # fmt: skip
    return tuple(Item(*row) for row in read.connection.execute(query))


def _history(read: Read, order: Any) -> tuple[Happening, ...]:
    told = [
        Happening(getattr(order, column), word, order.channel)
        for column, word in MOMENTS
        if getattr(order, column)
    ]
    entries = (
        sa.select(JournalEntry.at, JournalEntry.label, JournalEntry.actor, JournalEntry.id)
        .join(JournalRow, JournalRow.entry == JournalEntry.id)
        .where(JournalRow.tab == "orders", JournalRow.pk == order.id)
        .distinct()
    )
    here = [Happening(*row) for row in read.connection.execute(entries)]
    return tuple(sorted([*told, *here], key=lambda h: (h.at, h.entry or 0)))


def _notes(read: Read, order_id: int) -> tuple[Happening, ...]:
    query = (
        sa.select(OrderNote.at, OrderNote.body, OrderNote.author)
        .where(OrderNote.order_id == order_id)
        .order_by(OrderNote.id)
    )
    return tuple(Happening(*row) for row in read.connection.execute(query))
