"""What the lists of one ticket have in common: its number, a line of words, rows without ids."""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult

from shopdesk.locale import _
from shopdesk.screens.doorway import Call
from shopdesk.screens.outbox.lists import Shelf
from shopdesk.screens.products.lists import numbered
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece


class TicketShelf(Shelf):
    """A list of one ticket in a box of the screen's size."""

    DEFAULT_CSS = """
    TicketShelf #rows { height: 1fr; }
    """

    def __init__(self, title: str, ticket: int) -> None:
        super().__init__(title)
        self.ticket = ticket

    def read(self) -> Call:
        """Return what lists the rows of the ticket."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return the sentence of the empty list."""
        raise NotImplementedError

    def about(self) -> str:
        """Return what there is to say of the row under the cursor."""
        return ""

    def lists(self) -> ComposeResult:
        """Yield a line of words, and the list."""
        yield Line(id="about-row")
        nothing = self.nothing()
        yield Grid(self._rows, self.columns(), sort="id",
                   sentences=(nothing, nothing, _("Loading…")), id="rows")  # fmt: skip

    @property
    def here(self) -> Any:
        """The row under the cursor."""
        return self.grid.row.row if self.grid.row else None

    def look(self, _change: Any = None) -> None:
        """Ask for the rows again."""
        self.house.ask(self.read(), self.ticket, then=self._take, slot="shelf")

    def _take(self, rows: Sequence[Any]) -> None:
        super()._take(numbered(rows))

    def on_grid_moved(self) -> None:
        """Tell of the row; what can be done depends on it."""
        said = self.about()
        self.query_one("#about-row", Line).show([Piece(f" {said}" if said else "", "dim")])
        super().on_grid_moved()

    def no_row(self) -> str | None:
        """Return why there is no row to speak of, or None."""
        return None if self.grid.row else _("Nothing is chosen here.")

    def change(self, verb: Call, *args: Any) -> None:
        """Do a verb, and look again."""
        self.house.do(verb, *args, then=self.look)
