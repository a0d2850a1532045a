"""What clocks are made of, read for many tickets at once: six reads, however many they are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.tickets import Ticket, TicketClock, TicketEvent, TicketMessage, TicketTag
from shopdesk.services.tickets.clocks.stretches import OVER, Since, Timeline, timeline
from shopdesk.services.tickets.clocks.waits import Said, Wait, answered, asked, resolution, waits
from shopdesk.store import Read

MESSAGE: Final = TicketMessage.__table__.c
SAID: Final = [MESSAGE[name] for name in (
    "id", "ticket_id", "kind", "at", "arrived_at", "auto", "state", "sent_at")]  # fmt: skip
EVENT: Final = TicketEvent.__table__.c
MOVED: Final = [EVENT.ticket_id, EVENT.at, EVENT.before, EVENT.after]


@dataclass(frozen=True, slots=True)
class Facts:
    """One ticket with what was said, the states it went through, its tags and known cycles.

    ``customer`` are its tags and those of other tickets from the same address.
    """

    ticket: Any
    talk: Sequence[Any]
    ins: Sequence[Said]
    outs: Sequence[Said]
    states: Timeline
    tags: frozenset[str]
    customer: frozenset[str]
    known: Sequence[Any]

    @property
    def live(self) -> bool:
        """Whether anybody may still wait for us."""
        return self.ticket.state not in OVER

    def waits(self) -> Sequence[Wait]:
        """Return every cycle of its clocks."""
        off = self.ticket.state == "spam" or self.ticket.merged_into is not None
        opened = self.ticket.opened_at
        whole = resolution(self.ins, self.outs, opened, self.states, off=off)
        return [*waits(self.ins, self.outs, self.states), *([whole] if whole else [])]


def gather(read: Read, ids: Sequence[int]) -> Iterator[Facts]:
    """Yield the facts of these tickets, as far as there are such."""
    talks = _by_ticket(read, sa.select(*SAID).where(MESSAGE.ticket_id.in_(ids)))
    moved = sa.select(*MOVED).where(EVENT.ticket_id.in_(ids), EVENT.kind == "state")
    moves = _by_ticket(read, moved.order_by(EVENT.at, EVENT.id))
    tags = _by_ticket(read, sa.select(TicketTag.__table__).where(TicketTag.ticket_id.in_(ids)))
    others = _of_customers(read, ids)
    clocks = TicketClock.__table__
    known = _by_ticket(read, sa.select(clocks).where(clocks.c.ticket_id.in_(ids)))
    tickets = sa.select(Ticket.__table__).where(Ticket.id.in_(ids)).order_by(Ticket.id)
    for ticket in read.connection.execute(tickets).all():
        talk = talks[ticket.id]
        yield Facts(
            ticket, talk, asked(talk), answered(talk), _states(ticket, talk, moves[ticket.id]),
            own := frozenset(row.tag for row in tags[ticket.id]),
            own | others[ticket.channel, ticket.address], known[ticket.id],
        )  # fmt: skip


def _of_customers(read: Read, ids: Sequence[int]) -> dict[tuple[str, str], set[str]]:
    """Return the tags on any ticket of the same customers, by channel and address."""
    mine = sa.select(Ticket.address).where(Ticket.id.in_(ids), Ticket.address != "")
    query = (
        sa.select(Ticket.channel, Ticket.address, TicketTag.tag)
        .join(TicketTag, TicketTag.ticket_id == Ticket.id)
        .where(Ticket.address.in_(mine))
        .distinct()
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for channel, address, tag in read.connection.execute(query):
        found[channel, address].add(tag)
    return found


def _by_ticket(read: Read, query: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in read.connection.execute(query):
        found[row.ticket_id].append(row)
    return found


def _states(ticket: Any, talk: Sequence[Any], moves: Sequence[Any]) -> Timeline:
    """Return the states of a ticket; one that came in as solved was so from its last message."""
    if moves or ticket.state not in OVER:
        return timeline(ticket.state, [(row.at, row.before, row.after) for row in moves])
    last = max((row.at for row in talk), default=ticket.opened_at)
    return [Since(0, "new"), Since(last, ticket.state)]
