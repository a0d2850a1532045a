"""A sheet to read: why an order is stuck, an order whole. It scrolls; esc or q puts it away."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from shopdesk.screens.dialogs.dialog import sheet
from shopdesk.screens.dialogs.scrolling import Scrolling
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.paper import Paper


class Reader(Scrolling[str]):
    """Shows a sheet of any length. ``keys`` put it away too, and are its answer."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("close", "q,enter", N_("Close"), N_("Put the sheet away")),
        Action("up", "up,k", N_("Up"), N_("One line up")),
        Action("down", "down,j", N_("Down"), N_("One line down")),
        Action("page_up", "pageup", N_("Page up"), N_("One page up")),
        Action("page_down", "pagedown,space", N_("Page down"), N_("One page down")),
        Action("top", "g,home", N_("First"), N_("To the first line")),
        Action("bottom", "G,end", N_("Last"), N_("To the last line")),
    )

    def __init__(self, title: str, paper: Paper, *, keys: Sequence[str] = ()) -> None:
        super().__init__(title)
        self._paper, self._keys = paper, keys

    def on_key(self, event: events.Key) -> None:
        """Answer with one of the keys that the sheet speaks of."""
        if event.character in self._keys:
            event.stop()
            self.dismiss(event.character)

    def body(self) -> ComposeResult:
        """Show the sheet."""
        with VerticalScroll(can_focus=False, id="scroll"):
            yield sheet(self._paper, id="sheet")

    def do_close(self) -> None:
        """Put the sheet away."""
        self.dismiss(None)

    def do_top(self) -> None:
        """To the first line."""
        self.sheet_view.scroll_home(animate=False)

    def do_bottom(self) -> None:
        """To the last line."""
        self.sheet_view.scroll_end(animate=False)
