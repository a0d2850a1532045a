"""A macro before it is run: what becomes of each ticket, and what is left as it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import N_, _, ngettext
from shopdesk.screens.answers import sheets
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.tickets import name_of
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import Paper
from shopdesk.widgets.record_panel import RecordPanel

if TYPE_CHECKING:
    from shopdesk.services.tickets.answers.macros import MacroPlan, MacroRow


@dataclass(frozen=True, slots=True)
class Planned:
    """A ticket of the plan: what a macro does to it, or why it leaves it."""

    id: int
    name: str
    customer: str
    what: str
    row: "MacroRow | None" = None
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.name} {self.customer} {self.what}"

    @property
    def rank(self) -> tuple[bool, int]:
        """What is refused comes after what changes."""
        return self.row is None, self.id

    @property
    def sheet(self) -> Paper:
        """It on a sheet."""
        return sheets.row(self.row) if self.row else Paper().line(self.what, sheets.WRONG)


class MacroDialog(Spread[str]):
    """F2 runs the macro on exactly what the list says."""

    PLACE = "macro_plan"
    DEFAULT_CSS = """
    MacroDialog #side { height: 1fr; }
    MacroDialog #rows { width: 1fr; }
    MacroDialog RecordPanel { width: 45%; display: none; }
    MacroDialog.-normal RecordPanel, MacroDialog.-wide RecordPanel { display: block; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("run", "f2", N_("Run it"), N_("Run the macro on the tickets of the list"),
               check=lambda dialog: dialog.nothing(), footer=True, writes=True),
    )  # fmt: skip

    def __init__(self, made: "MacroPlan", then: Callable[[], None]) -> None:
        super().__init__(_("Macro “{name}”").format(name=made.name))
        self._made, self._then = made, then
        self._rows: Listing[Planned] = Listing()
        refused = [Planned(one, name_of(one), "", why) for one, why in made.refused]
        does = [Planned(r.id, r.name, r.customer, "; ".join(r.changes), r) for r in made.rows]
        self._rows.rows = [*refused, *does]

    def nothing(self) -> str | None:
        """Return why there is nothing to run, or None."""
        return None if self._made.rows else _("It would change none of these tickets.")

    def lists(self) -> ComposeResult:
        """Yield what it does, the tickets, and the texts of the one under the cursor."""
        told = Line(id="told")
        told.show([Piece(f" {'; '.join(self._made.steps)}", "dim")])
        yield told
        counts = Line(id="counts")
        counts.show(self._counts())
        yield counts
        with Horizontal(id="side"):
            nothing = _("They stand so already.")
            yield Grid(self._rows, _columns(), sort="rank",
                       sentences=(nothing, nothing, _("Loading…")), id="rows")  # fmt: skip
            yield RecordPanel()

    def _counts(self) -> list[Piece]:
        made, n = self._made, len(self._made.rows)
        said = [Piece(" " + ngettext("{n} ticket changes", "{n} tickets change", n).format(n=n))]
        if made.refused:
            said.append(Piece("  " + _("{n} refused").format(n=len(made.refused)), "late"))
        if any(row.reply for row in made.rows):
            said.append(Piece("  " + _("What is sent is not taken back by undo."), "dim"))
        return said

    def on_mount(self) -> None:
        """Show the tickets."""
        grid = self.query_one(Grid)
        grid.focus()
        grid.load("")
        self.offer()

    def on_grid_moved(self) -> None:
        """Show the texts of the ticket under the cursor."""
        panel, row = self.query_one(RecordPanel), self.query_one(Grid).row
        if row is None:
            panel.clear()
        else:
            panel.show(row.sheet)

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the texts whole."""
        self.app.push_screen(Reader(message.row.name, message.row.sheet))

    def do_run(self) -> None:
        """Run it."""
        if self.nothing():
            return
        ids = [row.id for row in self._made.rows]
        self.house.do("tickets.answers.macros.run", ids, self._made.name, then=self._ran)

    def _ran(self, _change: Any) -> None:
        if self.is_attached:
            self.dismiss(None)
        self._then()


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Ticket"), lambda row: row.name, 8, 1, whole=True),
        Column("customer", _("Customer"), lambda row: row.customer, 18, 2),
        Column("what", _("What changes"), _what, 24, 1, grow=True),
    )


def _what(row: Planned) -> Shown:
    return row.what, "" if row.row else "late"
