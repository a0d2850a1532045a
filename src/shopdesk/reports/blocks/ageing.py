"""The age of the stock, its value at cost, and what is dead."""

from fractions import Fraction
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.reports.blocks.goods import MOST, on_desk, others, parted
from shopdesk.reports.days import said
from shopdesk.reports.document import (
    Block,
    Cell,
    Chart,
    Column,
    Row,
    Series,
    Table,
    Tile,
    Tiles,
)
from shopdesk.services.analyses.ageing import BORDERS, ageing
from shopdesk.services.figures import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.analyses.ageing import Aged, Ages
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read


def blocks(read: "Read", scope: "Scope", most: int = MOST) -> tuple[Block, ...]:
    """Return how old the stock is, what of it is dead, and each SKU; of all shops together."""
    found = ageing(read, scope)
    return _tiles(found), _ages(found), _chart(found), _dead(found, most), _skus(found, most)


def ages() -> tuple[str, ...]:
    """Return what the buckets are called: 0-30 … 180+."""
    starts = (0, *(border + 1 for border in BORDERS))
    spans = (f"{start}-{end}" for start, end in zip(starts, BORDERS, strict=False))
    return (*spans, f"{BORDERS[-1]}+")


def _value(rows: "Sequence[Aged]") -> int:
    return sum(row.value or 0 for row in rows)


def _tiles(found: "Ages") -> Tiles:
    worth, dead = _value(found.rows), _value(found.dead)
    lain = _("no sale and nothing received for {n} days").format(n=found.dead_after)
    return Tiles((
        Tile(_("Stock value at cost"), _("pieces on hand × cost"), "money", worth),
        Tile(_("Dead stock at cost"), lain, "money", dead,
             opens=on_desk(*(row.ware for row in found.dead))),
        Tile(_("Dead share of the value"), _("dead stock / stock, at cost"), "share",
             Fraction(dead, worth) if worth else None),
        Tile(_("SKUs with stock and without a cost"), _("their value is not known, and not added"),
             "count", len(found.costless), opens=on_desk(*(row.ware for row in found.costless))),
    ))  # fmt: skip


def _buckets(found: "Ages") -> tuple[tuple[str, int, int], ...]:
    """Return pieces and value of every age."""
    return tuple(
        (name, sum(row.buckets[at] for row in found.rows),
         sum(row.buckets[at] * (row.cost or 0) for row in found.rows))
        for at, name in enumerate(ages())
    )  # fmt: skip


def _ages(found: "Ages") -> Table:
    columns = (Column(_("Days since it came in")), Column(_("Pieces"), "count"),
               Column(_("Stock value at cost"), "money"), Column(_("Share"), "share"))  # fmt: skip
    worth = _value(found.rows)
    rows = tuple(
        Row(
            (name, pieces, value, Fraction(value, worth) if worth else None),
            on_desk(*(row.ware for row in found.rows if row.buckets[at])),
        )
        for at, (name, pieces, value) in enumerate(_buckets(found))
    )
    total = Row((_("Total"), sum(row.pieces for row in found.rows), worth,
                 Fraction(1) if worth else None))  # fmt: skip
    note = _("On {day}: the pieces that are left are those that came last, all shops together.")
    return Table(
        _("Age of the stock"), columns, rows, total, note.format(day=said(Span(found.on, found.on)))
    )


def _chart(found: "Ages") -> Chart:
    buckets = _buckets(found)
    series = Series(_("Stock value at cost"), tuple(value for _name, _n, value in buckets))
    return Chart(_("Stock value by age"), "column", ages(), (series,), axis=_("days"))


def _dead(found: "Ages", most: int) -> Table:
    columns = (
        Column(_("SKU"), "code"), Column(_("Product")), Column(_("Pieces"), "count"),
        Column(_("Stock value at cost"), "money"), Column(_("Last sold"), "date"),
        Column(_("Last received"), "date"),
    )  # fmt: skip
    shown, rest = parted(found.dead, most)
    rows = [Row((*_worth(row), row.sold_on, row.received_on), on_desk(row.ware)) for row in shown]
    if rest:
        rows.append(Row((*_sums(others(len(rest)), rest), None, None)))
    total = Row((*_sums(_("Total"), found.dead), None, None)) if rows else None
    note = _("No sale and nothing received for {n} days or more.").format(n=found.dead_after)
    return Table(_("Dead stock"), columns, tuple(rows), total, note, _("No stock is dead."))


def _skus(found: "Ages", most: int) -> Table:
    columns = (
        Column(_("SKU"), "code"), Column(_("Product")), Column(_("Pieces"), "count"),
        Column(_("Stock value at cost"), "money"), *(Column(name, "count") for name in ages()),
        Column(_("Last sold"), "date"), Column(_("Last received"), "date"),
    )  # fmt: skip
    shown, rest = parted(found.rows, most)
    rows = [
        Row((*_worth(row), *row.buckets, row.sold_on, row.received_on), on_desk(row.ware))
        for row in shown
    ]
    if rest:
        rows.append(Row((*_sums(others(len(rest)), rest), *_pieces(rest), None, None)))
    total = (*_sums(_("Total"), found.rows), *_pieces(found.rows), None, None)
    return Table(_("Stock by age and SKU"), columns, tuple(rows), Row(total) if rows else None,
                 _("Pieces by days since they came in."), _("Nothing is in stock."))  # fmt: skip


def _worth(row: "Aged") -> tuple[Cell, ...]:
    return row.ware.sku, row.ware.name, row.pieces, row.value


def _sums(name: str, rows: "Sequence[Aged]") -> tuple[Cell, ...]:
    return name, "", sum(row.pieces for row in rows), _value(rows)


def _pieces(rows: "Sequence[Aged]") -> tuple[int, ...]:
    return tuple(sum(ages) for ages in zip(*(row.buckets for row in rows), strict=True))
