"""What somebody is writing: kept as they type, so that it outlives a dropped line."""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.tickets import TicketDraft
from shopdesk.services.tickets.cleaning import LONGEST, kept
from shopdesk.services.tickets.guards import load
from shopdesk.store import Actor, Change, Read, Store, Work
from shopdesk.text import mask_cards


@dataclass(frozen=True, slots=True)
class Draft:
    """What I was writing on a ticket: ``kind`` is out for an answer, note for a note."""

    kind: str
    body: str
    at: int


def keep(store: Store, ticket_id: int, kind: str, body: str) -> None:
    """Keep what I am writing on a ticket, in place of what was kept before; nothing drops it.

    Raises:
        Refusal: there is no such ticket.
    """

    def act(work: Work) -> Change:
        load(work, [ticket_id])
        _forget(work, ticket_id)
        if told := mask_cards(kept(body)[:LONGEST]):
            mine = TicketDraft(
                ticket_id=ticket_id, who=work.actor.name, kind=kind, body=told, at=work.clock.now()
            )
            work.session.add(mine)
        return work.done("")

    store.run("keep", act)


def of(read: Read, ticket_id: int) -> Draft | None:
    """Return what I was writing on a ticket."""
    query = sa.select(TicketDraft.kind, TicketDraft.body, TicketDraft.at).where(
        TicketDraft.ticket_id == ticket_id, TicketDraft.who == Actor.here().name
    )
    row = read.connection.execute(query).first()
    return Draft(*row) if row else None


def writers(read: Read, ticket_id: int) -> tuple[str, ...]:
    """Return who else has begun an answer to a ticket that has not gone."""
    query = sa.select(TicketDraft.who).where(
        TicketDraft.ticket_id == ticket_id, TicketDraft.who != Actor.here().name,
        TicketDraft.kind == "out",
    )  # fmt: skip
    return tuple(read.connection.scalars(query.order_by(TicketDraft.who)))


def drop(store: Store, ticket_id: int) -> None:
    """Forget what I was writing on a ticket."""

    def act(work: Work) -> Change:
        _forget(work, ticket_id)
        return work.done("")

    store.run("drop", act)


def _forget(work: Work, ticket_id: int) -> None:
    work.session.execute(
        sa.delete(TicketDraft).where(
            TicketDraft.ticket_id == ticket_id, TicketDraft.who == work.actor.name
        )
    )
