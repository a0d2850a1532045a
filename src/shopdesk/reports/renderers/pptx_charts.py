"""Native charts of slides: flat categories, their own title, fonts that Google has."""

from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from shopdesk.reports.document import Chart
from shopdesk.reports.renderers.cells import form, number
from shopdesk.reports.renderers.shades import COLOURS, ink, shade
from shopdesk.reports.renderers.tabling import alternative
from shopdesk.text import safe

_KINDS: Final = {
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
FONT: Final = "Arial"
_LONGEST: Final = 40


def rgb(colour: str) -> Any:
    """Return a colour of six hexadecimal digits as slides want it."""
    made: Any = RGBColor
    return made.from_string(colour)


def add_chart(slide: Any, chart: Chart, currency: str, place: tuple[Any, Any, Any, Any]) -> None:
    """Add a chart to a slide."""
    shape, told = form(chart.values, currency), alternative(chart, currency)
    flat: Any = CategoryChartData
    held = flat(number_format=shape)
    held.categories = [safe(name, _LONGEST) for name in chart.categories]
    for one in chart.series:
        held.add_series(safe(one.name), [number(value, chart.values) for value in one.values])
    frame = slide.shapes.add_chart(_KINDS[chart.kind], *place, held)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", told)  # noqa: SLF001 - no other way
    _dress(frame.chart, chart, shape)


def shaded(table: Any, chart: Chart) -> None:
    """Colour the numbers of a heat map: the more the darker."""
    top = max((v for one in chart.series for v in one.values if v is not None), default=0)
    for row, one in enumerate(chart.series, 1):
        for column, value in enumerate(one.values, 1):
            if value is None:
                continue
            cell = table.cell(row, column)
            cell.fill.fore_color.rgb = rgb(shade(value, top))
            for run in cell.text_frame.paragraphs[0].runs:
                run.font.color.rgb = rgb(ink(value, top))


def _dress(drawn: Any, chart: Chart, shape: str) -> None:
    drawn.font.name, drawn.font.size = FONT, Pt(11)
    drawn.has_title = False  # said outright: otherwise a single series puts its name there
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    drawn.value_axis.tick_labels.number_format = shape
    drawn.value_axis.tick_labels.number_format_is_linked = False
    drawn.value_axis.format.line.fill.background()
    drawn.value_axis.major_gridlines.format.line.color.rgb = rgb("DDDDDD")
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.kind == "bar":
        drawn.category_axis.reverse_order = True
        drawn.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    for at, series in enumerate(drawn.plots[0].series):
        colour = rgb(COLOURS[at % len(COLOURS)])
        if chart.kind == "line":
            series.smooth = False
            series.format.line.color.rgb = colour
            series.format.line.width = Pt(2)
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = colour
        else:
            series.invert_if_negative = False
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
    if chart.kind != "line":
        drawn.plots[0].gap_width = 60
