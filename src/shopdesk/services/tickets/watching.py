"""Who has a ticket open: two people must not answer the same customer at once."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.models.journal import JournalRow
from shopdesk.models.tickets import Ticket, TicketDraft, TicketWatch
from shopdesk.services.tickets.finding import WATCHED
from shopdesk.store import Change, Store, Work


def look(store: Store, ticket_id: int) -> tuple[str, ...]:
    """Say that I have a ticket open, and return who else has; say it again every minute.

    Who was not heard of for two minutes has gone, whatever became of their terminal.
    """
    found: list[str] = []

    def act(work: Work) -> Change:
        found.extend(_others(work, ticket_id))
        _forget(work, ticket_id)
        mine = TicketWatch(ticket_id=ticket_id, who=work.actor.name, at=work.clock.now())
        work.session.add(mine)
        return work.done("")

    store.run("look", act)
    return tuple(found)


def leave(store: Store, ticket_id: int) -> None:
    """Say that I have closed a ticket."""

    def act(work: Work) -> Change:
        _forget(work, ticket_id)
        return work.done("")

    store.run("leave", act)


def let_go(work: Work, entry: int) -> None:
    """Forget who looks at the tickets that an entry made, and their drafts: it is taken back."""
    made = sa.select(JournalRow.pk).where(
        JournalRow.entry == entry, JournalRow.tab == Ticket.__tablename__, JournalRow.op == "I"
    )
    for table in (TicketWatch, TicketDraft):
        work.session.execute(sa.delete(table).where(table.ticket_id.in_(made)))


def _others(work: Work, ticket_id: int) -> Sequence[str]:
    query = sa.select(TicketWatch.who).where(
        TicketWatch.ticket_id == ticket_id, TicketWatch.who != work.actor.name,
        TicketWatch.at > work.clock.now() - WATCHED,
    )  # fmt: skip
    return work.session.scalars(query.order_by(TicketWatch.who)).all()


def _forget(work: Work, ticket_id: int) -> None:
    """Take away what I said of a ticket, and what others said too long ago."""
    gone = sa.or_(TicketWatch.who == work.actor.name, TicketWatch.at <= work.clock.now() - WATCHED)
    work.session.execute(sa.delete(TicketWatch).where(TicketWatch.ticket_id == ticket_id, gone))
