"""The Payments desk itself: lines on the left, the orders that they may pay on the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from shopdesk import money
from shopdesk.locale import N_, _, language, ngettext
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.doorway import Call
from shopdesk.screens.filtering import LOOKING
from shopdesk.screens.grid_desk import GridDesk
from shopdesk.screens.listing import Listing
from shopdesk.screens.orders.record import open_order
from shopdesk.screens.payments import calls, sheets
from shopdesk.screens.payments.actions import ACTIONS
from shopdesk.screens.payments.cod import open_cod
from shopdesk.screens.payments.columns import candidate_columns, columns
from shopdesk.screens.payments.views import VIEWS
from shopdesk.screens.source import Rows
from shopdesk.screens.view_strip import ViewStrip
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.filter_bar import FilterBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece, cut
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.record_panel import RecordPanel

if TYPE_CHECKING:
    from shopdesk.services.payments import Candidate, PaymentCard

LONGEST: Final = 20
"""Cells of the payer's name over the orders."""
Wanted = tuple[int, str, int, tuple[int, ...]]
"""What the right side shows: of which line, after how many reloads, for which marks."""


class PaymentsDesk(GridDesk):
    """Whose money came in: each line beside the orders that it may pay."""

    DIGIT, NAME, PLACE = "M", N_("Payments"), "payments"
    SENTENCE = N_("Whose money came in: statement lines beside the orders that they may pay.")
    AREA, SORT = "payments", "-at"
    VIEWS = VIEWS
    UNLEARNT: ClassVar[dict[str, str]] = {}
    ACTIONS: ClassVar[Sequence[Action]] = (*LOOKING, *ACTIONS)
    DEFAULT_CSS = """
    PaymentsDesk #may-pay { width: 1fr; border-left: solid $panel; }
    PaymentsDesk #may-pay > Grid { height: 1fr; }
    PaymentsDesk #may-pay > RecordPanel {
        display: block; width: 1fr; height: 7; border-left: none; border-top: solid $panel;
    }
    PaymentsDesk.-settled #may-pay > Grid { display: none; }
    PaymentsDesk.-settled #may-pay > RecordPanel { height: 1fr; border-top: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._orders: Listing[Candidate] = Listing()
        self._orders.rows = ()
        self._beside: Wanted | None = None
        self._meant: tuple[Wanted | None, Callable[[], None] | None] = None, None

    def body(self) -> ComposeResult:
        """Yield the strip of views, the filter, the lines, and what they may pay."""
        yield ViewStrip(id="views")
        yield FilterBar(self.grammar).like(_("words, 150123, amount>1jt, is:open …"))
        with Horizontal(id="desk"):
            yield Grid[Any](
                Rows(self.house, self.AREA), self.columns(), sort=self.SORT,
                sentences=self.sentences(), id=self.AREA,
            )  # fmt: skip
            with Vertical(id="may-pay"):
                yield Line(id="line-here")
                yield Grid[Any](
                    self._orders, candidate_columns(self.house.clock), sort="rank",
                    sentences=("", "", _("Loading…")), id="orders-beside",
                )  # fmt: skip
                yield RecordPanel()

    def on_mount(self) -> None:
        """Draw the right side empty."""
        self.beside.load("")

    # What the desk says

    def columns(self) -> Sequence[Column]:
        """Return the columns of the lines."""
        return columns(self.house.clock)

    def sentences(self) -> tuple[str, str, str]:
        """Return what the empty list says."""
        return (
            _("No payments yet. i imports statements and gateway reports."),
            _("No line is so. esc takes the filter away."),
            _("Loading…"),
        )

    def grammar_call(self) -> Call:
        """Return what tells the filter language of payments."""
        return calls.grammar

    def counts_call(self) -> Call:
        """Return what counts the lines of each view."""
        return "payments.counts"

    def paper(self, card: "PaymentCard", *, everything: bool = False) -> Paper:
        """Return the line as a sheet."""
        del everything  # one line is short
        return sheets.whole(card, self.house.clock)

    def name_of(self, card: "PaymentCard") -> str:
        """Return what the line is called."""
        amount = money.show(card.row.amount, card.row.currency, language())
        return _("Line {n} ({amount})").format(n=card.row.id, amount=amount)

    # The right side

    @property
    def beside(self) -> "Grid[Candidate]":
        """The orders that the line may pay."""
        return self.query_one("#orders-beside", Grid)

    @property
    def candidate(self) -> "Candidate | None":
        """The order beside the line, under the cursor of the right side."""
        return self.beside.row if self.fresh and not self.has_class("-settled") else None

    @property
    def fresh(self) -> bool:
        """Whether the right side shows what belongs to the line under the cursor, by now."""
        return self._beside == self._wanted()

    def _wanted(self) -> Wanted | None:
        row = self.grid.row
        return row and (row.id, row.place, self._reloads, tuple(self._together()))

    def order_here(self) -> int | None:
        """Return the order that the line pays, or the one beside it."""
        row, one = self.grid.row, self.candidate
        if row is not None and row.order_id:
            return int(row.order_id)
        return one.id if one else None

    def _follow(self) -> None:
        self.offer()
        row, wanted = self.grid.row, self._wanted()
        if row is None or wanted is None:
            self._take(None, ())
        elif self._beside == wanted:
            self._reason()
        elif row.place != "open" or not row.incoming:
            self.house.ask("payments.show", row.id, then=partial(self._settled, wanted),
                           slot="beside")  # fmt: skip
        else:
            self.house.ask(calls.candidates, row.id, self._together(),
                           then=partial(self._take, wanted), slot="beside")  # fmt: skip

    def _once_beside(self, act: Callable[[], None]) -> None:
        """Act on the order beside the line, as soon as it stands there."""
        if self.fresh:
            act()
        else:
            self._meant = self._wanted(), act
            self._follow()

    def _came(self) -> None:
        """Do what was meant for this line before its orders were here."""
        (line, act), self._meant = self._meant, (None, None)
        if act is not None and line == self._beside:
            act()

    def _together(self) -> list[int]:
        """Return the marked lines, as far as so few of them can pay one order together."""
        marks = self.grid.marks
        return sorted(marks.ids) if marks and not marks.everything else []

    def _settled(self, wanted: Wanted, card: "PaymentCard") -> None:
        """Show all of a line that pays an order, is ignored, or went out."""
        self._beside = wanted
        self.set_class(True, "-settled")  # noqa: FBT003 - Textual's own form
        self.query_one("#line-here", Line).show([])
        self.query_one(RecordPanel).show(self.paper(card))
        self.offer()
        self._came()

    def _take(self, wanted: Wanted | None, found: "Sequence[Candidate]") -> None:
        """Show the orders that the line may pay, the likeliest under the cursor."""
        self._beside = wanted
        self.set_class(False, "-settled")  # noqa: FBT003 - Textual's own form
        self._orders.rows = found
        nothing = _("No order is like it. f: type a number · x: no order") if wanted else ""
        self.beside.sentences = (nothing, nothing, _("Loading…"))
        self.beside.cursor = 0
        self.beside.load("")
        self._head(found)
        self._reason()
        self.offer()
        self._came()

    def _head(self, found: "Sequence[Candidate]") -> None:
        row, marks = self.grid.row, self.grid.marks
        if row is None:
            self.query_one("#line-here", Line).show([])
            return
        exact = sum(one.exact for one in found)
        said = _("{n} of just this sum").format(n=exact)
        pieces = [
            Piece(f" {cut(row.payer or row.words, LONGEST)} ", "strong"),
            Piece(f" {said}", "good" if exact == 1 else "dim"),
        ]
        if marks:
            together = ngettext("{n} line together", "{n} lines together", len(marks))
            pieces[0] = Piece(f" {together.format(n=len(marks))} ", "strong")
        self.query_one("#line-here", Line).show(pieces)

    def _reason(self) -> None:
        one = self.candidate
        panel = self.query_one(RecordPanel)
        if one is not None:
            panel.show(sheets.beside(one, self.house.clock))
        elif not self.has_class("-settled"):
            panel.clear()

    def on_grid_moved(self) -> None:
        """Tell where the cursor is; the right side follows once it rests."""
        if self.beside.has_focus:
            self._reason()
        else:
            super().on_grid_moved()

    def on_grid_changed(self) -> None:
        """Tell what is marked; several lines together may pay one order."""
        super().on_grid_changed()
        super().on_grid_moved()
        self._reason()

    def do_choose(self) -> None:
        """Go from the line to its orders; there, match it."""
        if self.beside.has_focus:
            self._once_beside(self._match)
        else:
            self._once_beside(self._go_beside)

    def _go_beside(self) -> None:
        if self.candidate is not None:
            self.beside.focus()
        else:
            self.do_why()

    def do_step_back(self) -> None:
        """Go back to the lines first."""
        if self.beside.has_focus:
            self.grid.focus()
        else:
            super().do_step_back()

    # What can be done

    def do_match(self) -> None:
        """Match the marks, or else the line, with the order beside it."""
        self._once_beside(self._match)

    def _match(self) -> None:
        if (one := self.candidate) is None:
            self.tell(_("No order is like it; f takes a number, x puts the line aside."))
        else:
            order = one.id
            self.grid.focus()
            self.grid.chosen(
                lambda ids: self.house.do("payments.match", list(ids), order, then=self._done)
            )

    def do_find(self) -> None:
        """Ask for the number of the order that it pays."""
        number = Question("number", _("Order number"), needed=True)
        self.app.push_screen(Ask(_("Which order?"), [number], button=_("Match")), self._found)

    def _found(self, answers: Answers | None) -> None:
        if answers:
            number = answers["number"]
            self.grid.chosen(
                lambda ids: self.house.do(calls.match_number, list(ids), number, then=self._done)
            )

    def do_ignore(self) -> None:
        """Say that the marks, or else the line, pay no order."""
        self.grid.chosen(lambda ids: self.house.do("payments.ignore", list(ids), then=self._done))

    def do_apart(self) -> None:
        """Take the marks, or else the line, from their orders, or put them back."""
        self.grid.chosen(lambda ids: self.house.do(calls.apart, list(ids), then=self._done))

    def do_auto(self) -> None:
        """Match every line that is beyond doubt."""
        self.house.do("payments.match_auto", then=self._done)

    def do_expire(self) -> None:
        """Let orders expire whose time to pay is over."""
        self.house.do("payments.expire", then=self._done)

    def do_why(self) -> None:
        """Show all that is known of the line."""
        if (row := self.grid.row) is not None:
            self.show_record(row.id)

    def do_order(self) -> None:
        """Open the order that it pays, or the one beside it."""
        if (order := self.order_here()) is not None:
            open_order(self.app, order)

    def do_cod(self) -> None:
        """Show cash on delivery."""
        open_cod(self.app)

    def do_copy(self) -> None:
        """Choose what to copy of the line."""
        if (row := self.grid.row) is None:
            return
        parts = {
            "p": (_("Payer"), row.payer), "a": (_("Amount"), money.text(row.amount)),
            "w": (_("Bank's words"), row.words), "o": (_("Order"), row.order or row.order_ref),
        }  # fmt: skip
        choices = {key: f"{name}  {said}" for key, (name, said) in parts.items() if said}

        def copy(key: str | None) -> None:
            if key:
                self.house.copy(parts[key][1])

        self.app.push_screen(Pick(_("Copy"), choices), copy)

    def _done(self, _change: Any) -> None:
        """The marks have served; the lines have the keys."""
        self.grid.forget_marks()
        self.grid.focus()
