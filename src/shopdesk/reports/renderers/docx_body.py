"""The paragraphs and tables of a report in Word.

Everything carries its own looks, so that it is the same on any letterhead; every cell has its
width, because Google Docs takes no notice of what Word works out itself.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor

from shopdesk.locale import _
from shopdesk.reports.document import Block, Chart, Heading, Row, Table, Text, Tiles
from shopdesk.reports.renderers.cells import FIGURES
from shopdesk.reports.renderers.shades import COLOURS, DARK, PALE, ink, shade
from shopdesk.reports.renderers.tabling import cut, in_words, of_chart, tile_in_words
from shopdesk.reports.renderers.text import bar, most
from shopdesk.reports.renderers.widths import Fit, fit
from shopdesk.text import safe

MOST: Final = 300
"""Rows of one table that are put into a document."""
FONT: Final = "Arial"
_LONGEST: Final = 1_000
_BARS: Final = 22
_SIZES: Final = (8.5, 7.5, 6.5, 5.5)
_WHITE, _RULE, _QUIET = "FFFFFF", "D9D9D9", "666666"


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
        _say(made, safe(text) + " · ", 8, colour=_QUIET)
        run = _say(made, "", 8, colour=_QUIET)
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
        heads = [_("Figure"), _("Value"), _("Change"), _("Before")]
        told = [tile_in_words(tile, self._currency) for tile in tiles.tiles]
        lines = [[f"{one.name}\n{one.means}", one.value, one.change, one.before] for one in told]
        grid = self._grid(heads, lines, [False, True, True, False], Fit(8.5, (34, 18, 14, 34)))
        for row in grid.rows[1:]:
            row.cells[1].paragraphs[0].runs[0].font.bold = True

    def _table(self, table: Table) -> None:
        rows, left = cut(table, MOST)
        if not rows:
            self.line(f"{table.name}: {table.empty or _('nothing to show')}", after=6)
            return
        self._name(table.name)
        lines = [self._words(table, row) for row in rows]
        foot = [self._words(table, table.total)] if table.total else []
        right = [column.kind in FIGURES for column in table.columns]
        heads = [column.name for column in table.columns]
        room = self._room / Pt(1)
        fitted = fit([heads, *lines, *foot], right, room, _SIZES)
        grid = self._grid(heads, [*lines, *foot], right, fitted)
        if foot:
            for cell in grid.rows[-1].cells:
                _fill(cell, PALE)
                for run in cell.paragraphs[0].runs:
                    run.font.bold = True
        for note in filter(None, (left, table.note)):
            self.line(note, size=8, colour=_QUIET, after=6)

    def _words(self, table: Table, row: Row) -> list[str]:
        return in_words(table, row, self._currency)

    def _chart(self, chart: Chart) -> None:
        """Write a chart as a table: Word's own charts cannot be made, and pictures hold no text."""
        table = of_chart(chart)
        if chart.kind == "heat":
            self._heat(chart, table)
        elif len(chart.series) == 1:
            self._bars(chart, table)
        elif chart.name not in self._tables:
            self._table(table)

    def _bars(self, chart: Chart, table: Table) -> None:
        self._name(chart.name)
        values = chart.series[0].values
        top = most(values)
        pairs = zip(table.rows, values, strict=True)
        lines = [[*self._words(table, row), bar(value, top, _BARS)] for row, value in pairs]
        heads = [*(column.name for column in table.columns), ""]
        grid = self._grid(heads, lines, [False, True, False], Fit(8.5, (30, 22, 48)))
        for row in grid.rows[1:]:
            for run in row.cells[2].paragraphs[0].runs:
                run.font.color.rgb = RGBColor.from_string(COLOURS[0])
                run.font.size = Pt(7)

    def _heat(self, chart: Chart, table: Table) -> None:
        self._name(chart.name)
        top = max((v for one in chart.series for v in one.values if v is not None), default=0)
        lines = [self._words(table, row) for row in table.rows]
        count = len(table.columns) - 1
        heads = [column.name for column in table.columns]
        fitted = Fit(6.5, (14, *([86 / max(1, count)] * count)))
        grid = self._grid(heads, lines, [False, *([True] * count)], fitted, inset=20)
        for row, one in zip(grid.rows[1:], chart.series, strict=True):
            for cell, value in zip(row.cells[1:], one.values, strict=True):
                if value is not None:
                    _fill(cell, shade(value, top))
                    for run in cell.paragraphs[0].runs:
                        run.font.color.rgb = RGBColor.from_string(ink(value, top))

    def _name(self, name: str) -> None:
        made = self.line(name, bold=True, after=3)
        made.paragraph_format.space_before = Pt(8)
        made.paragraph_format.keep_with_next = True

    def _grid(
        self, heads: Sequence[str], lines: Sequence[Sequence[str]], right: Sequence[bool],
        fitted: Fit, *, inset: int = 90,
    ) -> Any:  # fmt: skip
        grid = self._page.add_table(rows=0, cols=len(heads))
        _frame(grid, inset)
        whole = sum(fitted.widths)
        shares = [Emu(int(self._room * width / whole)) for width in fitted.widths]
        for column, share in zip(grid.columns, shares, strict=True):
            column.width = share
        for number, line in enumerate([heads, *lines]):
            row = grid.add_row()
            cells = zip(row.cells, line, right, shares, strict=True)
            for cell, words, at_right, share in cells:
                cell.width = share
                _put(cell, words, fitted.size, right=at_right, head=number == 0)
            _steady(row, head=number == 0)
        self.line("", size=4, after=2)
        return grid


def _say(paragraph: Any, text: str, size: float, *, bold: bool = False, colour: str = "") -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run._r.get_or_add_rPr().rFonts.set(qn("w:cs"), FONT)  # noqa: SLF001 - letters of other scripts
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def _put(cell: Any, words: str, size: float, *, right: bool, head: bool) -> None:
    made = cell.paragraphs[0]
    made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(1)
    if right:
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _end(made, size)
    first, _line, more = words.partition("\n")
    _say(made, safe(first, _LONGEST), size, bold=head, colour=_WHITE if head else "")
    if more:
        _say(made, "\n" + safe(more, _LONGEST), size - 1.5, colour=_QUIET)
    if head:
        _fill(cell, DARK)


def _end(paragraph: Any, size: float) -> None:
    """Give the end of a line its size too, or a blank cell is higher than others."""
    mark, half = OxmlElement("w:rPr"), OxmlElement("w:sz")
    half.set(qn("w:val"), str(int(size * 2)))
    mark.append(half)
    paragraph._p.get_or_add_pPr().append(mark)  # noqa: SLF001 - the library has no such setting


def _fill(cell: Any, colour: str) -> None:
    made = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        made.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(made)  # noqa: SLF001 - the library cannot shade


def _frame(grid: Any, inset: int) -> None:
    """Give a table its rules, margins and fixed widths, whatever styles the letterhead has."""
    looks = grid._tbl.tblPr  # noqa: SLF001 - the library knows only named styles
    grid.autofit = False
    rules = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _RULE)):
            rule.set(qn(f"w:{name}"), value)
        rules.append(rule)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(inset))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout = looks.find(qn("w:tblLayout"))
    layout.addprevious(rules)
    layout.addnext(margins)


def _steady(row: Any, *, head: bool) -> None:
    """Keep a row on one page; the head comes again on every page."""
    looks = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no such setting
    looks.append(OxmlElement("w:cantSplit"))
    if head:
        looks.append(OxmlElement("w:tblHeader"))
