"""The books of some orders: which lines pay them, what came in, what that makes of each order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.payments import Due, Match, Payment
from shopdesk.services.orders.dues import RUPIAH, UNPAID
from shopdesk.services.orders.guards import load
from shopdesk.services.orders.verbs import settle
from shopdesk.services.paging import CHUNK
from shopdesk.store import Work

GONE: Final = ("refunded", "reversed", "denied", "expired")
"""States of a line that paid an order in which its money is gone again, all of it."""
BY_LINES: Final = ("paid", "part_refunded", "refunded")
"""Words of an order's payment that its lines give it."""


class Books:
    """Orders as one verb works on them. Whoever pays or takes back closes the books at the end."""

    def __init__(self, work: Work, order_ids: Sequence[int]) -> None:
        self._work = work
        self.orders = {order.id: order for order in load(work.session, order_ids)}
        self.dues: dict[int, Due] = {}
        self.lines: dict[int, dict[int, tuple[Match, Payment]]] = defaultdict(dict)
        ids = list(self.orders)
        for at in range(0, len(ids), CHUNK):
            self._read(ids[at : at + CHUNK])

    def _read(self, ids: Sequence[int]) -> None:
        session = self._work.session
        dues = session.scalars(sa.select(Due).where(Due.order_id.in_(ids)))
        self.dues |= {due.order_id: due for due in dues}
        pairs = sa.select(Match, Payment).join(Payment, Payment.id == Match.payment_id)
        for match, line in session.execute(pairs.where(Match.order_id.in_(ids))):
            self.lines[match.order_id][line.id] = match, line

    def pay(self, line: Payment, order: Order, how: str, why: str = "") -> None:
        """Write down that this line pays this order."""
        work = self._work
        match = Match(
            payment_id=line.id, order_id=order.id, amount=line.amount, how=how, why=why,
            at=work.clock.now(), by=work.actor.name,
        )  # fmt: skip
        line.place = "matched"
        work.session.add(match)
        self.lines[order.id][line.id] = match, line
        if order.id not in self.dues:
            due = Due(order_id=order.id, code=0, amount=order.total, paid=0)
            work.session.add(due)
            self.dues[order.id] = due

    def give_back(self, order: Order, line: Payment) -> None:
        """Write down that this line does not pay this order after all."""
        match, _line = self.lines[order.id].pop(line.id)
        self._work.session.delete(match)
        line.place = "open"

    def close(self) -> None:
        """Reckon every order anew from its lines."""
        for order in self.orders.values():
            if due := self.dues.get(order.id):
                self._reckon(order, due)

    def _reckon(self, order: Order, due: Due) -> None:
        if due.asked_at is None:
            due.amount = order.total
        lines = [line for _match, line in self.lines[order.id].values()]
        enough = due.amount - due.code * RUPIAH
        made_paid = due.paid >= enough
        due.paid = sum(match.amount for match, _line in self.lines[order.id].values())
        word = _word(lines, due.paid, enough)
        if word:
            order.own_payment = word
            order.paid_at = order.paid_at or max(order.placed_at, *(line.at for line in lines))
        elif made_paid and order.own_payment in BY_LINES:
            order.own_payment = None
            if order.told_payment in UNPAID:
                order.paid_at = None
        settle(order)


def _word(lines: Iterable[Payment], paid: int, enough: int) -> str:
    """Return what the lines make of an order's payment, or nothing."""
    lost = sum(_lost(line) for line in lines)
    if lost:
        return "refunded" if lost >= paid else "part_refunded"
    return "paid" if paid >= enough else ""


def _lost(line: Payment) -> int:
    """Return how much of a line is gone again."""
    if line.state in GONE:
        return line.amount
    return line.refunded or 0 if line.state == "part_refunded" else 0
