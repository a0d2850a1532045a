"""The grid: a table of any length, drawn line by line from the pages at hand.

What can be done in it is declared here; each file beside answers one question of how.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from shopdesk.locale import _
from shopdesk.widgets.action import N_, Action, Acts
from shopdesk.widgets.mouse import Mouse
from shopdesk.widgets.window import R


def _cell(grid: "Grid[Any]") -> str | None:
    """Refuse where no cell can be changed."""
    if getattr(grid.screen, "read_only", False):
        return _("You may look, but not change anything here.")
    return grid.why_not_edit()


def _choosable(grid: "Grid[Any]") -> str | None:
    """Refuse where nobody remembers what was chosen: in a dialog."""
    if hasattr(grid.screen, "on_grid_arranging"):
        return None
    return _("The columns of this list stay as they are.")


class Grid(Acts, Mouse[R]):
    """A windowed table with a cursor, marks, an order, and cells that can be changed in place.

    ``sentences`` say that nothing exists yet (and the key that starts it), that nothing matches
    (and the key out), and that rows are on their way.
    """

    PLACE = "grid"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("up", "up,k", N_("Up"), N_("One row up")),
        Action("down", "down,j", N_("Down"), N_("One row down")),
        Action("page_up", "pageup", N_("Page up"), N_("One page up")),
        Action("page_down", "pagedown", N_("Page down"), N_("One page down")),
        Action("top", "g,home", N_("First"), N_("To the first row")),
        Action("bottom", "G,end", N_("Last"), N_("To the last row")),
        Action("right", "right,l", N_("More columns"), N_("Move the columns left, to see more")),
        Action("left", "left,h", N_("Columns back"), N_("Move the columns back")),
        Action("open", "enter", N_("Open"), N_("Open the row"), reach="row"),
        Action("mark", "space", N_("Mark"), N_("Mark the row and move down"), reach="row"),
        Action("range", "v", N_("Range"), N_("Mark a range: once to begin, once to end")),
        Action("everything", "*", N_("All"), N_("Mark all that match the filter, or none")),
        Action("sort_left", "<", N_("Sort left"), N_("Sort by the column to the left")),
        Action("sort_right", ">", N_("Sort right"), N_("Sort by the column to the right")),
        Action("turn", "o", N_("Turn order"), N_("Turn the order round")),
        Action("columns", "c", N_("Columns"), N_("Choose the columns, their order and widths"),
               check=_choosable),
        Action("edit", "e", N_("Edit"), N_("Change a cell in its place; tab goes to the next"),
               "marks", _cell, writes=True),
    )  # fmt: skip

    def perform(self, action: Action) -> None:
        """Do the action once the rows are here that were asked for."""
        self.once_here(partial(super().perform, action))
