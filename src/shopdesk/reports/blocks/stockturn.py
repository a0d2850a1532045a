"""Sell-through and days of inventory, SKU by SKU."""

from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.reports.blocks.goods import MOST, on_desk, others, parted
from shopdesk.reports.document import Block, Cell, Column, Row, Table, Tile, Tiles
from shopdesk.services.analyses.stockturn import Turn, stockturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.analyses.stockturn import Turns
    from shopdesk.services.figures import Scope
    from shopdesk.store import Read


def blocks(read: "Read", scope: "Scope", most: int = MOST) -> tuple[Block, ...]:
    """Return how stock turned in the scope's days; stock is of all shops together."""
    found = stockturn(read, scope)
    return _tiles(found), _table(found, most)


def _tiles(found: "Turns") -> Tiles:
    whole = found.total
    return Tiles((
        Tile(_("Sell-through"), _("sold / (sold + stock at the end)"), "share",
             whole.sell_through),
        Tile(_("Days of inventory, all SKUs"), _("available / pieces sold a day"), "days",
             whole.days),
        Tile(_("Pieces that left stock for orders"), _("kits as their parts, all shops"), "count",
             whole.sold),
        Tile(_("Stock at the end"), _("pieces fit to be sold"), "count", whole.left),
    ))  # fmt: skip


def _table(found: "Turns", most: int) -> Table:
    columns = (
        Column(_("SKU"), "code"), Column(_("Product")), Column(_("Sold"), "count"),
        Column(_("Stock at the end"), "count"), Column(_("Sell-through"), "share"),
        Column(_("Days in stock"), "count"), Column(_("Sold a day"), "number"),
        Column(_("Available"), "count"), Column(_("Days of inventory"), "days"),
    )  # fmt: skip
    shown, rest = parted(found.rows, most)
    rows = [Row(_cells(row), on_desk(row.ware) if row.ware else None) for row in shown]
    if rest:
        rows.append(Row(_sums(others(len(rest)), rest)))
    note = _("Sold a day counts days in stock alone; the stock is one for all shops.")
    if not found.now:
        note += " " + _("Available is all that was fit to be sold when the period ended.")
    total = Row(_sums(_("Total"), found.rows)) if rows else None
    return Table(_("Stock turn by SKU"), columns, tuple(rows), total, note,
                 _("No SKU of the catalogue has a stock ledger yet."))  # fmt: skip


def _cells(row: "Turn") -> tuple[Cell, ...]:
    names = (row.ware.sku, row.ware.name) if row.ware else ("", "")
    return (*names, row.sold, row.left, row.sell_through, row.in_stock, row.daily, row.available,
            row.days)  # fmt: skip


def _sums(name: str, rows: "Sequence[Turn]") -> tuple[Cell, ...]:
    """Return the sums of several SKUs; days in stock are no one's but a SKU's own."""
    sold, left = sum(row.sold for row in rows), sum(row.left for row in rows)
    whole = Turn(sold, left, 0, 0)
    return (name, "", sold, left, whole.sell_through, None, None,
            sum(row.available for row in rows), None)  # fmt: skip
