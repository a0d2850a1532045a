"""Count sheets as people read them: the list, the lines of one, and where it differs.

On a blind sheet nobody is told what the ledger says before the line is counted.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import Product, Variant
from shopdesk.models.stock import CountLine, CountSheet, Location, Lot
from shopdesk.refusal import Refusal
from shopdesk.services.stock.lots import held_at
from shopdesk.store import Read

RUPIAH: Final = "IDR"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One count sheet: how far it is, who made, counted and posted it."""

    id: int
    name: str
    location: str
    location_id: int
    blind: bool
    state: str
    made_at: int
    made_by: str
    counted_by: str
    posted_at: int | None
    posted_by: str
    lines: int
    counted: int
    differing: int
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.location} {self.made_by} {self.counted_by} {self.posted_by}"


@dataclass(frozen=True, slots=True)
class CountedLine:
    """One SKU, or one lot of it, on a count sheet.

    ``expected`` is what the ledger says: when it was counted, before that now; None on a blind
    sheet until the line is counted.
    """

    id: int
    variant_id: int
    sku: str
    name: str
    variation: str
    barcode: str
    lot: str
    expires: int | None
    expected: int | None
    counted: int | None
    cost: int | None
    currency: str
    note: str
    key: tuple[()] = ()

    @property
    def code(self) -> str:
        """What is typed to count this line: the SKU, with its lot."""
        return f"{self.sku}@{self.lot}" if self.lot else self.sku

    @property
    def difference(self) -> int | None:
        """Pieces that were found too many (positive) or are missing; None: not counted yet."""
        return None if self.counted is None else self.counted - (self.expected or 0)

    @property
    def worth(self) -> int | None:
        """What the difference is worth at cost, in minor units; None where no cost is known."""
        if self.difference is None or (self.difference and self.cost is None):
            return None
        return self.difference * (self.cost or 0)

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.sku} {self.barcode} {self.name} {self.variation} {self.lot} {self.note}"


@dataclass(frozen=True, slots=True)
class Variance:
    """Where a count differs from the ledger, and what that is worth at cost, in rupiah.

    ``unpriced`` of the lines that differ have no cost in rupiah: they are in the pieces, not in the
    worth.
    """

    sheet: SheetRow
    lines: tuple[CountedLine, ...]
    missing: int
    surplus: int
    worth: int
    unpriced: int

    @property
    def uncounted(self) -> int:
        """Lines that nobody counted yet."""
        return self.sheet.lines - self.sheet.counted


def sheets(read: Read) -> tuple[SheetRow, ...]:
    """Return all count sheets, the newest first."""
    return _sheets(read, sa.true())


def sheet(read: Read, name: str) -> SheetRow:
    """Return one count sheet.

    Raises:
        Refusal: there is none of that name.
    """
    found = _sheets(read, CountSheet.name == name.strip())
    if not found:
        raise Refusal(_("There is no count sheet “{name}”.").format(name=name))
    return found[0]


def lines(read: Read, name: str) -> tuple[CountedLine, ...]:
    """Return the lines of a sheet in the order in which they are counted: by SKU and lot."""
    of = sheet(read, name)
    query: Any = (
        sa.select(
            CountLine.id, CountLine.variant_id, Variant.sku, Product.name, Variant.variation,
            Variant.barcode, sa.func.coalesce(Lot.code, ""), Lot.expires, CountLine.expected,
            CountLine.counted, Variant.cost, Variant.currency, CountLine.note, CountLine.lot_id,
            Variant.lots,
        )
        .join(Variant, Variant.id == CountLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Lot, Lot.id == CountLine.lot_id)
        .where(CountLine.sheet_id == of.id)
        .order_by(Variant.sku_key, Lot.expires.is_(None), Lot.expires, CountLine.id)
    )  # fmt: skip
    rows = read.connection.execute(query).all()
    open_ = [row for row in rows if row.counted is None and not of.blind]
    held = held_at(read, of.location_id, sorted({row.variant_id for row in open_}))
    whole: dict[int, int] = {}
    for (variant, _lot), n in held.items():
        whole[variant] = whole.get(variant, 0) + n
    made = []
    for *facts, lot, by_lots in rows:
        line = CountedLine(*facts)
        now = held.get((line.variant_id, lot), 0) if by_lots else whole.get(line.variant_id, 0)
        if line.counted is None and not of.blind:
            line = replace(line, expected=now)
        made.append(line)
    return tuple(made)


def variance(read: Read, name: str) -> Variance:
    """Return the counted lines that differ, what is worth most first."""
    counted = [line for line in lines(read, name) if line.difference]
    counted.sort(key=lambda line: (-abs(line.worth or 0), -abs(line.difference or 0), line.sku))
    priced = [line for line in counted if line.worth is not None and line.currency == RUPIAH]
    return Variance(
        sheet(read, name),
        tuple(counted),
        -sum(min(line.difference or 0, 0) for line in counted),
        sum(max(line.difference or 0, 0) for line in counted),
        sum(line.worth or 0 for line in priced),
        len(counted) - len(priced),
    )


def _sheets(read: Read, condition: sa.ColumnElement[bool]) -> tuple[SheetRow, ...]:
    differs = sa.and_(CountLine.counted.is_not(None), CountLine.counted != CountLine.expected)
    query: Any = (
        sa.select(
            CountSheet.id, CountSheet.name, Location.name, CountSheet.location_id,
            sa.type_coerce(CountSheet.blind, sa.Boolean), CountSheet.state, CountSheet.made_at,
            CountSheet.made_by, CountSheet.counted_by, CountSheet.posted_at, CountSheet.posted_by,
            sa.func.count(CountLine.id), sa.func.count(CountLine.counted),
            sa.func.coalesce(sa.func.sum(sa.case((differs, 1), else_=0)), 0),
        )
        .join(Location, Location.id == CountSheet.location_id)
        .outerjoin(CountLine, CountLine.sheet_id == CountSheet.id)
        .where(condition)
        .group_by(CountSheet.id, Location.name)
        .order_by(CountSheet.made_at.desc(), CountSheet.id.desc())
    )  # fmt: skip
    return tuple(SheetRow(*row) for row in read.connection.execute(query))
