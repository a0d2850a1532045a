"""The orders that a line may pay, the likeliest first, with all that speaks for each.

Several lines together are looked at as one payment of their sum. Nothing is left out because it
is late, over or of another sum: a person decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import DAY, HOUR
from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.models.payments import Payment
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services.orders.dues import UNPAID
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.payments.dues import WAITING, Wanted, of_amounts, wanted
from shopdesk.services.payments.gateways import OVER, plain
from shopdesk.services.payments.names import likeness
from shopdesk.services.payments.rows import Candidate
from shopdesk.services.payments.rules import Rules, rules
from shopdesk.store import Read

MOST: Final = 30
"""Orders that a person is shown."""
LIKE: Final = 75
"""A likeness of names from which a sum may differ as it likes: a part, or several orders."""
TENTH: Final = 10
"""The share of a sum by which it may be missed otherwise."""


def candidates(read: Read, payment_ids: Sequence[int]) -> tuple[Candidate, ...]:
    """Return the orders that these lines together may pay, the likeliest first.

    Raises:
        Refusal: a line is not there.
    """
    query = sa.select(Payment.__table__).where(Payment.id.in_(list(payment_ids)))
    lines = read.connection.execute(query).all()
    if not lines or len(lines) < len(set(payment_ids)):
        raise Refusal(_("This line is no longer here; reload the list."))
    told = rules(read.clock)
    looked = _Looked(lines, told)
    found = {one.id: one for one in _pool(read, lines, looked, told)}
    seen = (one for one in map(looked.at, found.values()) if _worth(one, told))
    best = sorted(seen, key=lambda one: _rank(one, told))[:MOST]
    shops = _shops(read, [one.id for one in best])
    return tuple(replace(one, shop=shops[one.id], rank=at) for at, one in enumerate(best))


class _Looked:
    """Some lines, taken for one payment: its sum, its time and its words."""

    def __init__(self, lines: Sequence[Any], told: Rules) -> None:
        newest = max(lines, key=lambda line: line.at)
        self._told = told
        self.amount = sum(line.amount for line in lines)
        self.currency = newest.currency
        self.start, self.end = newest.at, newest.at + (DAY if newest.day_only else 1)
        self._payers = [line.payer or line.words for line in lines]
        said = " ".join(f"{line.order_ref} {line.words}" for line in lines)
        self._words = set(re.split(r"[^\w.~-]+", said.casefold()))
        self.refs = {plain(line.order_ref) for line in lines} - {""}

    def _hours(self, one: Wanted) -> int:
        """Return the whole hours from the order to the line; none where it was the same day."""
        if self.start <= one.placed < self.end:
            return 0
        return int(self.start - one.placed) // HOUR

    def at(self, one: Wanted) -> Candidate:
        """Return the order as a candidate."""
        score = max(likeness(payer, one.names) for payer in self._payers)
        named = plain(one.number).casefold() in self._words
        return Candidate(
            id=one.id, number=one.number, buyer=one.names[0] if one.names else "", shop="",
            payment=one.payment, placed=one.placed, total=one.asked - one.code * 100,
            asked=one.asked, code=one.code, paid=one.paid, currency=one.currency,
            difference=self.amount - one.left, hours=self._hours(one),
            score=score, named=named, inside=one.takes(self.start, self.end, self._told),
            over="" if one.payment in UNPAID else one.payment,
        )  # fmt: skip


def _pool(read: Read, lines: Sequence[Any], looked: "_Looked", told: Rules) -> Iterator[Wanted]:
    """Yield the orders that may be meant at all."""
    connection = read.connection
    before = ORDER.placed_at < looked.end + told.before
    since = ORDER.placed_at >= looked.start - told.after - told.late
    same = ORDER.currency == looked.currency
    yield from wanted(
        connection, ORDER.status.in_(WAITING), ORDER.payment.in_(UNPAID), before, same
    )
    yield from wanted(
        connection, ORDER.status == "cancelled", ORDER.payment.in_(OVER), before, since, same
    )
    spelt = [form for ref in looked.refs for form in (ref, f"#{ref}")]
    yield from wanted(connection, ORDER.number.in_(spelt), same)
    for one in of_amounts(connection, {looked.amount, *(line.amount for line in lines)}):
        placed = looked.start - told.after - told.late <= one.placed < looked.end + told.before
        if placed and one.currency == looked.currency:
            yield one


def _worth(one: Candidate, told: Rules) -> bool:
    """Tell whether an order is worth a look: its number, its name or about its sum is told."""
    about = max(told.near, (one.asked - one.paid) // TENTH)
    return one.named or abs(one.difference) <= about or one.score >= LIKE


def _rank(one: Candidate, told: Rules) -> tuple[int, int, int, int, int]:
    """Return what sorts the likeliest first: the number, the sum, then the name."""
    if one.named:
        tier = 0 if not one.difference else 2
    elif not one.difference:
        tier = 1 if one.exact else 3
    else:
        tier = 4 if one.score >= told.name_fits else 5
    return (
        tier,
        bool(one.over),
        -one.score if not one.difference else 0,
        abs(one.difference),
        one.id,
    )


def _shops(read: Read, ids: Sequence[int]) -> dict[int, str]:
    query = sa.select(ORDER.id, Shop.name).join_from(Order, Shop, Shop.id == ORDER.shop_id)
    return {row[0]: row[1] for row in read.connection.execute(query.where(ORDER.id.in_(ids)))}
