"""How much may be offered for a complaint: what an order brought, and what needs nobody else."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk import money
from shopdesk.locale import _, language
from shopdesk.models.orders import Order
from shopdesk.models.tickets import OFFERS, TicketOffer
from shopdesk.refusal import Refusal
from shopdesk.services.orders.guards import PAID
from shopdesk.store import Read, Work

LIVE: Final = ("proposed", "approved", "done")
"""States in which an offer counts."""
HOME: Final = "IDR"
"""The currency of the limit."""


def left(read: Read, order: Order) -> int:
    """Return how much of what an order brought may still be offered back, in minor units."""
    offered = _sum(read, order.id, ("refund",), ("proposed", "approved"))
    given = max(order.refunded or 0, _sum(read, order.id, ("refund",), ("done",)))
    return max(order.total - given - offered, 0)


def refuse_too_much(work: Work, order: Order, amount: int) -> None:
    """Refuse to give back more than an order brought.

    Raises:
        Refusal: the order is not paid, or less than this is left of what it brought.
    """
    if order.payment not in PAID or order.payment == "cod_due":
        said = _("Order {number} is not paid, so there is nothing to give back.")
        raise Refusal(said.format(number=order.number))
    most = left(work, order)
    if amount > most:
        said = _("Order {number}: at most {most} can still be given back, not {amount}.")
        shown = [money.show(one, order.currency, language()) for one in (most, amount)]
        raise Refusal(said.format(number=order.number, most=shown[0], amount=shown[1]))


def is_free(work: Work, offer: TicketOffer) -> bool:
    """Tell whether an offer needs nobody else: with all that its order was offered before."""
    before = _sum(work, offer.order_id, OFFERS, LIVE) if offer.order_id else 0
    limit = work.settings.refund_limit * money.SCALE
    return offer.currency == HOME and before + offer.amount <= limit


def _sum(read: Read, order_id: int, kinds: Sequence[str], states: Sequence[str]) -> int:
    query = sa.select(sa.func.coalesce(sa.func.sum(TicketOffer.amount), 0)).where(
        TicketOffer.order_id == order_id, TicketOffer.kind.in_(kinds), TicketOffer.state.in_(states)
    )
    return int(read.connection.scalar(query) or 0)
