"""What the lists of one ticket have in common: asked for again after each change, with undo."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult

from shopdesk.locale import _
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.doorway import Call
from shopdesk.screens.listing import Listing
from shopdesk.screens.products.lists import Numbered, numbered
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece


class TicketShelf(Spread[str]):
    """A list of one ticket in a box of the screen's size."""

    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("undo", "u", N_("Undo"), N_("Take the newest change back"), footer=True,
               writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was undone"), writes=True),
    )  # fmt: skip
    DEFAULT_CSS = """
    TicketShelf #rows { height: 1fr; }
    """

    def __init__(self, title: str, ticket: int) -> None:
        super().__init__(title)
        self.ticket = ticket
        self._rows: Listing[Numbered] = Listing()

    def read(self) -> Call:
        """Return what lists the rows of the ticket."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return the sentence of the empty list."""
        raise NotImplementedError

    def lists(self) -> ComposeResult:
        """Yield a line of words, and the list."""
        yield Line(id="about-row")
        nothing = self.nothing()
        yield Grid(self._rows, self.columns(), sort="id",
                   sentences=(nothing, nothing, _("Loading…")), id="rows")  # fmt: skip

    def on_mount(self) -> None:
        """Ask for the rows."""
        self.grid.focus()
        self.look()
        self.offer()

    @property
    def grid(self) -> "Grid[Numbered]":
        """The list."""
        return self.query_one("#rows", Grid)

    @property
    def here(self) -> Any:
        """The row under the cursor."""
        return self.grid.row.row if self.grid.row else None

    def look(self, _change: Any = None) -> None:
        """Ask for the rows again."""
        self.house.ask(self.read(), self.ticket, then=self._take, slot="shelf")

    def _take(self, rows: Sequence[Any]) -> None:
        if self.is_attached:
            first, self._rows.rows = self._rows.rows is None, numbered(rows)
            self.grid.load("", "id") if first else self.grid.reload()
            self.call_after_refresh(self.on_grid_moved)

    def about(self) -> str:
        """Return what there is to say of the row under the cursor."""
        return ""

    def on_grid_moved(self) -> None:
        """Tell of the row; what can be done depends on it."""
        said = self.about()
        self.query_one("#about-row", Line).show([Piece(f" {said}" if said else "", "dim")])
        self.offer()

    def no_row(self) -> str | None:
        """Return why there is no row to speak of, or None."""
        return None if self.grid.row else _("Nothing is chosen here.")

    def change(self, verb: Call, *args: Any) -> None:
        """Do a verb, and look again."""
        self.house.do(verb, *args, then=self.look)

    def do_undo(self) -> None:
        """Take the newest change back."""
        self.house.write("journal.undo", then=self.look)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.house.write("journal.redo", then=self.look)
