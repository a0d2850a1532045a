"""What a ticket's row says of its messages and clocks, made from the facts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shopdesk.clock import Clock, Instant
from shopdesk.models.orders import NEVER
from shopdesk.services.tickets.clocks.cycles import Cycle, Moment, overlapping, work_out
from shopdesk.services.tickets.clocks.facts import Facts
from shopdesk.services.tickets.clocks.policies import Ticketed, targets
from shopdesk.services.tickets.clocks.stretches import over_since


def cycles(facts: Facts, clock: Clock) -> Sequence[Cycle]:
    """Return the cycles of a ticket's clocks as they stand now."""
    made = list(_made(facts, clock))
    merged = {
        (one.clock, one.began_at): one
        for old in facts.known
        if old.breached and (one := overlapping(old, made))
    }
    kept = [one._replace(breached=1) if (one.clock, one.began_at) in merged else one
            for one in made]  # fmt: skip
    return [*kept, *_orphans(facts, made, clock.now())]


def row(facts: Facts, made: Sequence[Cycle]) -> Mapping[str, Any]:
    """Return the columns of a ticket that its messages and cycles make."""
    ticket = facts.ticket
    running = [one for one in made if one.ended_at is None] if facts.live else []
    replies = [one for one in running if one.clock != "resolution"]
    first = min((one for one in running if one.due_at is not None), key=_due, default=None)
    spoken = [max(one.sent_at or 0, min(one.at, one.arrived_at)) for one in facts.talk]
    return {
        "messages": len(facts.talk),
        "last_at": max(spoken, default=ticket.opened_at),
        "last_in_at": facts.ins[-1].at if facts.ins else None,
        "last_out_at": facts.outs[-1].at if facts.outs else None,
        "first_reply_at": facts.outs[0].at if facts.outs else None,
        "waiting_since": waiting_since(facts),
        "solved_at": over_since(facts.states) if ticket.state in ("solved", "closed") else None,
        "policy": first.policy if first else "",
        "first_due": _earliest(one for one in replies if one.clock == "first"),
        "next_due": _earliest(one for one in replies if one.clock == "next"),
        "resolve_due": _earliest(one for one in running if one.clock == "resolution"),
        "due": _due(first) if first else NEVER,
        "breached": max(ticket.breached, *(one.breached for one in made), 0),
    }


def waiting_since(facts: Facts) -> Instant | None:
    """Return the oldest message of the customer that nobody answered; None where none waits."""
    if not facts.live:
        return None
    replies = (one for one in facts.waits() if one.clock != "resolution")
    return min((one.start for one in replies if one.end is None), default=None)


def _made(facts: Facts, clock: Clock) -> Iterator[Cycle]:
    ticket, moment = facts.ticket, Moment(facts.states, clock.zone, clock.now())
    known = {(one.clock, one.began_at): one for one in facts.known}
    for wait in facts.waits():
        day = clock.day(wait.start)
        of = Ticketed(day, ticket.channel, ticket.priority, facts.tags, facts.customer)
        had = known.get((wait.clock, wait.start))
        if cycle := work_out(wait, targets(wait.clock, of), had, moment):
            yield cycle


def _orphans(facts: Facts, made: Sequence[Cycle], now: Instant) -> Iterator[Cycle]:
    """Yield cycles that were missed and whose messages are elsewhere now: they stay missed."""
    standing = {(one.clock, one.began_at) for one in made}
    for old in facts.known:
        if old.breached and (old.clock, old.began_at) not in standing:
            if overlapping(old, made):
                continue
            told = {name: getattr(old, name) for name in Cycle._fields}
            yield Cycle(**told | {"ended_at": old.ended_at or now})


def _due(one: Cycle) -> Instant:
    return NEVER if one.due_at is None else one.due_at


def _earliest(found: Iterator[Cycle]) -> Instant | None:
    return min((one.due_at for one in found if one.due_at is not None), default=None)
