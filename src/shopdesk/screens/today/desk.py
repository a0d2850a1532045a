"""The Today desk itself: the needs, the figures, and what is drawn beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical

from shopdesk.locale import N_, _
from shopdesk.screens.desk import Desk
from shopdesk.screens.listing import Listing
from shopdesk.screens.today import calls, drawings
from shopdesk.screens.today.rows import (
    MODES,
    Beside,
    FigureRow,
    Mode,
    NeedRow,
    Rest,
    figure_columns,
    need_columns,
)
from shopdesk.widgets.action import Action
from shopdesk.widgets.charts import Chart
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from shopdesk.services.today import Need

TURN: Final = 60
"""Seconds after which deadlines have moved on, and the needs are asked for again."""
ROOMY: Final = 110
"""Cells from which the top line has room for whole sentences."""
WIDE: Final = 170
"""Cells from which all charts have room beside each other."""
CHARTS: Final = ("", "hours", "days", "weekdays", "products", "side")
"""What a narrow terminal shows in turn: the lists, then one chart after the other."""


class TodayDesk(Desk):
    """What needs a hand now, today's figures beside other days, and how fresh all this is."""

    DIGIT, NAME, PLACE = "1", N_("Today"), "today"
    SENTENCE = N_("What needs a hand now, and today's figures.")
    CSS_PATH = "../today.tcss"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("other", "tab", N_("Needs/figures"), N_("Go to the other list"), footer=True),
        Action("compare", "b", N_("Compare"),
               N_("Other days beside: today, the last 7 days, the month so far"), footer=True),
        Action("chart", "t", N_("Next chart"), N_("Show other charts"),
               check=lambda desk: desk.why_no_chart(), footer=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._needs: Listing[NeedRow] = Listing()
        self._figures: Listing[FigureRow] = Listing()
        self._quick: tuple[Need, ...] = ()
        self._clocks: tuple[Need, ...] = ()
        self._beside: Beside | None = None
        self._rest: Rest | None = None
        self._mode = "day"
        self._turned = 0

    def body(self) -> ComposeResult:
        """Yield the two lists, the short form of the figures, and the charts."""
        loading = _("Loading…")
        with Horizontal(id="desk"):
            with Vertical(id="main"):
                with Container(id="lists"):
                    yield Grid(
                        self._needs, need_columns(self.house.clock), sort="rank",
                        sentences=(_("No orders yet. i imports this morning's exports."),
                                   _("Nothing needs a hand now."), loading), id="needs",
                    )  # fmt: skip
                    nothing = _("Nothing was sold today, yesterday or a week ago.")
                    yield Grid(
                        self._figures, figure_columns(), sort="rank",
                        sentences=(nothing, nothing, loading), id="figures",
                    )  # fmt: skip
                with Vertical(id="short"):
                    yield Line(id="counts")
                    yield Line(id="sums")
                    yield Line(id="oldest")
                with Horizontal(id="charts"):
                    yield Chart(id="hours")
                    yield Chart(id="days")
                    yield Chart(id="weekdays")
                    yield Chart(id="products")
            yield Chart(id="side")

    @property
    def needs(self) -> Grid[NeedRow]:
        """What needs a hand."""
        return self.query_one("#needs", Grid)

    @property
    def figures(self) -> Grid[FigureRow]:
        """The figures so far."""
        return self.query_one("#figures", Grid)

    @property
    def grid(self) -> Grid[Any]:
        """The list that has the keys."""
        return self.figures if self.figures.has_focus else self.needs

    def on_mount(self) -> None:
        """Draw the shell; the rows come with the first look."""
        self.needs.focus()
        self.needs.load("")
        self.figures.load("")
        self.set_interval(TURN, self._turn)

    def reload(self) -> None:
        """Ask for the needs, the figures and what is drawn again."""
        self._turn()
        self.house.ask(calls.rest, then=self._take_rest, slot="today.rest")
        self.house.ask(calls.clocks, then=self._take_clocks, slot="today.clocks")

    def _turn(self) -> None:
        if self.is_current:
            self.house.ask(calls.needs, then=self._take_needs, slot="today.needs")
            self.house.ask(calls.figures, self._mode, then=self._take_figures, slot="today.day")

    def _take_needs(self, answer: "tuple[tuple[Need, ...], bool]") -> None:
        self._quick, exist = answer
        yet, nothing, loading = self.needs.sentences
        said = nothing if exist else yet
        self.needs.sentences = (said, nothing, loading)
        _put(self.needs, self._needs, calls.rows_of((*self._quick, *self._clocks)))

    def _take_clocks(self, found: "tuple[Need, ...]") -> None:
        self._clocks = found
        if self._needs.rows is not None:
            _put(self.needs, self._needs, calls.rows_of((*self._quick, *found)))

    @property
    def said(self) -> Mode:
        """What the way to compare is called, and its spans."""
        return MODES[self._mode]

    def _take_figures(self, beside: Beside) -> None:
        if beside.mode != self._mode:
            return
        self._beside = beside
        _put(self.figures, self._figures, beside.rows)
        counts, sums = drawings.short(beside.rows, _(self.said.now), _(self.said.before).lower())
        self.query_one("#counts", Line).show(counts)
        self.query_one("#sums", Line).show(sums)
        best = drawings.products(beside.rows, _(self.said.now), self._show)
        self.query_one("#products", Chart).show(best)
        self._draw_side()
        self._tell_time()

    def _take_rest(self, rest: Rest) -> None:
        clock, self._rest = self.house.clock, rest
        self.query_one("#hours", Chart).show(drawings.hours(rest.trend))
        self.query_one("#days", Chart).show(drawings.days(rest.trend, clock))
        self.query_one("#weekdays", Chart).show(drawings.weekdays(rest.rhythm))
        self._draw_side()
        self.query_one("#oldest", Line).show(drawings.oldest(rest.sources, clock))

    def _tell_time(self) -> None:
        """Say of what time the figures are; where it is narrow, the desk's name goes first."""
        clock, beside = self.house.clock, self._beside
        now = clock.show(clock.now(), style="long")
        said = _("{now} · other days until the same hour").format(now=now)
        if self.size.width < ROOMY:
            said = clock.show(clock.now())
        if beside is not None and beside.mode != "day":
            from shopdesk.reports import days

            span = days.said(beside.span)
            said = _("{span} · whole days until yesterday").format(span=span)
            said = span if self.size.width < ROOMY else said
        self.query_one("#top", Line).show(right=[Piece(f"{said} ", "dim")])

    def on_resize(self) -> None:
        """Say the time in as many words as there is room for."""
        if self._figures.rows is not None:
            self._tell_time()

    def _draw_side(self) -> None:
        rows, clock = self._figures.rows or (), self.house.clock
        side = drawings.beside(rows, self._rest, _(self.said.now), clock, self._show)
        self.query_one("#side", Chart).show(side)

    def progressed(self) -> None:
        """Show how far the long work is, else what enter does here."""
        if progress := self.progress():
            self.query_one(StatusLine).tell(self.grid, progress)
        else:
            hint = [Piece(" enter ", "key"), Piece(self._behind(), "dim")]
            self.query_one(StatusLine).show(left=hint)

    def _behind(self) -> str:
        """Say what enter shows: the rows of a need, or what a figure is made of."""
        row = self.grid.row
        if isinstance(row, FigureRow):
            return _("shows its orders: {means}").format(means=row.means)
        return _("shows the orders behind the row")

    def on_grid_moved(self) -> None:
        """Tell where the cursor is, and what is behind its row."""
        self.at(self.grid)
        self.progressed()

    def on_grid_changed(self) -> None:
        """Tell how many rows there are."""
        self.on_grid_moved()

    def on_descendant_focus(self) -> None:
        """The other list has the keys now."""
        self.set_class(self.figures.has_focus, "-figures")
        self.on_grid_moved()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the orders that the row is made of."""
        row = message.row
        if isinstance(row, NeedRow):
            self.house.show(row.need.desk, row.need.where)
        else:
            self._show(row.where)

    def _show(self, where: str) -> None:
        self.house.show("orders", where)

    def do_other(self) -> None:
        """Give the keys to the other list; on a narrow terminal it takes the place of this one."""
        other = self.needs if self.figures.has_focus else self.figures
        self.set_class(other is self.figures, "-figures")
        other.focus()

    def do_compare(self) -> None:
        """Stand the figures beside other days."""
        names = list(MODES)
        self._mode = names[(names.index(self._mode) + 1) % len(names)]
        self.figures.declared = figure_columns(self._mode)
        self.figures.show_columns(self.figures.arrangement)
        self._turn()

    def why_no_chart(self) -> str | None:
        """Return why there are no other charts to show: all are there."""
        return _("All charts are here.") if self.size.width >= WIDE else None

    def do_chart(self) -> None:
        """Show the other charts; on a narrow terminal one in the place of the lists."""
        self._turned = (self._turned + 1) % len(CHARTS)
        self._turn_charts()

    def do_step_back(self) -> None:
        """Put the chart away that stands in the place of the lists, else go a step back."""
        if self._turned and self.size.width < ROOMY:
            self._turned = 0
            self._turn_charts()
        else:
            super().do_step_back()

    def _turn_charts(self) -> None:
        self.set_class(self._turned % 2 == 1, "-turned")
        for at, name in enumerate(CHARTS):
            self.set_class(bool(at) and at == self._turned, f"-at-{name}")
        self.set_class(self._turned > 0, "-charts")


def _put(grid: Grid[Any], listing: Listing[Any], rows: Sequence[Any]) -> None:
    """Show these rows; the cursor stays on its row."""
    first, listing.rows = listing.rows is None, rows
    if first:
        grid.load("")
    else:
        grid.reload()
