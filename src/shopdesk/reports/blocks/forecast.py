"""What sells next, how far off such forecasts were, how long stock lasts, and what to order."""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from shopdesk.locale import N_, _
from shopdesk.reports.blocks.goods import MOST, on_desk, opened, others, parted
from shopdesk.reports.days import said
from shopdesk.reports.document import Block, Cell, Column, Row, Table, Tile, Tiles
from shopdesk.services.analyses.forecast import forecast
from shopdesk.services.figures import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.analyses.forecast import Ahead, Outlook
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read

METHODS: Final = {
    "average": N_("mean of four weeks"),
    "smooth": N_("smoothed, slow"),
    "brisk": N_("smoothed, quick"),
    "weekday": N_("as last week"),
    "croston": N_("now and then (Croston)"),
    "fading": N_("now and then (TSB)"),
    "naive": N_("as before (naive)"),
}


def blocks(read: "Read", scope: "Scope", days: int = 14, most: int = MOST) -> tuple[Block, ...]:
    """Return the forecast of every SKU after the scope's last day; of all shops together."""
    found = forecast(read, scope, days)
    return _tiles(found), _table(found, most)


def _tiles(found: "Outlook") -> Tiles:
    short = [row.ware for row in found.rows if row.short]
    until = _("from {day} on, {n} days, all shops").format(
        day=said(Span(found.first, found.first)), n=found.days
    )
    tiles = (
        Tile(_("Forecast pieces"), until, "count", round(sum(row.pieces for row in found.rows))),
        Tile(_("Forecast error (WAPE)"), _("sum of errors / pieces sold, tried on the past"),
             "share", _share(found.whole.wape)),
        Tile(_("Error of the naive forecast"), _("as much again as in the days before"), "share",
             _share(found.whole.naive_wape)),
    )  # fmt: skip
    if not found.stocked:
        return Tiles(tiles)
    return Tiles((*tiles, Tile(
        _("SKUs that run out before"), _("available < forecast"), "count", len(short),
        opens=on_desk(*short),
    )))  # fmt: skip


def _table(found: "Outlook", most: int) -> Table:
    columns = (
        Column(_("SKU"), "code"), Column(_("Product")),
        Column(_("Sold, last {n} days").format(n=found.days), "count"),
        Column(_("Next {n} days").format(n=found.days), "number"), Column(_("Error"), "share"),
        Column(_("Naive error"), "share"), Column(_("Method")), Column(_("Available"), "count"),
        Column(_("On the way"), "count"), Column(_("Lasts until"), "date"),
        Column(_("To order"), "count"),
    )  # fmt: skip
    shown, rest = parted(found.rows, most)
    rows = [Row(_cells(row), opened(row.ware)) for row in shown]
    if rest:
        rows.append(Row(_sums(others(len(rest)), rest)))
    return Table(
        _("Forecast by SKU"), columns, tuple(rows),
        Row(_sums(_("Total"), found.rows)) if rows else None, _note(found),
        _("Nothing was sold in half a year."),
    )  # fmt: skip


def _note(found: "Outlook") -> str:
    told = [
        _("Kits count as their parts. Days out of stock do not count as days without demand."),
        _("Error: how many pieces the forecasts of the last two months were off, in per cent of "
          "the pieces sold."),
    ]  # fmt: skip
    if not found.stocked:
        told.append(_("The period is over: how long stock lasts is told of today only."))
    return " ".join(told)


def _cells(row: "Ahead") -> tuple[Cell, ...]:
    there = (row.level.available, row.level.incoming) if row.level else (None, None)
    return (
        row.ware.sku, row.ware.name, row.sold, row.pieces, _share(row.tested.wape),
        _share(row.tested.naive_wape), _(METHODS[row.tested.method]), *there, row.lasts,
        row.order if row.level else None,
    )  # fmt: skip


def _sums(name: str, rows: "Sequence[Ahead]") -> tuple[Cell, ...]:
    levels = [row.level for row in rows if row.level]
    return (
        name, "", sum(row.sold for row in rows), sum((row.pieces for row in rows), Fraction(0)),
        None, None, "", sum(level.available for level in levels) if levels else None,
        sum(level.incoming for level in levels) if levels else None, None,
        sum(row.order for row in rows) if levels else None,
    )  # fmt: skip


def _share(share: float | None) -> Fraction | None:
    """Return a share with three decimals, so that it is the same on every machine."""
    return None if share is None else Fraction(round(share * 1000), 1000)
