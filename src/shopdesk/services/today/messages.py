"""What needs a hand among messages to buyers: those to review, and those that did not go."""

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from shopdesk.models.messages import Message
from shopdesk.models.orders import Order
from shopdesk.services.messages.reads import kind_now
from shopdesk.services.today.rows import SOON, WAITS, Need
from shopdesk.store import Read

KINDS: Final = {
    "unsure": ("messages_unsure", SOON), "failed": ("messages_failed", SOON),
    "review": ("messages_review", WAITS), "blocked": ("messages_blocked", WAITS),
}  # fmt: skip
"""By kind: what the need is called, and how bad it is."""


def messages(read: Read) -> Iterator[Need]:
    """Yield the messages that wait for a person, by currency of their orders."""
    waiting = Message.state.in_(("sending", "failed", "review"))
    kind = kind_now(read.clock.now())
    query = (
        sa.select(kind, Order.currency, sa.func.count(), sa.func.sum(Order.total))
        .join(Order, Order.id == Message.order_id)
        .where(waiting)
        .group_by(sa.text("1"), Order.currency)
    )
    for now, currency, n, total in read.connection.execute(query):
        if now in KINDS:
            name, grade = KINDS[now]
            yield Need(name, grade, f"@{now}", currency, n, total, None, desk="outbox")
