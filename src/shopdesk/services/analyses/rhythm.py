"""When people buy: orders by weekday and hour, and how usual a day of each weekday is."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from shopdesk.services.figures import Scope, Tally, by_hour
from shopdesk.services.orders.hours import WEEKDAYS
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of a weekday (Monday is 0), over all such weekdays of the span."""

    weekday: int
    hour: int
    tally: Tally
    where: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """One weekday (Monday is 0): how many days of it the span has, and all of their figures."""

    weekday: int
    days: int
    tally: Tally
    where: str

    @property
    def orders_a_day(self) -> Fraction | None:
        """Orders on such a day on average; None where the span has none."""
        return Fraction(self.tally.orders, self.days) if self.days else None

    @property
    def gmv_a_day(self) -> Fraction | None:
        """GMV on such a day on average, in minor units; None where the span has none."""
        return Fraction(self.tally.gmv, self.days) if self.days else None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """All hours of all weekdays in order, 7 × 24, and the weekdays."""

    cells: tuple[Cell, ...]
    weekdays: tuple[Weekday, ...]

    @property
    def busiest(self) -> tuple[Cell, ...]:
        """The cells with orders, those with most of them first."""
        sold = [cell for cell in self.cells if cell.tally.orders]
        return tuple(sorted(sold, key=lambda one: (-one.tally.orders, -one.tally.gmv)))


def rhythm(read: Read, scope: Scope) -> Rhythm:
    """Return when the orders of a scope were placed, by the shop's clock."""
    found = by_hour(read, scope)
    cells = tuple(
        Cell(day, hour, found.get((day, hour), Tally()), _where(scope, day, hour))
        for day in range(7)
        for hour in range(24)
    )
    days = Counter(on.weekday() for on in scope.span)
    return Rhythm(cells, tuple(_weekday(scope, day, days[day], cells) for day in range(7)))


def _weekday(scope: Scope, day: int, days: int, cells: tuple[Cell, ...]) -> Weekday:
    tally = sum((cell.tally for cell in cells if cell.weekday == day), Tally())
    return Weekday(day, days, tally, _where(scope, day))


def _where(scope: Scope, day: int, hour: int | None = None) -> str:
    at = "" if hour is None else f" hour:{hour}"
    return f"{scope.where} weekday:{WEEKDAYS[day]}{at} -status:cancelled"
