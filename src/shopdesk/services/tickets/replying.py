"""Answers to customers, and notes among us: an answer is written here and sent elsewhere.

A note never leaves the house: only what is of kind ``out`` is ever put on a wire or a clipboard.
"""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.tickets import STATES, Mailbox, Ticket, TicketDraft, TicketMessage
from shopdesk.moments import wrong_word
from shopdesk.refusal import Refusal
from shopdesk.services.messages.account import ready
from shopdesk.services.messages.addresses import mail_of
from shopdesk.services.messages.texts import blank
from shopdesk.services.tickets import states
from shopdesk.services.tickets.cleaning import LONGEST, kept
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.guards import (
    called,
    load,
    no_spam,
    not_closed,
    not_merged,
    refuse_unknown,
    refuse_unless,
)
from shopdesk.store import Change, Read, Work
from shopdesk.text import mask_cards
from shopdesk.tickets import name_of


def reply(
    work: Work, ids: Sequence[int], body: str, *, state: str | None = None, canned: str = "",
    seen: int | None = None,
) -> Change:  # fmt: skip
    """Answer tickets with the same text; ``state`` is theirs afterwards, else the shop's usual one.

    ``seen`` is the id of the newest message that the writer has seen.

    Raises:
        Refusal: the text is empty or a variable stands in it, a ticket is at its end, or something
            was said since ``seen``.
    """
    if seen is not None:
        for ticket_id in ids:
            _refuse_overtaken(work, ticket_id, seen)
    return reply_each(work, dict.fromkeys(ids, body), state=state, canned=canned)


def reply_each(
    work: Work, bodies: Mapping[int, str], *, state: str | None = None, canned: str = ""
) -> Change:
    """Answer tickets, each with its own text.

    Raises:
        Refusal: as ``reply``.
    """
    if state is not None:
        refuse_unknown(state, STATES)
    tickets = load(work, list(bodies))
    refuse_unless(tickets, not_merged, not_closed, no_spam)
    refuse_wrong(tickets, bodies)
    if state is not None:
        refuse_unless(tickets, lambda one: states.why_not(one.state, state))
    for ticket in tickets:
        write(work, ticket, "out", bodies[ticket.id], canned=canned)
        _after(work, ticket, state)
    label = ngettext("Answered {n} ticket", "Answered {n} tickets", len(tickets))
    return ended(work, called(tickets, label))


def note(work: Work, ids: Sequence[int], body: str) -> Change:
    """Write a note on tickets, for us alone.

    Raises:
        Refusal: it is empty.
    """
    refuse_empty(body)
    tickets = load(work, ids)
    refuse_unless(tickets, not_merged)
    for ticket in tickets:
        write(work, ticket, "note", body)
    label = ngettext("Wrote a note on {n} ticket", "Wrote a note on {n} tickets", len(tickets))
    return ended(work, called(tickets, label))


def write(
    work: Work, ticket: Ticket, kind: str, body: str, *, canned: str = "", auto: bool = False
) -> int:
    """Add a message to a ticket as a part of a verb, and return its id; my draft of it is done.

    An ``out`` waits for the wire of its channel, or for somebody who copies it.
    """
    now, out, told = work.clock.now(), kind == "out", mask_cards(kept(body)[:LONGEST]).strip()
    came = kind == "in"
    message = TicketMessage(
        ticket_id=ticket.id, kind=kind, at=now, arrived_at=now, subject=ticket.subject,
        author=ticket.customer if came else work.actor.name, body=told, canned=canned,
        from_address=ticket.address if came else "", to_address=ticket.address if out else "",
        auto=int(auto), state=("queued" if has_wire(work, ticket) else "copy") if out else "",
    )  # fmt: skip
    work.session.add(message)
    mine = sa.delete(TicketDraft).where(
        TicketDraft.ticket_id == ticket.id, TicketDraft.who == work.actor.name,
        TicketDraft.kind == kind,
    )  # fmt: skip
    if not auto:
        work.session.execute(mine)
    work.session.flush()
    return message.id


def refuse_empty(body: str) -> None:
    """Refuse a text that says nothing.

    Raises:
        Refusal: always the same sentence.
    """
    if not body.strip():
        raise Refusal(_("The text is empty."))


def refuse_wrong(tickets: Sequence[Ticket], bodies: Mapping[int, str]) -> None:
    """Refuse texts that cannot be answers.

    Raises:
        Refusal: naming the tickets, and what is wrong with their texts.
    """
    refuse_unless(tickets, lambda one: unfit(bodies[one.id]))


def unfit(body: str) -> str | None:
    """Return why a text cannot be an answer: it says nothing, or a variable stands in it."""
    if not body.strip():
        return _("the text is empty")
    wrong = blank(body)
    return wrong_word(wrong) if wrong else None


def has_wire(read: Read, ticket: Ticket) -> bool:
    """Tell whether answers to a ticket go out by themselves, as the shop is set up now."""
    from shopdesk.services.tickets.chatwoot import wired

    if wired(ticket.thread):
        return bool(read.settings.chatwoot_address.strip())
    if ticket.channel != "email" or not mail_of(ticket.address):
        return False
    own = sa.select(Mailbox.smtp_host).where(Mailbox.id == ticket.mailbox_id)
    return bool((read.connection.scalar(own) or "").strip()) or ready(read)


def _after(work: Work, ticket: Ticket, state: str | None) -> None:
    """Bring an answered ticket where it belongs; a word after the solution does not open it."""
    if state is not None or ticket.state != "solved":
        states.move(work, ticket, state or work.settings.reply_then)


def _refuse_overtaken(work: Work, ticket_id: int, seen: int) -> None:
    """Refuse an answer to a conversation that has gone on without its writer."""
    newer = sa.select(TicketMessage.kind, TicketMessage.author).where(
        TicketMessage.ticket_id == ticket_id, TicketMessage.id > seen,
        TicketMessage.kind.in_(("in", "out")),
    )  # fmt: skip
    for kind, author in work.session.execute(newer.order_by(TicketMessage.id)):
        if kind == "in":
            said = _("{name}: the customer has written again. Read it first, or send it anyway.")
        elif author != work.actor.name:
            said = _("{name}: {who} has answered already. Read it first, or send it anyway.")
        else:
            continue
        raise Refusal(said.format(name=name_of(ticket_id), who=author))
