"""Making tickets: from a message that belongs to none, or as what follows another one."""

from textwrap import shorten
from typing import Final

import sqlalchemy as sa

from shopdesk.models.messages import Message
from shopdesk.models.tickets import Ticket, TicketLink
from shopdesk.services.tickets.rows import Incoming
from shopdesk.services.tickets.states import tell
from shopdesk.store import Work
from shopdesk.tickets import name_of

LONGEST: Final = 80
"""Characters of a subject that nobody wrote as one."""


def opened(
    work: Work, one: Incoming, follows: Ticket | None = None, named: Ticket | None = None
) -> Ticket:
    """Make the ticket of a message that belongs to none, or that came after its ticket's end.

    ``named`` is a ticket whose number a stranger wrote: the new one tells of it, no more.
    """
    ticket = Ticket(
        channel=one.channel, shop_id=one.shop_id, mailbox_id=one.mailbox_id, thread=one.thread,
        subject=one.subject or (first_words(one.body) if follows is None else ""),
        customer=named_in(one) or one.address, address=one.address,
        language=one.language or "id", opened_at=one.at, last_at=one.at,
        state="spam" if one.spam or _only_spam(work, one) else "new",
    )  # fmt: skip
    if follows is not None:
        inherit(ticket, follows)
    elif named is not None:
        ticket.follows = named.id
    work.session.add(ticket)
    work.session.flush()
    if named is not None:
        tell(work, ticket, "link", after=name_of(named.id), by="", at=one.at)
    if follows is not None:
        keep_link(work, ticket, "act")
    elif order_id := _answered_order(work, one):
        ticket.order_id = order_id
        keep_link(work, ticket, "answer")
    return ticket


def first_words(body: str) -> str:
    """Return what a conversation without a subject is called: how its first message begins."""
    lines = (line.strip() for line in body.splitlines())
    return shorten(next(filter(None, lines), ""), LONGEST, placeholder="…")


def named_in(one: Incoming) -> str:
    """Return the customer's name as a message tells it, or nothing."""
    return one.customer or (one.author if one.kind == "in" else "")


def inherit(ticket: Ticket, old: Ticket) -> None:
    """Let a ticket go on where another one ended: who, where and about what, not how urgently."""
    ticket.follows, ticket.thread, ticket.address = old.id, old.thread, old.address
    ticket.channel, ticket.language = old.channel, old.language
    ticket.customer = old.customer or ticket.customer
    ticket.subject = ticket.subject or old.subject
    ticket.shop_id, ticket.mailbox_id = old.shop_id, old.mailbox_id
    ticket.assignee = old.assignee
    ticket.order_id, ticket.parcel_id = old.order_id, old.parcel_id
    ticket.variant_id = old.variant_id


def keep_link(work: Work, ticket: Ticket, why: str) -> None:
    """Write the order that a new ticket is about among its links."""
    if ticket.order_id is not None:
        work.session.add(
            TicketLink(
                ticket_id=ticket.id, kind="order", target_id=ticket.order_id, place="linked",
                why=why,
            )
        )  # fmt: skip


def _answered_order(work: Work, one: Incoming) -> int | None:
    """Return the order of that message of ours which a mail answers."""
    if not one.answers:
        return None
    query = sa.select(Message.order_id).where(Message.wire_id.in_(one.answers))
    return work.session.scalars(query.order_by(Message.id.desc()).limit(1)).first()


def _only_spam(work: Work, one: Incoming) -> bool:
    """Tell whether all that ever came from this address was spam."""
    if not one.address:
        return False
    query = sa.select(Ticket.state).where(
        Ticket.address == one.address, Ticket.channel == one.channel
    )
    return set(work.session.scalars(query.distinct())) == {"spam"}
