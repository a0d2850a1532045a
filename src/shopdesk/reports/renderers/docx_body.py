"""The paragraphs and tables of a report in Word.

Everything carries its own looks, so that it is the same on any letterhead.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Final

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from shopdesk.locale import _
from shopdesk.reports.document import Block, Chart, Heading, Row, Table, Text, Tiles
from shopdesk.reports.renderers.cells import FIGURES, FIRM
from shopdesk.reports.renderers.docx_table import FONT, QUIET, Cell, foot, head
from shopdesk.reports.renderers.docx_table import table as in_xml
from shopdesk.reports.renderers.shades import COLOURS, DARK, ink, shade
from shopdesk.reports.renderers.tabling import cut, in_words, of_chart, tile_in_words
from shopdesk.reports.renderers.text import bar, most
from shopdesk.reports.renderers.widths import Fit, fit
from shopdesk.text import safe

MOST: Final = 300
"""Rows of one table that are put into a document."""
_BARS: Final = 22
_SIZES: Final = (8.5, 7.5, 6.5, 5.5)
_TWIP: Final = 635
"""Word's smallest length in those of the room."""


class Body:
    """Writes blocks to the end of a document. ``room`` is how wide its text is."""

    def __init__(self, page: Any, room: int, currency: str) -> None:
        self._page, self._room, self._currency = page, room, currency
        self._tables: set[str] = set()

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks in their order."""
        blocks = tuple(blocks)
        self._tables = {block.name for block in blocks if isinstance(block, Table)}
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block)
                case Text():
                    self.line(block.text, after=6)
                case Tiles():
                    self._tiles(block)
                case Table():
                    self._table(block)
                case Chart():
                    self._chart(block)

    def line(
        self, text: str, *, size: float = 10, bold: bool = False, colour: str = "", after: int = 2
    ) -> Any:
        """Write a paragraph and return it."""
        made = self._page.add_paragraph()
        made.paragraph_format.space_before = Pt(0)
        made.paragraph_format.space_after = Pt(after)
        _say(made, safe(text, 4_000), size, bold=bold, colour=colour)
        return made

    def foot(self, section: Any, text: str) -> None:
        """Write the foot of every page: the words, and the page's number."""
        made = section.footer.paragraphs[0]
        _say(made, safe(text) + " · ", 8, colour=QUIET)
        run = _say(made, "", 8, colour=QUIET)
        for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = code
            run._r.append(part)  # noqa: SLF001 - the library has no field of its own

    def _heading(self, heading: Heading) -> None:
        made = self.line(heading.text, size=16 - 3 * (heading.level - 1), bold=True, colour=DARK,
                         after=4)  # fmt: skip
        made.paragraph_format.space_before = Pt(14)
        made.paragraph_format.keep_with_next = True
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(heading.level - 1))
        made._p.get_or_add_pPr().append(level)  # noqa: SLF001 - headings without styles

    def _tiles(self, tiles: Tiles) -> None:
        right = (False, True, True, False)
        rows = [head([_("Figure"), _("Value"), _("Change"), _("Before")], right)]
        for tile in tiles.tiles:
            one = tile_in_words(tile, self._currency)
            rows.append(
                [Cell(one.name, one.means), Cell(one.value, right=True, bold=True),
                 Cell(one.change, right=True), Cell(one.before)]
            )  # fmt: skip
        self._grid(rows, Fit(8.5, (34, 18, 14, 34)))

    def _table(self, table: Table) -> None:
        rows, left = cut(table, MOST)
        if not rows:
            self.line(f"{table.name}: {table.empty or _('nothing to show')}", after=6)
            return
        self._name(table.name)
        heads = [column.name for column in table.columns]
        lines = [self._words(table, row) for row in rows]
        total = [self._words(table, table.total)] if table.total else []
        right = [column.kind in FIGURES for column in table.columns]
        firm = [column.kind in FIRM for column in table.columns]
        fitted = fit([heads, *lines, *total], firm, self._room / Pt(1), _SIZES)
        cells = [head(heads, right), *(_plain(line, right) for line in lines)]
        self._grid([*cells, *(foot(line, right) for line in total)], fitted)
        for note in filter(None, (left, table.note)):
            self.line(note, size=8, colour=QUIET, after=6)

    def _words(self, table: Table, row: Row) -> list[str]:
        return in_words(table, row, self._currency)

    def _chart(self, chart: Chart) -> None:
        """Write a chart as a table: Word's own charts cannot be made, and pictures hold no text."""
        if chart.kind == "heat":
            self._heat(chart)
        elif len(chart.series) == 1:
            self._bars(chart)
        elif chart.name not in self._tables:
            self._table(of_chart(chart))

    def _bars(self, chart: Chart) -> None:
        self._name(chart.name)
        table, values = of_chart(chart), chart.series[0].values
        top = most(values)
        right = (False, True, False)
        rows = [head([*(column.name for column in table.columns), ""], right)]
        for row, value in zip(table.rows, values, strict=True):
            drawn = Cell(bar(value, top, _BARS), colour=COLOURS[0])
            rows.append([*_plain(self._words(table, row), right[:2]), drawn])
        self._grid(rows, Fit(8.5, (30, 22, 48)))

    def _heat(self, chart: Chart) -> None:
        self._name(chart.name)
        table = of_chart(chart)
        top = max((v for one in chart.series for v in one.values if v is not None), default=0)
        count = len(table.columns) - 1
        rows = [head([column.name for column in table.columns], [False, *([True] * count)])]
        for row, one in zip(table.rows, chart.series, strict=True):
            name, *words = self._words(table, row)
            pairs = zip(words, one.values, strict=True)
            rows.append([Cell(name), *(_shaded(word, value, top) for word, value in pairs)])
        self._grid(rows, Fit(6.5, (14, *([86 / max(1, count)] * count))), inset=20)

    def _name(self, name: str) -> None:
        made = self.line(name, bold=True, after=3)
        made.paragraph_format.space_before = Pt(8)
        made.paragraph_format.keep_with_next = True

    def _grid(self, rows: Sequence[Sequence[Cell]], fitted: Fit, inset: int = 90) -> None:
        whole = sum(fitted.widths)
        widths = [int(self._room / _TWIP * width / whole) for width in fitted.widths]
        below = self.line("", size=4, after=2)
        below._p.addprevious(parse_xml(in_xml(rows, widths, fitted.size, inset)))  # noqa: SLF001


def _plain(words: Sequence[str], right: Sequence[bool]) -> list[Cell]:
    return [Cell(one, right=at) for one, at in zip(words, right, strict=True)]


def _shaded(words: str, value: int | Fraction | None, top: int | Fraction) -> Cell:
    if value is None:
        return Cell(words, right=True)
    return Cell(words, right=True, colour=ink(value, top), fill=shade(value, top))


def _say(paragraph: Any, text: str, size: float, *, bold: bool = False, colour: str = "") -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run._r.get_or_add_rPr().rFonts.set(qn("w:cs"), FONT)  # noqa: SLF001 - letters of other scripts
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run
