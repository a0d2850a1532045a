"""Changing a field of many SKUs by value or by formula: first a plan, then exactly that plan."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as member
from fractions import Fraction
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from shopdesk import money
from shopdesk.locale import _, ngettext
from shopdesk.models.products import Offer, Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.money import SCALE
from shopdesk.refusal import Refusal
from shopdesk.services.products.edit import Edited, batches, chosen, value_of, write
from shopdesk.services.products.fields import MOST, Field, field_of
from shopdesk.services.products.formula import (
    Exact,
    Formula,
    Grid,
    UnworkableError,
    understand,
)
from shopdesk.services.stock.following import ended
from shopdesk.services.stock.levels import levels
from shopdesk.store import Change, Read, Work, journal

SHOWN: Final = 60
"""Letters of a formula or a value that the journal's label shows."""
PIECES: Final = Grid(1)
CENTS: Final = Grid(1, scale=SCALE)
UNITS: Final = Grid(SCALE, scale=SCALE)


class BulkRow(NamedTuple):
    """One SKU of a plan: the value before and after, or why it is refused.

    ``id`` is the variant's, ``key`` that of the row which holds the value: an offer's, for the
    price of one shop. Money in minor units of ``currency``.
    """

    id: int
    sku: str
    name: str
    before: Any
    after: Any
    refused: str = ""
    currency: str = "IDR"
    key: int = 0

    @property
    def changes(self) -> bool:
        """Whether applying the plan writes this row."""
        return not self.refused and self.before != self.after


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What a bulk edit would do; ``head`` is the journal's newest entry when it was made."""

    field: Field
    formula: str
    rows: tuple[BulkRow, ...]
    head: int
    ids: Sequence[int] = member(repr=False)
    by_value: bool = False

    @property
    def changed(self) -> int:
        """SKUs that would change."""
        return sum(row.changes for row in self.rows)

    @property
    def refused(self) -> int:
        """SKUs that stay out, each with its reason."""
        return sum(bool(row.refused) for row in self.rows)

    @property
    def unchanged(self) -> int:
        """SKUs that have the value already."""
        return len(self.rows) - self.changed - self.refused


def plan(read: Read, ids: Sequence[int], name: str, formula: str) -> BulkPlan:
    """Return what a formula would make of a field of these SKUs, or a value of a field of texts.

    An empty formula takes the value away.

    Raises:
        FormulaError: the formula cannot be read, with the columns to underline.
        Refusal: a field that is not there, a value that it cannot have, a SKU that is gone.
    """
    field = field_of(name)
    if not field.number or not formula.strip():
        return plan_value(read, ids, name, formula)
    found = _found(read, ids, field)
    head = journal.head(read.connection)[0]
    working = _Working(read, field, understand(formula), [row.id for row in found])
    return BulkPlan(field, formula, tuple(working.row(row) for row in found), head, ids)


def plan_value(read: Read, ids: Sequence[int], name: str, said: str) -> BulkPlan:
    """Return what one value would make of a field of these SKUs.

    Raises:
        Refusal: a field that is not there, a value that it cannot have, a SKU that is gone.
    """
    field = field_of(name)
    found = _found(read, ids, field)
    head = journal.head(read.connection)[0]
    after = value_of([Edited(row.id, row.sku, "", 0) for row in found], field, said)
    rows = tuple(_valued(row, field, after) for row in found)
    return BulkPlan(field, said, rows, head, ids, by_value=True)


def apply(work: Work, made: BulkPlan) -> Change:
    """Write exactly what the plan says, as one entry; what it refuses stays as it is.

    Raises:
        Refusal: nothing would change, or the store moved so that the plan would differ now.
    """
    if not made.changed:
        first = next((f"{row.sku}: {row.refused}" for row in made.rows if row.refused), "")
        raise Refusal(first + "." if first else _("Nothing is to be changed."))
    if made.head < work.entry - 1:
        again = plan_value if made.by_value else plan
        if again(work, made.ids, made.field.name, made.formula).rows != made.rows:
            raise Refusal(_("The catalogue changed since this plan was made. Plan again."))
    _write(work, made)
    n = made.changed
    label = ngettext("{n} SKU: {field} is “{formula}”", "{n} SKUs: {field} is “{formula}”", n)
    said = " ".join(made.formula.split())[:SHOWN]
    return ended(work, label.format(n=n, field=_(made.field.label), formula=said))


def _write(work: Work, made: BulkPlan) -> None:
    rows = [row for row in made.rows if row.changes]
    if not made.field.number:
        write(work, chosen(work.connection, [row.id for row in rows]), made.field, rows[0].after)
        return
    table = "offers" if made.field.level == "offer" else "variants"
    column = "own_price" if made.field.level == "offer" else made.field.name
    work.session.flush()
    # One statement for all: bound row by row, the same takes three times as long.
    work.connection.exec_driver_sql(
        f"UPDATE {table} AS t SET {column} = json_extract(p.value, '$[1]') "
        "FROM json_each(?) AS p WHERE t.id = json_extract(p.value, '$[0]')",
        (json.dumps([[row.key, row.after] for row in rows]),),
    )


