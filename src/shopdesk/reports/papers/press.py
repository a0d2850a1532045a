"""The press: a template beside this file and plain rows in, a PDF out. It never uses a network."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopdesk import locale
from shopdesk.text import safe

if TYPE_CHECKING:
    from typst import Fonts

_BREAK: Final = "\u200b"  # a place where a line may end, and nothing to see
# Pictures in a name are decoration; few fonts have them and label printers blot them.
_PICTURES: Final = re.compile(
    "[\u2194-\u2199\u21a9\u21aa\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]+"
)


def press(
    template: str, content: Mapping[str, object], language: str, *, tagged: bool = False
) -> bytes:
    """Return the PDF of a template and its content (anything that JSON can say).

    Texts in the content must have gone through ``printable``. A ``tagged`` one can be read out; on
    a label what screen readers want would be two thirds of the bytes.
    """
    told = {"content": json.dumps({**content, "language": language})}
    return _set(template, told, tagged=tagged)


def inlaid(template: str, pdf: bytes, pages: int) -> bytes:
    """Return the PDF of a template that places the pages of another one."""
    # It is handed over in memory: what stands on papers of orders is not left lying about.
    return _set(template, {"pdf": pdf.decode("latin-1"), "pages": str(pages)})


def _set(template: str, inputs: dict[str, str], *, tagged: bool = False) -> bytes:
    import typst

    return typst.compile(
        str(Path(__file__).with_name(template)),
        root=str(Path(__file__).parent),
        font_paths=_fonts(),
        sys_inputs=inputs,
        timestamp=0,
        pdf_tags=tagged,
    )


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Take the words of a paper from its own language, whatever the screens speak."""
    before = locale.language()
    if before == language:
        yield
        return
    locale.use(language)
    try:
        yield
    finally:
        locale.use(before)


def printable(text: str, limit: int = 200, run: int = 24) -> str:
    """Return text from outside fit to print.

    It is safe, has no pictures (unless it is nothing else), is cut at ``limit`` characters, and a
    word longer than ``run``, what its column holds, may be broken there.
    """
    clean = safe(text, limit)
    if not clean.isascii():
        clean = " ".join(_PICTURES.sub(" ", clean).split()) or clean
    return re.sub(rf"(\S{{{run}}})(?=\S)", rf"\1{_BREAK}", clean.strip())


@cache
def _fonts() -> "Fonts":
    """Return the fonts: the typesetter's own for the look, the machine's for other scripts."""
    import typst

    return typst.Fonts()
