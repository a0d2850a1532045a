"""The states of a ticket: what a customer's word does to them, and which step a person may take.

A ticket is new until somebody has done something with it, and never again. Closed is the end: what
comes later is a ticket of its own, which follows it.
"""

from typing import Final

import sqlalchemy as sa

from shopdesk.clock import Instant
from shopdesk.locale import _
from shopdesk.models.tickets import Ticket, TicketEvent
from shopdesk.store import Work
from shopdesk.tickets import state_word

HEARD: Final = {
    "new": "new",
    "open": "open",
    "pending": "open",
    "on_hold": "open",
    "solved": "open",
    "spam": "spam",
}
"""The state after a word of the customer; a closed ticket is not in it."""
OVER: Final = ("solved", "closed", "spam")


def why_not(before: str, after: str) -> str | None:
    """Return why a person cannot take a ticket from one state to another, or None."""
    if after == "new":
        return _("a ticket never becomes new again")
    if before == after:
        return None
    if before == "closed":
        return _("it is closed; write a follow-up")
    if before == "spam" and after not in ("open", "closed"):
        return _("it is spam; say first that it is none")
    return None


def move(
    work: Work, ticket: Ticket, state: str, *, by: str | None = None, at: Instant | None = None
) -> bool:
    """Bring a ticket into a state and write it down; tell whether it was in another one.

    ``by`` is who did it: the actor, if nobody is named; empty for what happened by itself.
    """
    if ticket.state == state:
        return False
    moment = _not_before_the_last(work, ticket, work.clock.now() if at is None else at)
    tell(work, ticket, "state", ticket.state, state, by=by, at=moment)
    ticket.state = state
    ticket.closed_at = moment if state == "closed" else None
    if state in OVER:
        ticket.snoozed_until = None
    return True


def tell(
    work: Work, ticket: Ticket, kind: str, before: str = "", after: str = "", *,
    by: str | None = None, at: Instant | None = None,
) -> None:  # fmt: skip
    """Write down what happened to a ticket."""
    work.session.add(
        TicketEvent(
            ticket_id=ticket.id, at=work.clock.now() if at is None else at, kind=kind,
            before=before, after=after, by=work.actor.name if by is None else by,
        )
    )  # fmt: skip


def is_now(ticket: Ticket) -> str:
    """Return a sentence's part that tells the state of a ticket."""
    return _("it is “{state}”").format(state=state_word(ticket.state))


def _not_before_the_last(work: Work, ticket: Ticket, at: Instant) -> Instant:
    # A mail may be older than what somebody did here before it was fetched.
    last = sa.select(sa.func.max(TicketEvent.at)).where(
        TicketEvent.ticket_id == ticket.id, TicketEvent.kind == "state"
    )
    return max(at, work.session.scalar(last) or 0)
