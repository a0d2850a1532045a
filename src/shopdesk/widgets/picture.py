"""A picture in a box: by the terminal's own graphics where it has some, else in coloured blocks.

The graphics are textual-image's; the blocks are ours, made on another thread and drawn by lines.
Which of these is told by the environment: a terminal that is asked while the program runs would
answer into somebody's typing. Pictures come as small, whole PNGs; they are opened on the thread
that fetched them, and what cannot be opened is no picture.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.containers import Container
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from PIL.Image import Image

WAYS: Final = ("kitty", "sixel", "blocks")
LARGEST: Final = 2_000_000
"""Bytes, and pixels, that a small picture has at most."""
CELL: Final = (10, 20)
"""Pixels of a cell where the terminal does not tell."""
_KITTY: Final = ("xterm-kitty", "xterm-ghostty", "ghostty")
_SIXEL: Final = ("foot", "mlterm", "contour", "yaft", "WezTerm", "iTerm.app", "mintty")
_BEHIND: Final = ("screen", "tmux", "linux", "dumb")
"""Terminals that pass no graphics on: beginnings of their names."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that is ready to be shown, as the widget that shows it takes it."""

    kind: type[Widget]
    image: Any


def way(environment: Mapping[str, str], wanted: str = "") -> str:
    """Return how pictures are drawn in this terminal: one of ``WAYS``, or empty for not at all.

    ``wanted`` is what the person chose; empty: whatever the terminal can.
    """
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if "NO_COLOR" in environment or wanted == "off" or term in {"", "dumb"}:
        return ""
    if wanted in WAYS:
        return wanted
    if "TMUX" in environment or term.startswith(_BEHIND):
        return "blocks"
    if {term, program} & set(_KITTY) or "KITTY_WINDOW_ID" in environment:
        return "kitty"
    if program in _SIXEL or term.startswith(_SIXEL):
        return "sixel"
    return "blocks"


def prepare(png: bytes | None, chosen: str) -> Drawing | None:
    """Open a small picture, away from the screen's own thread; None where it is no picture."""
    if not png or len(png) > LARGEST or chosen not in WAYS:
        return None
    import io

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
            if opened.width * opened.height > LARGEST:
                return None
            image = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (
        Drawing(Blocks, _blocks(image)) if chosen == "blocks" else Drawing(_painter(chosen), image)
    )


def pixels(columns: int, rows: int) -> tuple[int, int]:
    """Return how many pixels so many cells have."""
    width, height = _cell()
    return columns * width, rows * height


class Blocks(Widget):
    """A picture of half blocks: two colours in each cell."""

    def __init__(self, image: Sequence[Strip] = ()) -> None:
        super().__init__()
        self._lines: Sequence[Strip] = image

    @property
    def image(self) -> Sequence[Strip]:
        """The lines of the picture."""
        return self._lines

    @image.setter
    def image(self, image: Sequence[Strip] | None) -> None:
        self._lines = image or ()
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Take what there is: another picture needs no other place."""
        return container.width

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, blank = self.size.width, self.rich_style
        strip = self._lines[y] if y < len(self._lines) else Strip.blank(width, blank)
        return strip.adjust_cell_length(width, blank)


class Picture(Container):
    """A box of fixed height. Without a picture it is not there."""

    DEFAULT_CSS = """
    Picture { height: 12; width: 100%; display: none; align-horizontal: left; }
    Picture.-shown { display: block; }
    Picture > * { width: auto; height: 100%; }
    """

    drawing: Drawing | None = None
    """What is shown now."""

    def put(self, drawing: Drawing | None) -> None:
        """Show this picture, or none."""
        self.drawing = drawing
        self.set_class(drawing is not None, "-shown")
        shown: Any = next(iter(self.children), None)
        if shown is not None and (drawing is None or isinstance(shown, drawing.kind)):
            shown.image = drawing.image if drawing else None
        elif drawing is not None:
            self.remove_children()
            painter: Any = drawing.kind
            self.mount(painter(drawing.image))


def _blocks(image: "Image") -> tuple[Strip, ...]:
    """Return the lines of a picture, each cell with a colour above and one below."""
    wide, high = _cell()
    columns, rows = max(1, round(image.width / wide)), max(1, round(image.height / high))
    told = image.resize((columns, 2 * rows)).tobytes()
    points = [Color.from_rgb(*told[at : at + 3]) for at in range(0, len(told), 3)]
    lines = (points[at : at + columns] for at in range(0, len(points), columns))
    return tuple(
        Strip([Segment("▀", Style(color=one, bgcolor=other))
               for one, other in zip(above, below, strict=True)], columns)
        for above, below in zip(lines, lines, strict=True)
    )  # fmt: skip


def _painter(chosen: str) -> type[Widget]:
    """Return the widget that draws in this way."""
    with _nobody_asked():
        import textual_image.widget as painters

    kinds: dict[str, type[Widget]] = {"kitty": painters.TGPImage, "sixel": painters.SixelImage}
    return kinds[chosen]


def _cell() -> tuple[int, int]:
    """Return the pixels of a cell, as far as the system knows without asking the terminal."""
    import array
    import fcntl
    import termios

    told = array.array("H", [0, 0, 0, 0])
    try:
        fcntl.ioctl(sys.__stdout__.fileno() if sys.__stdout__ else -1, termios.TIOCGWINSZ, told)
    except (OSError, ValueError):
        return CELL
    rows, columns, width, height = told
    if not (rows and columns and width >= columns and height >= rows):
        return CELL
    return width // columns, height // rows


class _Silent:
    """Standard output that says it is no terminal, so that nobody questions one that is in use."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def isatty(self) -> bool:
        """Say that it is no terminal."""
        return False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _nobody_asked() -> Iterator[None]:
    """Keep the library from asking the terminal when it is loaded: the answer would be typed."""
    width, height = _cell()
    os.environ.setdefault("TEXTUAL_CELL_WIDTH", str(width))
    os.environ.setdefault("TEXTUAL_CELL_HEIGHT", str(height))
    stream: Any = sys.__stdout__
    sys.__stdout__ = _Silent(stream)  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        sys.__stdout__ = stream  # type: ignore[misc]
