"""The charts of a workbook: native ones over ranges with their numbers, heat as coloured cells."""

from typing import Any, Final

from shopdesk.locale import _
from shopdesk.reports.document import Chart
from shopdesk.reports.renderers.cells import form
from shopdesk.reports.renderers.shades import COLOURS
from shopdesk.reports.renderers.tabling import alternative, of_chart
from shopdesk.reports.renderers.xlsx_sheets import Looks, Sheets, put
from shopdesk.sheets.values import sound
from shopdesk.text import safe

_WIDTH, _HEIGHT = 900, 320
_HEAT: Final = {
    "type": "2_color_scale",
    "min_color": "#EEF3F9",
    "max_color": "#7FA8D6",
    "min_type": "num",
    "min_value": 0,
    "max_type": "max",
}


class Charts:
    """The charts, and the sheet of the numbers that they are drawn from."""

    def __init__(self, book: Any, looks: Looks, sheets: Sheets) -> None:
        self._book, self._looks, self._sheets = book, looks, sheets
        self._name = sheets.kept(_("Chart numbers"))
        self._row = 0
        self._drawn: list[Chart] = []

    def draw(self, page: Any, row: int, chart: Chart) -> None:
        """Put a chart on a page; its numbers come with ``finish``."""
        drawn = self._book.add_chart({"type": chart.kind})
        top = self._row + 1
        last = top + len(chart.categories)
        for number in range(len(chart.series)):
            colour = f"#{COLOURS[number % len(COLOURS)]}"
            look = "line" if chart.kind == "line" else "fill"
            drawn.add_series(
                {
                    "name": [self._name, top, number + 1],
                    "categories": [self._name, top + 1, 0, last, 0],
                    "values": [self._name, top + 1, number + 1, last, number + 1],
                    look: {"color": colour},
                    "gap": 60,
                }
            )
        self._dress(drawn, chart)
        page.insert_chart(row, 0, drawn, {"description": alternative(chart, self._looks.currency)})
        self._drawn.append(chart)
        self._row = last + 2

    def finish(self) -> None:
        """Write the numbers of the charts that were drawn, where they look for them."""
        if not self._drawn:
            return
        page = self._sheets.page(self._name)
        page.set_column(0, 0, 32)
        page.set_column(1, 8, 20)
        row = 0
        for chart in self._drawn:
            page.write_string(row, 0, sound(safe(chart.name)), self._looks.bold("text"))
            row = self._grid(page, row + 1, chart) + 1

    def heat(self, page: Any, row: int, chart: Chart) -> int:
        """Put a heat map on a sheet of its own as coloured cells, and the link to it on a page."""
        own = self._sheets.page(chart.name)
        own.set_column(0, 0, 18)
        own.set_column(1, max(1, len(chart.categories)), 5 if chart.values == "count" else 9)
        own.freeze_panes(1, 1)
        last = self._grid(own, 0, chart)
        own.conditional_format(1, 1, max(1, last - 1), max(1, len(chart.categories)), _HEAT)
        where = own.get_name().replace("'", "''")
        said = _("{name}: see sheet “{sheet}”").format(name=safe(chart.name), sheet=own.get_name())
        page.write_url(row, 0, f"internal:'{where}'!A1", string=said)
        return row

    def _grid(self, page: Any, row: int, chart: Chart) -> int:
        table = of_chart(chart)
        for column, one in enumerate(table.columns):
            page.write_string(row, column, sound(one.name), self._looks.over(one.kind))
        for line in table.rows:
            row += 1
            for column, cell in enumerate(line.cells):
                kind = table.columns[column].kind
                put(page, row, column, cell, kind, self._looks.of(kind))
        return row + 1

    def _dress(self, drawn: Any, chart: Chart) -> None:
        font = {"name": "Arial", "size": 9, "bold": False}
        drawn.set_title({"name": sound(safe(chart.name)), "overlay": False,
                         "name_font": {"name": "Arial", "size": 12}})  # fmt: skip
        numbers = {"num_font": font, "num_format": form(chart.values, self._looks.currency),
                   "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}}  # fmt: skip
        names = {"num_font": font, "label_position": "low"}
        if chart.kind == "bar":
            drawn.set_x_axis({**numbers, "label_position": "high"})  # below, as names go down
            drawn.set_y_axis({**names, "reverse": True})
        else:
            drawn.set_x_axis(names)
            drawn.set_y_axis(numbers)
        if len(chart.series) > 1:
            drawn.set_legend({"position": "bottom", "font": font})
        else:
            drawn.set_legend({"none": True})
        drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
