"""The states of a ticket over time, and the stretches in which a clock ran or stood still."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from shopdesk.clock import Instant

OVER: Final = frozenset({"solved", "closed", "spam"})
"""States in which nobody waits for us: every clock stands still, or has ended."""


class Since(NamedTuple):
    """From an instant on a ticket was in a state."""

    at: Instant
    state: str


class Stretch(NamedTuple):
    """A clock ran, or stood still, from one instant to another; None: it still does."""

    start: Instant
    end: Instant | None
    state: str
    running: bool


Timeline = Sequence[Since]
"""The states of a ticket, the earliest first; the first holds from the beginning."""


def timeline(state: str, moves: Sequence[tuple[Instant, str, str]]) -> Timeline:
    """Return the states of a ticket that is in one now, from its moves (when, before, after)."""
    if not moves:
        return [Since(0, state)]
    found = [Since(0, moves[0][1] or "new")]
    found += [Since(at, after) for at, _before, after in moves]
    return [*found[:-1], Since(found[-1].at, state)]


def state_at(states: Timeline, at: Instant) -> str:
    """Return the state at an instant, before what happened in the same second."""
    return next((one.state for one in reversed(states) if one.at < at), states[0].state)


def over_since(states: Timeline) -> Instant | None:
    """Return since when a ticket is over for good; None while it lives."""
    since = None
    for one in reversed(states):
        if one.state not in OVER:
            break
        since = one.at
    return since


def stretches(
    states: Timeline, start: Instant, stop: Instant | None, pauses: frozenset[str]
) -> Iterator[Stretch]:
    """Yield the stretches of a clock between two instants, one for each state.

    A clock that begins while the ticket is over runs at once: what began it reopens the ticket.
    """
    first = state_at(states, start)
    known = [Since(start, "open" if first in OVER else first)]
    known += [one for one in states if one.at >= start and (stop is None or one.at < stop)]
    for at, (begins, state) in enumerate(known):
        end = known[at + 1].at if at + 1 < len(known) else stop
        if begins != end:
            yield Stretch(begins, end, state, state not in pauses and state not in OVER)
