"""One cycle of a clock worked out: how long it ran, when it is due, whether it was missed.

Of several targets the one with the earliest deadline counts. A cycle that has ended keeps the
target that it ended with, whatever becomes of the ticket's priority later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from shopdesk.clock import Clock, Instant
from shopdesk.models.orders import NEVER
from shopdesk.services.tickets.clocks.hours import Calendar
from shopdesk.services.tickets.clocks.policies import Target, pauses_of
from shopdesk.services.tickets.clocks.stretches import Stretch, Timeline, stretches
from shopdesk.services.tickets.clocks.waits import Wait


class Cycle(NamedTuple):
    """A cycle as the table of clocks keeps it, but for its ticket."""

    clock: str
    policy: str
    calendar: str
    target_s: int
    began_at: Instant
    due_at: Instant | None
    ended_at: Instant | None
    used_s: int
    breached: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What cycles are judged by: the ticket's states, the shop's zone, and what time it is."""

    states: Timeline
    zone: str
    now: Instant


def work_out(
    wait: Wait, targets: Sequence[Target], known: Any | None, moment: Moment
) -> Cycle | None:
    """Return the cycle of a wait, or None where no policy speaks of its clock.

    ``known`` is what the table says of it so far: a deadline that it missed stays missed.
    """
    if known is not None and wait.end is not None:
        targets = [_kept(known, moment.zone)]
    made = [_by(wait, target, moment) for target in targets]
    if not made:
        return None
    cycle = min(made, key=lambda one: (one.due_at or NEVER, one.target_s - one.used_s, one.policy))
    if known is not None and _missed(known, cycle.ended_at, moment.now):
        return cycle._replace(breached=1)
    return cycle


def overlapping(old: Any, cycles: Iterable[Cycle]) -> Cycle | None:
    """Return the cycle of the same clock in whose time an old one began."""
    for one in cycles:
        ended = NEVER if one.ended_at is None else one.ended_at
        if one.clock == old.clock and one.began_at <= old.began_at <= ended:
            return one
    return None


def _kept(known: Any, zone: str) -> Target:
    """Return the target that a cycle ran with."""
    began = Clock(zone).day(known.began_at)
    pauses = pauses_of(known.policy, began) if known.clock == "resolution" else frozenset()
    return Target(known.policy, known.calendar, known.target_s, pauses)


def _missed(known: Any, ended: Instant | None, now: Instant) -> bool:
    """Tell whether a deadline is missed that stood before anything changed it."""
    ran = known.ended_at is None and known.due_at is not None
    return bool(known.breached) or (ran and known.due_at < (now if ended is None else ended))


def _by(wait: Wait, target: Target, moment: Moment) -> Cycle:
    """Return the cycle of a wait as one policy sees it."""
    calendar = Calendar(target.calendar, moment.zone)
    ran = list(stretches(moment.states, wait.start, wait.end, target.pauses))
    used, due = _ran(calendar, ran, wait, target.seconds)
    over = moment.now if wait.end is None else wait.end
    missed = due is not None and due < over
    if wait.ended == "off" and not missed:
        due = None
    return Cycle(
        wait.clock, target.policy, target.calendar, target.seconds,
        wait.start, due, wait.end, used, int(missed),
    )  # fmt: skip


def _ran(
    calendar: Calendar, ran: Sequence[Stretch], wait: Wait, target: int
) -> tuple[int, Instant | None]:
    """Return the working seconds of the stretches that are over, and when the target is reached.

    None: the clock stands still before that. One that ended in time would have gone on from there.
    """
    used, due = 0, None
    for one in ran:
        if one.running:
            spent = 0 if one.end is None else calendar.between(one.start, one.end)
            if due is None and (one.end is None or used + spent >= target):
                due = calendar.add(one.start, target - used)
            used += spent
    if due is None and wait.end is not None:
        due = calendar.add(wait.end, target - used)
    return used, due
