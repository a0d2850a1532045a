"""Asking a buyer to pay: a sum that nobody else is asked for, and a time in which it must come.

The unique code is added to the total, so that the transfer can be told apart by its last three
digits. Codes keep their distance from each other as long as there is room: a mistyped digit should
hit nobody.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk import money
from shopdesk.clock import HOUR
from shopdesk.locale import _, language, ngettext
from shopdesk.models.orders import SELF_VERIFIED, Order
from shopdesk.models.payments import Due
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards
from shopdesk.services.orders.dues import CODES, DUE, RUPIAH
from shopdesk.services.orders.guards import load, refuse_unless
from shopdesk.services.payments.dues import still_open
from shopdesk.services.payments.rules import rules
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

APART: Final = (10, 2, 1)
"""Rupiah between two sums: as many as there is room for."""
STEP: Final = 617
"""From one choice of a code to the next: far, and round all of them before any comes again."""


def ask(work: Work, order_ids: Sequence[int], hours: int = 0) -> Change:
    """Give the orders a free unique code each, and a time in which they must be paid.

    Who was asked before keeps the code, and gets more time. Without ``hours`` the shop's own hold.

    Raises:
        Refusal: an order is not ours to find the payment of, is paid, in part or whole, or over, or
            no code is free.
    """
    if hours < 0:
        raise Refusal(_("The hours to pay cannot be fewer than none."))
    orders = load(work.session, order_ids)
    query = sa.select(Due).where(Due.order_id.in_([order.id for order in orders]))
    dues = {due.order_id: due for due in work.session.scalars(query)}
    can_pay = (guards.open_order, guards.understood, ours, guards.unpaid, in_rupiah)
    refuse_unless(orders, *can_pay, _nothing_came(dues))
    told, now = rules(work.clock), work.clock.now()
    taken = _taken(work, now - told.codes_rest)
    for order in orders:
        due = dues.get(order.id) or Due(order_id=order.id, paid=0)
        if not due.code or due.amount - due.code * RUPIAH != order.total:
            due.code = _code(order, taken)
        due.amount = order.total + due.code * RUPIAH
        taken.insert(bisect_left(taken, due.amount), due.amount)
        due.asked_at = now
        due.expires_at = now + (hours * HOUR or told.expires)
        work.session.add(due)
    return ended(work, _label(orders, dues, work))


def ours(order: Order) -> str | None:
    """Refuse orders whose payment the marketplace or the courier takes."""
    if order.channel not in SELF_VERIFIED:
        return _("the marketplace takes its payment")
    return _("it is paid at the door") if order.cod else None


def in_rupiah(order: Order) -> str | None:
    """Refuse other currencies: the code is the last three digits of a sum in rupiah."""
    return None if order.currency == "IDR" else _("unique codes are for rupiah only")


def _nothing_came(dues: Mapping[int, Due]) -> guards.Guard:
    """Refuse orders that are paid in part: the whole sum would be asked for once more."""

    def guard(order: Order) -> str | None:
        due = dues.get(order.id)
        if due is None or not due.paid:
            return None
        came, whole = (money.show(sum_, order.currency) for sum_ in (due.paid, due.amount))
        return _("{came} of {whole} came already; write to the buyer for the rest").format(
            came=came, whole=whole
        )

    return guard


def _taken(work: Work, since: int) -> list[int]:
    """Return the sums that others are asked for, or were not long ago."""
    asked = sa.select(DUE.amount).where(DUE.asked_at >= since)
    sums = set(work.connection.scalars(asked))
    return sorted(sums | {one.asked for one in still_open(work.connection)})


def _code(order: Order, taken: Sequence[int]) -> int:
    """Return the first code whose sum keeps its distance from all others."""
    start = order.id * STEP
    for apart in APART:
        for turn in range(CODES):
            code = (start + turn * STEP) % CODES + 1
            if _free(order.total + code * RUPIAH, taken, apart * RUPIAH):
                return code
    raise Refusal(
        _("{number}: all {n} codes of this sum are in use; let older ones expire first.").format(
            number=order.number, n=CODES
        )
    )


def _free(amount: int, taken: Sequence[int], apart: int) -> bool:
    at = bisect_left(taken, amount - apart + 1)
    return at == len(taken) or taken[at] >= amount + apart


def _label(orders: Sequence[Order], dues: dict[int, Due], work: Work) -> str:
    if len(orders) > 1:
        n = len(orders)
        return ngettext("Asked {n} buyer to pay", "Asked {n} buyers to pay", n).format(n=n)
    (order,) = orders
    due = (
        dues.get(order.id)
        or work.session.scalars(sa.select(Due).where(Due.order_id == order.id)).one()
    )
    return _("{number} is asked to pay {amount} by {when}").format(
        number=order.number, amount=money.show(due.amount, order.currency, language()),
        when=work.clock.show(due.expires_at or 0),
    )  # fmt: skip
