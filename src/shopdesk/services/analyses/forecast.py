"""What each SKU will sell in the next days, how far off such forecasts were, and what to order.

Every method is tried from several days of the past on (rolling origins): what it would have said of
the days after, against what was sold then. The error of a forecast is that of its pieces over all
these days together: WAPE = sum of errors / sum of pieces sold. What is told as the error is that of
choosing, each time, the method that had done best so far, so that it promises nothing that could
not be had; beside it stands the naive forecast, that as much sells again as in the days before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from shopdesk.clock import Clock
from shopdesk.services.analyses.demand import Days, demand, history
from shopdesk.services.analyses.methods import METHODS, MONTH, WEEK
from shopdesk.services.analyses.wares import Ware, wares
from shopdesk.services.figures.scope import Scope
from shopdesk.services.stock import cover
from shopdesk.services.stock.levels import Level, levels
from shopdesk.services.stock.reorder import Advice, Need, advise
from shopdesk.store import Read

HISTORY: Final = 182
"""Days that are looked back."""
ORIGINS: Final = 8
"""Days of the past, a week apart, from which forecasts are tried."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A method, the pieces by which its like was off in the past, and of how many that is."""

    method: str
    errors: float
    naive: float
    sold: int

    @property
    def wape(self) -> float | None:
        """Errors / pieces sold; None where nothing was sold, or could be tried."""
        return self.errors / self.sold if self.sold else None

    @property
    def naive_wape(self) -> float | None:
        """The same of the naive forecast."""
        return self.naive / self.sold if self.sold else None


@dataclass(frozen=True, slots=True)
class Ahead:
    """One SKU: what it sold lately in as many days, and what it will.

    Without ``level`` (stock is not counted, or was another then) nothing is told of how long it
    lasts.
    """

    ware: Ware
    tested: Tested
    sold: int
    pieces: Fraction
    days: int
    level: Level | None
    lasts: date | None
    advice: Advice | None

    @property
    def short(self) -> bool:
        """Whether it will be gone before the days are over."""
        return self.level is not None and self.level.available < self.pieces

    @property
    def order(self) -> int:
        """Pieces to order now."""
        return self.advice.qty if self.advice and self.advice.due else 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast from ``first`` on, for so many days; ``whole`` tests all SKUs together."""

    first: date
    days: int
    stocked: bool
    rows: tuple[Ahead, ...]
    whole: Tested


def forecast(read: Read, scope: Scope, days: int = 14) -> Outlook:
    """Return the forecast of every SKU that sold in half a year, what ends first before the rest.

    It begins after the scope's last day, today at the earliest that is not over yet; stock is that
    of today, so that nothing is told of it where the scope ended before yesterday.
    """
    yesterday = read.clock.today() - timedelta(days=1)
    until = min(scope.span.last, yesterday)
    of, there = wares(read), levels(read)
    stocked = until == yesterday
    rows = [
        _ahead(of[key], row, days, _level(of[key], there) if stocked else None, read.clock)
        for key, row in demand(read, history(until, HISTORY), of, there).items()
    ]
    tested = [row.tested for row in rows]
    whole = Tested(
        "", sum(one.errors for one in tested), sum(one.naive for one in tested),
        sum(one.sold for one in tested),
    )  # fmt: skip
    first = until + timedelta(days=1)
    return Outlook(first, days, stocked, tuple(sorted(rows, key=_urgency)), whole)


def back_test(row: Days, days: int) -> Tested:
    """Try all methods over the past of one SKU; choose the one that was off by the least."""
    fits = {name: method(row) for name, method in METHODS.items()}
    off = dict.fromkeys(METHODS, 0.0)
    best, errors, sold = next(iter(METHODS)), 0.0, 0
    for origin in origins(len(row), days):
        known = [step for step in range(days) if row[origin + step] is not None]
        actual = sum(row[origin + step] or 0 for step in known)
        now = {name: abs(_sum(fit(origin, days), known) - actual) for name, fit in fits.items()}
        errors, sold = errors + now[best], sold + actual
        off = {name: off[name] + now[name] for name in off}
        best = min(off, key=lambda name: off[name])
    return Tested(best, errors, off["naive"], sold)


def origins(length: int, days: int) -> Sequence[int]:
    """Return the days from which forecasts are tried, the oldest first."""
    newest = length - days
    return [at for at in range(newest - (ORIGINS - 1) * WEEK, newest + 1, WEEK) if at >= MONTH]


def _ahead(ware: Ware, row: Days, days: int, level: Level | None, clock: Clock) -> Ahead:
    lately = sum(day or 0 for day in row[-days:])
    # Before its first sale a SKU was not on sale yet, if that is not too lately to be told.
    start = next(at for at, day in enumerate(row) if day)
    row = row[min(start, max(0, len(row) - MONTH)) :]
    tested = back_test(row, days)
    ahead = METHODS[tested.method](row)(len(row), days)
    pieces = Fraction(round(sum(ahead) * 100), 100)
    daily = pieces / days
    lasts = cover.runs_out(level.available, daily, clock.today()) if level else None
    advice = _advice(level, daily, clock) if level else None
    return Ahead(ware, tested, lately, pieces, days, level, lasts, advice)


def _advice(level: Level, daily: Fraction, clock: Clock) -> Advice:
    every, purchase, safety = (cover.days(name, clock) for name in ("every", "purchase", "safety"))
    return advise(
        Need(daily, every, purchase, safety, level.available, level.incoming, level.oversold)
    )


def _level(ware: Ware, there: Mapping[int, Level]) -> Level | None:
    return None if ware.variant is None or ware.archived else there.get(ware.variant)


def _sum(pieces: Sequence[float], known: Sequence[int]) -> float:
    return sum(pieces[step] for step in known)


def _urgency(row: Ahead) -> tuple[date, Fraction, str]:
    """What ends first, then what sells most."""
    return row.lasts or date.max, -row.pieces, row.ware.key
