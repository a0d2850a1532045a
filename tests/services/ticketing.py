"""Tickets on a real store: messages that arrive, and what the store holds of them."""

from typing import Any

from tests.rig import NOW

from shopdesk.models.tickets import Ticket, TicketEvent, TicketMessage
from shopdesk.services.tickets import arriving, following
from shopdesk.services.tickets.rows import Incoming, Taken
from shopdesk.store import Change, Store, Work


def mail(key: str, address: str = "siti@contoh.id", **facts: Any) -> Incoming:
    """Return a mail whose Message-ID is made from its key."""
    told = {"at": NOW - 600, "body": f"Isi {key}", "author": address.partition("@")[0].title(),
            "subject": "Tanya pesanan", "wire_id": f"<{key}@contoh.id>"}  # fmt: skip
    return Incoming("email", key, address=address, **told | facts)


def chat(key: str, thread: str = "siti", **facts: Any) -> Incoming:
    """Return a line of a chat on Shopee."""
    told = {"at": NOW - 600, "body": f"Isi {key}", "author": thread, "address": thread}
    return Incoming("shopee", key, thread=thread, **told | facts)


def take(store: Store, *incoming: Incoming) -> Taken:
    """Take messages in as one entry."""
    taken: list[Taken] = []

    def act(work: Work) -> Change:
        taken.append(arriving.take_in(work, incoming))
        return following.ended(work, "took in")

    store.run("take_in", act)
    return taken[0]


def ticket(store: Store, ticket_id: int = 1) -> Any:
    """Return a ticket's row."""
    with store.read() as read:
        return read.connection.execute(
            Ticket.__table__.select().where(Ticket.id == ticket_id)
        ).one()  # fmt: skip


def talk(store: Store, ticket_id: int) -> list[Any]:
    """Return what was written on a ticket, in the order in which it stands there."""
    query = TicketMessage.__table__.select().where(TicketMessage.ticket_id == ticket_id)
    with store.read() as read:
        return list(
            read.connection.execute(query.order_by(TicketMessage.at, TicketMessage.id))
        )  # fmt: skip


def events(store: Store, ticket_id: int, kind: str = "state") -> list[tuple[str, str, str]]:
    """Return what happened to a ticket: (before, after, by)."""
    query = TicketEvent.__table__.select().where(
        TicketEvent.ticket_id == ticket_id, TicketEvent.kind == kind
    )
    with store.read() as read:
        rows = read.connection.execute(query.order_by(TicketEvent.at, TicketEvent.id))
        return [(row.before, row.after, row.by) for row in rows]
