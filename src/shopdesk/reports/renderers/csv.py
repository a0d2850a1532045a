"""One CSV for people: all tables one below the other, each under a line with its name.

What Excel would run is guarded by an apostrophe; amounts are plain numbers, days ISO 8601.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from shopdesk import money
from shopdesk.locale import _
from shopdesk.reports.document import Cell, Chart, Document, Heading, Kind, Row, Table, Text, Tiles
from shopdesk.reports.renderers.means import EVERY, Means
from shopdesk.reports.renderers.tabling import change, of_chart, under
from shopdesk.sheets.apostrophe import guarded
from shopdesk.sheets.values import sound

Line = list[str]


def render(document: Document, means: Means) -> bytes:
    """Return the document as UTF-8 with a byte order mark, without which Excel misreads it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for rows, line in enumerate(_lines(document)):
        writer.writerow([guarded(sound(cell).replace("\0", "\ufffd")) for cell in line])
        if rows % EVERY == 0:
            means.progress(rows)
    return file.getvalue().encode("utf-8-sig")


def _lines(document: Document) -> Iterator[Line]:
    yield [document.title]
    yield from ([line] for line in under(document))
    for block in document.blocks:
        yield []
        match block:
            case Heading() | Text():
                yield [block.text]
            case Tiles():
                yield from _tiles(block)
            case Table():
                yield from _table(block)
            case Chart():
                yield from _table(of_chart(block))


def _tiles(tiles: Tiles) -> Iterator[Line]:
    yield [_("Figure"), _("Value"), _("Change"), _("Before"), _("Compared with"), _("Meaning")]
    for one in tiles.tiles:
        yield [
            one.name, _plain(one.value, one.kind), change(one), _plain(one.before, one.kind),
            one.before_name, one.means,
        ]  # fmt: skip


def _table(table: Table) -> Iterator[Line]:
    yield [table.name]
    yield [column.name for column in table.columns]
    yield from (_row(table, row) for row in table.rows)
    if table.total:
        yield _row(table, table.total)
    if not table.rows and table.empty:
        yield [table.empty]
    if table.note:
        yield [table.note]


def _row(table: Table, row: Row) -> Line:
    return [
        _plain(cell, column.kind) for cell, column in zip(row.cells, table.columns, strict=True)
    ]


def _plain(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str | date):
        return str(cell)
    if kind in ("money", "average"):
        return money.text(round(cell)).removesuffix(".00")
    if kind == "share":
        return f"{float(cell * 100):.10g}%"
    return f"{float(cell):.10g}" if isinstance(cell, Fraction) else str(cell)
