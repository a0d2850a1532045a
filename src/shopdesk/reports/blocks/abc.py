"""ABC and XYZ: which SKUs carry the shop, and which of them sell evenly."""

from fractions import Fraction
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.reports.blocks.goods import MOST, in_orders, on_desk, others, parted
from shopdesk.reports.days import said
from shopdesk.reports.document import Block, Cell, Chart, Column, Opens, Row, Series, Table
from shopdesk.services.analyses.abc import CLASSES, abc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.analyses.abc import By, Graded, Grades
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

PATTERNS = ("X", "Y", "Z", "")


def blocks(
    read: "Read", scope: "Scope", by: "By" = "revenue", most: int = MOST
) -> tuple[Block, ...]:
    """Return the classes, the SKUs in them, and what could not be graded."""
    found = abc(read, scope, by)
    made: tuple[Block, ...] = (_classes(found, scope), _chart(found), _skus(found, scope, most))
    return (*made, _missing(found, scope)) if by == "margin" else made


def _worth(found: "Grades") -> str:
    return _("Margin before fees") if found.by == "margin" else _("GMV, not cancelled")


def _classes(found: "Grades", scope: "Scope") -> Table:
    columns = (
        Column(_("Class")), Column(_("SKUs"), "count"), Column(_("Units"), "count"),
        Column(_worth(found), "money"), Column(_("Share"), "share"),
        Column(_("X, even"), "count"), Column(_("Y, varying"), "count"),
        Column(_("Z, irregular"), "count"), Column(_("No recent sale"), "count"),
    )  # fmt: skip
    note = _(
        "A to {a} %, B to {b} %, C the rest, U not sold; the SKU that crosses a border belongs to "
        "the class above it. X, Y, Z: how much weekly sales vary, {weeks}."
    ).format(a=found.borders[0], b=found.borders[1], weeks=said(found.weeks))
    rows = (*(_class(found, grade) for grade in CLASSES), *_unclassed(found, scope))
    return Table(_("ABC and XYZ classes"), columns, rows, _whole(found), note)


def _class(found: "Grades", grade: str) -> Row:
    rows = [row for row in found.rows if row.grade == grade]
    cells = (grade, *_counts(rows))
    return Row(cells, on_desk(*(row.ware for row in rows if row.ware.variant is not None)))


def _whole(found: "Grades") -> Row:
    """Return the total of all that was sold: of the margin, as far as it is known."""
    _skus, _units, value, *more = _counts(found.rows)
    skus = len(found.rows) + len(found.missing)
    worth = value if found.by == "margin" else found.total.gmv
    return Row((_("Total"), skus, found.total.units, worth, *more))


def _counts(rows: "Sequence[Graded]") -> tuple[Cell, ...]:
    """Return SKUs, units, value, share, and how many sell in which way."""
    shares = [row.share for row in rows if row.share is not None]
    return (
        len(rows), sum(row.sold.units for row in rows), sum(row.value for row in rows),
        sum(shares, Fraction(0)) if shares else None,
        *(sum(row.pattern == one for row in rows) for one in PATTERNS),
    )  # fmt: skip


def _unclassed(found: "Grades", scope: "Scope") -> tuple[Row, ...]:
    """Return the rows of what was sold and is in no class."""
    counts = {_("Cost missing"): len(found.missing)}
    return tuple(
        Row((row.cells[0], counts.get(str(row.cells[0]), 0), row.cells[2],
             None if found.by == "margin" else row.cells[3], None, 0, 0, 0, 0), row.opens)
        for row in _apart(found, scope)
    )  # fmt: skip


def _chart(found: "Grades") -> Chart:
    grades = CLASSES[:3]
    values = tuple(
        sum(row.value for row in found.rows if row.grade == grade) for grade in grades
    )  # fmt: skip
    return Chart(_("Value by class"), "bar", grades, (Series(_worth(found), values),),
                 axis=_("class"))  # fmt: skip


def _skus(found: "Grades", scope: "Scope", most: int) -> Table:
    sold = [row for row in found.rows if row.grade != "U"]
    shown, rest = parted(sold, most)
    rows, reached = [], Fraction(0)
    for row in shown:
        reached += max(row.share or Fraction(0), Fraction(0))
        rows.append(Row(_cells(row, reached), in_orders(row.ware, scope)))
    if rest:
        rows.append(Row((others(len(rest)), "", *_sums(rest), None, None, "", "", None)))
    note = _("Margin: GMV less the cost of the pieces; fees are not taken off.")
    return Table(
        _("SKUs by margin") if found.by == "margin" else _("SKUs by GMV"),
        _columns(),
        (*rows, *_apart(found, scope)),
        Row((_("Total"), "", *_total(found), None, None, "", "", None)),
        note if found.by == "margin" else "",
        _("Nothing was sold."),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("SKU"), "code"), Column(_("Product")), Column(_("Units"), "count"),
        Column(_("GMV, not cancelled"), "money"), Column(_("Margin before fees"), "money"),
        Column(_("Share"), "share"), Column(_("Together"), "share"), Column(_("Class")),
        Column(_("Pattern")), Column(_("Weekly variation"), "number"),
    )  # fmt: skip


def _cells(row: "Graded", reached: Fraction) -> tuple[Cell, ...]:
    varies = row.weekly.varies
    return (
        row.ware.sku, row.ware.name, row.sold.units, row.sold.gmv, row.margin, row.share, reached,
        row.grade, row.pattern, None if varies is None else Fraction(round(varies * 100), 100),
    )  # fmt: skip


def _apart(found: "Grades", scope: "Scope") -> tuple[Row, ...]:
    """Return what was sold and has no class: without a cost, without a SKU."""
    rows = []
    if found.missing:
        opens = on_desk(*(row.ware for row in found.missing))
        cells = (_("Cost missing"), "", *_sums(found.missing), None, None, "", "", None)
        rows.append(Row(cells, opens))
    if found.unmapped.units:
        sums = (found.unmapped.units, found.unmapped.gmv, None)
        opens = Opens("orders", f"is:unmapped {scope.where} -status:cancelled")
        rows.append(Row((_("Without a SKU"), "", *sums, None, None, "", "", None), opens))
    return tuple(rows)


def _sums(rows: "Sequence[Graded]") -> tuple[int, int, int | None]:
    """Return units, GMV and margin; the margin is blank where one of them has none."""
    margins = [row.margin for row in rows]
    margin = None if None in margins else sum(margin or 0 for margin in margins)
    return sum(row.sold.units for row in rows), sum(row.sold.gmv for row in rows), margin


def _total(found: "Grades") -> tuple[int, int, int | None]:
    sold = [row for row in (*found.rows, *found.missing) if row.sold.units]
    margin = None if found.unmapped.units else _sums(sold)[2]
    return found.total.units, found.total.gmv, margin


def _missing(found: "Grades", scope: "Scope") -> Table:
    columns = (Column(_("SKU"), "code"), Column(_("Product")), Column(_("Units"), "count"),
               Column(_("GMV, not cancelled"), "money"))  # fmt: skip
    rows = tuple(
        Row((row.ware.sku, row.ware.name, row.sold.units, row.sold.gmv),
            in_orders(row.ware, scope))
        for row in found.missing
    )  # fmt: skip
    return Table(
        _("Sold, and their cost is missing"), columns, rows,
        Row((_("Total"), "", *_sums(found.missing)[:2])) if rows else None,
        _("Without a cost there is no margin: they stand in no class, and are never free."),
        _("Every SKU that was sold has its cost."),
    )  # fmt: skip
