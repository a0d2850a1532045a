"""Desk 0: every desk and room with its key and what one does there; Enter goes on from here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult

from shopdesk.locale import N_, _
from shopdesk.screens.desk import Desk
from shopdesk.screens.listing import Listing
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid


@dataclass(frozen=True, slots=True)
class Room:
    """A desk, or something that belongs to none: settings, help."""

    id: int
    sign: str
    name: str
    about: str
    enter: Callable[[], Any]
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.about}"


def _columns() -> tuple[Column, ...]:
    return (
        Column("sign", N_("Key"), lambda room: (room.sign, "strong"), 4, 1),
        Column("name", N_("Desk"), lambda room: room.name, 19, 2),
        Column("about", N_("What one does there"), lambda room: (room.about, "quiet"), 20, 3,
               grow=True),
    )  # fmt: skip


class AllDesks(Desk):
    """The way to every desk and room."""

    DIGIT, NAME, PLACE = "0", N_("All desks"), "desks"
    SENTENCE = N_("Every desk and room, settings and help included.")
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("find", "/", N_("Find"), N_("Find a desk or an action by its name"), footer=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._rooms: Listing[Room] = Listing()

    def body(self) -> ComposeResult:
        """Yield the list."""
        nothing = _("Nothing matches.")
        yield Grid(self._rooms, _columns(), sort="id", sentences=(nothing,) * 3, id="rooms")

    @property
    def grid(self) -> Grid[Room]:
        """The list."""
        return self.query_one("#rooms", Grid)

    def on_mount(self) -> None:
        """Show every room."""
        self._rooms.rows = self.house.rooms()
        self.grid.focus()
        self.grid.load("")

    def on_grid_moved(self) -> None:
        """Tell where the cursor is."""
        self.at(self.grid)

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Go there."""
        message.row.enter()

    def do_find(self) -> None:
        """Open the palette."""
        self.house.do_palette()
