"""The Orders desk itself: it knows what to ask; the grid knows how to window it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.grammar import Grammar
from shopdesk.screens.orders import calls, sheets
from shopdesk.screens.orders.actions import ACTIONS
from shopdesk.screens.orders.columns import columns
from shopdesk.screens.orders.papers import OrderPapers
from shopdesk.screens.orders.views import ViewStrip, beside, is_view
from shopdesk.screens.source import Rows
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.filter_bar import FilterBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.record_panel import RecordPanel
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.timer import Timer

    from shopdesk.services.orders import OrderCard, Why

REST = 0.12
"""Seconds that the cursor must rest before the panel follows it."""

FIRST = "@work"
"""The view the desk opens with: all that still needs a hand."""


class OrdersDesk(OrderPapers):
    """The queue of all shops, and the work on it."""

    DIGIT, NAME, PLACE = "2", N_("Orders"), "orders"
    CSS_PATH = "../orders.tcss"
    ACTIONS: ClassVar[Sequence[Action]] = ACTIONS

    def __init__(self) -> None:
        super().__init__()
        self.where = FIRST
        self.grammar = Grammar(views={"work": "status:to_verify,to_pack,to_ship,on_hold,exception"})
        self._resting: Timer | None = None
        self._shown: int | None = None
        self._begun = False
        self._counts: dict[str, int] = {}

    def body(self) -> ComposeResult:
        """Yield the strip of views, the filter, the grid and the panel."""
        yield ViewStrip(id="views")
        yield FilterBar(self._check, self._complete)
        with Horizontal(id="desk"):
            yield Grid(
                Rows(self.house, "orders"),
                columns(self.house.clock),
                sort="ship_by",
                sentences=(
                    _("No orders yet. i imports this morning's exports."),
                    _("No order matches. esc takes the filter away."),
                    _("Loading…"),
                ),
                id="orders",
            )
            yield RecordPanel()

    def on_mount(self) -> None:
        """Draw the shell, then ask for the first rows."""
        self.grid.focus()
        self._strip({})
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._begun = True
        self.filter(FIRST)
        self.house.ask(calls.grammar, then=self._learn)
        self._count()

    def _check(self, text: str) -> tuple[str, int, int] | None:
        return self.grammar.check(text)

    def _complete(self, text: str) -> str | None:
        return self.grammar.complete(text)

    # What is shown

    def filter(self, where: str) -> None:
        """Show the orders that a filter matches."""
        self.where = where
        plain, sort = self.grammar.split(where)
        self.grid.load(plain, sort)
        self.query_one(FilterBar).put(where, shown=not is_view(where))
        self._strip({})

    def reload(self) -> None:
        """Ask for the rows, the counts and the order in the panel again."""
        if not self._begun:
            return
        self.grid.reload()
        self._count()
        self._shown = None

    def progressed(self) -> None:
        """Show how far the long work is, in the status line."""
        self.query_one(StatusLine).tell(self.grid, self.progress())

    def _learn(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def _count(self) -> None:
        self.house.ask(calls.counts, then=self._strip, slot="counts")

    def _strip(self, counts: dict[str, int]) -> None:
        self._counts = counts or self._counts
        if counts and self.grid.exists != any(counts.values()):
            self.grid.exists = not self.grid.exists
            self.grid.redraw()
        strip = self.query_one("#views", ViewStrip)
        strip.offer(self._counts, self.where, lambda view: self.filter(view.where))

    def on_grid_moved(self) -> None:
        """Tell where the cursor is; the panel and the footer follow once it rests."""
        self.at(self.grid)
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._follow)

    def on_grid_changed(self) -> None:
        """Tell what is marked."""
        self.at(self.grid)
        self.progressed()
        self.offer()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the order whole."""
        self.house.ask("orders.show", message.row.id, then=self._open)

    def on_resize(self) -> None:
        """Fill the panel when the terminal became wide enough for it."""
        self._shown = None
        self.call_after_refresh(self._follow)

    def on_filter_bar_changed(self, message: FilterBar.Changed) -> None:
        """Follow the filter as it is typed."""
        if message.where != self.where:
            self.filter(message.where)

    def on_filter_bar_closed(self, message: FilterBar.Closed) -> None:
        """Give the keys back to the grid."""
        self.grid.focus()
        self.filter(message.where)

    def _follow(self) -> None:
        self.offer()
        row, panel = self.grid.row, self.query_one(RecordPanel)
        if row is None:
            panel.clear()
            self._shown = None
        elif panel.display and self._shown != row.id:
            self.house.ask("orders.show", row.id, then=self._panel, slot="panel")

    def _panel(self, card: "OrderCard") -> None:
        self._shown = card.row.id
        self.query_one(RecordPanel).show(sheets.whole(card, self.house.clock))

    def _open(self, card: "OrderCard") -> None:
        paper = sheets.whole(card, self.house.clock, everything=True)
        self.app.push_screen(Reader(_("Order {number}").format(number=card.row.number), paper))

    # Going about

    def do_step_back(self) -> None:
        """Take back the marks, else the filter, else go to the desk before."""
        if not self.grid.step_back():
            if self.where != FIRST:
                self.filter(FIRST)
            else:
                self.house.back()

    def do_filter(self) -> None:
        """Let the person type a filter."""
        self.query_one(FilterBar).open()

    def do_next_view(self) -> None:
        """Show the next view."""
        self.filter(beside(self.where, 1).where)

    def do_last_view(self) -> None:
        """Show the view before."""
        self.filter(beside(self.where, -1).where)

    def do_why(self) -> None:
        """Say why the order is stuck."""
        if (row := self.grid.row) is not None:
            self.house.ask("orders.why", row.id, then=self._why)

    def _why(self, answer: "Why") -> None:
        helps = next((a for a in self.actions() if answer.key in {a.id, a.sign}), None)
        paper = sheets.why(answer, self.house.clock, helps)
        title = _("Why {number}?").format(number=answer.number)
        reader = Reader(title, paper, keys=[helps.sign] if helps else [])

        def go_on(key: str | None) -> None:
            if key and helps:
                self.perform(helps)

        self.app.push_screen(reader, go_on)
