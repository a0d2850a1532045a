"""Finding the order of each line by itself: only where there is no doubt at all.

By number first: a gateway tells which order was paid. Then by amount: a credit that is, to the
rupiah, what exactly one order is to bring, in its window, where no other credit is the same; and
where nothing speaks against it:

- another order, paid or over, was to bring the same sum in that time: it may be a second payment;
- a name that is more like another buyer's whose sum is near: a mistyped code;
- a sum without a unique code, paid by somebody of another name, or of none;
- a debit of the same sum and name: the money went back.

Everything else is for a person. A name may speak against a hit; it never makes one.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from shopdesk.clock import DAY, HOUR
from shopdesk.models.payments import Match, Payment
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.paging import CHUNK
from shopdesk.services.payments import gateways
from shopdesk.services.payments.books import Books
from shopdesk.services.payments.dues import Wanted, still_open, wanted
from shopdesk.services.payments.names import likeness, payer_of
from shopdesk.services.payments.rules import Rules, rules
from shopdesk.store import Work

LINE: Final = Payment.__table__.c


class Line(NamedTuple):
    """A line of a statement, as far as finding its order goes."""

    id: int
    account: int
    at: int
    day_only: int
    amount: int
    currency: str
    payer: str

    @property
    def end(self) -> int:
        """The instant before which it happened, as far as the bank tells."""
        return self.at + (DAY if self.day_only else 1)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found without a person: lines by the order's number, lines by an exact amount.

    ``told`` orders got another word from a gateway: expired, denied, challenged, refunded.
    """

    by_id: int = 0
    by_amount: int = 0
    told: int = 0

    @property
    def matched(self) -> int:
        """Lines that found their order."""
        return self.by_id + self.by_amount


class Hit(NamedTuple):
    """A line and the one order that it pays."""

    line: Line
    order: Wanted
    score: int

    @property
    def why(self) -> str:
        """What made them fit, in words that any language can be made of."""
        hours = (self.line.at - self.order.placed) // HOUR
        code = f"code:{self.order.code:03} " if self.order.code else ""
        return f"{code}hours:{hours} name:{self.score}"


def auto(work: Work) -> Found:
    """Match all that is beyond doubt, and let gateways' words reach their orders.

    Ends nothing: whoever calls it ends the entry, stock follows there.
    """
    work.session.flush()
    by_id, told = gateways.reach(work)
    work.session.flush()
    return Found(by_id, _accept(work, hits(work.connection, rules(work.clock))), told)


def hits(connection: sa.Connection, told: Rules) -> list[Hit]:
    """Return the lines whose amount says, beyond doubt, which order they pay."""
    orders = [one for one in still_open(connection) if not one.paid]
    lines = credits_of(connection, {one.asked for one in orders})
    found = _only_ones(orders, lines, told)
    doubts = _Doubts(connection, found, told)
    return [hit for hit in found if not doubts.any_of(hit)]


def credits_of(connection: sa.Connection, amounts: Iterable[int]) -> list[Line]:
    """Return the credits of these amounts that nothing was made of yet."""
    return _lines(connection, amounts, LINE.incoming == 1, LINE.place == "open",
                  LINE.state == "paid")  # fmt: skip


def _lines(connection: sa.Connection, amounts: Iterable[int], *conditions: Any) -> list[Line]:
    told = sorted(set(amounts))
    found: list[Line] = []
    query = sa.select(
        LINE.id, LINE.account_id, LINE.at, LINE.day_only, LINE.amount, LINE.currency, LINE.payer,
        LINE.words,
    ).where(*conditions)  # fmt: skip
    for at in range(0, len(told), CHUNK):
        rows = connection.execute(query.where(LINE.amount.in_(told[at : at + CHUNK])))
        found += [Line(*row[:6], payer_of(row.payer) or payer_of(row.words)) for row in rows]
    return found


