"""Claiming a mail for one sender, and writing down what became of it: a journal entry each."""

from email.utils import make_msgid

import sqlalchemy as sa

from shopdesk.connectors.mail import Letter, Refused
from shopdesk.locale import _
from shopdesk.models.messages import Message
from shopdesk.models.orders import Order
from shopdesk.models.shops import Shop
from shopdesk.moments import moment_word, wrong_word
from shopdesk.services.messages import guards
from shopdesk.services.messages.account import Letterhead
from shopdesk.services.messages.habits import habits
from shopdesk.services.messages.reads import SENDING
from shopdesk.store import Change, Work


def claim(work: Work, *, message_id: int, head: Letterhead, claimed: list[Letter]) -> Change:
    """Take a queued mail for this sender, or set it aside where it must not go."""
    message = work.session.get(Message, message_id)
    if message is None or message.state != "queued":
        return work.done("")
    guards.complete(work, [message])
    number = guards.number_of(work, message)
    if wrong := guards.why_not(work, message):
        message.state = "dropped" if wrong in ("opt_out", "overtaken") else "review"
        message.wrong, message.not_before = wrong, None
        said = _("A mail to the buyer of {number} does not go: {why}")
        return work.done(said.format(number=number, why=wrong_word(wrong)))
    message.state, message.wrong = SENDING, None
    message.tries += 1
    message.not_before = work.clock.now() + habits(work.clock).claim
    message.sent_by = work.actor.name
    message.wire_id = message.wire_id or make_msgid(domain=head.address.rpartition("@")[2])
    claimed.append(_letter(work, message, head))
    said = _("A mail to the buyer of {number} is handed in ({moment})")
    label = said.format(number=number, moment=moment_word(message.moment))
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


def sent(work: Work, *, message_id: int) -> Change:
    """Say that the server has taken the mail."""
    message = _mine(work, message_id)
    message.state, message.wrong, message.not_before = "sent", None, None
    message.sent_at = work.clock.now()
    said = _("Mailed the buyer of {number}: {moment}")
    label = said.format(number=guards.number_of(work, message), moment=moment_word(message.moment))
    work.leaves(label)
    return work.done(label)


def unsure(work: Work, *, message_id: int) -> Change:
    """Say that nobody knows whether the server has taken it."""
    message = _mine(work, message_id)
    message.wrong, message.not_before = "silent", work.clock.now()
    label = _("Nobody knows whether the mail to the buyer of {number} arrived").format(
        number=guards.number_of(work, message)
    )
    work.leaves(label)
    return work.done(label)


def give_back(work: Work, *, message_id: int) -> Change:
    """Let go of a mail that was not handed in, because the wire is out of order."""
    message = _mine(work, message_id)
    message.state, message.not_before = "queued", None
    message.tries -= 1
    said = _("The mail to the buyer of {number} was not handed in")
    return work.done(said.format(number=guards.number_of(work, message)))


def put_off(work: Work, *, message_id: int, refused: Refused) -> Change:
    """Let a mail wait for its next try, or give it up."""
    message, told = _mine(work, message_id), habits(work.clock)
    message.wrong = str(refused)
    if refused.lasting or message.tries >= told.max_tries:
        message.state, message.not_before = "failed", None
        said = _("The mail to the buyer of {number} failed: {why}")
    else:
        message.state = "queued"
        message.not_before = work.clock.now() + told.wait(message.tries)
        said = _("The mail to the buyer of {number} is tried again later: {why}")
    return work.done(said.format(number=guards.number_of(work, message), why=message.wrong))


def _mine(work: Work, message_id: int) -> Message:
    """Return the mail that this sender has claimed."""
    (message,) = guards.load(work, [message_id])
    return message
