"""The few signs that stand beside words, with an ASCII face for terminals that lack them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One face: every sign takes one cell."""

    cursor: str
    mark: str
    rising: str
    falling: str
    late: str
    soon: str
    hold: str
    trouble: str
    done: str
    wait: str
    arrow: str
    bar: str
    more: str
    """Stands for what was cut off."""
    before: str
    """There are more columns on the left."""
    after: str
    """There are more columns on the right."""


DRAWN: Final = Glyphs("▌", "✓", "▲", "▼", "!", "◷", "■", "✗", "✓", "○", "→", "│", "…", "«", "»")
ASCII: Final = Glyphs(">", "*", "^", "v", "!", "~", "=", "x", "+", ".", ">", "|", "~", "<", ">")

_face = DRAWN


def use(face: Glyphs) -> None:
    """Draw with this face from now on."""
    global _face  # noqa: PLW0603 - one terminal has one face
    _face = face


def glyphs() -> Glyphs:
    """Return the face in use."""
    return _face
