"""Solved tickets close by themselves after the shop's ``close_days``: at the next act, lazily."""

from typing import Final

import sqlalchemy as sa

from shopdesk.clock import DAY
from shopdesk.models.tickets import Ticket
from shopdesk.services.tickets.states import move
from shopdesk.store import Work

MOST: Final = 500
"""Tickets that one act closes on the side."""


def close_old(work: Work) -> int:
    """Close what was solved so long ago as a part of an act; return how many that were."""
    days = work.settings.close_days
    if days <= 0:
        return 0
    work.session.flush()
    since = work.clock.now() - days * DAY
    query = sa.select(Ticket).where(
        Ticket.state == "solved", Ticket.last_at < since, Ticket.solved_at < since
    )
    old = work.session.scalars(query.order_by(Ticket.last_at, Ticket.id).limit(MOST)).all()
    for ticket in old:
        move(work, ticket, "closed", by="")
    work.session.flush()
    return len(old)
