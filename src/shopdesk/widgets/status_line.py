"""The status line: what is marked, how far the long work is, and where the cursor stands."""

from typing import Any

from shopdesk.locale import _, language, ngettext
from shopdesk.money import number
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.lines import Lines


class StatusLine(Line):
    """The left of the line above the footer. Its right is a line of its own: see ``place``."""

    DEFAULT_CSS = """
    StatusLine { width: 1fr; background: $surface; color: $text-muted; }
    """

    def tell(self, grid: Lines[Any] | None, progress: str) -> None:
        """Tell how far the long work is, and what is marked in the list if there is one."""
        pieces = []
        if progress:
            pieces += [Piece(f" {progress} ", "strong"), Piece("^x ", "key"), Piece(_("Stop"))]
        if grid is None:
            self.show(left=pieces)
            return
        if grid.begun is not None:
            pieces.append(Piece(" " + _("Range: move, then v or space marks it"), "strong"))
        if grid.marks:
            pieces.append(Piece(f" {_marked(grid)} ", "strong"))
        self.show(left=pieces)


def _marked(grid: Lines[Any]) -> str:
    """Say how many rows are marked, and how many of them are not to be seen here."""
    n = len(grid.marks)
    said = ngettext("{n} marked", "{n} marked", n).format(n=number(n, language()))
    if hidden := grid.marks.hidden:
        said += _(", {n} not shown here").format(n=number(hidden, language()))
    return said


def place(grid: Lines[Any]) -> list[Piece]:
    """Return where the cursor stands: all that changes on a cursor step."""
    total, spoken = grid.window.total, language()
    at = min(grid.cursor + 1, total)
    return [Piece(f"{number(at, spoken)} / {number(total, spoken)} ")]


def describe(what: str, rows: int, share: float, left: float | None) -> str:
    """Return the progress of long work in words: what, rows, percent, time left."""
    parts = [what, _("{n} rows").format(n=number(rows, language())), f"{share:.0%}"]
    if left is not None:
        minutes, seconds = divmod(int(left), 60)
        parts.append(_("{time} left").format(time=f"{minutes}:{seconds:02}"))
    return " · ".join(parts)
