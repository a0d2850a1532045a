"""The tickets of orders, as other rooms tell of them: in a timeline, on a parcel's card."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.journal import JournalRow
from shopdesk.models.tickets import Ticket, TicketLink
from shopdesk.services.orders.rows import Happening
from shopdesk.services.shipments.rows import TicketLine
from shopdesk.store import Read
from shopdesk.tickets import channel_word, name_of, state_word


def happenings(read: Read, order_id: int) -> tuple[Happening, ...]:
    """Return the tickets of an order as moments of its timeline, each with its journal entry."""
    entry = (
        sa.select(JournalRow.entry)
        .where(JournalRow.tab == "tickets", JournalRow.pk == Ticket.id, JournalRow.op == "I")
        .scalar_subquery()
    )
    query = _of([order_id]).add_columns(Ticket.channel, Ticket.customer, entry)
    return tuple(
        Happening(at, _said(TicketLine(one, subject, state, at), channel), customer, number)
        for one, subject, state, at, channel, customer, number in read.connection.execute(query)
    )


def of_orders(read: Read, order_ids: Sequence[int]) -> tuple[TicketLine, ...]:
    """Return the tickets that are about these orders, the oldest first."""
    return tuple(TicketLine(*row) for row in read.connection.execute(_of(order_ids)))


def _of(order_ids: Sequence[int]) -> sa.Select[int, str, str, int]:
    linked = sa.select(TicketLink.ticket_id).where(
        TicketLink.kind == "order", TicketLink.place == "linked",
        TicketLink.target_id.in_(order_ids),
    )  # fmt: skip
    mine = sa.select(Ticket.id).where(Ticket.order_id.in_(order_ids))
    query = sa.select(Ticket.id, Ticket.subject, Ticket.state, Ticket.opened_at)
    return query.where(Ticket.id.in_(sa.union(linked, mine))).order_by(Ticket.opened_at, Ticket.id)


def _said(ticket: TicketLine, channel: str) -> str:
    said = _("{ticket} by {channel}: {state}").format(
        ticket=name_of(ticket.id), channel=channel_word(channel), state=state_word(ticket.state)
    )
    return f"{said} · {ticket.subject}" if ticket.subject else said
