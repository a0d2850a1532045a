"""The figures of a period: time to the first answer, promises kept, satisfaction.

- time to the first answer = first public answer − the customer's first message, in business hours;
  median, and what nine of ten waited at most
- promises kept = met / (met + missed) of the cycles of a clock; running ones stand apart, and
  those that were called off (solved without an answer) are in neither
- satisfaction = scores of 4 and 5 / all scores; response rate = scored of those asked / asked

All are of the tickets that were opened in the period. Where there is nothing to divide by there is
no value.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal, NamedTuple

import sqlalchemy as sa

from shopdesk.filters.writing import quoted
from shopdesk.models.tickets import CLOCKS, Ticket, TicketClock
from shopdesk.services.tickets.quality.cohorts import (
    CLOCK,
    TICKET,
    answered,
    met,
    middle,
    missed,
    of_figure,
    opened_in,
    slow,
)
from shopdesk.services.tickets.scoring import SATISFIED
from shopdesk.store import Read

Kind = Literal["count", "seconds", "share"]
SLOW: Final = {"first_median": middle, "first_p90": slow}


class Figure(NamedTuple):
    """One figure: its value, what it is made of, and the filter of the tickets to look at.

    ``value`` is None where nothing can be counted; ``part`` of ``whole`` made a share, ``running``
    are those apart. ``tickets`` is how many the filter ``where`` shows.
    """

    id: str
    kind: Kind
    value: int | Fraction | None
    part: int
    whole: int
    running: int
    tickets: int
    where: str


def figures(read: Read, named: str = "this-month") -> tuple[Figure, ...]:
    """Return the figures of a period.

    Raises:
        Refusal: it is no period.
    """
    return (*_counts(read, named), *_times(read, named), *_kept(read, named), *_scores(read, named))


def where_of(name: str, named: str, *more: str) -> str:
    """Return the filter of the tickets that a figure is made of."""
    return f"figure:{quoted(' '.join((name, named, *more)))}"


def _shown(read: Read, name: str, named: str) -> tuple[int, str]:
    """Return how many tickets stand behind a figure, and their filter."""
    where = where_of(name, named)
    query = sa.select(sa.func.count()).select_from(Ticket)
    n = read.connection.scalar(query.where(of_figure(read, f"{name} {named}")))
    return n or 0, where


def _counts(read: Read, named: str) -> Iterator[Figure]:
    for name in ("opened", "unanswered"):
        n, where = _shown(read, name, named)
        yield Figure(name, "count", n, n, n, 0, n, where)


def _times(read: Read, named: str) -> Iterator[Figure]:
    found = answered(read, named)
    for name, bound in SLOW.items():
        value = bound(found)
        n = sum(value is not None and one.waited >= value for one in found)
        where = where_of(name, named)
        yield Figure(name, "seconds", value, n, len(found), 0, n, where)


def _kept(read: Read, named: str) -> Iterator[Figure]:
    now = read.clock.now()
    bad = sa.func.coalesce(missed(now), sa.false())
    running = sa.and_(CLOCK.ended_at.is_(None), sa.not_(bad))
    tests = (sa.func.coalesce(one, sa.false()) for one in (met(now), bad, running))
    query = (
        sa.select(CLOCK.clock, *(sa.func.sum(sa.case((one, 1), else_=0)) for one in tests))
        .join(Ticket, TICKET.id == CLOCK.ticket_id)
        .select_from(TicketClock)
        .where(opened_in(named, read.clock))
        .group_by(CLOCK.clock)
    )
    sums = {row[0]: row[1:] for row in read.connection.execute(query)}
    for clock in CLOCKS:
        good, late, on = sums.get(clock, (0, 0, 0))
        n, where = _shown(read, f"{clock}_missed", named)
        yield _share(f"{clock}_hit", good, good + late, n, where, running=on)


def _scores(read: Read, named: str) -> Iterator[Figure]:
    asked = TICKET.csat_asked_at.is_not(None)
    scored = TICKET.csat_score.is_not(None)
    tests = (TICKET.csat_score >= SATISFIED, scored, sa.and_(asked, scored), asked)
    sums = (sa.func.sum(sa.case((one, 1), else_=0)) for one in tests)
    row = read.connection.execute(sa.select(*sums).where(opened_in(named, read.clock))).one()
    good, scores, told, asks = (int(n or 0) for n in row)
    yield _share("csat", good, scores, *_shown(read, "unsatisfied", named))
    yield _share("response", told, asks, *_shown(read, "silent", named))


def _share(
    name: str, part: int, whole: int, tickets: int, where: str, *, running: int = 0
) -> Figure:
    value = Fraction(part, whole) if whole else None
    return Figure(name, "share", value, part, whole, running, tickets, where)
