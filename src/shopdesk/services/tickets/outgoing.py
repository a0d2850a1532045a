"""Answers on their way out: which is next, what keeps it from going, and how it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import make_msgid
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from shopdesk.connectors.mail import Letter
from shopdesk.locale import N_, _
from shopdesk.models.tickets import Ticket, TicketMessage
from shopdesk.moments import wrong_word
from shopdesk.services.messages import optouts
from shopdesk.services.messages.account import Letterhead
from shopdesk.services.messages.addresses import mail_of, spelt
from shopdesk.services.messages.leaving import Post
from shopdesk.services.messages.texts import blank
from shopdesk.services.tickets import chatwoot
from shopdesk.services.tickets.following import ended
from shopdesk.store import Change, Read, Work
from shopdesk.text import safe
from shopdesk.tickets import name_of

L = TypeVar("L")
SAID: Final = {
    "claim": N_("The answer to {ticket} is handed in"),
    "sent": N_("Answered {ticket}"),
    "unsure": N_("Nobody knows whether the answer to {ticket} arrived"),
    "back": N_("The answer to {ticket} was not handed in"),
    "later": N_("The answer to {ticket} is tried again later: {why}"),
    "failed": N_("The answer to {ticket} failed: {why}"),
}
TOKEN: Final = "[#{ticket}]"  # noqa: S105 - by which a mail finds its ticket again
AGAIN: Final = ("re:", "bls:", "balas:", "fw:", "fwd:")
"""What mail programs put before a subject, again and again."""
FORERUNNERS: Final = 30
SUBJECT: Final = 200
"""Characters of a subject."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer for Chatwoot; ``again``: it may be there already, so look for its mark first."""

    thread: str
    body: str
    mark: str
    again: bool


class Outgoing(Post[L]):
    """Answers to tickets; ``where`` says which of them."""

    verb, said = "answer", SAID

    def __init__(self, where: sa.ColumnElement[bool]) -> None:
        self._where = where

    def next(self, read: Read, tried: Sequence[int]) -> int | None:
        """Return the next answer that is due and was not tried."""
        query = (
            sa.select(TicketMessage.id)
            .join(Ticket, Ticket.id == TicketMessage.ticket_id)
            .where(self._where, due(read.clock.now()), TicketMessage.id.not_in(tried))
            .order_by(TicketMessage.id)
            .limit(1)
        )
        return read.connection.scalar(query)

    def claim(self, work: Work, *, message_id: int, claimed: list[L]) -> Change:
        """Take a queued answer for this sender, or say why it cannot go."""
        message = work.session.get(TicketMessage, message_id)
        if message is None or message.state != "queued" or message.kind != "out":
            return work.done("")
        if wrong := self.why_not(work, message):
            message.state, message.wrong, message.not_before = "failed", wrong, None
            said = _("The answer to {ticket} does not go: {why}")
            told = said.format(ticket=name_of(message.ticket_id), why=wrong_word(wrong))
            work.leaves(told)
            return ended(work, told)
        self.take(work, message)
        claimed.append(self.letter(work, message))
        label = self.label(work, message, "claim")
        work.leaves(label)
        return work.done(label)

    def why_not(self, _work: Work, message: TicketMessage) -> str | None:
        """Return what keeps an answer from going, as it is kept, or None."""
        return blank(message.body)

    def letter(self, work: Work, message: TicketMessage) -> L:
        """Return the answer as it is handed in."""
        raise NotImplementedError

    def mine(self, work: Work, message_id: int) -> TicketMessage:
        """Return the answer that this sender has claimed."""
        return work.session.get_one(TicketMessage, message_id)

    def named(self, _work: Work, message: Any) -> Mapping[str, str]:
        """Return the ticket's name."""
        return {"ticket": name_of(message.ticket_id)}

    def ended(self, work: Work, label: str) -> Change:
        """Let the ticket follow: it is answered now, or waits for an answer again."""
        return ended(work, label)


