"""Reports that come by themselves: what is due, and which period each of them is of.

A plan is due at its time every day, on a day of every week, or on a day of every month (the last
one where the month is shorter). It was made if its file was written at that time or later. After
nights that were missed each report that is owed is made, the oldest first; where the file's name
does not tell periods apart, the last would overwrite the others, and is made alone. A plan that
never ran owes one report, the newest.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopdesk import services
from shopdesk.clock import Clock, Instant
from shopdesk.locale import _
from shopdesk.periods import WORDS
from shopdesk.refusal import Refusal
from shopdesk.reports import catalogue, days
from shopdesk.reports.running import place_of
from shopdesk.services.figures import Span

if TYPE_CHECKING:
    from shopdesk.services.reporting import Plan
    from shopdesk.store import Read

OF: Final = {"daily": "yesterday", "weekly": "last-week", "monthly": "last-month"}
"""The period that a report is of when nothing else is said."""
FURTHEST: Final = 31
"""Reports of one plan that are looked back for."""


@dataclass(frozen=True, slots=True)
class Due:
    """One report that is owed: of which plan, since when, with which answers, into what file."""

    plan: "Plan"
    at: Instant
    period: str
    answers: dict[str, str]
    file: Path


def due(read: "Read") -> tuple[Due, ...]:
    """Return all that is owed now, the oldest first."""
    found = [one for plan in services.reporting.plans(read) for one in _owed(read, plan)]
    return tuple(sorted(found, key=lambda one: (one.at, one.plan.name)))


def following(plan: "Plan", clock: Clock) -> Instant:
    """Return when a plan is due next."""
    now, day = clock.now(), clock.today()
    while (at := _at(plan, clock, day)) is None or at <= now:
        day += timedelta(days=1)
    return at


def _owed(read: "Read", plan: "Plan") -> list[Due]:
    """Return what a plan owes, the oldest first."""
    owed: list[Due] = []
    for at in islice(_past(plan, read.clock), FURTHEST):
        one = _of(read, plan, at)
        if services.reporting.written(read, str(one.file), at):
            break
        if owed and one.file == owed[-1].file:
            return owed[:1]
        owed.append(one)
    else:
        return owed[:1]  # it never ran, or so long ago that nobody waits for the rest
    return owed[::-1]


def _past(plan: "Plan", clock: Clock) -> Iterator[Instant]:
    """Yield the instants at which a plan was due, the newest first."""
    now, day = clock.now(), clock.today()
    while True:
        at = _at(plan, clock, day)
        if at is not None and at <= now:
            yield at
        day -= timedelta(days=1)


def _at(plan: "Plan", clock: Clock, day: date) -> Instant | None:
    """Return the instant at which a plan is due on a day; None on other days."""
    last = calendar.monthrange(day.year, day.month)[1]
    fits = {
        "daily": True,
        "weekly": day.isoweekday() == plan.day,
        "monthly": day.day == min(plan.day, last),
    }[plan.every]
    return clock.at(day, time.fromisoformat(plan.time)) if fits else None


def _of(read: "Read", plan: "Plan", at: Instant) -> Due:
    """Return what a plan was to make at an instant: yesterday is the day before that one."""
    then = Clock(read.clock.zone, now=at)
    asks = any(one.id == "period" for one in catalogue.named(plan.report).questions)
    span = Span.of(plan.answers.get("period", OF[plan.every]), then)
    period = days.spelt(span) if asks else str(then.today())
    answers = dict(plan.answers) | ({"period": period} if asks else {})
    name = plan.out.replace("{report}", plan.report).replace("{period}", period.replace("..", "_"))
    return Due(plan, at, period, answers, place_of(Path(name)))


def refuse_standing(answers: Mapping[str, str]) -> None:
    """Refuse a period that stays the same as time goes on, like 2026-10.

    Raises:
        Refusal: it does; what comes again and again wants one that goes along.
    """
    period = answers.get("period", "")
    if period and period.lower().replace("_", "-") not in WORDS:
        said = _("“{period}” stays the same; a schedule wants yesterday, last-week or last-month.")
        raise Refusal(said.format(period=period))
