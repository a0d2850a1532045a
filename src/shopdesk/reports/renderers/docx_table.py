"""A table of Word as XML at once: cell by cell it would take ten times as long.

Every cell has its width, because Google Docs takes no notice of what Word works out itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from shopdesk.reports.renderers.shades import DARK, PALE
from shopdesk.text import safe

FONT: Final = "Arial"
QUIET: Final = "666666"
_LONGEST: Final = 1_000
_NAMES: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RULE: Final = 'w:val="single" w:sz="4" w:space="0" w:color="D9D9D9"'


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``more`` is a smaller line below its words. Colours are six digits."""

    words: str
    more: str = ""
    right: bool = False
    bold: bool = False
    colour: str = "222222"
    fill: str = ""


def head(names: Sequence[str], right: Sequence[bool]) -> list[Cell]:
    """Return the cells of the row above all others."""
    pairs = zip(names, right, strict=True)
    return [Cell(name, right=at, bold=True, colour="FFFFFF", fill=DARK) for name, at in pairs]


def foot(words: Sequence[str], right: Sequence[bool]) -> list[Cell]:
    """Return the cells of the row of totals."""
    return [Cell(one, right=at, bold=True, fill=PALE) for one, at in zip(words, right, strict=True)]


def table(
    rows: Sequence[Sequence[Cell]], widths: Sequence[int], size: float, inset: int = 90
) -> str:
    """Return the table's XML. The first row is its head; widths and margins are in twips."""
    sides = "".join(f"<w:{side} {_RULE}/>" for side in ("top", "bottom", "insideH"))
    margins = "".join(f'<w:{side} w:w="{inset}" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(_row(row, widths, size, first=at == 0) for at, row in enumerate(rows))
    return (
        f'<w:tbl xmlns:w="{_NAMES}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{lines}</w:tbl>"
    )


def _row(cells: Sequence[Cell], widths: Sequence[int], size: float, *, first: bool) -> str:
    """Return a row that stays on one page; the head comes again on every page."""
    again = "<w:tblHeader/>" if first else ""
    told = "".join(_cell(one, width, size) for one, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{told}</w:tr>"


def _cell(cell: Cell, width: int, size: float) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    side = '<w:jc w:val="right"/>' if cell.right else ""
    looks = _looks(size, cell.colour, bold=cell.bold)
    more = f"<w:br/>{_text(cell.more)}" if cell.more else ""
    below = f"<w:r>{_looks(size - 1.5, QUIET)}{more}</w:r>" if more else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>{side}{looks}'
        f"</w:pPr><w:r>{looks}{_text(cell.words)}</w:r>{below}</w:p></w:tc>"
    )


def _looks(size: float, colour: str, *, bold: bool = False) -> str:
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "cs"))
    strong = "<w:b/>" if bold else ""
    return (
        f'<w:rPr><w:rFonts {fonts}/>{strong}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{round(size * 2)}"/></w:rPr>'
    )


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(safe(words, _LONGEST), quote=False)}</w:t>'
