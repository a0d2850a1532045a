"""The unmapped list: what waits for a SKU, the likeliest SKU beside it, and the ways to say so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.screens.mapping.columns import columns
from shopdesk.screens.mapping.plan import MappingPlan
from shopdesk.screens.mapping.sku import AskSku
from shopdesk.widgets.action import Action
from shopdesk.widgets.action_bar import ActionBar
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece, cut

if TYPE_CHECKING:
    from shopdesk.services.mapping import Assigned, Pair, Suggestion, UnmappedRow

TYPED = "m"
"""The letter of a choice that is none of the suggestions."""


class UnmappedDialog(Spread[str]):
    """Lists what stands for no SKU; enter and digits choose, m types, a takes the likeliest."""

    PLACE = "unmapped"
    DEFAULT_CSS = """
    UnmappedDialog #unmapped { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("take", "a", N_("Take best"), N_("Map the marks to their likeliest SKUs, by a plan"),
               "marks", check=lambda d: d.no_best(), footer=True, writes=True),
        Action("type", "m", N_("Type SKU"), N_("Type the SKU of the marks, completed as you type"),
               "marks", check=lambda d: d.no_row(), footer=True, writes=True),
        Action("exact", "t", N_("All exact"), N_("Map all that an id or a seller SKU tells"),
               check=lambda d: d.no_exact(), footer=True, writes=True),
        Action("filter", "slash", N_("Filter"), N_("Show only what holds these words"),
               footer=True),
        Action("undo", "u", N_("Undo"), N_("Take the newest change back"), footer=True,
               writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was undone"), writes=True),
    )  # fmt: skip

    def __init__(self, rows: "Sequence[UnmappedRow]", order: int | None = None) -> None:
        super().__init__(_("Which SKU is it?"))
        self._order = order
        self._rows: Listing[UnmappedRow] = Listing()
        self._rows.rows = list(rows)

    def lists(self) -> ComposeResult:
        """Yield how many there are, and the list."""
        yield Line(id="unmapped-sum")
        nothing = _("Everything stands for a SKU now. u takes the last mapping back.")
        none = _("Nothing here holds these words. esc shows all.")
        yield Grid(self._rows, columns(), sort="-lines", sentences=(nothing, none, ""),
                   id="unmapped")  # fmt: skip
        yield Line(id="unmapped-about")

    def on_mount(self) -> None:
        """Show the list; the suggestions come after it."""
        self.grid.load("")
        self.grid.focus()
        self._guess()

    @property
    def grid(self) -> "Grid[UnmappedRow]":
        """The list."""
        return self.query_one("#unmapped", Grid)

    def _ask(self, _change: Any = None) -> None:
        self.house.ask("mapping.unmapped", self._order, then=self._take, slot="unmapped")

    def _take(self, rows: "Sequence[UnmappedRow]") -> None:
        if self.is_attached:
            self._rows.rows = list(rows)
            self.grid.forget_marks()
            self.grid.reload()
            self._guess()

    def _guess(self) -> None:
        rows = tuple(self._rows.rows or ())
        self._head()
        if rows:
            self.house.ask("mapping.guessed", rows, then=self._guessed, slot="guessed")

    def _guessed(self, rows: "Sequence[UnmappedRow]") -> None:
        if self.is_attached:
            self._rows.rows = list(rows)
            self.grid.reload()
            self._head()
            self.call_after_refresh(self.on_grid_moved)

    def _head(self) -> None:
        rows = self._rows.rows or ()
        lines = sum(row.lines for row in rows)
        said = ngettext("{n} stands for no SKU.", "{n} stand for no SKU.", len(rows))
        waiting = ngettext("{n} order line waits.", "{n} order lines wait.", lines)
        pieces = [
            Piece(" " + said.format(n=number(len(rows), language())), "strong"),
            Piece(" " + waiting.format(n=number(lines, language())), "late" if lines else "dim"),
        ]
        if exact := sum(bool(row.best and row.best.exact) for row in rows):
            known = ngettext("{n} is known by its id.", "{n} are known by their ids.", exact)
            pieces.append(Piece(" " + known.format(n=number(exact, language())), "good"))
        self.query_one("#unmapped-sum", Line).show(pieces)
        self.offer()

    def offer(self) -> None:
        """Draw the keys as the actions stand now."""
        bar = self.query_one("#dialog-keys", ActionBar)
        bar.offer(self, tuple(self.actions()), len(self.grid.marks))
        bar.show(right=[Piece(" esc ", "key"), Piece(_("Leave") + " ")])

    def on_grid_moved(self) -> None:
        """Tell what the row may be and why; the keys may mean something else on it."""
        row, pieces = self.grid.row, []
        if row is not None and row.best:
            pieces = [Piece(f" {row.best.name}"), Piece(f"  {row.best.reason}", "dim")]
        self.query_one("#unmapped-about", Line).show(pieces)
        self.offer()

    def on_grid_changed(self) -> None:
        """The marks count in the footer."""
        self.offer()

    # What one row may stand for

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Ask what the row may stand for."""
        row: UnmappedRow = message.row
        self._choose(row, row.suggestions)

    def _choose(self, row: "UnmappedRow", found: "Sequence[Suggestion]") -> None:
        if not found:
            self._type([row])
            return
        choices = {
            str(at): f"{one.sku}  {one.name}  {one.score}%  {one.reason}"
            for at, one in enumerate(found, 1)
        } | {TYPED: _("another SKU, typed")}

        def chosen(letter: str | None) -> None:
            if letter == TYPED:
                self._type([row])
            elif letter:
                self._assign([(row.kind, row.record, found[int(letter) - 1].sku)])

        self.app.push_screen(Pick(cut(called(row), 60), choices), chosen)

    # What can be done

    def no_row(self) -> str | None:
        """Return why there is nothing to map, or None."""
        here = self.grid.marks or self.grid.row is not None
        return None if here else _("Nothing is chosen here.")

    def no_best(self) -> str | None:
        """Return why nothing can be taken, or None."""
        row = self.grid.row
        if self.grid.marks or (row is not None and row.best and row.best.likely):
            return None
        return self.no_row() or _("Nothing here is sure enough; enter chooses, m types the SKU.")

    def no_exact(self) -> str | None:
        """Return why there is no exact hit, or None."""
        exact = any(row.best and row.best.exact for row in self._rows.rows or ())
        return None if exact else _("No id and no seller SKU tells for certain.")

    def do_take(self) -> None:
        """Show the plan that takes the likeliest SKU of each."""
        self._chosen(self._plan)

    def do_exact(self) -> None:
        """Show the plan that takes every exact hit."""
        self._plan([row for row in self._rows.rows or () if row.best and row.best.exact])

    def do_type(self) -> None:
        """Ask for the SKU of the marks or the row."""
        self._chosen(self._type)

    def do_filter(self) -> None:
        """Ask for words, and show what holds them."""
        words = Question("words", _("Words"), self.grid.window.where)

        def told(answers: Answers | None) -> None:
            if answers is not None:
                self.grid.load(answers["words"])

        self.app.push_screen(Ask(_("Filter"), [words], button=_("Show")), told)

    def do_leave(self) -> None:
        """Take back the marks, else the filter, else leave."""
        if self.grid.step_back():
            return
        if self.grid.window.where:
            self.grid.load("")
        else:
            super().do_leave()

    def do_undo(self) -> None:
        """Take the newest change back."""
        self.house.write("journal.undo", then=self._ask)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.house.write("journal.redo", then=self._ask)

    def _chosen(self, then: Any) -> None:
        """Hand on the marked rows, or else the one under the cursor."""
        rows = {row.id: row for row in self._rows.rows or ()}
        self.grid.chosen(lambda ids: then([rows[one] for one in ids if one in rows]))

    def _type(self, rows: "Sequence[UnmappedRow]") -> None:
        n = len(rows)
        title = (
            called(rows[0]) if n == 1 else ngettext("{n} listing", "{n} listings", n).format(n=n)
        )

        def told(sku: str | None) -> None:
            if sku:
                self._assign([(row.kind, row.record, sku) for row in rows])

        self.app.push_screen(AskSku(cut(title, 60), rows[0].sku or rows[0].seller_sku), told)

    def _plan(self, rows: "Sequence[UnmappedRow]") -> None:
        best = {row.thing: row.best for row in rows if row.best and row.best.likely}
        pairs: list[Pair] = [(*thing, one.sku) for thing, one in best.items()]
        if not pairs:
            self.tell(_("Nothing here is sure enough; enter chooses, m types the SKU."))
            return
        left = len(rows) - len(pairs)

        def show(made: "Sequence[Assigned]") -> None:
            self.app.push_screen(
                MappingPlan(made, best, left), lambda yes: self._assign(pairs) if yes else None
            )

        self.house.ask("mapping.plan", pairs, then=show, slot="mapping-plan")

    def _assign(self, pairs: "Sequence[Pair]") -> None:
        self.house.do("mapping.assign", pairs, then=self._ask)


def called(row: "UnmappedRow") -> str:
    """Return what the shop calls it."""
    name = row.name or row.seller_sku or row.code
    return f"{name} · {row.variation}" if row.variation else name
