"""Who touched one order: the entries of the history that changed it, its lines or its notes."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from shopdesk.locale import _
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.history.columns import entry_columns
from shopdesk.screens.history.entry import EntryDialog
from shopdesk.screens.source import Rows
from shopdesk.widgets.grid import Grid

if TYPE_CHECKING:
    from shopdesk.services.journal import Entry


class Touchers(Spread[str]):
    """Lists the entries that touched an order, newest first; enter opens one."""

    DEFAULT_CSS = """
    Touchers #entries { height: 1fr; }
    """

    def __init__(self, number: str) -> None:
        super().__init__(_("Who touched {number}").format(number=number))
        self._number = number

    def lists(self) -> ComposeResult:
        """Yield the entries."""
        nobody = _("Nobody touched this order here.")
        yield Grid(
            Rows(self.house, "journal"), entry_columns(self.house.clock), sort="-entry",
            sentences=(nobody, nobody, _("Loading…")), id="entries",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Ask for the entries."""
        grid: Grid[Entry] = self.query_one("#entries", Grid)
        grid.load(f'order:"{self._number}"')
        grid.focus()
        self.offer()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show what the entry did."""
        self.app.push_screen(EntryDialog(message.row))