def _only_ones(orders: Sequence[Wanted], lines: Sequence[Line], told: Rules) -> list[Hit]:
    """Return the pairs in which the line fits no other order and the order no other line."""
    by_sum: dict[tuple[str, int], list[Wanted]] = defaultdict(list)
    for order in orders:
        by_sum[order.currency, order.asked].append(order)
    of_line = {
        line: [o for o in by_sum[line.currency, line.amount] if o.takes(line.at, line.end, told)]
        for line in lines
    }
    of_order: dict[int, int] = defaultdict(int)
    for fitting in of_line.values():
        for order in fitting:
            of_order[order.id] += 1
    return [
        Hit(line, fitting[0], likeness(line.payer, fitting[0].names))
        for line, fitting in of_line.items()
        if len(fitting) == 1 and of_order[fitting[0].id] == 1
    ]


class _Doubts:
    """What speaks against hits, fetched for all of them at once."""

    def __init__(self, connection: sa.Connection, found: Sequence[Hit], told: Rules) -> None:
        self._told = told
        self._others = sorted(self._at_that_time(connection, found), key=lambda one: one.asked)
        self._sums = [one.asked for one in self._others]
        self._debits: dict[int, list[Line]] = defaultdict(list)
        amounts = {hit.line.amount for hit in found}
        for line in _lines(connection, amounts, LINE.incoming == 0):
            self._debits[line.amount].append(line)

    def _at_that_time(self, connection: sa.Connection, found: Sequence[Hit]) -> list[Wanted]:
        """Return all orders of the time of these lines, but those that a gateway's number paid."""
        if not found:
            return []
        told = self._told
        first = min(hit.line.at for hit in found) - told.after - told.late
        last = max(hit.line.end for hit in found) + told.before
        sure = sa.select(Match.order_id).where(Match.how == "id", Match.order_id == ORDER.id)
        return list(wanted(connection, ORDER.placed_at.between(first, last), ~sure.exists()))

    def any_of(self, hit: Hit) -> bool:
        """Tell whether a person must look at the hit."""
        return (
            self._twice(hit) or self._mistyped(hit) or self._went_back(hit)
            or not (hit.order.code or self._fits(hit.score))
        )  # fmt: skip

    def _fits(self, score: int) -> bool:
        return score >= self._told.name_fits

    def _near(self, hit: Hit, by: int) -> list[Wanted]:
        """Return the other orders whose sum is so near, and in whose window the line stands."""
        line = hit.line
        first = bisect_left(self._sums, line.amount - by)
        last = bisect_right(self._sums, line.amount + by)
        return [
            one for one in self._others[first:last]
            if one.id != hit.order.id and one.currency == line.currency
            and one.takes(line.at, line.end, self._told)
        ]  # fmt: skip

    def _twice(self, hit: Hit) -> bool:
        """Another order, paid or over by now, was to bring the same sum in that time."""
        return bool(self._near(hit, 0))

    def _mistyped(self, hit: Hit) -> bool:
        """The payer is like another buyer whose sum is near, or is nobody's name at all."""
        others = [one for one in self._near(hit, self._told.near) if one.payment != "paid"]
        if not self._fits(hit.score):
            return bool(others)
        return any(likeness(hit.line.payer, one.names) > hit.score for one in others)

    def _went_back(self, hit: Hit) -> bool:
        """A debit of the same sum followed, to or from somebody of the same name."""
        line = hit.line
        return any(
            one.account == line.account and line.at <= one.end
            and one.at <= line.at + self._told.after
            and self._fits(likeness(one.payer, (line.payer, *hit.order.names)))
            for one in self._debits[line.amount]
        )  # fmt: skip


def _accept(work: Work, found: Sequence[Hit]) -> int:
    """Write the hits down."""
    if not found:
        return 0
    books = Books(work, [hit.order.id for hit in found])
    ids = [hit.line.id for hit in found]
    lines: dict[int, Payment] = {}
    for at in range(0, len(ids), CHUNK):
        some = sa.select(Payment).where(Payment.id.in_(ids[at : at + CHUNK]))
        lines |= {line.id: line for line in work.session.scalars(some)}
    for hit in found:
        books.pay(lines[hit.line.id], books.orders[hit.order.id], "exact", hit.why)
    books.close()
    return len(found)
