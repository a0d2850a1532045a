"""Slides with boxes of fixed places and sizes, which Google Slides keeps as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from shopdesk.reports.document import Kind
from shopdesk.reports.renderers.cells import FIGURES, FIRM
from shopdesk.reports.renderers.pptx_charts import FONT, rgb
from shopdesk.reports.renderers.shades import DARK, PALE
from shopdesk.reports.renderers.tabling import Shown
from shopdesk.reports.renderers.widths import fit
from shopdesk.text import safe

_TITLE_SLIDE, _TITLE_ONLY = 0, 5
_LEFT, _TOP, _WIDTH, _HEIGHT = 0.6, 1.35, 12.13, 5.35
_BESIDE: Final = 8.55
_QUIET, _INK, _WHITE = "666666", "222222", "FFFFFF"
_ROW: Final = 0.33
_CELL: Final = 120
_SIZES: Final = (11, 10, 9, 8, 7)
Box = tuple[float, float, float, float]
"""Left, top, width and height in inches."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one slide: its head, lines and kinds of columns; ``all`` on all slides."""

    heads: Sequence[str]
    lines: Sequence[Sequence[str]]
    kinds: Sequence[Kind]
    all: Sequence[Sequence[str]]
    foot: bool = False


class Deck:
    """A presentation that is being made."""

    def __init__(self, title: str) -> None:
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Inches(13.333), Inches(7.5)
        self.file.core_properties.title = title
        self.file.core_properties.author = "ShopDesk"
        self.file.core_properties.last_modified_by = "ShopDesk"

    def opening(self, title: str, lines: Sequence[str]) -> None:
        """Add the slide that all begins with."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[_TITLE_SLIDE])
        head, below = slide.placeholders[0], slide.placeholders[1]
        _fill(head, (0.9, 2.2, 11.5, 1.4), [(title, 40, DARK, True)])
        _fill(below, (0.9, 3.7, 11.5, 1.6), [(line, 18, _QUIET, False) for line in lines])

    def slide(self, title: str, part: str) -> Any:
        """Add a slide; above its title stands the part of the report that it belongs to."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[_TITLE_ONLY])
        _fill(slide.shapes.title, (_LEFT, 0.55, _WIDTH, 0.65), [(title, 24, DARK, True)])
        if part and part != title:
            box = slide.shapes.add_textbox(0, 0, 0, 0)
            _fill(box, (_LEFT, 0.3, _WIDTH, 0.3), [(part, 12, _QUIET, False)])
        return slide

    def texts(self, title: str, lines: Sequence[str]) -> None:
        """Add a slide of sentences."""
        slide = self.slide(title, "")
        box = slide.shapes.add_textbox(0, 0, 0, 0)
        place = (_LEFT, _TOP, _WIDTH, _HEIGHT)
        _fill(box, place, [(line, 16, _INK, False) for line in lines], gap=10)

    def tiles(self, title: str, told: Sequence[Shown]) -> None:
        """Add a slide of figures."""
        slide = self.slide(title, "")
        high = _HEIGHT / max(2, -(-len(told) // 3))
        for at, one in enumerate(told):
            box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
            box.fill.solid()
            box.fill.fore_color.rgb = rgb(PALE)
            box.line.fill.background()
            box.shadow.inherit = False
            said = " · ".join(filter(None, (one.change, one.before)))
            place = (_LEFT + at % 3 * 4.1, _TOP + 0.1 + at // 3 * high, 3.9, high - 0.2)
            name, means = (one.name, 14, _QUIET, False), (one.means, 10, _QUIET, False)
            value, more = (one.value, 28, DARK, True), (said, 12, _INK, False)
            _fill(box, place, [name, value, more, means])

    def note(self, slide: Any, text: str) -> None:
        """Add a small line at the foot of a slide."""
        if text:
            box = slide.shapes.add_textbox(0, 0, 0, 0)
            _fill(box, (_LEFT, 6.8, _WIDTH, 0.5), [(safe(text, 400), 10, _QUIET, False)])

    def grid(self, slide: Any, grid: Grid, *, beside: bool = False) -> Any:
        """Add a table to a slide, as wide as the slide or beside a chart."""
        left, width = (_LEFT + _BESIDE, _WIDTH - _BESIDE) if beside else (_LEFT, _WIDTH)
        rows = len(grid.lines) + 1
        frame = slide.shapes.add_table(rows, len(grid.heads), Inches(left), Inches(_TOP),
                                       Inches(width), Inches(_ROW * rows))  # fmt: skip
        table = frame.table
        table.horz_banding = False
        right = [kind in FIGURES for kind in grid.kinds]
        firm = [kind in FIRM for kind in grid.kinds]
        fitted = fit([grid.heads, *grid.all], firm, width * 72, _SIZES)
        whole = sum(fitted.widths)
        for column, share in zip(table.columns, fitted.widths, strict=True):
            column.width = Emu(int(Inches(width) * share / whole))
        for number, line in enumerate([grid.heads, *grid.lines]):
            table.rows[number].height = Inches(_ROW)
            strong = number == 0 or (grid.foot and number == rows - 1)
            for at, words in enumerate(line):
                room = int(fitted.widths[at])
                most = _CELL if firm[at] else max(4, min(room, _CELL))  # no figure is cut
                cell = table.cell(number, at)
                _cell(cell, safe(words, most), fitted.size, right=right[at])
                _ground(cell, strong=strong, head=number == 0)
        return table

    @staticmethod
    def place(*, whole: bool) -> tuple[Any, Any, Any, Any]:
        """Return where a chart goes: over the whole slide, or with room for a table beside it."""
        width = _WIDTH if whole else _BESIDE - 0.25
        return Inches(_LEFT), Inches(_TOP), Inches(width), Inches(_HEIGHT)


def _fill(
    shape: Any, place: Box, lines: Sequence[tuple[str, float, str, bool]], gap: float = 4
) -> None:
    """Put lines (text, size, colour, bold) into a shape at a place."""
    shape.left, shape.top, shape.width, shape.height = map(Inches, place)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for at, (words, size, colour, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(gap)
        _say(paragraph, safe(words), size, colour, bold=bold)


def _say(paragraph: Any, words: str, size: float, colour: str, *, bold: bool) -> None:
    run = paragraph.add_run()
    run.text = words
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = rgb(colour)


def _cell(cell: Any, words: str, size: float, *, right: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.word_wrap = True
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    _say(paragraph, words, size, _INK, bold=False)


def _ground(cell: Any, *, strong: bool, head: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(DARK if head else PALE if strong else _WHITE)
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.bold = strong
        if head:
            run.font.color.rgb = rgb(_WHITE)
