"""What stands beside a conversation: its order with all that became of it, and its customer."""

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.tickets import Ticket
from shopdesk.services import orders, shipments, tasks
from shopdesk.services.orders.reads import rows_of as orders_of
from shopdesk.services.orders.rows import OrderCard, OrderRow
from shopdesk.services.shipments.rows import EventRow, ParcelRow
from shopdesk.services.tasks.rows import TaskRow
from shopdesk.services.tickets import linking
from shopdesk.services.tickets.cards import links
from shopdesk.services.tickets.linking.customers import of_customer
from shopdesk.services.tickets.linking.rows import Asked
from shopdesk.services.tickets.reads import rows_of
from shopdesk.services.tickets.rows import LinkRow, TicketRow
from shopdesk.store import Read

NEWEST: Final = 8
"""Orders, tickets and events of each sort that are shown at most."""
TICKET: Final = Ticket.__table__.c


@dataclass(frozen=True, slots=True)
class Travel:
    """A parcel and what its courier said of it, the newest first."""

    row: ParcelRow
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class OrderPanel:
    """All that one who answers wants to see at a glance; everything newest first.

    ``order`` is the ticket's order whole (lines, money, payments, history), None while none is
    linked. ``links`` are what is linked (``name``, ``why``) and what is suggested. ``orders`` are
    others of the same customer, ``tickets`` others of the same customer or order.
    """

    order: OrderCard | None
    parcels: tuple[Travel, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    tickets: tuple[TicketRow, ...] = ()


def panel(read: Read, ticket_id: int) -> OrderPanel:
    """Return what stands beside the conversation of a ticket; nothing where it is gone."""
    asked = sa.select(TICKET.order_id, TICKET.address, TICKET.customer, TICKET.channel)
    ticket = read.connection.execute(asked.where(TICKET.id == ticket_id)).first()
    if ticket is None:
        return OrderPanel(None)
    order = None if ticket.order_id is None else orders.show(read, ticket.order_id)
    return OrderPanel(
        order=order,
        parcels=_parcels(read, order),
        tasks=tasks.listed(read, state="", order_ids=[order.row.id]) if order else (),
        links=tuple(one for one in links(read, ticket_id) if one.place != "refused"),
        orders=_orders(read, ticket),
        tickets=_tickets(read, ticket_id, ticket),
    )


def why_word(link: LinkRow) -> str:
    """Return why a ticket may be about this, as people read it."""
    return linking.why_word(link.why)


def _parcels(read: Read, order: OrderCard | None) -> tuple[Travel, ...]:
    if order is None:
        return ()
    return tuple(
        Travel(row, shipments.timeline(read, row.id)[:NEWEST]) for row in reversed(order.parcels)
    )


def _orders(read: Read, ticket: Any) -> tuple[OrderRow, ...]:
    """Return the newest orders of the customer, but for the one that the ticket is about."""
    asked = Asked("", ticket.address, ticket.customer, ticket.channel)
    found = of_customer(read, asked, NEWEST + 1)
    ids = [row.id for row in found if row.id != ticket.order_id][:NEWEST]
    return tuple(orders_of(read, [(0, one) for one in ids]))


def _tickets(read: Read, ticket_id: int, ticket: Any) -> tuple[TicketRow, ...]:
    """Return the newest tickets of the same address or order, but for this one."""
    kin = []
    if ticket.order_id is not None:
        kin.append(sa.select(TICKET.id).where(TICKET.order_id == ticket.order_id))
    if ticket.address:
        kin.append(sa.select(TICKET.id).where(TICKET.address == ticket.address))
    if not kin:
        return ()
    found = sa.union(*kin).subquery()
    newest = sa.select(found.c.id).where(found.c.id != ticket_id).order_by(found.c.id.desc())
    ids = read.connection.scalars(newest.limit(NEWEST))
    return tuple(rows_of(read, [(0, 0, one) for one in ids]))
