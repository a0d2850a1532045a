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

_LONG_RUN: Final = re.compile(r"\S{16,}")
_EVERY_8: Final = re.compile(r"(\S{8})(?=\S)")
_BREAK: Final = "\u200b"  # a place where a line may end, and nothing to see


def press(template: str, content: Mapping[str, object], language: str) -> bytes:
    """Return the PDF of a template and its content (anything that JSON can say).

    Texts in the content must have gone through ``printable``.
    """
    import typst

    return typst.compile(
        str(Path(__file__).with_name(template)),
        root=str(Path(__file__).parent),
        font_paths=_fonts(),
        sys_inputs={"content": json.dumps({**content, "language": language})},
        timestamp=0,
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


def printable(text: str, limit: int = 200) -> str:
    """Return text from outside fit to print: safe, cut, and with long runs able to wrap."""
    return _LONG_RUN.sub(
        lambda run: _EVERY_8.sub(rf"\1{_BREAK}", run[0]), safe(text, limit).strip()
    )


@cache
def _fonts() -> "Fonts":
    """Return the fonts: the typesetter's own for the look, the machine's for other scripts."""
    import typst

    return typst.Fonts()
