"""To which ticket a message belongs: by the mails it answers, a number of ours, or its thread.

Never by its subject alone. A number in a subject can be written by anybody, so it counts only from
somebody who takes part already; and so does the first mail of a thread, which a shop may have sent
to many.
"""

import re
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from shopdesk.clock import DAY
from shopdesk.models.tickets import LIVE, Ticket, TicketMessage
from shopdesk.services.tickets.rows import Incoming
from shopdesk.store import Work

TOKEN: Final = re.compile(r"\[#T-([1-9][0-9]{0,9})\]", re.IGNORECASE)
Tickets = sa.Select[Ticket]
FAR: Final = 50
"""Merges and follow-ups that are gone along."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message belongs: a ticket, or none. ``named`` is one that it merely names."""

    ticket: Ticket | None
    named: Ticket | None = None


def find(work: Work, one: Incoming) -> Place:
    """Return the ticket of a message; a closed one where it has no follow-up yet."""
    named = None
    ticket = _answered(work, one) or _threaded(work, one)
    if ticket is None and (named := _named(work, one)) and takes_part(work, named, one.address):
        ticket, named = named, None
    if ticket is None and one.channel != "email":
        ticket = _talking(work, one)
    return Place(_latest(work, ticket, one.at) if ticket else None, named)


def takes_part(work: Work, ticket: Ticket, address: str) -> bool:
    """Tell whether somebody at this address has written on a ticket, or was written to."""
    if not address or address == ticket.address:
        return bool(address)
    wrote = sa.and_(TicketMessage.kind == "in", TicketMessage.from_address == address)
    got = sa.and_(TicketMessage.kind == "out", TicketMessage.to_address == address)
    query = sa.select(TicketMessage.id).where(
        TicketMessage.ticket_id == ticket.id, sa.or_(wrote, got)
    )
    return work.session.scalars(query.limit(1)).first() is not None


def is_over(work: Work, ticket: Ticket, at: int) -> bool:
    """Tell whether a ticket is closed, or was solved so long before that it would be by then."""
    days = work.settings.close_days
    if ticket.state == "solved" and days and ticket.solved_at is not None:
        return at > ticket.solved_at + days * DAY
    return ticket.state == "closed"


def _answered(work: Work, one: Incoming) -> Ticket | None:
    """Return the ticket of the newest mail that this one answers."""
    if not one.answers:
        return None
    query = sa.select(TicketMessage.wire_id, TicketMessage.ticket_id)
    rows = work.session.execute(query.where(TicketMessage.wire_id.in_(one.answers)))
    found = {row.wire_id: row.ticket_id for row in rows}
    newest = next((found[wire] for wire in reversed(one.answers) if wire in found), None)
    return work.session.get(Ticket, newest) if newest else None


def _threaded(work: Work, one: Incoming) -> Ticket | None:
    if not one.thread:
        return None
    query = sa.select(Ticket).where(Ticket.channel == one.channel, Ticket.thread == one.thread)
    for ticket in work.session.scalars(_of_shop(query, one).order_by(Ticket.id.desc()).limit(FAR)):
        if one.channel != "email" or takes_part(work, ticket, one.address):
            return ticket
    return None


def _named(work: Work, one: Incoming) -> Ticket | None:
    """Return the ticket whose number stands in the subject, whoever wrote it there."""
    found = TOKEN.search(one.subject)
    return work.session.get(Ticket, int(found[1])) if found else None


def _talking(work: Work, one: Incoming) -> Ticket | None:
    """Return what somebody in a chat is talking about already; a thread of its own stays apart."""
    if not one.address:
        return None
    query = sa.select(Ticket).where(
        Ticket.address == one.address, Ticket.channel == one.channel,
        Ticket.state.in_((*LIVE, "solved")),
    )  # fmt: skip
    if one.thread:
        query = query.where(Ticket.thread == "")
    solved = Ticket.state == "solved"
    return work.session.scalars(_of_shop(query, one).order_by(solved, Ticket.id.desc())).first()


def _of_shop(query: Tickets, one: Incoming) -> Tickets:
    if one.shop_id is None:
        return query
    return query.where(sa.or_(Ticket.shop_id.is_(None), Ticket.shop_id == one.shop_id))


def _latest(work: Work, ticket: Ticket, at: int) -> Ticket:
    """Return what a ticket was merged into, or what follows it where it is over."""
    for _step in range(FAR):
        later = work.session.get(Ticket, ticket.merged_into) if ticket.merged_into else None
        if later is None and is_over(work, ticket, at):
            later = _follow_up(work, ticket)
        if later is None:
            return ticket
        ticket = later
    return ticket


def _follow_up(work: Work, ticket: Ticket) -> Ticket | None:
    query = sa.select(Ticket).where(
        Ticket.channel == ticket.channel, Ticket.thread == ticket.thread,
        Ticket.address == ticket.address, Ticket.follows == ticket.id,
    )  # fmt: skip
    return work.session.scalars(query.order_by(Ticket.id.desc()).limit(1)).first()
