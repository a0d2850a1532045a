"""Who waits since when: the customer's messages and our answers as cycles of the reply clocks.

What a machine wrote counts on neither side. A message is answered by the first answer that was
written after it and after we had heard of it; the cycle begins with the oldest that nobody
answered. An answer counts once it is on its way: one that still has to be copied, or that failed,
answers nobody.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from shopdesk.clock import DAY, Instant
from shopdesk.services.tickets.clocks.stretches import Timeline, over_since

UNSENT: Final = frozenset({"copy", "failed", "dropped"})
OLDEST: Final = 3653 * DAY
"""How far before its arrival a message may have been written; older dates are not believed."""


class Said(NamedTuple):
    """One message that counts: when it was said, its id, when we heard of it."""

    at: Instant
    id: int
    heard: Instant


class Wait(NamedTuple):
    """A customer waits from one instant to another (None: still).

    ``ended``: "" while it runs, "answered", or "off" where the ticket was over without an answer.
    """

    clock: str
    start: Instant
    end: Instant | None
    ended: str


def asked(talk: Sequence[Any]) -> list[Said]:
    """Return what the customer said, the earliest first."""
    return sorted(_said(row, row.at) for row in talk if row.kind == "in" and not row.auto)


def answered(talk: Sequence[Any]) -> list[Said]:
    """Return what the customer was answered, the earliest first."""
    return sorted(
        _said(row, row.sent_at or row.at)
        for row in talk
        if row.kind == "out" and not row.auto and row.state not in UNSENT
    )


def waits(ins: Sequence[Said], outs: Sequence[Said], states: Timeline) -> list[Wait]:
    """Return the cycles of the reply clocks, the earliest first."""
    found: list[Wait] = []
    for first, wait in _cycles(ins, outs, states):
        clock = "next" if outs and outs[0] < first else "first"
        begins = wait.start
        if found and found[-1].clock == clock:
            begins = max(begins, found[-1].start + 1)  # two cycles in one minute of a chat
        end = None if wait.end is None else max(wait.end, begins)
        found.append(Wait(clock, begins, end, wait.ended))
    return found


def resolution(
    ins: Sequence[Said], outs: Sequence[Said], opened: Instant, states: Timeline, *, off: bool
) -> Wait | None:
    """Return the one cycle of the clock of the solution; None where only machines spoke.

    ``off``: the ticket is over without having been solved.
    """
    if not ins and not outs:
        return None
    start, over = ins[0].at if ins else opened, over_since(states)
    if over is None:
        return Wait("resolution", start, None, "")
    return Wait("resolution", start, max(start, over), "off" if off else "answered")


def _cycles(
    ins: Sequence[Said], outs: Sequence[Said], states: Timeline
) -> Iterator[tuple[Said, Wait]]:
    """Yield each oldest unanswered message with the wait that it began."""
    oldest: Said | None = None
    answer: Said | None = None
    for one in ins:
        later = islice(outs, bisect(outs, one), None)
        reply = next((out for out in later if out.heard >= one.heard), None)
        if oldest and answer == reply:
            past = [state for state in states if state.at < one.at]
            over = over_since(past) if past else None
            if over is None or over < oldest.at:
                continue
            yield oldest, Wait("", oldest.at, over, "off")
        elif oldest:
            yield oldest, _last(oldest, answer, states)
        oldest, answer = one, reply
    if oldest:
        yield oldest, _last(oldest, answer, states)


def _last(oldest: Said, answer: Said | None, states: Timeline) -> Wait:
    if answer:
        return Wait("", oldest.at, answer.at, "answered")
    over = over_since(states)
    if over is None:
        return Wait("", oldest.at, None, "")
    return Wait("", oldest.at, max(oldest.at, over), "off")


def _said(row: Any, at: Instant) -> Said:
    heard = row.arrived_at
    return Said(min(max(at, heard - OLDEST), max(heard, row.sent_at or 0)), row.id, heard)
