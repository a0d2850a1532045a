"""Workbooks: a summary with figures and native charts, then a sheet for each table.

Amounts, shares and days are typed cells, identifiers text; no text becomes a formula. Charts refer
to ranges of the sheet of their numbers, because Google Sheets shows charts of literals empty.
"""

import io
from datetime import datetime, time
from typing import Any, Final

import xlsxwriter

from shopdesk.locale import _
from shopdesk.reports.document import Chart, Document, Heading, Table, Text, Tiles
from shopdesk.reports.renderers.means import Means
from shopdesk.reports.renderers.shades import DARK
from shopdesk.reports.renderers.tabling import tile_in_words, under
from shopdesk.reports.renderers.xlsx_charts import Charts
from shopdesk.reports.renderers.xlsx_sheets import Looks, Sheets, printed, put
from shopdesk.sheets.to_xlsx import OPTIONS, Sheet
from shopdesk.sheets.values import sound
from shopdesk.text import safe

_WIDTHS: Final = (36, 20, 13, 20, 26, 50)
_HIGH: Final = 17
"""Rows that a chart takes on the summary."""


def render(document: Document, means: Means) -> bytes:
    """Return the workbook."""
    held = io.BytesIO()
    made = datetime.combine(document.first, time.min)
    # Nothing is parked on the disk: personal data may be in it.
    options = {**OPTIONS, "constant_memory": False, "in_memory": True}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": safe(document.title), "author": "ShopDesk", "created": made})
    try:
        _fill(book, document, means)
    except BaseException:
        book.fileclosed = True  # or its end of life would finish it after all, with warnings
        raise
    book.close()
    return held.getvalue()


def _fill(book: Any, document: Document, means: Means) -> None:
    looks = Looks(book, document.currency)
    first = book.add_worksheet(_("Summary"), Sheet)
    sheets = Sheets(book, looks, means)
    charts = Charts(book, looks, sheets)
    _Summary(first, looks, document).fill(sheets, charts)
    charts.finish()


class _Summary:
    """The first sheet, from top to bottom as the document goes."""

    def __init__(self, page: Any, looks: Looks, document: Document) -> None:
        self._page, self._looks, self._document = page, looks, document
        self._row = 0
        made = looks.book.add_format
        self._title = made({"bold": True, "font_size": 16, "font_color": f"#{DARK}"})
        self._wrap = made({"text_wrap": True, "valign": "top"})
        self._quiet = made({"font_color": "#666666"})
        self._heads = {
            1: made({"bold": True, "font_size": 13, "font_color": f"#{DARK}"}),
            2: made({"bold": True, "font_size": 11}),
        }

    def fill(self, sheets: Sheets, charts: Charts) -> None:
        """Write the blocks; tables go into sheets of their own and are linked here."""
        for column, width in enumerate(_WIDTHS):
            self._page.set_column(column, column, width)
        self._page.hide_gridlines(2)
        printed(self._page)
        self._line(self._document.title, self._title)
        for line in under(self._document):
            self._line(line, self._quiet)
        for block in self._document.blocks:
            match block:
                case Heading():
                    self._row += 1
                    self._line(block.text, self._heads[block.level])
                case Text():
                    self._words(block.text)
                case Tiles():
                    self._tiles(block)
                case Table():
                    self._link(block, sheets)
                case Chart():
                    self._chart(block, charts)

    def _line(self, text: str, look: Any) -> None:
        self._page.write_string(self._row, 0, safe(text), look)
        self._row += 1

    def _words(self, text: str) -> None:
        clean = safe(text, 4_000)
        self._page.merge_range(self._row, 0, self._row, len(_WIDTHS) - 1, "", self._wrap)
        self._page.write_string(self._row, 0, clean, self._wrap)
        self._page.set_row(self._row, 15 * (1 + len(clean) // sum(_WIDTHS)))
        self._row += 1

    def _tiles(self, tiles: Tiles) -> None:
        heads = (_("Figure"), _("Value"), _("Change"), _("Before"), _("Compared with"),
                 _("Meaning"))  # fmt: skip
        for column, name in enumerate(heads):
            look = self._looks.over("number" if column in (1, 2, 3) else "text")
            self._page.write_string(self._row, column, name, look)
        for tile in tiles.tiles:
            self._row += 1
            shown = tile_in_words(tile, self._document.currency)
            figure = self._looks.bold(tile.kind)
            self._page.write_string(self._row, 0, sound(tile.name), self._looks.plain)
            put(self._page, self._row, 1, tile.value, tile.kind, figure)
            self._page.write_string(self._row, 2, shown.change, self._looks.right)
            put(self._page, self._row, 3, tile.before, tile.kind, self._looks.of(tile.kind))
            self._page.write_string(self._row, 4, sound(tile.before_name), self._looks.plain)
            self._page.write_string(self._row, 5, sound(tile.means), self._wrap)
        self._row += 2

    def _link(self, table: Table, sheets: Sheets) -> None:
        """Write the table into its sheet, and here where it is and how it was counted."""
        if not table.rows:
            self._words(f"{table.name}: {table.empty or _('nothing to show')}")
            return
        sheet = sheets.add(table)
        where = sheet.replace("'", "''")
        name = safe(table.name)
        said = _("{name}: see sheet “{sheet}”").format(name=name, sheet=sheet)
        self._page.write_url(self._row, 0, f"internal:'{where}'!A1", string=said)
        self._row += 1
        if table.note:
            self._words(table.note)

    def _chart(self, chart: Chart, charts: Charts) -> None:
        if not chart.categories or not chart.series:
            return
        if chart.kind == "heat":
            self._row = charts.heat(self._page, self._row, chart) + 1
            return
        self._row += 1
        charts.draw(self._page, self._row, chart)
        self._row += _HIGH
