"""The Orders desk itself: it knows what to ask; the grid knows how to window it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import _
from shopdesk.screens.desk import Desk
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.paste import Paste
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.grammar import Grammar
from shopdesk.screens.orders import calls, sheets
from shopdesk.screens.orders.actions import ACTIONS
from shopdesk.screens.orders.columns import columns
from shopdesk.screens.orders.views import ViewStrip, beside, is_view
from shopdesk.screens.source import Rows
from shopdesk.screens.words import channel, word
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.filter_bar import FilterBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.record_panel import RecordPanel
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.timer import Timer

    from shopdesk.services.orders import OrderCard, OrderRow, Why

REST = 0.12
"""Seconds that the cursor must rest before the panel follows it."""

FIRST = "@work"
"""The view the desk opens with: all that still needs a hand."""


class OrdersDesk(Desk):
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

    @property
    def grid(self) -> "Grid[OrderRow]":
        """The queue."""
        return self.query_one("#orders", Grid)

    def on_mount(self) -> None:
        """Draw the shell, then ask for the first rows."""
        self.grid.focus()
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
        self.grid.reload()
        self._count()
        self._shown = None

    def marked(self) -> int:
        """Return how many orders are marked."""
        return len(self.grid.marks)

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
        self.query_one(StatusLine).follow(self.grid)
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._follow)

    def on_grid_changed(self) -> None:
        """Tell what is marked."""
        self.query_one(StatusLine).follow(self.grid)
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

    def do_copy(self) -> None:
        """Choose what to copy of the order under the cursor."""
        if (row := self.grid.row) is None:
            return
        status = word(row.status)
        line = "\t".join((row.number, channel(row.channel), row.shop, status, row.buyer or ""))
        parts = {"n": (_("Number"), row.number), "r": (_("Resi"), row.tracking or "")}
        parts |= {"b": (_("Buyer"), row.buyer or ""), "l": (_("Line"), line)}
        choices = {key: f"{said}  {text}" for key, (said, text) in parts.items() if text}
        pick = Pick(_("Copy"), choices)

        def copy(key: str | None) -> None:
            if key:
                self.house.copy(parts[key][1])

        self.app.push_screen(pick, copy)

    # Verbs

    def do_verify(self) -> None:
        """Confirm that the orders are paid."""
        self._do("verify")

    def do_pack(self) -> None:
        """Say that the orders are packed."""
        self._do("pack")

    def do_release(self) -> None:
        """Let the orders go on."""
        self._do("release")

    def do_deliver(self) -> None:
        """Say that the buyers have their parcels."""
        self._do("deliver")

    def do_complete(self) -> None:
        """Close the orders."""
        self._do("complete")

    def do_hold(self) -> None:
        """Ask why, then hold the orders."""
        reason = Question("reason", _("Why?"), needed=True, hint=_("address to be checked"))
        self._ask_then(_("Hold"), [reason], lambda a: self._do("hold", a["reason"]))

    def do_note(self) -> None:
        """Ask for the note, then write it."""
        text = Question("text", _("Note"), needed=True)
        self._ask_then(_("Note"), [text], lambda a: self._do("note", a["text"]))

    def do_cancel(self) -> None:
        """Ask why and whose fault it is, then cancel the orders."""
        reason = Question("reason", _("Why?"), needed=True, hint=_("sold out"))
        whose = {name: word(name) for name in ("seller", "buyer", "courier", "system")}
        fault = Question("fault", _("Whose fault?"), choices=whose)
        self._ask_then(
            _("Cancel orders"),
            [reason, fault],
            lambda a: self._do("cancel", a["reason"], a["fault"]),
        )

    def do_ship(self) -> None:
        """Ship the orders; one that has no resi yet is asked for it."""
        row = self.grid.row
        if self.grid.marks or row is None or row.tracking:
            self._do("ship")
            return
        resi = Question("resi", _("Resi"), needed=True)
        courier = Question("courier", _("Courier"), row.courier or "")
        self._ask_then(_("Ship"), [resi, courier], partial(self._ship_one, row.id))

    def _ship_one(self, order: int, answers: Answers) -> None:
        resi, courier = {order: answers["resi"]}, answers["courier"]
        self.house.do("orders.ship", [order], tracking=resi, courier=courier, then=self._done)

    def do_resi(self) -> None:
        """Take a pasted list of numbers and resi, then ship those orders."""
        sentence = _("Paste lines of “number resi”; f2 ships them.")
        self.app.push_screen(Paste(_("Resi list"), sentence), self._pasted)

    def _pasted(self, text: str | None) -> None:
        if text:
            self.house.ask(calls.numbers, text, then=self._ship_list)

    def _ship_list(self, resi: dict[int, str]) -> None:
        self.house.do("orders.ship", list(resi), tracking=resi, then=self._done)

    def do_map(self) -> None:
        """Ask for the SKUs of the lines that have none."""
        if (row := self.grid.row) is not None:
            self.house.ask(calls.unmapped_of, row.id, then=self._map)

    def _map(self, listings: list[tuple[int, str]]) -> None:
        if not listings:
            self.house.tell(_("Every line of this order stands for a SKU."))
            return
        questions = [Question(str(listing), name, hint="SKU") for listing, name in listings[:5]]
        self._ask_then(_("Which SKU is it?"), questions, self._mapped, count=False)

    def _mapped(self, answers: Answers) -> None:
        for listing, sku in answers.items():
            if sku:
                self.house.do("orders.map_listing", int(listing), sku)

    def _ask_then(
        self, title: str, questions: Sequence[Question], then: Any, *, count: bool = True
    ) -> None:
        marked = self.marked()
        row = self.grid.row
        about = f" ({marked})" if marked else f" {row.number}" if row else ""
        ask = Ask(title + (about if count else ""), questions)
        self.app.push_screen(ask, lambda answers: answers and then(answers))

    def _do(self, verb: str, *args: Any) -> None:
        """Run a verb on the marks, or else on the order under the cursor."""
        self.grid.chosen(
            lambda ids: self.house.do(f"orders.{verb}", list(ids), *args, then=self._done)
        )

    def _done(self, _change: Any) -> None:
        """The marks have served."""
        self.grid.marks.clear()
        self.grid.redraw()
        self.on_grid_changed()
