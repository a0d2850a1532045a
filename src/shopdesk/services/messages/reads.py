"""Reading the outbox: lists by state, one message whole, and what an order was told."""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.journal import JournalRow
from shopdesk.models.messages import Message
from shopdesk.models.orders import Order
from shopdesk.models.shops import Shop
from shopdesk.moments import medium_word, moment_word, state_word, wrong_word
from shopdesk.refusal import Refusal
from shopdesk.services.messages.rows import MessageRow
from shopdesk.services.orders.rows import Happening
from shopdesk.store import Read

MESSAGE: Final = Message.__table__.c
MOST: Final = 2_000
"""Messages that one list shows."""
SENDING: Final = "sending"
UNSURE: Final = "unsure"
NAME: Final = sa.func.coalesce(
    sa.case((sa.not_(Order.recipient.contains("*")), Order.recipient)),
    Order.buyer,
    Order.recipient,
    "",
)
"""The recipient, or the buyer where the marketplace has hidden that name."""
WAITING: Final = ("review", "queued", "held", SENDING, "failed")
"""States of messages that are not over yet."""


def state_now(
    now: int, not_before: Any = MESSAGE.not_before, state: Any = MESSAGE.state
) -> sa.ColumnElement[str]:
    """Return a message's state as people see it: a sender that should long have answered died."""
    died = sa.and_(state == SENDING, sa.func.coalesce(not_before, 0) <= now)
    return sa.case((died, UNSURE), else_=state)


def kind_now(now: int) -> sa.ColumnElement[str]:
    """Return a message's state as people see it, those to review that could not go apart."""
    blocked = sa.and_(MESSAGE.state == "review", MESSAGE.wrong.is_not(None))
    return sa.case((blocked, "blocked"), else_=state_now(now))


def listed(
    read: Read, *, state: str = "", order_ids: Sequence[int] = (), limit: int = MOST
) -> tuple[MessageRow, ...]:
    """Return the messages of a state ("": any, "open": not over), the newest first."""
    now = state_now(read.clock.now())
    query = _query(now).order_by(MESSAGE.id.desc()).limit(limit)
    if state == "open":
        query = query.where(MESSAGE.state.in_(WAITING))
    elif state in (SENDING, UNSURE):
        query = query.where(MESSAGE.state == SENDING, now == state)
    elif state:
        query = query.where(MESSAGE.state == state)
    if order_ids:
        query = query.where(MESSAGE.order_id.in_(order_ids))
    return tuple(_row(row) for row in read.connection.execute(query))


def show(read: Read, message_id: int) -> MessageRow:
    """Return one message.

    Raises:
        Refusal: it is not there.
    """
    query = _query(state_now(read.clock.now())).where(MESSAGE.id == message_id)
    row = read.connection.execute(query).first()
    if row is None:
        raise Refusal(_("There is no message {n}.").format(n=message_id))
    return _row(row)


def counts(read: Read) -> dict[str, int]:
    """Return how many messages stand in each state, those that have any.

    Those to review in which something is empty are counted apart, as ``blocked``.
    """
    query = sa.select(kind_now(read.clock.now()), sa.func.count()).group_by(sa.text("1"))
    return {row[0]: row[1] for row in read.connection.execute(query)}


def happenings(read: Read, order_id: int) -> tuple[Happening, ...]:
    """Return the messages of an order as moments of its timeline, each with its journal entry."""
    entry = (
        sa.select(sa.func.max(JournalRow.entry))
        .where(JournalRow.tab == "messages", JournalRow.pk == MESSAGE.id)
        .scalar_subquery()
    )
    state = state_now(read.clock.now())
    query = sa.select(*MESSAGE, state.label("now"), entry.label("entry"))
    rows = read.connection.execute(query.where(MESSAGE.order_id == order_id).order_by(MESSAGE.id))
    return tuple(
        Happening(row.sent_at or row.made_at, _said(row), row.sent_by, row.entry) for row in rows
    )


def _said(row: Any) -> str:
    parts = [
        _("message “{moment}” by {medium}: {state}").format(
            moment=moment_word(row.moment), medium=medium_word(row.medium),
            state=state_word(row.now),
        )
    ]  # fmt: skip
    if row.parcel > 1:
        parts.append(_("parcel {n}").format(n=row.parcel))
    if row.wrong:
        parts.append(wrong_word(row.wrong))
    return ", ".join(parts)


def _query(state: sa.ColumnElement[str]) -> Any:
    return (
        sa.select(
            MESSAGE.id, MESSAGE.order_id, Order.number, Order.channel, Shop.name,
            NAME, MESSAGE.parcel, MESSAGE.moment,
            MESSAGE.medium, MESSAGE.again, MESSAGE.address, MESSAGE.language, MESSAGE.template,
            MESSAGE.subject, MESSAGE.body, state, MESSAGE.wrong, MESSAGE.made_at,
            MESSAGE.not_before, MESSAGE.tries, MESSAGE.sent_at, MESSAGE.sent_by, MESSAGE.wire_id,
        )
        .join(Order, Order.id == MESSAGE.order_id)
        .join(Shop, Shop.id == Order.shop_id)
    )  # fmt: skip


def _row(row: Sequence[Any]) -> MessageRow:
    return MessageRow(*row)
