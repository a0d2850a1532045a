"""Why a ticket is due: its clocks, newest first, each with the stretches it ran and stood still."""

from collections.abc import Iterable, Iterator

from shopdesk.clock import Clock, Instant
from shopdesk.locale import _
from shopdesk.models.orders import NEVER
from shopdesk.services.tickets.clocks.cycles import Cycle
from shopdesk.services.tickets.clocks.derived import cycles
from shopdesk.services.tickets.clocks.facts import Facts, gather
from shopdesk.services.tickets.clocks.hours import Calendar
from shopdesk.services.tickets.clocks.policies import pauses_of
from shopdesk.services.tickets.clocks.stretches import Stretch, stretches
from shopdesk.services.tickets.rows import ClockRow, SegmentRow
from shopdesk.store import Read
from shopdesk.tickets import state_word


def clocks(read: Read, ticket_id: int) -> tuple[ClockRow, ...]:
    """Return the cycles of a ticket's clocks as they stand now, the newest first."""
    made = [
        _row(facts, cycle, read.clock)
        for facts in gather(read, [ticket_id])
        for cycle in cycles(facts, read.clock)
    ]
    return tuple(sorted(made, key=lambda one: (one.began_at, one.clock), reverse=True))


def _row(facts: Facts, cycle: Cycle, clock: Clock) -> ClockRow:
    segments = tuple(_joined(_segments(facts, cycle, clock)))
    calendar = Calendar(cycle.calendar, clock.zone)
    used = sum(
        calendar.between(one.start, clock.now() if one.end is None else one.end)
        for one in segments
        if one.running
    )
    return ClockRow(
        cycle.clock, cycle.policy, cycle.target_s, used, cycle.began_at,
        cycle.due_at, cycle.ended_at, bool(cycle.breached), segments,
    )  # fmt: skip


def _segments(facts: Facts, cycle: Cycle, clock: Clock) -> Iterator[SegmentRow]:
    """Yield the stretches of a cycle; until it is due they are cut where the shop closes."""
    began = clock.day(cycle.began_at)
    pauses = pauses_of(cycle.policy, began) if cycle.clock == "resolution" else frozenset()
    calendar = Calendar(cycle.calendar, clock.zone)
    due = NEVER if cycle.due_at is None else cycle.due_at
    for one in stretches(facts.states, cycle.began_at, cycle.ended_at, pauses):
        end = max(clock.now(), one.start + 1) if one.end is None else one.end
        if not one.running:
            yield SegmentRow(one.start, one.end, running=False, why=state_word(one.state))
            continue
        yield from _cut(one, min(end, max(due, one.start)), end, calendar)
        if due < end:
            yield SegmentRow(max(due, one.start), one.end, running=True, why=_("late"))


def _cut(one: Stretch, until: Instant, now: Instant, calendar: Calendar) -> Iterator[SegmentRow]:
    """Yield a running stretch in pieces: it stands still while the shop is closed."""
    at, still = one.start, None if one.end is None and until == now else until
    for opens, closes in calendar.open(one.start, until):
        if at < opens:
            yield SegmentRow(at, opens, running=False, why=_("the shop is closed"))
        end = still if closes == until else closes
        yield SegmentRow(opens, end, running=True, why=state_word(one.state))
        at = closes
    if at < until:
        yield SegmentRow(at, still, running=False, why=_("the shop is closed"))


def _joined(segments: Iterable[SegmentRow]) -> Iterator[SegmentRow]:
    """Yield the stretches; neighbours that are alike become one."""
    last: SegmentRow | None = None
    for one in segments:
        if last is not None and (last.running, last.why) == (one.running, one.why):
            last = SegmentRow(last.start, one.end, last.running, last.why)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