class Answers(Outgoing[Letter]):
    """Answers by mail, under a letterhead and with a signature."""

    def __init__(
        self, where: sa.ColumnElement[bool], head: Letterhead, signature: str = ""
    ) -> None:
        super().__init__(where)
        self._head, self._signature = head, signature

    def why_not(self, work: Work, message: TicketMessage) -> str | None:
        """Return what keeps a mail from going; what a machine wrote is not for everybody."""
        if wrong := blank(message.body):
            return wrong
        address = mail_of(message.to_address)
        if not address:
            return "no_address"
        unwanted = message.auto and spelt(address) in optouts.among(work, [address])
        return "opt_out" if unwanted else None

    def letter(self, work: Work, message: TicketMessage) -> Letter:
        """Return the mail: it goes on from those before it, and names its ticket."""
        message.wire_id = message.wire_id or make_msgid(domain=self._head.domain)
        answers = _forerunners(work, message)
        message.answers = message.answers or " ".join(answers)
        message.from_address = self._head.address
        return Letter(
            sender=self._head.name, from_address=self._head.address,
            to=mail_of(message.to_address), subject=subject_of(message, heard=bool(answers)),
            body=signed(message.body, self._signature), wire_id=message.wire_id,
            at=work.clock.now(), reply_to=self._head.reply_to, answers=answers,
            auto=bool(message.auto),
        )  # fmt: skip


class Talks(Outgoing[Said]):
    """Answers by Chatwoot."""

    def letter(self, work: Work, message: TicketMessage) -> Said:
        """Return the answer with its mark, by which it is known again."""
        ticket = work.session.get_one(Ticket, message.ticket_id)
        mark = chatwoot.mark_of(message.ticket_id, message.id, message.at)
        return Said(ticket.thread, message.body, mark, message.tries > 1)


def due(now: int) -> sa.ColumnElement[bool]:
    """Return the test whether an answer is queued and may go now."""
    return sa.and_(
        TicketMessage.kind == "out", TicketMessage.state == "queued",
        sa.func.coalesce(TicketMessage.not_before, 0) <= now,
    )  # fmt: skip


def subject_of(message: TicketMessage, *, heard: bool) -> str:
    """Return the subject of an answer, with the token by which its ticket is found again."""
    token = TOKEN.format(ticket=name_of(message.ticket_id))
    told = safe(" ".join(message.subject.split()), SUBJECT)
    bare = told.replace(token, "").strip()
    while bare.lower().startswith(AGAIN):
        bare = bare.partition(":")[2].strip()
    return " ".join(filter(None, ("Re:" if heard and bare else "", bare, token)))


def signed(body: str, signature: str) -> str:
    """Return a text with the signature under it, unless it stands there already."""
    told = signature.strip()
    return body if not told or body.rstrip().endswith(told) else f"{body.rstrip()}\n\n-- \n{told}"


def _forerunners(work: Work, message: TicketMessage) -> tuple[str, ...]:
    """Return the ids of the mails before this one: what the customer wrote last is the newest."""
    query = (
        sa.select(TicketMessage.kind, TicketMessage.wire_id, TicketMessage.answers)
        .where(TicketMessage.ticket_id == message.ticket_id, TicketMessage.id != message.id,
               TicketMessage.kind.in_(("in", "out")), TicketMessage.wire_id.is_not(None),
               TicketMessage.at <= message.at)
        .order_by(TicketMessage.kind == "in", TicketMessage.at, TicketMessage.id)
    )  # fmt: skip
    rows = work.session.execute(query).all()
    found = dict.fromkeys(one for row in rows for one in (*row.answers.split(), row.wire_id) if one)
    if rows:  # the newest one is named last, wherever else it was named
        newest = rows[-1].wire_id
        found.pop(newest)
        found[newest] = None
    return tuple(found)[-FORERUNNERS:]
