"""Tickets follow their messages: what is derived of a ticket is made anew from what it holds.

Every verb that touched tickets, their messages, events or tags ends here. Which those were stands
in the journal, so none is forgotten; a few reads serve all of them together.
"""

from collections.abc import Collection, Sequence
from typing import Any, cast

import sqlalchemy as sa

from shopdesk.models.tickets import Ticket
from shopdesk.services.tickets.clocks import derived
from shopdesk.services.tickets.clocks.facts import gather
from shopdesk.services.tickets.clocks.keeping import Kept
from shopdesk.store import Change, Work

BATCH = 500
"""Tickets that are looked at together."""
TOUCHED = sa.text(
    "SELECT pk FROM journal_rows AS j WHERE j.entry = :entry AND +j.tab = 'tickets' "
    "UNION SELECT m.ticket_id FROM journal_rows AS j JOIN ticket_messages AS m ON m.id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'ticket_messages' "
    "UNION SELECT e.ticket_id FROM journal_rows AS j JOIN ticket_events AS e ON e.id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'ticket_events' "
    "UNION SELECT t.ticket_id FROM journal_rows AS j JOIN ticket_tags AS t ON t.id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'ticket_tags' "
    "UNION SELECT c.ticket_id FROM journal_rows AS j JOIN ticket_clocks AS c ON c.id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'ticket_clocks' "
    "UNION SELECT json_extract(j.before, '$.ticket_id') FROM journal_rows AS j "
    "WHERE j.entry = :entry AND +j.tab IN "
    "('ticket_messages', 'ticket_events', 'ticket_tags', 'ticket_clocks') "
    "AND j.before LIKE '%\"ticket_id\"%'"
)
TICKET = cast("sa.Table", Ticket.__table__)


def ended(work: Work, label: str) -> Change:
    """End a verb that may have touched tickets: they follow first."""
    from shopdesk.services.tickets import scoring

    ids = touched(work)
    follow(work, ids)
    follow(work, scoring.follow(work, ids))
    return work.done(label)


def touched(work: Work) -> Sequence[int]:
    """Return the tickets that this act touched."""
    work.session.flush()
    found = work.connection.scalars(TOUCHED, {"entry": work.entry})
    return sorted(one for one in found if one is not None)


def follow(work: Work, ids: Collection[int]) -> None:
    """Make anew what is derived of these tickets: counts, instants, clocks."""
    work.session.flush()
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), BATCH):
        _follow(work, wanted[start : start + BATCH])
    work.session.expire_all()


def _follow(work: Work, ids: Sequence[int]) -> None:
    rows: list[dict[str, Any]] = []
    clocks = Kept()
    for facts in gather(work, ids):
        made = derived.cycles(facts, work.clock)
        clocks.settle(facts.ticket.id, facts.known, made)
        row = derived.row(facts, made)
        if any(getattr(facts.ticket, name) != value for name, value in row.items()):
            rows.append({"of": facts.ticket.id, **row})
    clocks.write(work)
    if rows:
        told: dict[str, Any] = {name: sa.bindparam(name) for name in rows[0] if name != "of"}
        change = sa.update(TICKET).where(TICKET.c.id == sa.bindparam("of")).values(told)
        work.connection.execute(change, rows)
