"""Plain signs: what is drawn passes here when a terminal can only show ASCII.

Letters of names stay what they are; signs, lines and typographic marks get a face of one cell.
"""

from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS: Final = {
    '"': "“”„«»", "'": "‘’", ".": "…○◌░▁▂▃", ":": "▒▄▅", "%": "▓", "#": "█▆▇", "-": "–—·−─━═┄┈╌╴╶",
    "|": "│┃║┆┊╎▌▐▏▕▎▍▋▊▉", "*": "•●✓✔★☆", "x": "×✗✘", "/": "÷", ">": "→▶►▸≥", "<": "←◀◄◂≤",
    "^": "↑⇧▲△▴", "v": "↓▼▽▾", "~": "◷", "=": "■□≠", "+": "±◆◇", " ": "▔\N{NO-BREAK SPACE}",
}  # fmt: skip
_FACES: Final = {sign: plain for plain, signs in _SIGNS.items() for sign in signs}


def face(sign: str) -> str:
    """Return one cell of ASCII for a sign, or the sign itself where it is a letter of a name."""
    if 0x2500 <= ord(sign) <= 0x257F:
        return _FACES.get(sign, "+")
    if 0x2580 <= ord(sign) <= 0x259F:
        return _FACES.get(sign, "#")
    return _FACES.get(sign, sign)


class _Faces(dict[int, str]):
    """A table for ``str.translate`` that is filled as signs turn up."""

    def __missing__(self, code: int) -> str:
        """Work out the face of a sign seen for the first time."""
        made = self[code] = face(chr(code))
        return made


class Plain(LineFilter):
    """Draws every line with ASCII signs. It is switched on and off as the setting says."""

    def __init__(self) -> None:
        super().__init__(enabled=False)
        self._faces = _Faces()

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments with plain signs."""
        return [
            one if one.text.isascii() else one._replace(text=one.text.translate(self._faces))
            for one in segments
        ]
