"""Which SKUs carry the shop: A, B, C, and U for what was not sold; with XYZ beside it.

The SKUs stand by their value, the largest first; of equals the one whose key comes first. One is an
A as long as those before it have not reached the border (80 %), so that the SKU which crosses it
still is an A; B likewise; C is the rest, and whatever brought nothing or a loss. Shares are of the
value of all that brought something.

Value is GMV, not cancelled, or the margin: GMV less what the pieces cost. Without a cost there is
no margin: such SKUs are listed apart, as missing. Goods of listings that stand for no SKU are apart
always.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from shopdesk.clock import Clock
from shopdesk.services import figures
from shopdesk.services.analyses.wares import Ware, wares
from shopdesk.services.analyses.xyz import Weekly, borders, weekly, weeks_of
from shopdesk.services.figures.scope import Scope, Span
from shopdesk.services.skus import sku_key
from shopdesk.store import Read

By = Literal["revenue", "margin"]
CLASSES: Final = ("A", "B", "C", "U")


@dataclass(frozen=True, slots=True)
class Sold:
    """Pieces and GMV of orders that are not cancelled."""

    units: int = 0
    gmv: int = 0

    def __add__(self, other: "Sold") -> "Sold":
        return Sold(self.units + other.units, self.gmv + other.gmv)


@dataclass(frozen=True, slots=True)
class Graded:
    """One SKU. ``share`` is that of its ``value`` among all that brought some.

    ``margin`` is None where the cost is not known, ``pattern`` empty where no week had a sale.
    """

    ware: Ware
    sold: Sold
    margin: int | None
    value: int
    share: Fraction | None
    grade: str
    pattern: str
    weekly: Weekly


@dataclass(frozen=True, slots=True)
class Grades:
    """All SKUs, the best first; apart those without a cost (by margin alone) and without a SKU.

    ``borders`` are those of A and of B, in per cent.
    """

    by: By
    borders: tuple[int, ...]
    weeks: Span
    rows: tuple[Graded, ...]
    missing: tuple[Graded, ...]
    unmapped: Sold

    @property
    def total(self) -> Sold:
        """Everything that was sold in the scope."""
        return sum((row.sold for row in (*self.rows, *self.missing)), self.unmapped)


def abc(read: Read, scope: Scope, by: By = "revenue") -> Grades:
    """Return the class of every SKU that was sold in the scope, or could have been."""
    sold, of = _sold(read, scope), wares(read)
    unmapped = sold.pop("", Sold())
    live = {key: ware for key, ware in of.items() if key in sold or ware.on_sale}
    margins = {key: _margin(ware, sold.get(key, Sold()), scope) for key, ware in live.items()}
    missing = {key for key in sold if by == "margin" and margins[key] is None}
    values = {
        key: (margins[key] or 0) if by == "margin" else sold.get(key, Sold()).gmv for key in live
    }
    graded = grades({k: v for k, v in values.items() if k not in missing}, sold, read.clock)
    whole = sum(max(0, values[key]) for key in graded)
    weeks, span = weekly(read, scope), weeks_of(scope.span, read.clock)
    even = borders("XY", read.clock)

    def row(key: str) -> Graded:
        week = weeks.get(key, Weekly(span.days // 7))
        share = Fraction(values[key], whole) if whole and key in sold else None
        return Graded(
            live[key], sold.get(key, Sold()), margins[key], values[key],
            None if key in missing else share, graded.get(key, ""), week.pattern(even), week,
        )  # fmt: skip

    apart = sorted(missing, key=lambda key: (-sold[key].gmv, key))
    told = tuple(percent for _name, percent in borders("AB", read.clock))
    return Grades(by, told, span, tuple(map(row, graded)), tuple(map(row, apart)), unmapped)


def grades(values: Mapping[str, int], sold: Mapping[str, Sold], clock: Clock) -> dict[str, str]:
    """Return the class of each SKU, the largest value first and what was not sold last."""
    told = borders("AB", clock)
    whole, before = sum(max(0, value) for value in values.values()), 0
    found = {}
    for key in sorted(values, key=lambda key: (key not in sold, -values[key], key)):
        if key not in sold:
            found[key] = "U"
        elif values[key] <= 0:
            found[key] = "C"
        else:
            short = (name for name, percent in told if before * 100 < percent * whole)
            found[key] = next(short, "C")
            before += values[key]
    return found


def _margin(ware: Ware, sold: Sold, scope: Scope) -> int | None:
    """Return GMV less cost; None where the cost is not known in the scope's currency."""
    if ware.cost is None or ware.currency != scope.currency:
        return None
    return sold.gmv - sold.units * ware.cost


def _sold(read: Read, scope: Scope) -> dict[str, Sold]:
    """Return what was sold by SKU; that of no SKU under an empty key."""
    found: dict[str, Sold] = {}
    for row in figures.skus(read, scope):
        if row.units:
            key = sku_key(row.sku)
            found[key] = found.get(key, Sold()) + Sold(row.units, row.gmv)
    return found
