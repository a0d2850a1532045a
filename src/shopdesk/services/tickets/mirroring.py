"""States of tickets and of the talks at Chatwoot: whoever solves one there has solved it here.

Chatwoot's own ``pending`` means that a robot talks; our "waits for the customer" is its ``snoozed``
without a day, which ends when the customer writes.
"""

from collections.abc import Mapping
from typing import Final

import sqlalchemy as sa

from shopdesk.connectors.chatwoot import Chatwoot, Talk
from shopdesk.models.tickets import LIVE, Ticket, TicketEvent
from shopdesk.services.tickets import verbs
from shopdesk.store import Store, Work

THEIRS: Final = {
    "new": "open", "open": "open", "on_hold": "open", "pending": "snoozed", "solved": "resolved",
    "closed": "resolved", "spam": "resolved",
}  # fmt: skip
"""What a state of ours is called there."""
OURS: Final = {"resolved": "solved", "snoozed": "pending"}
"""What of theirs is taken over; that a talk is open there says nothing of who waits for whom."""


def follow(work: Work, talks: Mapping[str, Talk]) -> None:
    """Take over what was done there after what we did last: solved, or waiting."""
    tickets = sa.select(Ticket.id, Ticket.thread, Ticket.state, Ticket.last_in_at).where(
        Ticket.thread.in_(talks), Ticket.state.in_(LIVE), Ticket.merged_into.is_(None)
    )
    for ticket in work.connection.execute(tickets).all():
        talk = talks[ticket.thread]
        meant = OURS.get(talk.status, ticket.state)
        if meant != ticket.state and _moved(work, ticket.id) < talk.last_at:
            verbs.set_state(work, [ticket.id], meant)


def _moved(work: Work, ticket_id: int) -> int:
    """Return when a ticket's state was changed here last."""
    query = sa.select(sa.func.max(TicketEvent.at)).where(
        TicketEvent.ticket_id == ticket_id, TicketEvent.kind == "state"
    )
    return int(work.connection.scalar(query) or 0)


def tell(store: Store, there: Chatwoot, prefix: str, since: int) -> None:
    """Tell Chatwoot which states changed here since an instant.

    Raises:
        Trouble: it does not listen.
    """
    query = (
        sa.select(Ticket.thread, Ticket.state)
        .join(TicketEvent, TicketEvent.ticket_id == Ticket.id)
        .where(TicketEvent.kind == "state", TicketEvent.at >= since,
               Ticket.thread.startswith(prefix, autoescape=True))
        .order_by(Ticket.id)
    )  # fmt: skip
    if not since:
        return
    with store.read() as read:
        states = {row.thread: row.state for row in read.connection.execute(query)}
    for thread, state in states.items():
        there.set_status(int(thread.rpartition(":")[2]), THEIRS[state])
