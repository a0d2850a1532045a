"""Orders for which a part of the money came in, or too much: their own words beyond the payment.

An order with a unique code is paid as soon as its total is there, and overpaid only beyond what
three digits can make.
"""

from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.payments import Due
from shopdesk.services.orders.parts import ORDER, Hits, Strand, Test

DUE: Final = Due.__table__.c
RUPIAH: Final = 100
"""Minor units of one rupiah: what the unique code counts in."""
CODES: Final = 999
UNPAID: Final = ("unpaid", "authorised")
_SHORT: Final = sa.and_(DUE.paid > 0, DUE.paid < DUE.amount - DUE.code * RUPIAH)
_MUCH: Final = DUE.paid > DUE.amount + sa.case((DUE.code > 0, CODES * RUPIAH), else_=0)
WORD: Final[Any] = sa.case(
    (sa.and_(ORDER.own_payment == "authorised", ORDER.payment == "authorised"), "challenged"),
    (sa.and_(_SHORT, ORDER.payment.in_(UNPAID)), "underpaid"),
    (_MUCH, "overpaid"),
    else_="",
)
"""The word of an order that is joined with its due: a gateway doubts it, or what came in."""


def underpaid() -> Strand:
    """Return the orders for which a part of the money came in."""
    return _named(_SHORT, ORDER.payment.in_(UNPAID))


def overpaid() -> Strand:
    """Return the orders for which too much came in."""
    return _named(_MUCH, sa.true())


def _named(condition: Test, paid: Test) -> Strand:
    ids = sa.select(ORDER.id).where(ORDER.id.in_(sa.select(DUE.order_id).where(condition)), paid)
    return Strand(hits=(Hits(ids, ids, ORDER.id.in_(ids)),))
