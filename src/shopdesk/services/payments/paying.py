"""How one order stands with its money, for its record and for why it is stuck."""

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.payments import Due, Match
from shopdesk.services.orders.dues import DUE, WORD
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.payments.reads import rows_of
from shopdesk.services.payments.rows import Paying
from shopdesk.store import Read


def paying(read: Read, order_id: int) -> Paying | None:
    """Return what the order was to bring and what came in; None where nobody asked or paid."""
    query = (
        sa.select(DUE.amount, DUE.code, DUE.paid, DUE.expires_at, WORD, ORDER.currency)
        .join_from(Due, Order, ORDER.id == DUE.order_id).where(DUE.order_id == order_id)
    )  # fmt: skip
    due = read.connection.execute(query).first()
    if due is None:
        return None
    paid_by = sa.select(Match.payment_id).where(Match.order_id == order_id)
    ids = list(read.connection.scalars(paid_by.order_by(Match.id)))
    lines = tuple(rows_of(read, [(0, one) for one in ids]))
    return Paying(due[0], due[1], due[2], due[3], due[4], lines, due[5])
