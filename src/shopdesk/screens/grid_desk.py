"""A desk that is a strip of views, a filter bar, a grid, and the record under the cursor beside it.

The next desk of this kind says what it shows; how one looks at it is here.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.source import Rows
from shopdesk.screens.view_strip import ViewStrip, nothing_in
from shopdesk.screens.viewing import Viewed
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.filter_bar import FilterBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.record_panel import RecordPanel
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.timer import Timer

REST = 0.12
"""Seconds that the cursor must rest before the panel follows it."""


class GridDesk(Viewed):
    """Looks at the rows of one area, whose service has ``page``, ``total``, ``ids``, ``show``."""

    DEFAULT_CSS = """
    GridDesk #desk { height: 1fr; }
    GridDesk #desk > Grid { width: 1fr; }
    GridDesk RecordPanel { width: 40; display: none; }
    GridDesk.-narrow #top { display: none; }
    GridDesk.-normal RecordPanel { display: block; }
    GridDesk.-wide RecordPanel { display: block; width: 64; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._resting: Timer | None = None
        self._shown: tuple[int, int] | None = None
        self._reloads = 0
        self._begun = False

    # What a desk says

    def columns(self) -> Sequence[Column]:
        """Return the columns of the grid."""
        raise NotImplementedError

    def sentences(self) -> tuple[str, str, str]:
        """Return what the empty grid says: nothing yet, nothing matches, loading."""
        raise NotImplementedError

    def paper(self, card: Any, *, everything: bool = False) -> Paper:
        """Return the record as a sheet, for the panel or the whole screen."""
        raise NotImplementedError

    def name_of(self, card: Any) -> str:
        """Return what people call the record."""
        raise NotImplementedError

    # What is shown

    @property
    def grid(self) -> Grid[Any]:
        """The list."""
        return self.query_one(f"#{self.AREA}", Grid)

    def perform(self, action: Action) -> None:
        """Do the action; one that works on rows waits for those that were asked for."""
        act = partial(super().perform, action)
        act() if action.reach == "desk" else self.grid.once_here(act)

    def marked(self) -> int:
        """Return how many rows are marked."""
        return len(self.grid.marks)

    def body(self) -> ComposeResult:
        """Yield the strip of views, the filter, the grid and the panel."""
        yield ViewStrip(id="views")
        yield FilterBar(self.grammar)
        with Horizontal(id="desk"):
            yield Grid[Any](
                Rows(self.house, self.AREA),
                self.columns(),
                sort=self.SORT,
                sentences=self.sentences(),
                id=self.AREA,
            )
            yield RecordPanel()

    def on_mount(self) -> None:
        """Draw the shell, then ask for the first rows."""
        self.grid.focus()
        self.draw_strip()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._begun = True
        self.begin()

    def filter(self, where: str) -> None:
        """Show the rows that a filter matches."""
        yet, unmatched, loading = self.sentences()
        self.grid.sentences = (yet, nothing_in(self.strip, where, unmatched), loading)
        super().filter(where)

    def reload(self) -> None:
        """Ask for the rows, the views and the record in the panel again."""
        if self._begun:
            self.grid.reload()
            self.ask_views()
            self._reloads += 1

    def progressed(self) -> None:
        """Show how far the long work is, in the status line."""
        self.query_one(StatusLine).tell(self.grid, self.progress())

    def on_grid_moved(self) -> None:
        """Tell where the cursor is; the panel and the footer follow once it rests."""
        self.at(self.grid)
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._follow)

    def on_grid_changed(self) -> None:
        """Tell what is marked; where nothing matches, look for something like it."""
        self.at(self.grid)
        self.progressed()
        self.offer()
        if self.grid.window.known and not self.grid.window.total:
            self.found_nothing()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the record whole."""
        self.show_record(message.row.id)

    def show_record(self, record: int) -> None:
        """Show one record whole, by its id."""
        self.house.ask(f"{self.AREA}.show", record, then=self._open)

    def on_resize(self) -> None:
        """Fill the panel when the terminal became wide enough for it."""
        self._shown = None
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        self.offer()
        row, panel = self.grid.row, self.query_one(RecordPanel)
        if row is None:
            panel.clear()
            self._shown = None
        elif panel.display and self._shown != (wanted := (row.id, self._reloads)):
            then = partial(self._panel, wanted)
            self.house.ask(f"{self.AREA}.show", row.id, then=then, slot=(self.PLACE, "panel"))

    def _panel(self, wanted: tuple[int, int], card: Any) -> None:
        self._shown = wanted  # what was asked before a reload does not count as shown after it
        self.query_one(RecordPanel).show(self.paper(card))

    def _open(self, card: Any) -> None:
        name = self.name_of(card)
        self.house.opened(self.PLACE, card.row.id, name)
        self.app.push_screen(Reader(name, self.paper(card, everything=True)))

    def do_step_back(self) -> None:
        """Take back the marks, else the filter, else go to the desk before."""
        if not self.grid.step_back() and not self.step_out():
            self.house.back()
