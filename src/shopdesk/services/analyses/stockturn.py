"""How fast stock turns: sell-through and days of inventory of every SKU that is counted.

Sold are the pieces that left stock for orders, those of kits as their parts, whichever shop sold
them: the ledger knows of one stock only. Sell-through = sold / (sold + stock at the end); days of
inventory = available / (sold / days in stock). Days in stock are those of the stock's cover. What
was available on a day that is over nobody knows any more: then it is all that was fit to be sold.
"""

from dataclasses import dataclass
from fractions import Fraction

from shopdesk.services.analyses.wares import Ware, catalogued
from shopdesk.services.figures.scope import Scope, Span
from shopdesk.services.stock.levels import Level, levels
from shopdesk.services.stock.walk import Walk, walks
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Turn:
    """One SKU, or all of them: pieces sold, pieces at the end, those of them that are available.

    ``in_stock`` are its days with stock.
    """

    sold: int
    left: int
    available: int
    in_stock: int
    ware: Ware | None = None

    @property
    def sell_through(self) -> Fraction | None:
        """Sold / (sold + stock at the end); None where there was nothing."""
        whole = self.sold + self.left
        return Fraction(self.sold, whole) if whole else None

    @property
    def daily(self) -> Fraction | None:
        """Pieces sold on a day in stock; None where there was no such day."""
        return Fraction(self.sold, self.in_stock) if self.in_stock else None

    @property
    def days(self) -> Fraction | None:
        """Days of inventory; None where nothing was sold."""
        return self.available / self.daily if self.daily else None


@dataclass(frozen=True, slots=True)
class Turns:
    """Every SKU that had stock or was sold; ``span`` ends today at the latest."""

    span: Span
    now: bool
    rows: tuple[Turn, ...]

    @property
    def total(self) -> Turn:
        """All SKUs together; days are those of the calendar."""
        return Turn(
            sum(row.sold for row in self.rows), sum(row.left for row in self.rows),
            sum(row.available for row in self.rows), self.span.days,
        )  # fmt: skip


def stockturn(read: Read, scope: Scope) -> Turns:
    """Return how each SKU turned in the scope's days, the fastest first."""
    today = read.clock.today()
    span = Span(min(scope.span.first, today), min(scope.span.last, today))
    now, there = span.last == today, levels(read)
    walked = walks(read, span.first, span.last, there)
    rows = [
        _turn(ware, walked[ware.variant], there[ware.variant] if now else None)
        for ware in catalogued(read).values()
        if ware.variant in walked and not ware.kit
    ]
    found = [row for row in rows if row.sold or row.left or row.in_stock]
    return Turns(span, now, tuple(sorted(found, key=_fastest)))


def _turn(ware: Ware, walk: Walk, level: Level | None) -> Turn:
    left = max(0, walk.pieces)
    return Turn(walk.sold, left, level.available if level else left, walk.in_stock, ware)


def _fastest(row: Turn) -> tuple[Fraction, int, str]:
    """What sold through the most, then what sold most."""
    return -(row.sell_through or Fraction(0)), -row.sold, row.ware.key if row.ware else ""
