"""The tickets that a figure is made of: those that were opened in a period, and what is so of them.

Spam and tickets that went into another one are in no figure. A filter names a cohort as
``figure:"NAME PERIOD"``, with more words behind for what it is about.
"""

from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from shopdesk.clock import Clock, Instant
from shopdesk.locale import _
from shopdesk.models.tickets import CLOCKS, Ticket, TicketClock
from shopdesk.periods import period
from shopdesk.refusal import Refusal
from shopdesk.services.tickets.clocks.hours import Calendar
from shopdesk.services.tickets.scoring import SATISFIED
from shopdesk.services.tickets.searching import among
from shopdesk.store import Read

TICKET: Final = Ticket.__table__.c
CLOCK: Final = TicketClock.__table__.c
Test = sa.ColumnElement[bool]
SHOP: Final = "shop"
"""The calendar in whose hours the time to answer is told, whatever was promised."""
TENTH: Final = 0.9


class Answered(NamedTuple):
    """A ticket with the business seconds that its customer waited for the first answer."""

    id: int
    waited: int


def span_of(named: str, clock: Clock) -> tuple[Instant, Instant]:
    """Return the bounds of a period.

    Raises:
        Refusal: it is none.
    """
    try:
        return period(named, clock)
    except ValueError as error:
        raise Refusal(f"{error}.") from error


def opened_in(named: str, clock: Clock) -> Test:
    """Return the test of a ticket that counts in a period."""
    start, end = span_of(named, clock)
    return sa.and_(
        TICKET.opened_at >= start, TICKET.opened_at < end,
        TICKET.state != "spam", TICKET.merged_into.is_(None),
    )  # fmt: skip


def missed(now: Instant) -> Test:
    """Return the test of a cycle that missed its deadline."""
    running = sa.and_(CLOCK.ended_at.is_(None), CLOCK.due_at < now)
    return sa.or_(CLOCK.breached == 1, running)


def met(now: Instant) -> Test:
    """Return the test of a cycle that ended in time; one that was called off is neither."""
    return sa.and_(CLOCK.ended_at.is_not(None), CLOCK.due_at.is_not(None), sa.not_(missed(now)))


def answered(read: Read, named: str) -> list[Answered]:
    """Return the tickets of a period that were answered, the quickest first."""
    query = (
        sa.select(TICKET.id, CLOCK.began_at, CLOCK.ended_at)
        .join(TicketClock, CLOCK.ticket_id == TICKET.id)
        .where(opened_in(named, read.clock), CLOCK.clock == "first")
        .where(CLOCK.ended_at == TICKET.first_reply_at)
    )
    hours = Calendar(SHOP, read.clock.zone)
    found = {row.id: hours.between(row.began_at, row.ended_at)
             for row in read.connection.execute(query)}  # fmt: skip
    return sorted((Answered(*one) for one in found.items()), key=lambda one: (one.waited, one.id))


def middle(found: list[Answered]) -> int | None:
    """Return what half of the customers waited at most; None where there are none."""
    return int(median(one.waited for one in found)) if found else None


def slow(found: list[Answered]) -> int | None:
    """Return what nine of ten customers waited at most; None where there are none."""
    return found[min(len(found) - 1, int(len(found) * TENTH))].waited if found else None


def slower(read: Read, named: str, bound: Callable[[list[Answered]], int | None]) -> Test:
    """Return the test of the tickets that waited as long as a bound, or longer."""
    found = answered(read, named)
    limit = bound(found)
    ids = [one.id for one in found if limit is not None and one.waited >= limit]
    return TICKET.id.in_(among(ids))


def of_figure(read: Read, value: str) -> Test:
    """Return the test of a filter's ``figure``: NAME PERIOD, and what it is about.

    Raises:
        Refusal: there is no such figure or period.
    """
    from shopdesk.services.tickets.quality.reasons import about

    name, named, rest = [*value.split(maxsplit=2), "", "", ""][:3]
    if name == "about":
        return about(read, named, rest)
    if name not in NAMES:
        said = _("There is no figure “{name}”. Figures: {names}.")
        raise Refusal(said.format(name=name, names=", ".join(NAMES)))
    return sa.and_(opened_in(named, read.clock), NAMES[name](read, named))


def _has(clock: str, kind: Callable[[Instant], Test]) -> Callable[[Read, str], Test]:
    def test(read: Read, _named: str) -> Test:
        one = kind(read.clock.now())
        return TICKET.id.in_(sa.select(CLOCK.ticket_id).where(CLOCK.clock == clock, one))

    return test


def _runs(now: Instant) -> Test:
    return sa.and_(CLOCK.ended_at.is_(None), sa.not_(sa.func.coalesce(missed(now), sa.false())))


def _plain(test: Any) -> Callable[[Read, str], Test]:
    return lambda _read, _named: sa.and_(sa.true(), test)


NAMES: Final[Mapping[str, Callable[[Read, str], Test]]] = {
    "opened": _plain(sa.true()),
    "unanswered": _plain(sa.and_(TICKET.first_reply_at.is_(None), TICKET.last_in_at.is_not(None))),
    "first_median": lambda read, named: slower(read, named, middle),
    "first_p90": lambda read, named: slower(read, named, slow),
    **{f"{clock}_missed": _has(clock, missed) for clock in CLOCKS},
    **{f"{clock}_met": _has(clock, met) for clock in CLOCKS},
    **{f"{clock}_running": _has(clock, _runs) for clock in CLOCKS},
    "asked": _plain(TICKET.csat_asked_at.is_not(None)),
    "scored": _plain(TICKET.csat_score.is_not(None)),
    "unsatisfied": _plain(TICKET.csat_score < SATISFIED),
    "silent": _plain(sa.and_(TICKET.csat_asked_at.is_not(None), TICKET.csat_score.is_(None))),
}
"""What a filter may name, and what is so of its tickets."""
