"""The outbox's mails on their way out: which is due, and what keeps a claimed one from going."""

from collections.abc import Mapping, Sequence
from email.utils import make_msgid
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.connectors.mail import Letter
from shopdesk.locale import N_, _
from shopdesk.models.messages import Message
from shopdesk.models.orders import Order
from shopdesk.models.shops import Shop
from shopdesk.moments import moment_word, wrong_word
from shopdesk.services.messages import guards
from shopdesk.services.messages.account import Letterhead
from shopdesk.services.messages.leaving import Post
from shopdesk.services.messages.reads import MESSAGE
from shopdesk.store import Change, Read, Work

SAID: Final = {
    "claim": N_("A mail to the buyer of {number} is handed in ({moment})"),
    "sent": N_("Mailed the buyer of {number}: {moment}"),
    "unsure": N_("Nobody knows whether the mail to the buyer of {number} arrived"),
    "back": N_("The mail to the buyer of {number} was not handed in"),
    "later": N_("The mail to the buyer of {number} is tried again later: {why}"),
    "failed": N_("The mail to the buyer of {number} failed: {why}"),
}


class Mails(Post[Letter]):
    """Mails of the outbox, under the shop's letterhead."""

    verb, said = "mail", SAID

    def __init__(self, head: Letterhead) -> None:
        self._head = head

    def next(self, read: Read, tried: Sequence[int]) -> int | None:
        """Return the next mail that is due and was not tried."""
        query = sa.select(MESSAGE.id).where(due(read.clock.now()), MESSAGE.id.not_in(tried))
        return read.connection.scalar(query.order_by(MESSAGE.id).limit(1))

    def claim(self, work: Work, *, message_id: int, claimed: list[Letter]) -> Change:
        """Take a queued mail for this sender, or set it aside where it must not go."""
        message = work.session.get(Message, message_id)
        if message is None or message.state != "queued":
            return work.done("")
        guards.complete(work, [message])
        if wrong := guards.why_not(work, message):
            return _set_aside(work, message, wrong)
        self.take(work, message)
        message.sent_by = work.actor.name
        message.wire_id = message.wire_id or make_msgid(domain=self._head.domain)
        claimed.append(_letter(work, message, self._head))
        label = self.label(work, message, "claim")
        work.leaves(label)
        return work.done(label)

    def mine(self, work: Work, message_id: int) -> Message:
        """Return the mail that this sender has claimed."""
        (message,) = guards.load(work, [message_id])
        return message

    def named(self, work: Work, message: Any) -> Mapping[str, str]:
        """Return the order's number and the moment."""
        number = guards.number_of(work, message)
        return {"number": number, "moment": moment_word(message.moment)}


def due(now: int) -> sa.ColumnElement[bool]:
    """Return the test whether a mail is queued and may go now."""
    return sa.and_(
        MESSAGE.state == "queued", MESSAGE.medium == "email",
        sa.func.coalesce(MESSAGE.not_before, 0) <= now,
    )  # fmt: skip


def _set_aside(work: Work, message: Message, wrong: str) -> Change:
    """Keep a mail from going, and say why."""
    message.state = "dropped" if wrong in ("opt_out", "overtaken") else "review"
    message.wrong, message.not_before = wrong, None
    said = _("A mail to the buyer of {number} does not go: {why}")
    number = guards.number_of(work, message)
    label = said.format(number=number, why=wrong_word(wrong))
    work.leaves(label)
    return work.done(label)


def _letter(work: Work, message: Message, head: Letterhead) -> Letter:
    name = head.name or work.session.scalar(
        sa.select(Shop.name).join(Order, Order.shop_id == Shop.id).where(
            Order.id == message.order_id
        )
    )  # fmt: skip
    return Letter(
        sender=name or "", from_address=head.address, to=message.address, subject=message.subject,
        body=message.body, wire_id=message.wire_id or "", at=work.clock.now(),
        reply_to=head.reply_to,
    )  # fmt: skip
