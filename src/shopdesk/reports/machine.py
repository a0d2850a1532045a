"""A report as one JSON document: amounts as strings with two decimals, days as ISO 8601."""

from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from shopdesk import money
from shopdesk.reports.document import (
    Block,
    Cell,
    Chart,
    Document,
    Heading,
    Kind,
    Row,
    Table,
    Text,
    Tiles,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.reports.document import Opens, Tile

AMOUNTS: Final = ("money", "average")


def told(document: Document) -> dict[str, Any]:
    """Return the document as JSON can say it."""
    return {
        "report": document.report, "title": document.title, "period": document.period,
        "shop": document.shop, "fresh": document.fresh, "language": document.language,
        "currency": document.currency, "first": str(document.first),
        "personal": document.personal, "blocks": [_block(one) for one in document.blocks],
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Text():
            return {"kind": "text", "text": block.text}
        case Tiles():
            return {"kind": "tiles", "tiles": [_tile(one) for one in block.tiles]}
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)


def _tile(tile: "Tile") -> dict[str, Any]:
    return {
        "name": tile.name, "means": tile.means, "unit": tile.kind,
        "value": _cell(tile.value, tile.kind), "before": _cell(tile.before, tile.kind),
        "before_name": tile.before_name, "opens": _opens(tile.opens),
    }  # fmt: skip


def _table(table: Table) -> dict[str, Any]:
    kinds = [column.kind for column in table.columns]
    return {
        "kind": "table", "name": table.name,
        "columns": [
            {"name": one.name, "unit": one.kind, "personal": one.personal} for one in table.columns
        ],
        "rows": [_row(row, kinds) for row in table.rows],
        "total": _row(table.total, kinds) if table.total else None,
        "note": table.note,
    }  # fmt: skip


def _row(row: Row, kinds: "Sequence[Kind]") -> dict[str, Any]:
    cells = [_cell(cell, kind) for cell, kind in zip(row.cells, kinds, strict=True)]
    return {"cells": cells, "opens": _opens(row.opens)}


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "kind": "chart", "name": chart.name, "drawn": chart.kind, "unit": chart.values,
        "axis": chart.axis, "categories": list(chart.categories),
        "series": [
            {"name": one.name, "values": [_cell(value, chart.values) for value in one.values]}
            for one in chart.series
        ],
    }  # fmt: skip


def _opens(opens: "Opens | None") -> dict[str, str] | None:
    return asdict(opens) if opens else None


def _cell(cell: Cell, kind: Kind) -> str | int | float | None:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return str(cell)
    if kind in AMOUNTS:
        return money.text(round(cell))
    return round(float(cell), 4) if isinstance(cell, Fraction) else cell
