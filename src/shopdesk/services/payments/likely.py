"""The open credits that some order speaks for: what is worth a person's look.

A shop's account has many credits that pay no order: payouts of marketplaces, resellers, the owner.
A credit is likely where an order that waits, or that expired not long ago, was to bring about its
sum at that time, is told by its number, or is of somebody of the payer's name.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import DAY
from shopdesk.models.payments import Payment
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.payments.dues import Wanted, still_open, wanted
from shopdesk.services.payments.gateways import OVER, plain
from shopdesk.services.payments.names import likeness, payer_of
from shopdesk.services.payments.rules import Rules, rules
from shopdesk.store import Read

LINE: Final = Payment.__table__.c
LETTERS: Final = 3
"""Letters of a word of a name by which namesakes are looked for."""


def likely(read: Read) -> list[int]:
    """Return the ids of the open credits that an order speaks for."""
    told = rules(read.clock)
    late = ORDER.placed_at >= read.clock.now() - told.after - told.late
    over = wanted(read.connection, ORDER.status == "cancelled", ORDER.payment.in_(OVER), late)
    orders = [*still_open(read.connection), *over]
    return _spoken_for(read, orders, told) if orders else []


def may_pay(read: Read, number: str) -> list[int]:
    """Return the open credits that the order of this number speaks for."""
    spelt = (plain(number), f"#{plain(number)}")
    orders = list(wanted(read.connection, ORDER.number.in_(spelt)))
    return _spoken_for(read, orders, rules(read.clock)) if orders else []


def _spoken_for(read: Read, orders: Sequence[Wanted], told: Rules) -> list[int]:
    pool = _Pool(orders, told)
    first = min(order.placed for order in orders) - told.before - DAY
    query = sa.select(
        LINE.id, LINE.at, LINE.day_only, LINE.amount, LINE.currency, LINE.payer, LINE.words,
        LINE.order_ref,
    ).where(
        LINE.place == "open", LINE.incoming == 1, LINE.state == "paid", LINE.at >= first
    )  # fmt: skip
    return [line.id for line in read.connection.execute(query) if pool.speaks_for(line)]


class _Pool:
    """Orders by their sums, their numbers and the words of their buyers' names."""

    def __init__(self, orders: Iterable[Wanted], told: Rules) -> None:
        self._told = told
        self._by_sum = sorted(orders, key=lambda order: order.left)
        self._sums = [order.left for order in self._by_sum]
        self._numbers = {plain(order.number) for order in self._by_sum}
        self._by_word: dict[str, list[Wanted]] = defaultdict(list)
        for order in self._by_sum:
            for word in {word for name in order.names for word in _words(name)}:
                self._by_word[word].append(order)

    def speaks_for(self, line: Any) -> bool:
        """Tell whether one of the orders may be paid by the line."""
        if line.order_ref and plain(line.order_ref) in self._numbers:
            return True
        near = self._told.near
        first = bisect_left(self._sums, line.amount - near)
        last = bisect_right(self._sums, line.amount + near)
        if any(self._in_time(line, order) for order in self._by_sum[first:last]):
            return True
        payer = payer_of(line.payer) or payer_of(line.words)
        namesakes = {o.id: o for word in _words(payer) for o in self._by_word.get(word, ())}
        return any(
            likeness(payer, order.names) >= self._told.name_fits and self._in_time(line, order)
            for order in namesakes.values()
        )

    def _in_time(self, line: Any, order: Wanted) -> bool:
        end = line.at + (DAY if line.day_only else 1)
        same = line.currency == order.currency
        return same and order.takes(line.at - self._told.late, end, self._told)


def _words(name: str) -> set[str]:
    return {word[:LETTERS] for word in name.upper().split() if len(word) >= LETTERS}
