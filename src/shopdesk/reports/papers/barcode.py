"""Code 128 (ISO/IEC 15417) as bar widths; the templates draw them as vectors."""

from itertools import groupby
from typing import Final

QUIET: Final = 10
"""Modules of white that a reader needs before and after the bars."""

_LONGEST: Final = 48


def bars(text: str) -> tuple[int, ...]:
    """Return the widths in modules of bar, space, bar, …, without the quiet zones.

    Empty when the text cannot be a Code 128 symbol of a sensible length: it is empty, over 48
    characters, or not printable ASCII. The paper then shows the number alone.
    """
    if not text or len(text) > _LONGEST or not (text.isascii() and text.isprintable()):
        return ()
    from barcode.codex import Code128  # python-barcode has no types

    modules = Code128(text).build()[0]
    return tuple(len(list(run)) for _module, run in groupby(modules))
