"""Paper: set by the press of the house, with charts that are drawn as SVG."""

from typing import Any, Final

from shopdesk.locale import _
from shopdesk.reports.document import Block, Chart, Document, Heading, Row, Table, Text, Tiles
from shopdesk.reports.papers.press import press, printable
from shopdesk.reports.renderers.cells import FIGURES, FIRM
from shopdesk.reports.renderers.means import Means
from shopdesk.reports.renderers.svg import draw
from shopdesk.reports.renderers.tabling import alternative, cut, in_words, tile_in_words, under
from shopdesk.reports.renderers.widths import fit

MOST: Final = 400
"""Rows of one table that are put on paper."""
_LONGEST: Final = 300
_ROOM: Final = 500
"""Points that a table may be wide."""
_SIZES: Final = (9, 8, 7, 6.5, 6)
_FONT: Final = "Libertinus Serif"


def render(document: Document, _means: Means) -> bytes:
    """Return the PDF."""
    content = {
        "title": _words(document.title),
        "under": [_words(line) for line in under(document)],
        "foot": _words(f"{document.title} · {document.period}"),
        "blocks": [_block(block, document.currency) for block in document.blocks],
    }
    return press("report.typ", content, document.language, tagged=True)


def _block(block: Block, currency: str) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": _words(block.text), "level": block.level}
        case Text():
            return {"kind": "text", "text": _words(block.text, 4_000)}
        case Tiles():
            return {"kind": "tiles", "tiles": _tiles(block, currency)}
        case Table():
            return _table(block, currency)
        case Chart():
            return {
                "kind": "chart", "name": _words(block.name), "svg": draw(block, currency, _FONT),
                "told": _words(alternative(block, currency), 2_000),
            }  # fmt: skip


def _tiles(tiles: Tiles, currency: str) -> list[dict[str, str]]:
    told = [tile_in_words(tile, currency) for tile in tiles.tiles]
    return [
        {"name": _words(one.name), "value": _words(one.value), "change": _words(one.change),
         "before": _words(one.before), "means": _words(one.means)}
        for one in told
    ]  # fmt: skip


def _table(table: Table, currency: str) -> dict[str, Any]:
    rows, left = cut(table, MOST)
    if not rows:
        said = f"{table.name}: {table.empty or _('nothing to show')}"
        return {"kind": "text", "text": _words(said, 4_000)}

    def line(row: Row) -> list[str]:
        return [_cell(cell) for cell in in_words(table, row, currency)]

    lines = [line(row) for row in rows]
    foot = line(table.total) if table.total else None
    heads = [_words(column.name) for column in table.columns]
    right = [column.kind in FIGURES for column in table.columns]
    firm = [column.kind in FIRM for column in table.columns]
    fitted = fit([heads, *lines, *([foot] if foot else [])], firm, _ROOM, _SIZES)
    columns = zip(heads, right, fitted.widths, strict=True)
    return {
        "kind": "table", "name": _words(table.name), "size": fitted.size,
        "columns": [{"name": name, "right": at, "width": width} for name, at, width in columns],
        "rows": lines, "total": foot,
        "notes": [_words(note, 2_000) for note in (left, table.note) if note],
    }  # fmt: skip


def _cell(text: str) -> str:
    """Return a cell's words; what stands beneath another one stays to its right."""
    beneath = len(text) - len(text.lstrip(" "))
    return "\N{EN SPACE}" * beneath + _words(text, _LONGEST)


def _words(text: str, limit: int = 200) -> str:
    return printable(text, limit)
