"""The order of a grid's rows and of its columns."""

from collections.abc import Sequence
from typing import Any

from textual.message import Message

from shopdesk.widgets.arrangement import Arrangement
from shopdesk.widgets.columns import Column
from shopdesk.widgets.marking import Marking
from shopdesk.widgets.window import R


class Ordering(Marking[R]):
    """Rows in one of the orders that the columns offer, columns as a person wants them."""

    class Arranging(Message, namespace="grid"):
        """A person wants to choose the columns; whoever asks calls ``show_columns``."""

        def __init__(self, grid: "Ordering[Any]") -> None:
            self.grid = grid
            super().__init__()

    declared: Sequence[Column] = ()
    """All columns, as they were declared."""
    arrangement: Arrangement = Arrangement()

    def show_columns(self, arrangement: Arrangement) -> None:
        """Show the columns so from now on."""
        self.declared = self.declared or self.columns
        self.arrangement = arrangement
        self.columns = arrangement.of(self.declared)
        self.skip = 0
        self.lay_out()

    def do_columns(self) -> None:
        """Let the person choose the columns."""
        self.declared = self.declared or self.columns
        self.post_message(self.Arranging(self))

    def do_sort_left(self) -> None:
        """Sort by the next sortable column to the left."""
        self._sort_beside(-1)

    def do_sort_right(self) -> None:
        """Sort by the next sortable column to the right."""
        self._sort_beside(1)

    def do_turn(self) -> None:
        """Turn the order round."""
        sort = self.window.sort
        self.sort_by(sort[1:] if sort.startswith("-") else f"-{sort}")

    def sort_by(self, sort: str) -> None:
        """Put the rows in this order.

        The cursor stays on its row. Whoever has not left the first row yet looks at the top of the
        list, and goes on looking at its top.
        """
        if self.cursor:
            self.reload(sort)
        else:
            self.load(self.window.where, sort)

    def _sort_beside(self, step: int) -> None:
        names = [column.sort for column in self.columns if column.sort]
        if not names:
            return
        now = self.window.sort.lstrip("-")
        at = names.index(now) if now in names else 0
        sign = "-" if self.window.sort.startswith("-") else ""
        self.sort_by(f"{sign}{names[(at + step) % len(names)]}")
