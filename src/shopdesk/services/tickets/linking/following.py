"""Links follow the messages: what customers wrote says what their tickets are about.

Only a number or a resi that the order's own customer wrote links by itself; all else is suggested.
What a person refused once is not suggested again.
"""

from collections.abc import Collection, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.models.tickets import Ticket, TicketLink, TicketMessage
from shopdesk.services.tickets.linking import reasons
from shopdesk.services.tickets.linking.finding import find_many
from shopdesk.services.tickets.linking.reading import LONGEST
from shopdesk.services.tickets.linking.rows import Asked, Suggestions
from shopdesk.services.tickets.linking.settling import held, put, settle
from shopdesk.store import Work

BATCH: Final = 200
"""Tickets that are looked at together."""
MOST: Final = 8
"""Suggestions that a ticket has at most."""


def follow(work: Work, ticket_ids: Collection[int]) -> None:
    """Find out what these tickets are about, link what is certain, and suggest the rest."""
    work.session.flush()
    wanted = sorted(set(ticket_ids))
    for start in range(0, len(wanted), BATCH):
        _follow(work, wanted[start : start + BATCH])


def _follow(work: Work, ids: Sequence[int]) -> None:
    query = sa.select(Ticket).where(Ticket.id.in_(ids)).order_by(Ticket.id)
    tickets = list(work.session.scalars(query))
    texts = _texts(work, tickets)
    asked = [Asked(texts[one.id], one.address, one.customer, one.channel) for one in tickets]
    links = held(work, ids)
    for ticket, found in zip(tickets, find_many(work, asked), strict=True):
        _put_all(work, ticket, found, links[ticket.id])
    settle(work, tickets)
    reasons.follow(work, tickets, texts)
    work.session.flush()


def _put_all(work: Work, ticket: Ticket, found: Suggestions, links: list[TicketLink]) -> None:
    there = {(one.kind, one.target_id): one for one in links}
    room = MOST - sum(one.place == "suggested" for one in links)
    for one in found:
        known = there.get((one.kind, one.target_id))
        if known is not None:
            if one.certain and known.place == "suggested":
                known.place, known.why = "linked", one.why
        elif one.certain:
            put(work, ticket, one, "linked")
        elif room > 0:
            put(work, ticket, one, "suggested")
            room -= 1


def _texts(work: Work, tickets: Sequence[Ticket]) -> dict[int, str]:
    """Return what the customers wrote, the newest first, as far as it is read."""
    query = (
        sa.select(TicketMessage.ticket_id, TicketMessage.subject, TicketMessage.body)
        .where(TicketMessage.ticket_id.in_([one.id for one in tickets]), TicketMessage.kind == "in")
        .order_by(TicketMessage.ticket_id, TicketMessage.at.desc(), TicketMessage.id.desc())
    )
    found = {one.id: one.subject for one in tickets}
    for ticket_id, subject, body in work.connection.execute(query):
        if len(found[ticket_id]) < LONGEST:
            found[ticket_id] += f"\n{subject}\n{body}"
    return found
