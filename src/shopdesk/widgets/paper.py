"""Paper: text of several lines put together from words of ours and words from outside.

Everything from outside is made safe here, and nothing is ever read as markup.
"""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from shopdesk.text import safe

QUIET = "$foreground-muted"
STRONG = "bold"


class Paper:
    """A sheet that is written from the top, then read as Textual's ``Content``."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, str]] = []

    def __bool__(self) -> bool:
        """Tell whether anything was written."""
        return bool(self._parts)

    def write(self, text: str, style: str = "") -> "Paper":
        """Add words to the line."""
        self._parts.append((safe(text), style))
        return self

    def end(self) -> "Paper":
        """End the line."""
        self._parts.append(("\n", ""))
        return self

    def line(self, text: str = "", style: str = "") -> "Paper":
        """Add a whole line; text with line ends keeps them."""
        self._parts.append((safe(text, 20_000, lines=True) + "\n", style))
        return self

    def add(self, other: "Paper") -> "Paper":
        """Add all that stands on another sheet."""
        self._parts.extend(other._parts)  # noqa: SLF001 - one of its own kind
        return self

    def heading(self, text: str) -> "Paper":
        """Add a heading, after a blank line unless it is the first."""
        if self._parts:
            self.line()
        return self.line(text, f"{STRONG} $text-accent")

    def pairs(self, pairs: Iterable[tuple[str, str]], style: str = "") -> "Paper":
        """Add a line per name and value, the values in one column."""
        made = [(safe(name, 80), safe(value, 400)) for name, value in pairs]
        width = max((cell_len(name) for name, _value in made), default=0)
        for name, value in made:
            self._parts.append((name + " " * (width - cell_len(name) + 2), QUIET))
            self._parts.append((value + "\n", style))
        return self

    def content(self) -> Content:
        """Return what was written."""
        return Content.assemble(*self._parts)
