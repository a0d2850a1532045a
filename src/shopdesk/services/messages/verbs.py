"""What a person does with messages: approve, hold, release, drop, edit, copy, try again."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.journal import JournalRow
from shopdesk.models.messages import Message
from shopdesk.refusal import Refusal
from shopdesk.services.messages import guards
from shopdesk.services.messages.addresses import mail_of, phone_of
from shopdesk.services.messages.habits import quiet_until
from shopdesk.services.messages.reads import UNSURE
from shopdesk.services.messages.texts import blank, refuse_unknown
from shopdesk.store import Change, Work

OPEN: Final = ("review", "queued", "held", "failed")
"""States in which a message can still be changed."""


def approve(work: Work, ids: Sequence[int]) -> Change:
    """Let messages go with the next sending, after somebody has looked at them.

    Raises:
        Refusal: one does not wait for a look, or must not go: something in it is empty, the buyer
            wants no messages, or it is no news any more.
    """
    messages = guards.load(work, ids)
    guards.refuse_unless(work, messages, ("review",))
    guards.refuse_wrong(work, messages)
    _queue(work, messages)
    return _done(work, messages, ngettext("Approved {n} message", "Approved {n} messages",
                                          len(messages)))  # fmt: skip


def hold(work: Work, ids: Sequence[int]) -> Change:
    """Stop messages that have not gone yet."""
    messages = guards.load(work, ids)
    guards.refuse_unless(work, messages, ("review", "queued"))
    for message in messages:
        message.state = "held"
    return _done(work, messages, ngettext("Held {n} message", "Held {n} messages", len(messages)))


def release(work: Work, ids: Sequence[int]) -> Change:
    """Let messages that were held go on from where they were."""
    messages = guards.load(work, ids)
    guards.refuse_unless(work, messages, ("held",))
    for message in messages:
        message.state = _before(work, message)
    return _done(work, messages, ngettext("Released {n} message", "Released {n} messages",
                                          len(messages)))  # fmt: skip


def drop(work: Work, ids: Sequence[int], why: str = "") -> Change:
    """Decide that messages are not sent."""
    messages = guards.load(work, ids)
    guards.refuse_unless(work, messages, (*OPEN, UNSURE))
    for message in messages:
        message.state, message.not_before = "dropped", None
        message.wrong = why.strip() or message.wrong
    return _done(work, messages, ngettext("Dropped {n} message", "Dropped {n} messages",
                                          len(messages)))  # fmt: skip


def edit(
    work: Work, message_id: int, *, subject: str | None = None, body: str | None = None,
    address: str | None = None,
) -> Change:  # fmt: skip
    """Change the text or the address of a message that has not gone; variables are filled in.

    Raises:
        Refusal: it has gone, or the text or the address cannot be.
    """
    messages = guards.load(work, [message_id])
    guards.refuse_unless(work, messages, OPEN)
    (message,) = messages
    if subject is not None:
        message.subject = " ".join(subject.split()) if message.medium == "email" else ""
    message.body = message.body if body is None else body.strip()
    refuse_unknown(message.subject, message.body)
    if address is not None:
        message.address = _address(message, address)
    guards.complete(work, messages)
    message.wrong = blank(message.subject, message.body)
    if message.wrong and message.state == "queued":
        message.state = "review"
    return _done(work, messages, _("Changed the message"))


def copied(work: Work, ids: Sequence[int]) -> Change:
    """Say that a person sent the messages: copied into WhatsApp, a chat or an own mail program.

    Of a mail whose sender died it says that it arrived.

    Raises:
        Refusal: one has gone or was dropped, or must not go.
    """
    messages = guards.load(work, ids)
    guards.refuse_unless(work, messages, (*OPEN, UNSURE))
    guards.refuse_wrong(work, [one for one in messages if one.state in OPEN])
    for message in messages:
        message.state = "copied" if message.state in OPEN else "sent"
        message.wrong, message.not_before = None, None
        message.sent_at, message.sent_by = work.clock.now(), work.actor.name
    label = ngettext("Marked {n} message as sent", "Marked {n} messages as sent", len(messages))
    return _done(work, messages, label)


def retry(work: Work, ids: Sequence[int]) -> Change:
    """Let mails go again that failed, were dropped, or of which nobody knows whether they went.

    Raises:
        Refusal: one is in no such state, or must not go.
    """
    messages = guards.load(work, ids)
    guards.refuse_unless(work, messages, ("failed", "dropped", UNSURE))
    for message in messages:
        message.tries = 0
    guards.refuse_wrong(work, messages)
    _queue(work, messages)
    label = ngettext("{n} message goes again", "{n} messages go again", len(messages))
    return _done(work, messages, label)


def _queue(work: Work, messages: Sequence[Message]) -> None:
    for message in messages:
        message.state, message.wrong, message.not_before = "queued", None, quiet_until(work)


def _before(work: Work, message: Message) -> str:
    """Return the state that a message had before it was held: the journal knows it."""
    query = (
        sa.select(sa.func.json_extract(JournalRow.before, "$.state"))
        .where(JournalRow.tab == "messages", JournalRow.pk == message.id, JournalRow.op == "U",
               JournalRow.before.contains('"state":'))
        .order_by(JournalRow.id.desc())
        .limit(1)
    )  # fmt: skip
    was = work.session.scalar(query)
    return was if was in ("review", "queued") else "review"


def _address(message: Message, address: str) -> str:
    told = address.strip()
    if message.medium == "chat":
        found = f"{message.address.partition(':')[0]}:{told.removeprefix(':')}" if told else ""
    else:
        found = mail_of(told) if message.medium == "email" else phone_of(told)
    if not found:
        raise Refusal(_("“{address}” is nothing that a message can go to.").format(address=told))
    return found


def _done(work: Work, messages: Sequence[Message], label: str) -> Change:
    """End the verb: the label with the count in it, and the order's number if it is only one."""
    said = label.format(n=len(messages))
    alone = len(messages) == 1
    return work.done(f"{said} ({guards.number_of(work, messages[0])})" if alone else said)
