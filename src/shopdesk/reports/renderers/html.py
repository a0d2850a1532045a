"""One page that holds all it needs: no script, nothing fetched, fit to print and to be read out."""

from html import escape
from typing import Final

from shopdesk.locale import _
from shopdesk.reports.document import Block, Chart, Document, Heading, Row, Table, Text, Tiles
from shopdesk.reports.renderers.cells import FIGURES
from shopdesk.reports.renderers.means import Means
from shopdesk.reports.renderers.shades import DARK, PALE
from shopdesk.reports.renderers.svg import draw
from shopdesk.reports.renderers.tabling import cut, in_words, of_chart, tile_in_words, under
from shopdesk.text import safe

MOST: Final = 5_000
"""Rows of one table that a browser shows without tiring."""
_FONT: Final = "Arial, Helvetica, sans-serif"
_STYLE: Final = f"""
body{{font:15px/1.5 {_FONT};color:#222;max-width:64em;margin:2em auto;padding:0 1em}}
h1,h2,h3{{color:#{DARK};line-height:1.2}}h1{{margin-bottom:.2em}}h2{{margin-top:2em}}
.under{{color:#555;margin:0}}
.tiles{{display:grid;grid-template-columns:repeat(auto-fill,minmax(14em,1fr));gap:.8em;padding:0}}
.tile{{list-style:none;background:#{PALE};border-radius:6px;padding:.7em .9em}}
.tile b{{display:block;font-size:1.5em;color:#{DARK}}}
.tile span,.tile small{{display:block;color:#555}}
.scroll{{overflow-x:auto}}table{{border-collapse:collapse;width:100%;font-size:14px}}
caption{{text-align:left;font-weight:bold;padding:.6em 0}}
th,td{{padding:.3em .6em;text-align:left;vertical-align:top;border-bottom:1px solid #ddd;
overflow-wrap:anywhere}}
thead th{{background:#{DARK};color:#fff}}tfoot td{{font-weight:bold;border-top:2px solid #{DARK}}}
tbody td:not(.n){{white-space:pre-wrap}}
.n{{text-align:right;white-space:nowrap}}svg{{max-width:100%;height:auto}}
figure{{margin:1.5em 0}}figcaption{{font-weight:bold;padding-bottom:.4em}}
@media print{{body{{margin:0;max-width:none;font-size:11px}}table{{font-size:10px}}
.tile,figure,tr{{break-inside:avoid}}h2,h3,caption{{break-after:avoid}}thead{{display:table-header-group}}
details{{display:none}}*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}
"""


def render(document: Document, _means: Means) -> str:
    """Return the page."""
    body = "\n".join(_block(block, document.currency) for block in document.blocks)
    lines = "".join(f'<p class="under">{_text(line)}</p>' for line in under(document))
    title = _text(document.title)
    guard = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(document.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{guard}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} · {_text(document.period)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<header><h1>{title}</h1>{lines}</header>\n<main>\n{body}\n</main>\n</body>\n"
        "</html>\n"
    )


def _block(block: Block, currency: str) -> str:
    match block:
        case Heading():
            level = block.level + 1
            return f"<h{level}>{_text(block.text)}</h{level}>"
        case Text():
            return f"<p>{_text(block.text)}</p>"
        case Tiles():
            return f'<ul class="tiles">{"".join(_tiles(block, currency))}</ul>'
        case Table():
            return _table(block, currency)
        case Chart():
            return _chart(block, currency)


def _tiles(tiles: Tiles, currency: str) -> list[str]:
    told = [tile_in_words(tile, currency) for tile in tiles.tiles]
    return [
        f'<li class="tile">{_text(one.name)}<b>{_text(one.value)}</b>'
        f"<span>{_text(' · '.join(filter(None, (one.change, one.before))))}</span>"
        f"<small>{_text(one.means)}</small></li>"
        for one in told
    ]


def _table(table: Table, currency: str) -> str:
    rows, left = cut(table, MOST)
    if not rows:
        return f"<p>{_text(table.name)}: {_text(table.empty or _('nothing to show'))}</p>"
    sides = [' class="n"' if column.kind in FIGURES else "" for column in table.columns]
    heads = zip(sides, table.columns, strict=True)
    head = "".join(f'<th scope="col"{side}>{_text(one.name)}</th>' for side, one in heads)
    body = "\n".join(_row(table, row, sides, currency) for row in rows)
    foot = f"<tfoot>{_row(table, table.total, sides, currency)}</tfoot>" if table.total else ""
    notes = "".join(f'<p class="under">{_text(note)}</p>' for note in (left, table.note) if note)
    return (
        f'<div class="scroll"><table><caption>{_text(table.name)}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody>{foot}</table></div>{notes}"
    )


def _row(table: Table, row: Row, sides: list[str], currency: str) -> str:
    cells = zip(sides, in_words(table, row, currency), strict=True)
    return "<tr>" + "".join(f"<td{side}>{_text(cell)}</td>" for side, cell in cells) + "</tr>"


def _chart(chart: Chart, currency: str) -> str:
    numbers = _table(of_chart(chart), currency)
    return (
        f"<figure><figcaption>{_text(chart.name)}</figcaption>{draw(chart, currency, _FONT)}"
        f"<details><summary>{_text(_('Numbers'))}</summary>{numbers}</details></figure>"
    )


def _text(words: str) -> str:
    return escape(safe(words, 32_000), quote=True)
