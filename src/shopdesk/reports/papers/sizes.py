"""The sizes of paper that goes with parcels: A6, label rolls, and four A6 to a sheet of A4."""

import re
from typing import Final, Literal, get_args

from shopdesk.locale import _
from shopdesk.reports.papers.press import inlaid

Size = Literal["a6", "thermal", "a4"]
SIZES: Final[tuple[Size, ...]] = get_args(Size)

_MILLIMETRES: Final = {"a6": (105.0, 148.0), "thermal": (100.0, 150.0), "a4": (105.0, 148.0)}
_PAGE: Final = re.compile(rb"/Type\s*/Page(?!s)")


def size_word(size: str) -> str:
    """Return what people call a size of paper."""
    words = {
        "a6": _("A6"),
        "thermal": _("Label roll, 100 × 150 mm"),
        "a4": _("A4, four to a sheet"),
    }
    return words[size]


def page(size: Size) -> dict[str, float]:
    """Return breadth and height of one paper in millimetres, as the templates want them."""
    breadth, height = _MILLIMETRES[size]
    return {"breadth": breadth, "height": height}


def laid(pdf: bytes, size: Size) -> bytes:
    """Return the PDF on sheets of this size: four pages to a sheet of A4."""
    return inlaid("sheet.typ", pdf, pages(pdf)) if size == "a4" else pdf


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    return len(_PAGE.findall(pdf))
