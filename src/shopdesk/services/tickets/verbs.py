"""What a person does with tickets: make one, move it, give it to somebody, label it, put it off."""

from collections.abc import Collection, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.clock import Instant
from shopdesk.locale import _, ngettext
from shopdesk.models.journal import JournalRow
from shopdesk.models.tickets import PRIORITIES, STATES, Ticket, TicketTag
from shopdesk.refusal import Refusal
from shopdesk.services.tickets import states
from shopdesk.services.tickets.cleaning import masked_line
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
from shopdesk.services.tickets.making import new
from shopdesk.store import Change, Read, Work
from shopdesk.tickets import REASON, priority_word, reason_word, state_word

__all__ = [
    "assign", "made", "new", "prioritise", "retag", "set_reason", "set_state", "snooze", "spam",
    "tag",
]  # fmt: skip

LONGEST_TAG: Final = 40
"""Characters of a tag."""


def made(read: Read, entry: int | None) -> tuple[int, ...]:
    """Return the tickets that a journal entry made, the first one first; of no entry none."""
    query = sa.select(JournalRow.pk).where(
        JournalRow.entry == entry, JournalRow.tab == Ticket.__tablename__, JournalRow.op == "I"
    )
    return tuple(read.connection.scalars(query.order_by(JournalRow.id)))


def set_state(work: Work, ids: Sequence[int], state: str) -> Change:
    """Bring tickets into a state; those that are in it already stay as they are.

    Raises:
        Refusal: there is no such state, or a ticket cannot go there.
    """
    refuse_unknown(state, STATES)
    tickets = load(work, ids)
    refuse_unless(tickets, not_merged, lambda ticket: states.why_not(ticket.state, state))
    for ticket in tickets:
        states.move(work, ticket, state)
    label = ngettext("Set {n} ticket to “{state}”", "Set {n} tickets to “{state}”", len(tickets))
    return ended(work, called(tickets, label, state=state_word(state)))


def spam(work: Work, ids: Sequence[int]) -> Change:
    """Say that tickets are spam; what comes from their senders alone is spam too."""
    return set_state(work, ids, "spam")


def assign(work: Work, ids: Sequence[int], who: str) -> Change:
    """Give tickets to somebody; to nobody with an empty name."""
    tickets, name = load(work, ids), masked_line(who)
    refuse_unless(tickets, not_merged, not_closed)
    for ticket in tickets:
        if ticket.assignee != name:
            states.tell(work, ticket, "assignee", ticket.assignee, name)
            ticket.assignee = name
    if name:
        label = ngettext("Gave {n} ticket to {who}", "Gave {n} tickets to {who}", len(tickets))
    else:
        label = ngettext("{n} ticket is nobody's now", "{n} tickets are nobody's now", len(tickets))
    return ended(work, called(tickets, label, who=name))


def prioritise(work: Work, ids: Sequence[int], priority: str) -> Change:
    """Say how urgent tickets are.

    Raises:
        Refusal: there is no such priority, or a ticket is closed.
    """
    refuse_unknown(priority, PRIORITIES)
    tickets = load(work, ids)
    refuse_unless(tickets, not_merged, not_closed)
    for ticket in tickets:
        if ticket.priority != priority:
            states.tell(work, ticket, "priority", ticket.priority, priority)
            ticket.priority = priority
    label = ngettext("{n} ticket is “{priority}” now", "{n} tickets are “{priority}” now",
                     len(tickets))  # fmt: skip
    return ended(work, called(tickets, label, priority=priority_word(priority)))


def set_reason(work: Work, ids: Sequence[int], reason: str) -> Change:
    """Say why customers wrote; an empty reason takes it back.

    Raises:
        Refusal: there is no such reason.
    """
    refuse_unknown(reason, ("", *REASON))
    tickets = load(work, ids)
    for ticket in tickets:
        if ticket.reason != reason:
            states.tell(work, ticket, "reason", ticket.reason, reason)
            ticket.reason = reason
    label = ngettext("Reason of {n} ticket: {reason}", "Reason of {n} tickets: {reason}",
                     len(tickets))  # fmt: skip
    return ended(work, called(tickets, label, reason=reason_word(reason) or "–"))


def tag(
    work: Work, ids: Sequence[int], add: Collection[str] = (), drop: Collection[str] = ()
) -> Change:
    """Put words on tickets and take others away; what is so already stays.

    Raises:
        Refusal: no word, or one that is no single word of at most 40 characters.
    """
    adding, dropping = [_tag(word) for word in add], [_tag(word) for word in drop]
    if not adding and not dropping:
        raise Refusal(_("Say which tag to put on or to take away."))
    tickets = load(work, ids)
    refuse_unless(tickets, not_merged)
    for ticket in tickets:
        retag(work, ticket, adding, dropping)
    words = " ".join([*(f"+{word}" for word in adding), *(f"-{word}" for word in dropping)])
    label = ngettext("Tagged {n} ticket: {tags}", "Tagged {n} tickets: {tags}", len(tickets))
    return ended(work, called(tickets, label, tags=words))


def retag(
    work: Work, ticket: Ticket, adding: Collection[str], dropping: Collection[str] = ()
) -> None:
    """Put words on one ticket and take others away, as a part of a verb."""
    there = {
        row.tag: row
        for row in work.session.scalars(
            sa.select(TicketTag).where(TicketTag.ticket_id == ticket.id)
        )
    }
    for word in dict.fromkeys(adding):
        if word not in there:
            work.session.add(TicketTag(ticket_id=ticket.id, tag=word))
            states.tell(work, ticket, "tag", after=word)
    for word in dict.fromkeys(dropping):
        if word in there and word not in adding:
            work.session.delete(there[word])
            states.tell(work, ticket, "untag", before=word)


def snooze(work: Work, ids: Sequence[int], until: Instant | None) -> Change:
    """Let tickets sleep until then, or wake them; a word of the customer wakes them too.

    Raises:
        Refusal: the moment is over, or a ticket waits for nobody.
    """
    if until is not None and until <= work.clock.now():
        raise Refusal(_("{when} is over; say a later moment.").format(when=work.clock.show(until)))
    tickets = load(work, ids)
    refuse_unless(tickets, not_merged, not_closed, no_spam, _not_solved)
    for ticket in tickets:
        if ticket.snoozed_until != until:
            was = ticket.snoozed_until
            states.tell(work, ticket, "snooze", *(
                "" if at is None else work.clock.iso(at) for at in (was, until)))  # fmt: skip
            ticket.snoozed_until = until
    if until is None:
        label = ngettext("Woke {n} ticket", "Woke {n} tickets", len(tickets))
        return ended(work, called(tickets, label))
    label = ngettext("{n} ticket sleeps until {when}", "{n} tickets sleep until {when}",
                     len(tickets))  # fmt: skip
    return ended(work, called(tickets, label, when=work.clock.show(until)))


def _not_solved(ticket: Ticket) -> str | None:
    return states.is_now(ticket) if ticket.state == "solved" else None


def _tag(word: str) -> str:
    told = masked_line(word).lower().removeprefix("#")
    if not told or len(told) > LONGEST_TAG or any(sign in told for sign in " ,:\"'"):
        said = _("“{word}” is no tag: one word of at most {n} characters, no comma or colon.")
        raise Refusal(said.format(word=word, n=LONGEST_TAG))
    return told
