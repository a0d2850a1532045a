"""Sending answers: by the server of their mailbox, by the shop's, by Chatwoot; each goes once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from shopdesk.models.tickets import Ticket, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services.messages.leaving import Run, hand_in
from shopdesk.services.messages.reads import SENDING, state_now
from shopdesk.services.tickets import routes
from shopdesk.services.tickets.outgoing import due
from shopdesk.services.tickets.outs import again, copied, drop, reword
from shopdesk.store import Read, Store

__all__ = ["Run", "again", "copied", "drop", "reword", "send", "send_due", "unsent", "waiting"]


UNSENT: Final = ("queued", SENDING, "copy", "failed")


@dataclass(frozen=True, slots=True)
class OutRow:
    """An answer that has not gone: where it goes, where it stands, what is wrong with it."""

    id: int
    ticket_id: int
    customer: str
    channel: str
    to: str
    state: str
    wrong: str | None
    tries: int
    body: str


def send_due(store: Store, *, stopped: Callable[[], bool] = lambda: False) -> Run | None:
    """Send what is queued and due; None where there is nothing."""
    with store.read() as read:
        if not waiting(read):
            return None
    return send(store, stopped=stopped)


def send(
    store: Store, *, stopped: Callable[[], bool] = lambda: False,
    told: Callable[[Run], None] = lambda _run: None,
) -> Run:  # fmt: skip
    """Send what is queued and due, way by way; what is wrong with one does not keep the others."""
    run = Run(answers=True)
    with store.read() as read:
        ways = routes.waiting(read)
    for way in ways:
        part = Run()
        try:
            with store.read() as read:
                route = routes.route(read, way, stopped)
        except Refusal as refusal:
            part.trouble = str(refusal)
        else:
            with route.line as line:
                hand_in(store, line, route.post, part, stopped=stopped, told=told)
        run.add(part)
    return run


def waiting(read: Read) -> int:
    """Return how many answers are queued and may go now."""
    query = sa.select(sa.func.count()).where(due(read.clock.now()))
    return int(read.connection.scalar(query) or 0)


def unsent(read: Read) -> tuple[OutRow, ...]:
    """Return the answers that have not gone, the oldest first."""
    columns = (TicketMessage.not_before, TicketMessage.state)
    query = (
        sa.select(
            TicketMessage.id, TicketMessage.ticket_id, Ticket.customer, Ticket.channel,
            TicketMessage.to_address, state_now(read.clock.now(), *columns), TicketMessage.wrong,
            TicketMessage.tries, TicketMessage.body,
        )
        .join(Ticket, Ticket.id == TicketMessage.ticket_id)
        .where(TicketMessage.kind == "out", TicketMessage.state.in_(UNSENT))
        .order_by(TicketMessage.id)
    )  # fmt: skip
    return tuple(OutRow(*row) for row in read.connection.execute(query))
