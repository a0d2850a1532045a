"""Which SKUs sell evenly: X, Y or Z, by the coefficient of variation of their weekly pieces.

X is at the border of the table or under it, then Y; Z is the rest. Weeks are seven days each,
counted back from the last day of the span, as many as the table tells; one without a sale counts
too. Pieces are those of orders that are not cancelled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import Final

from shopdesk import tables
from shopdesk.clock import Clock
from shopdesk.services.analyses.pieces import pieces
from shopdesk.services.analyses.wares import listings
from shopdesk.services.figures.scope import Scope, Span
from shopdesk.store import Read

WEEK: Final = 7
Border = tuple[str, int]
"""A class, and the percentage up to which it goes."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Pieces by the week: how many weeks, the sum of the pieces and that of their squares."""

    weeks: int
    pieces: int = 0
    squares: int = 0

    @property
    def varies(self) -> float | None:
        """The coefficient of variation: standard deviation / mean; None where nothing was sold."""
        return sqrt(self._spread) / self.pieces if self.pieces else None

    def pattern(self, told: Sequence[Border]) -> str:
        """Return X, Y or Z by the borders of X and Y; empty where nothing was sold."""
        if not self.pieces:
            return ""
        # Whole numbers, squared: what lies at the border lies there on every machine.
        spread, whole = self._spread * 10_000, self.pieces**2
        return next((name for name, percent in told if spread <= percent**2 * whole), "Z")

    @property
    def _spread(self) -> int:
        """Variance x weeks²: that by the square of the pieces is the coefficient's square."""
        return self.weeks * self.squares - self.pieces**2


def weekly(read: Read, scope: Scope) -> dict[str, Weekly]:
    """Return the weeks of each SKU that sold in them, by its key."""
    keys = listings(read)
    weeks = weeks_of(scope.span, read.clock)
    found: dict[str, dict[int, int]] = {}
    for listing, at, units in pieces(read, weeks, scope, days=WEEK):
        row = found.setdefault(keys[listing], {})
        row[at] = row.get(at, 0) + units
    return {
        key: Weekly(weeks.days // WEEK, sum(row.values()), sum(n * n for n in row.values()))
        for key, row in found.items()
    }


def weeks_of(span: Span, clock: Clock) -> Span:
    """Return the whole weeks that are looked at: so many as the table tells."""
    last = min(span.last, clock.today())
    number = next(row["number"] for row in reversed(_rows(clock)) if row["name"] == "weeks")
    return Span(last - timedelta(days=WEEK * number - 1), last)


def borders(names: str, clock: Clock) -> list[Border]:
    """Return the percentages that the table tells of these classes, in their order."""
    told = {row["name"]: row for row in _rows(clock)}
    return [(name, told[name]["percent"]) for name in names]


def _rows(clock: Clock) -> list[tables.Row]:
    return tables.rows("abc", clock.today())