def _found(read: Read, ids: Sequence[int], field: Field) -> list[Any]:
    """Return the SKUs in the order of their ids, each with the value that the field has now."""
    found: dict[int, list[Any]] = {}
    for part in batches(ids):
        for row in read.connection.execute(_query(field).where(Variant.id.in_(part))):
            found.setdefault(row.id, []).append(row)
    if not found:
        raise Refusal(_("No SKU is chosen."))
    if any(key not in found for key in ids):
        raise Refusal(_("A chosen SKU is no longer there. Look again, and choose anew."))
    return [row for key in dict.fromkeys(ids) for row in found[key]]


def _query(field: Field) -> Any:
    columns = (
        Variant.id, Variant.sku, Product.name, Variant.variation, Variant.archived_at,
        Variant.price, Variant.compare_at, Variant.cost, Variant.weight_g,
    )  # fmt: skip
    if field.level == "offer":
        query = sa.select(
            *columns, Shop.currency, Offer.id.label("key"), Offer.own_price.label("now")
        )
        here = sa.and_(sa.func.lower(Offer.sku) == Variant.sku_key, Offer.shop_id == int(field.of))
        query = query.select_from(Variant).outerjoin(Offer, here)
        query = query.outerjoin(Shop, Shop.id == Offer.shop_id)
    else:
        now = Product.specs if field.kind == "specs" or field.of else _column(field)
        query = sa.select(*columns, Variant.currency, Variant.id.label("key"), now.label("now"))
    return query.join(Product, Product.id == Variant.product_id)


def _column(field: Field) -> Any:
    return getattr(Product if field.level == "product" else Variant, field.name)


def _valued(row: Any, field: Field, after: Any) -> BulkRow:
    before = row.now
    if field.of and field.level == "product":
        before = json.loads(row.now).get(field.of, "")
    elif field.kind == "specs":
        before = json.loads(row.now)
    return _row(row, before, after, _refused(row))


def _row(row: Any, before: Any, after: Any, refused: str) -> BulkRow:
    name = f"{row.name} · {row.variation}" if row.variation else row.name
    return BulkRow(row.id, row.sku, name, before, before if refused else after, refused,
                   row.currency or "IDR", row.key or 0)  # fmt: skip


def _refused(row: Any) -> str:
    if row.archived_at is not None:
        return _("it is archived")
    return "" if row.key is not None else _("it is not on offer in this shop")


class _Working:
    """Works a formula out, SKU by SKU."""

    def __init__(self, read: Read, field: Field, formula: Formula, ids: Sequence[int]) -> None:
        self._field, self._formula = field, formula
        self._scale = SCALE if field.kind == "money" else 1
        self._most = MOST[field.kind]
        wanted = batches(ids) if "stock" in formula.names else ()
        self._levels = {key: one for part in wanted for key, one in levels(read, part).items()}
        kept = 1 - Fraction(str(read.settings.fee).replace(",", ".")) / 100
        self._kept: Exact = kept.numerator, kept.denominator
        self._grids = {"": formula.grid(PIECES)} if field.kind == "whole" else {}

    def row(self, row: Any) -> BulkRow:
        """Return what becomes of one SKU."""
        if refused := _refused(row):
            return _row(row, row.now, row.now, refused)
        try:
            numbers = {name: self._number(row, name) for name in self._formula.names}
            answer = self._formula.answer(numbers, self._grid(row.currency))
        except UnworkableError as error:
            return _row(row, row.now, row.now, str(error))
        if answer > self._most:
            return _row(row, row.now, row.now, _("it is too large"))
        return _row(row, row.now, answer, "")

    def _grid(self, currency: str) -> Grid:
        """Return the numbers that the field may hold."""
        key = currency if self._field.kind == "money" else ""
        if key not in self._grids:
            self._grids[key] = self._formula.grid(CENTS if money.has_cents(currency) else UNITS)
        return self._grids[key]

    def _number(self, row: Any, name: str) -> Exact | None:
        if name == "stock":
            level = self._levels.get(row.id)
            return (level.available, 1) if level else None
        if name == "weight":
            return None if row.weight_g is None else (row.weight_g, 1)
        if name == "break_even":
            kept, parts = self._kept
            return None if row.cost is None else (row.cost * parts, SCALE * kept)
        if name == "value":
            own = row.price if self._field.level == "offer" and row.now is None else row.now
            return None if own is None else (own, self._scale)
        minor = getattr(row, name)
        return None if minor is None else (minor, SCALE)
