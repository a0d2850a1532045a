"""What gateways say of orders by their number: paid, challenged, expired, denied, money back.

A gateway tells the order's own number, so a payment of just the sum asked for is sure. A buyer may
try several times: an attempt that expired or was denied says nothing while another one lives.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.journal import JournalRow
from shopdesk.models.orders import SELF_VERIFIED, Order
from shopdesk.models.payments import Due, Match, Payment
from shopdesk.services.orders.dues import UNPAID
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.orders.verbs import settle
from shopdesk.services.paging import CHUNK
from shopdesk.services.payments.books import Books
from shopdesk.services.payments.dues import WAITING
from shopdesk.store import Work

CAME: Final = ("paid", "refunded", "part_refunded", "reversed")
"""States of a transaction whose money did come in, if only to go again."""
OVER: Final = ("expired", "denied")
BACK: Final = (*OVER, "refunded", "part_refunded", "reversed")
"""States in which money that had come in is gone again, or a part of it."""
LINE: Final = Payment.__table__.c


def reach(work: Work) -> tuple[int, int]:
    """Let what gateways say reach the orders: how many lines were matched, how many orders told."""
    lines = _by_order(work)
    paid = _pay(work, lines)
    return paid, _tell(work, lines) + _money_back(work)


def plain(number: str) -> str:
    """Return an order's number as a gateway can spell it: without the web shop's sign."""
    return number.strip().removeprefix("#")


def _by_order(work: Work) -> dict[int, list[Payment]]:
    """Return the lines that name an order which may need them, by the order's id.

    A number that two shops have names nobody.
    """
    asked = _spelt(work, _waiting(work))
    lines: dict[int, list[Payment]] = defaultdict(list)
    told = list(asked)
    for at in range(0, len(told), CHUNK):
        query = sa.select(Payment).where(
            Payment.order_ref.in_(told[at : at + CHUNK]), Payment.incoming == 1
        )
        for line in work.session.scalars(query.order_by(Payment.at, Payment.id)):
            if len(orders := asked[line.order_ref]) == 1:
                lines[next(iter(orders))].append(line)
    return lines


def _waiting(work: Work) -> set[str]:
    """Return the numbers of orders that wait, that this entry touched, or that its lines name."""
    connection = work.connection
    waits = sa.select(ORDER.number).where(
        ORDER.status.in_(WAITING), ORDER.payment.in_(UNPAID), ORDER.channel.in_(SELF_VERIFIED)
    )
    found = set(connection.scalars(waits))
    for key, column in ((ORDER.id, ORDER.number), (LINE.id, LINE.order_ref)):
        touched = sa.select(column).where(key.in_(_touched(work, key.table.name)))
        found |= set(connection.scalars(touched))
    return {plain(number) for number in found} - {""}


def _touched(work: Work, table: str) -> Any:
    """Name the rows of a table that this entry touched so far."""
    # Not by the index of tables: a busy one has millions of rows there, an entry's index a few.
    named = sa.select(JournalRow.pk).where(JournalRow.entry == work.entry)
    return named.where(JournalRow.tab + "" == table)


def _spelt(work: Work, numbers: Iterable[str]) -> dict[str, set[int]]:
    """Return the ids of the orders of each number, by both spellings of it."""
    told = [spelt for number in numbers for spelt in (number, f"#{number}")]
    found: dict[str, set[int]] = defaultdict(set)
    query = sa.select(ORDER.id, ORDER.number).where(
        ORDER.channel.in_(SELF_VERIFIED), ORDER.cod == 0
    )
    for at in range(0, len(told), CHUNK):
        some = ORDER.number.in_(told[at : at + CHUNK])
        for order_id, number in work.connection.execute(query.where(some)):
            for spelt in (plain(number), f"#{plain(number)}"):
                found[spelt].add(order_id)
    return found


def _pay(work: Work, lines: dict[int, list[Payment]]) -> int:
    """Match the lines that bring just what their order is to bring; the rest is for a person."""
    came = {
        order: [line for line in some if line.place == "open" and line.state in CAME]
        for order, some in lines.items()
    }
    ids = [order for order, some in came.items() if len(some) == 1]
    if not ids:
        return 0
    books = Books(work, ids)
    chosen = [
        (order, came[order.id][0]) for order in books.orders.values()
        if _exact(order, books.dues.get(order.id), came[order.id][0])
    ]  # fmt: skip
    for order, line in chosen:
        books.pay(line, order, "id", f"ref:{line.order_ref}")
    books.orders = {order.id: order for order, _line in chosen}
    books.close()
    return len(chosen)


def _exact(order: Order, due: Due | None, line: Payment) -> bool:
    """Tell whether a line brings what the order is to bring, and nothing brought it before."""
    if order.cancelled or order.currency != line.currency or (due and due.paid):
        return False
    return line.amount in {order.total, due.amount if due and due.asked_at else order.total}


def _tell(work: Work, lines: dict[int, list[Payment]]) -> int:
    """Let a challenge, a denial or an expiry reach the orders that nothing else pays."""
    words = {order: word for order, some in lines.items() if (word := _word(some))}
    told = 0
    ids = list(words)
    for at in range(0, len(ids), CHUNK):
        query = sa.select(Order).where(Order.id.in_(ids[at : at + CHUNK]), Order.cancelled == 0)
        for order in work.session.scalars(query):
            word = words[order.id]
            again = word == "unpaid" and order.own_payment == "denied"
            if again or (word != "unpaid" and order.payment in UNPAID and order.payment != word):
                order.own_payment = None if again else word
                settle(order)
                told += 1
    return told


def _word(lines: Sequence[Payment]) -> str:
    """Return the word for an order whose attempts these are: none where one brought money."""
    states = [line.state for line in lines]
    if any(state in CAME for state in states):
        return ""
    if "challenged" in states:
        return "authorised"
    return "unpaid" if "pending" in states else states[-1]


def _money_back(work: Work) -> int:
    """Reckon anew the orders whose matched lines this entry touched."""
    query = (
        sa.select(Match.order_id).join(Payment, Payment.id == Match.payment_id)
        .where(Payment.id.in_(_touched(work, "payments")), Payment.state.in_(BACK)).distinct()
    )  # fmt: skip
    ids = list(work.session.scalars(query))
    if not ids:
        return 0
    books = Books(work, ids)
    before = {order.id: order.payment for order in books.orders.values()}
    books.close()
    return sum(order.payment != before[order.id] for order in books.orders.values())
