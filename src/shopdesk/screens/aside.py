"""What the workstation does beside all else: one turn at a time, told in the line above the footer.

What goes wrong is told once, not at every turn anew; nothing pops up.
"""

from typing import TYPE_CHECKING, Any, Final

from shopdesk.widgets.line import Piece
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from shopdesk.screens.errands import Errands

SETTLED: Final = 2.0
"""Seconds until the desk has drawn what a turn changed; the news would be wiped away before."""


class Aside:
    """Work in the background that comes round again and again."""

    def __init__(self, app: "Errands") -> None:
        self._app = app
        self._under_way = False
        self._said = ""

    def turn(self) -> None:
        """Begin, unless the last turn is still under way."""
        if not self._under_way:
            self._under_way = True
            self._set_out()

    def _set_out(self) -> None:
        raise NotImplementedError

    def _failed(self, text: str) -> None:
        self._under_way = False
        self._once(text)

    def _once(self, text: str) -> None:
        """Tell what went wrong, but not at every turn anew."""
        if text != self._said:
            self._said = text
            self._tell(text)

    def _tell(self, text: str) -> None:
        self._app.set_timer(SETTLED, lambda: self._show(text))

    def _show(self, text: str) -> None:
        desk: Any = self._app.desk
        if desk is not None and desk.is_attached and self._app.job is None:
            desk.query_one(StatusLine).show(left=[Piece(f" {text}", "dim")])
