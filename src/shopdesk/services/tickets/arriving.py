"""Messages from outside, taken in: each once, each in the ticket that it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from shopdesk.models.tickets import Ticket, TicketMessage
from shopdesk.services.paging import CHUNK
from shopdesk.services.tickets import belonging, closing, scoring, states
from shopdesk.services.tickets.cleaning import fit
from shopdesk.services.tickets.opening import named_in, opened
from shopdesk.services.tickets.rows import Incoming, Taken
from shopdesk.store import Work


@dataclass(slots=True)
class _Tally:
    """What has become of the messages so far; ids of tickets in the order of their messages."""

    new: dict[int, None] = field(default_factory=dict)
    reopened: dict[int, None] = field(default_factory=dict)
    touched: dict[int, None] = field(default_factory=dict)
    messages: int = 0

    def taken(self, known: int) -> Taken:
        """Return it as it is told."""
        return Taken(
            tuple(self.new), tuple(self.reopened), tuple(self.touched), self.messages, known
        )


def take_in(work: Work, incoming: Sequence[Incoming]) -> Taken:
    """Take messages from outside in, the oldest first; those that are known stay as they are.

    The caller ends its verb with ``following.ended``.
    """
    from shopdesk.services.tickets import linking

    now, tally = work.clock.now(), _Tally()
    fresh = _fresh(work, [fit(one, now) for one in incoming])
    for one in sorted(fresh, key=lambda one: one.at):
        _take(work, one, tally)
    work.session.flush()
    linking.follow(work, list(tally.touched))
    closing.close_old(work)
    return tally.taken(len(incoming) - tally.messages)


def _take(work: Work, one: Incoming, tally: _Tally) -> None:
    from shopdesk.services.tickets import attachments

    place = belonging.find(work, one)
    ticket = place.ticket
    if ticket is not None and _adopted(work, ticket, one):
        return
    scored = ticket is not None and scoring.hear(work, ticket, one)
    answerable = not scored and not one.auto
    if ticket is None or (answerable and belonging.is_over(work, ticket, one.at)):
        if ticket is not None:
            states.move(work, ticket, "closed", by="")
        ticket = opened(work, one, ticket, place.named)
        tally.new[ticket.id] = None
    ticket.thread = ticket.thread or one.thread
    if ticket.customer == ticket.address:
        ticket.customer = named_in(one) or ticket.customer
    message = _written(work, ticket, one)
    if not scored and _heard(work, ticket, one):
        tally.reopened[ticket.id] = None
    attachments.keep(work, message.id, one.files)
    tally.touched[ticket.id] = None
    tally.messages += 1


def _fresh(work: Work, incoming: Sequence[Incoming]) -> list[Incoming]:
    """Return the messages that are not here yet, each once."""
    first = {one.key: one for one in reversed(incoming)}
    known: set[str] = set()
    for keys in _chunks(list(first)):
        query = sa.select(TicketMessage.key).where(TicketMessage.key.in_(keys))
        known |= {key for key in work.session.scalars(query) if key}
    return [one for key, one in reversed(first.items()) if key not in known]


def _chunks(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _adopted(work: Work, ticket: Ticket, one: Incoming) -> bool:
    """Tell whether an answer of ours is one that was copied from here; it gets its key."""
    if one.kind != "out":
        return False
    query = sa.select(TicketMessage).where(
        TicketMessage.ticket_id == ticket.id, TicketMessage.kind == "out",
        TicketMessage.key.is_(None), TicketMessage.state != "dropped",
    )  # fmt: skip
    said = one.body.split()
    for message in work.session.scalars(query):
        same_wire = one.wire_id is not None and message.wire_id == one.wire_id
        copied = message.state in ("copy", "copied") and message.body.split() == said
        if same_wire or copied:
            message.key = one.key
            if message.state == "copy":
                message.state, message.sent_at = "copied", one.at
            return True
    return False


def _written(work: Work, ticket: Ticket, one: Incoming) -> TicketMessage:
    sent = one.kind == "out"
    message = TicketMessage(
        ticket_id=ticket.id, kind=one.kind, at=one.at, arrived_at=work.clock.now(),
        author=one.author, from_address=one.address if one.kind == "in" else "",
        to_address=one.to_address or (one.address if sent else ""), subject=one.subject,
        body=one.body, auto=int(one.auto), key=one.key, wire_id=one.wire_id,
        answers=" ".join(one.answers), sent_at=one.at if sent else None,
    )  # fmt: skip
    work.session.add(message)
    work.session.flush()
    return message


def _heard(work: Work, ticket: Ticket, one: Incoming) -> bool:
    """Let a person's word count; tell whether it opened the ticket again."""
    if one.auto or one.kind not in ("in", "out"):
        return False
    if one.kind == "in":
        wake(work, ticket, one.at)
        return states.move(work, ticket, states.HEARD[ticket.state], by="", at=one.at)
    if ticket.state in ("new", "open"):
        states.move(work, ticket, work.settings.reply_then, by=one.author, at=one.at)
    return False


def wake(work: Work, ticket: Ticket, at: int) -> None:
    """Let a ticket that sleeps come back before its time."""
    if ticket.snoozed_until is not None:
        was = work.clock.iso(ticket.snoozed_until)
        states.tell(work, ticket, "snooze", was, by="", at=at)
        ticket.snoozed_until = None
