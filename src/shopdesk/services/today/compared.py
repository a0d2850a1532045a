"""The figures beside those of other days: today so far, the last seven days, the month so far."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from shopdesk.clock import Clock
from shopdesk.services import figures
from shopdesk.services.figures import Scope, Span, Tally
from shopdesk.services.today.currencies import currencies
from shopdesk.services.today.day import Totals, day
from shopdesk.store import Read

Three = tuple[Tally, Tally, Tally]
"""What is looked at, and the two that it stands beside."""
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one currency, whole and by channel, the channel of the most GMV first.

    ``where`` shows the orders of what is looked at, those of this currency only.
    """

    currency: str
    where: str
    tallies: Three
    channels: tuple[tuple[str, Three], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures beside others. ``span`` is what is looked at; a day's others end at the same hour."""

    mode: str
    span: Span
    parts: tuple[Part, ...]


def compared(read: Read, mode: str = "day") -> Compared:
    """Return the figures of one of ``MODES``, per currency, rupiah first.

    A week and a month end yesterday, so that whole days stand beside whole days.
    """
    if mode == "day":
        now = read.clock.today()
        found = day(read)
        parts = tuple(_of_day(found.today.where, totals) for totals in found.totals)
        return Compared(mode, Span(now, now), parts)
    spans = MODES[mode](read.clock)
    known = currencies(read, spans)
    parts = tuple(_part(read, spans, name, alone=len(known) < 2) for name in known)
    return Compared(mode, spans[0], parts)


def _of_day(where: str, totals: Totals) -> Part:
    channels = ((one.channel, (one.today, one.yesterday, one.last_week)) for one in totals.channels)
    own = " ".join(filter(None, (where, totals.where)))
    return Part(
        totals.currency, own, (totals.today, totals.yesterday, totals.last_week), tuple(channels)
    )


def _part(read: Read, spans: tuple[Span, ...], currency: str, *, alone: bool) -> Part:
    scope = Scope(spans[0], currency, alone=alone)
    found = [dict(figures.by_channel(read, replace(scope, span=span))) for span in spans]
    names = sorted({name for tallies in found for name in tallies})
    channels = [(name, _three([tallies.get(name) for tallies in found])) for name in names]
    channels.sort(key=lambda one: -one[1][0].gmv)
    whole = _three([sum(tallies.values(), Tally()) for tallies in found])
    return Part(currency, scope.where, whole, tuple(channels))


def _three(tallies: list[Tally | None]) -> Three:
    now, before, further = (tally or Tally() for tally in tallies)
    return now, before, further


def _days(clock: Clock) -> tuple[Span, ...]:
    now = clock.today()
    return tuple(Span(on, on) for on in (now, now - timedelta(days=1), now - WEEK))


def _weeks(clock: Clock) -> tuple[Span, ...]:
    last = clock.today() - timedelta(days=1)
    now = Span(last - timedelta(days=6), last)
    return now, now.before(), Span(now.first - 4 * WEEK, now.last - 4 * WEEK)


def _months(clock: Clock) -> tuple[Span, ...]:
    last = clock.today() - timedelta(days=1)
    now = Span(last.replace(day=1), last)
    end_before = now.first - timedelta(days=1)
    before = Span(end_before.replace(day=1), min(_same(last, end_before), end_before))
    return now, before, Span(_year_ago(now.first), _year_ago(now.last))


def _same(day: date, month: date) -> date:
    """Return this day in another month, whose last day is given."""
    return month.replace(day=min(day.day, month.day))


def _year_ago(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


MODES: Final[dict[str, Callable[[Clock], tuple[Span, ...]]]] = {
    "day": _days, "week": _weeks, "month": _months,
}  # fmt: skip
"""What can be compared, with its three spans: now, the one before, and one further back."""
