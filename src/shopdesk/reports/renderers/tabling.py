"""Charts and figures as tables, the change of a figure, and tables cut to what a page bears."""

from dataclasses import dataclass
from fractions import Fraction

from shopdesk.locale import _, ngettext
from shopdesk.money import number
from shopdesk.reports.document import Cell, Chart, Column, Document, Row, Table, Tile
from shopdesk.reports.figures import change as relative
from shopdesk.reports.renderers.cells import decimal, shown


@dataclass(frozen=True, slots=True)
class Shown:
    """A tile in words: its figure, what it was before, how much that changed."""

    name: str
    means: str
    value: str
    before: str
    change: str


def tile_in_words(tile: Tile, currency: str) -> Shown:
    """Return a tile in words."""
    before = shown(tile.before, tile.kind, currency)
    if before and tile.before_name:
        before = f"{tile.before_name}: {before}"
    value = shown(tile.value, tile.kind, currency) or "–"
    return Shown(tile.name, tile.means, value, before, change(tile))


def change(tile: Tile) -> str:
    """Return by how much a figure changed: in percent, a share in points; blank if unknown."""
    now, then = tile.value, tile.before
    if not isinstance(now, int | Fraction) or not isinstance(then, int | Fraction):
        return ""
    if tile.kind != "share":
        return relative(now, then)
    points = (Fraction(now) - Fraction(then)) * 100
    sign = "+" if round(points * 10) > 0 else ""
    return _("{n} points").format(n=sign + decimal(points, 1))


def of_chart(chart: Chart) -> Table:
    """Return the numbers of a chart: a row per category, or per series where it is a heat map."""
    rows: list[tuple[Cell, ...]]
    if chart.kind == "heat":
        names, rows = chart.categories, [(one.name, *one.values) for one in chart.series]
    else:
        names = tuple(one.name for one in chart.series)
        rows = [
            (name, *(one.values[at] for one in chart.series))
            for at, name in enumerate(chart.categories)
        ]
    columns = (Column(chart.axis), *(Column(name, chart.values) for name in names))
    return Table(chart.name, columns, tuple(map(Row, rows)))


def in_words(table: Table, row: Row, currency: str) -> list[str]:
    """Return the cells of a row as people read them."""
    pairs = zip(row.cells, table.columns, strict=True)
    return [shown(cell, column.kind, currency) for cell, column in pairs]


def cut(table: Table, most: int) -> tuple[tuple[Row, ...], str]:
    """Return the first rows, and a sentence on those left out, empty where there is none."""
    left = len(table.rows) - most
    if left <= 0:
        return table.rows, ""
    said = ngettext(
        "{n} more row is left out here; the .xlsx and .csv of this report have all.",
        "{n} more rows are left out here; the .xlsx and .csv of this report have all.",
        left,
    )
    return table.rows[:most], said.format(n=number(left))


def under(document: Document) -> list[str]:
    """Return the lines under the title: period, shop, how fresh, whether it names people."""
    lines = [" · ".join(filter(None, (document.period, document.shop))), document.fresh]
    if document.personal:
        lines.append(_("It holds personal data: for those only who need them."))
    return [line for line in lines if line]


def alternative(chart: Chart, currency: str) -> str:
    """Return in words what a chart shows, for those who cannot see it."""
    found = [
        (value, name, series.name)
        for series in chart.series
        for name, value in zip(chart.categories, series.values, strict=True)
        if value is not None
    ]
    if not found:
        return _("{name}: nothing is known.").format(name=chart.name)
    most, least = max(found, key=lambda one: one[0]), min(found, key=lambda one: one[0])

    def where(one: tuple[int | Fraction, str, str]) -> str:
        place = f"{one[2]}, {one[1]}" if len(chart.series) > 1 else one[1]
        return f"{shown(one[0], chart.values, currency)} ({place})"

    return _("{name}: most {most}, least {least}.").format(
        name=chart.name, most=where(most), least=where(least)
    )
