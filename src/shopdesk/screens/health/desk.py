"""The room of seller health itself: clocks, the worst first; each opens to its orders."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final
from zlib import crc32

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import N_, _
from shopdesk.screens.desk import Desk
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.health import sheets
from shopdesk.screens.health.columns import LOOKS, ClockLine, columns
from shopdesk.screens.listing import Listing
from shopdesk.screens.view_strip import View, ViewStrip, beside
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Piece
from shopdesk.widgets.record_panel import RecordPanel
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from shopdesk.services.health import Clocked

VIEWS: Final = (
    View("all", N_("All"), "", always=True),
    View("red", N_("Red"), "@red", always=True, pressing=True),
    View("penalty", N_("Penalty"), "@penalty"),
    View("missed", N_("Target missed"), "@missed"),
    View("edge", N_("At the edge"), "@edge"),
)


class HealthDesk(Desk):
    """Cancelled, late and fast: the shop's rates as its marketplaces count them."""

    DIGIT, NAME, PLACE = "I", N_("Seller health"), "health"
    SENTENCE = N_("Late, fast and cancelled: rates as marketplaces count them, and why.")
    DEFAULT_CSS = """
    HealthDesk #desk { height: 1fr; }
    HealthDesk #desk > Grid { width: 1fr; }
    HealthDesk RecordPanel { width: 40; display: none; }
    HealthDesk.-normal RecordPanel { display: block; }
    HealthDesk.-wide RecordPanel { display: block; width: 64; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("orders", "O", N_("Its orders"), N_("Show the orders that pull the rate"), "row",
               lambda d: d.no_orders(), footer=True),
        Action("why", "w", N_("Why"), N_("What the clock counts, and how it stands"), "row",
               lambda d: d.no_clock(), footer=True),
        Action("next_view", "tab", N_("Next view"), N_("The next view of the strip"), footer=True),
        Action("last_view", "shift+tab", N_("View before"), N_("The view before of the strip")),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._clocks: Listing[ClockLine] = Listing()
        self._counts: dict[str, int] = {}
        self._view = ""

    def body(self) -> ComposeResult:
        """Yield the views, the clocks, and the one under the cursor beside them."""
        yield ViewStrip(id="views")
        nothing = _("No shop yet. i imports this morning's exports.")
        none = _("No clock stands so. tab shows the others.")
        with Horizontal(id="desk"):
            yield Grid(self._clocks, columns(), sort="rank",
                       sentences=(nothing, none, _("Loading…")), id="clocks")  # fmt: skip
            yield RecordPanel()

    @property
    def grid(self) -> "Grid[ClockLine]":
        """The list."""
        return self.query_one("#clocks", Grid)

    def on_mount(self) -> None:
        """Draw the shell; the rows come with the first look."""
        self.grid.focus()
        self._show()

    def reload(self) -> None:
        """Ask for the clocks again."""
        self.house.ask("health.clocks", then=self._take, slot="health")

    def _take(self, found: "Sequence[Clocked]") -> None:
        first, grades = self._clocks.rows is None, list(LOOKS)
        worst = sorted(found, key=lambda one: grades.index(one.grade))
        self._clocks.rows = [
            ClockLine(crc32(f"{one.shop_id}.{one.rule.measure}".encode()), at, one)
            for at, one in enumerate(worst)
        ]
        self._counts = {
            view.id: sum(view.where in row.words.split() for row in self._clocks.rows)
            if view.where else len(worst)
            for view in VIEWS
        }  # fmt: skip
        self._show() if first else self.grid.reload()
        self._draw_strip()

    def _show(self) -> None:
        self.grid.load(self._view)
        self._draw_strip()

    def _draw_strip(self) -> None:
        self.query_one(ViewStrip).offer(
            VIEWS, self._counts, self._view, lambda view: self.filter(view.where),
            more=self.do_next_view,
        )  # fmt: skip

    def filter(self, where: str) -> None:
        """Show the clocks of a view."""
        self._view = next((view.where for view in VIEWS if view.where == where.strip()), "")
        self._show()

    def views_by_name(self) -> Mapping[str, Callable[[], None]]:
        """Return the views of the strip for the palette."""
        return {view.said: partial(self.filter, view.where) for view in VIEWS}

    def progressed(self) -> None:
        """Show how far the long work is, else what enter does here."""
        if progress := self.progress():
            self.query_one(StatusLine).tell(self.grid, progress)
        else:
            said = _("shows the orders that pull the rate")
            self.query_one(StatusLine).show(left=[Piece(" enter ", "key"), Piece(said, "dim")])

    def on_grid_moved(self) -> None:
        """Show the clock under the cursor whole."""
        self.at(self.grid)
        self.offer()
        self.progressed()
        panel, row = self.query_one(RecordPanel), self.grid.row
        if row is None:
            panel.clear()
        else:
            panel.show(sheets.whole(row.clock))

    def on_grid_changed(self) -> None:
        """Tell how many there are."""
        self.on_grid_moved()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the orders that pull the clock."""
        if message.row.against:
            self.house.show("orders", message.row.clock.where)
        else:
            self.house.tell(_("No order pulls this clock."))

    def no_clock(self) -> str | None:
        """Return why there is no clock to speak of, or None."""
        return None if self.grid.row else _("There is no clock here.")

    def no_orders(self) -> str | None:
        """Return why there are no orders to show, or None."""
        if self.grid.row and not self.grid.row.against:
            return _("No order pulls this clock.")
        return self.no_clock()

    def do_why(self) -> None:
        """Show the clock whole."""
        if self.grid.row is not None:
            paper = sheets.whole(self.grid.row.clock)
            self.app.push_screen(Reader(self.grid.row.shop, paper))

    def do_orders(self) -> None:
        """Show the orders that pull the clock."""
        if self.grid.row is not None:
            self.house.show("orders", self.grid.row.clock.where)

    def do_next_view(self) -> None:
        """Show the next view."""
        self._turn(1)

    def do_last_view(self) -> None:
        """Show the view before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        known = [view for view in VIEWS if view.always or view.count(self._counts)]
        self.filter(beside(known, self._view, by).where)

    def do_step_back(self) -> None:
        """Show all clocks, or go to the desk before."""
        if self._view:
            self.filter("")
        else:
            self.house.back()
