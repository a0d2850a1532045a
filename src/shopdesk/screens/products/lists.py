"""A list in a dialog: asked for once, read from the top, each row opens what stands behind it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.doorway import Call
from shopdesk.screens.listing import Listing
from shopdesk.screens.view_strip import View, ViewStrip, beside
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row of a list that has no number of its own; ``words`` name the views it stands in."""

    id: int
    row: Any
    words: str = ""
    key: tuple[()] = ()


def numbered(rows: Iterable[Any], words: Callable[[Any], str] = lambda _row: "") -> list[Numbered]:
    """Return the rows with numbers from the top."""
    return [Numbered(at, row, words(row)) for at, row in enumerate(rows)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list shows.

    Attributes:
        call: the service that names the rows, with its ``args``.
        columns: what is shown of a ``Numbered`` row.
        nothing: the sentence of an empty list.
        opened: what Enter does with a row.
    """

    call: Call
    args: tuple[Any, ...]
    columns: Sequence[Column]
    nothing: str
    opened: Callable[[Any], None] = lambda _row: None


class ListDialog(Spread[str]):
    """Shows the list that was asked for; a subclass may have views, and actions of its own."""

    PLACE = "list"
    DEFAULT_CSS = """
    ListDialog #rows { height: 1fr; }
    """
    VIEWS: ClassVar[Sequence[View]] = ()

    def __init__(self, title: str, asked: Asked) -> None:
        super().__init__(title)
        self.asked = asked
        self.lines: Listing[Numbered] = Listing()
        self.counts: dict[str, int] = {}
        self.view = self.VIEWS[0].where if self.VIEWS else ""

    def lists(self) -> ComposeResult:
        """Yield what there is to say of the list, its views, and its rows."""
        yield Line(id="list-facts")
        if self.VIEWS:
            yield ViewStrip(id="list-views")
        nothing = self.asked.nothing
        yield Grid(
            self.lines, self.asked.columns, sort="id",
            sentences=(nothing, nothing, _("Loading…")), id="rows",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Ask for the rows."""
        self.grid.focus()
        self.house.ask(self.asked.call, *self.asked.args, then=self.take)
        self.offer()

    @property
    def grid(self) -> "Grid[Numbered]":
        """The rows."""
        return self.query_one("#rows", Grid)

    def take(self, rows: Any) -> None:
        """Show the rows that came."""
        self.put(numbered(rows))

    def put(self, lines: list[Numbered], facts: str = "") -> None:
        """Show these lines, and a sentence over them."""
        self.lines.rows = lines
        self.query_one("#list-facts", Line).show([Piece(f" {facts}" if facts else "", "dim")])
        self.show_view(self.view)

    def show_view(self, view: str) -> None:
        """Show the lines of one view."""
        self.view = view
        self.grid.load(view, "id")
        if self.VIEWS:
            self.query_one("#list-views", ViewStrip).offer(
                self.VIEWS, self.counts, view, lambda one: self.show_view(one.where),
                more=self.do_turn_view,
            )  # fmt: skip
        self.offer()

    def do_turn_view(self) -> None:
        """Show the next view."""
        self.show_view(beside(self.VIEWS, self.view, 1).where)

    def do_turn_back(self) -> None:
        """Show the view before."""
        self.show_view(beside(self.VIEWS, self.view, -1).where)

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Open what stands behind the row."""
        self.asked.opened(message.row.row)


TURNING: Sequence[Action] = (
    Action("turn_view", "tab", N_("Next list"), N_("The next list of the strip"), footer=True),
    Action("turn_back", "shift+tab", N_("List before"), N_("The list before")),
)
"""The actions of a list that has views."""
