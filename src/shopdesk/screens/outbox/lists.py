"""What the lists of rules, templates and opt-outs have in common: rows, undo, one look again."""

from collections.abc import Sequence
from typing import Any, ClassVar

from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.grid import Grid


class Shelf(Spread[str]):
    """A list in a box of the screen's size, asked for again after each change."""

    READ: ClassVar[str] = ""
    """The read that lists the rows."""
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("undo", "u", N_("Undo"), N_("Take the newest change back"), footer=True,
               writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was undone"), writes=True),
    )  # fmt: skip

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._rows: Listing[Any] = Listing()

    def on_mount(self) -> None:
        """Ask for the rows."""
        self.grid.focus()
        self.look()
        self.offer()

    @property
    def grid(self) -> Grid[Any]:
        """The list."""
        return self.query_one("#rows", Grid)

    def look(self, _change: Any = None) -> None:
        """Ask for the rows again."""
        self.house.ask(self.READ, then=self._take, slot=self.READ)

    def _take(self, rows: Sequence[Any]) -> None:
        if not self.is_attached:
            return
        first, self._rows.rows = self._rows.rows is None, rows
        if first:
            self.grid.load("")
        else:
            self.grid.reload()
        self.call_after_refresh(self.on_grid_moved)

    def on_grid_moved(self) -> None:
        """What can be done depends on the row."""
        self.offer()

    def do_undo(self) -> None:
        """Take the newest change back."""
        self.house.write("journal.undo", then=self.look)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.house.write("journal.redo", then=self.look)
