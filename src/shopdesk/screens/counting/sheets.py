"""The list of count sheets: make one, open it, throw it away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from shopdesk.locale import N_, _, ngettext
from shopdesk.screens.counting import calls
from shopdesk.screens.counting.columns import sheet_columns
from shopdesk.screens.counting.lines import CountDialog
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid

if TYPE_CHECKING:
    from shopdesk.services.stock.counting import SheetRow

BLIND: Final = {"shop": None, "yes": True, "no": False}


def _unposted(dialog: "SheetsDialog") -> str | None:
    """Refuse where there is no sheet, or it is posted."""
    row = dialog.grid.row
    if row is None:
        return _("There is no count sheet here.")
    return _("Count {name} is posted; u takes that back.").format(
        name=row.name
    ) if row.state == "posted" else None  # fmt: skip


class SheetsDialog(Spread[str]):
    """Lists the count sheets, the newest first; Enter opens one."""

    PLACE = "counts"
    DEFAULT_CSS = """
    SheetsDialog #sheets { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("add", "a", N_("New sheet"), N_("Make a count sheet"), footer=True, writes=True),
        Action("drop", "x", N_("Throw away"), N_("Throw a sheet away that was not posted"),
               "row", _unposted, footer=True, writes=True),
        Action("undo", "u", N_("Undo"), N_("Take the newest change back"), footer=True,
               writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was undone"), writes=True),
    )  # fmt: skip

    def __init__(self, where: str = "", ids: Sequence[int] = ()) -> None:
        super().__init__(_("Count sheets"))
        self._where, self._ids = where, ids
        self._rows: Listing[SheetRow] = Listing()

    def lists(self) -> ComposeResult:
        """Yield the list."""
        nothing = _("Nothing was ever counted. a makes a count sheet.")
        yield Grid(
            self._rows, sheet_columns(self.house.clock), sort="-id",
            sentences=(nothing, nothing, _("Loading…")), id="sheets",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Ask for the sheets."""
        self.grid.focus()
        self.look()
        self.offer()

    @property
    def grid(self) -> "Grid[SheetRow]":
        """The list."""
        return self.query_one("#sheets", Grid)

    def look(self, _change: Any = None) -> None:
        """Ask for the sheets again."""
        self.house.ask("stock.counting.sheets", then=self._take, slot="count-sheets")

    def _take(self, rows: "Sequence[SheetRow]") -> None:
        if self.is_attached:
            newest = self._rows.rows[0].id if self._rows.rows else 0
            self._rows.rows = rows
            if rows and rows[0].id > newest:
                self.grid.load("")  # a sheet that was made just now is what comes next
            else:
                self.grid.reload()
            self.call_after_refresh(self.offer)

    def on_grid_moved(self) -> None:
        """What can be done depends on the sheet."""
        self.offer()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Open the sheet."""
        self._open(message.row.name)

    def _open(self, name: str) -> None:
        self.app.push_screen(CountDialog(name), self.look)

    def do_add(self) -> None:
        """Ask what shall be counted, and make the sheet."""
        self.app.push_screen(
            Ask(_("New count sheet"), self._questions(), button=_("Make it")), self._made
        )

    def _questions(self) -> list[Question]:
        n = len(self._ids)
        over = {"all": _("everything that is on sale")}
        if self._where:
            over = {"filter": _("what the filter shows: {where}").format(where=self._where)} | over
        if n:
            marked = ngettext("{n} marked SKU", "{n} marked SKUs", n).format(n=n)
            over = {"marks": marked} | over
        blind = {"shop": _("as in the settings"), "yes": _("yes: the counter is told no stock"),
                 "no": _("no")}  # fmt: skip
        return [
            Question("name", _("Name"), hint=_("empty: the day")),
            Question("over", _("Count"), choices=over),
            Question("location", _("Place"), hint=_("empty: the main place")),
            Question("blind", _("Blind"), choices=blind),
        ]

    def _made(self, answers: Answers | None) -> None:
        if answers is None:
            return
        over = answers["over"]
        wish = calls.Wish(
            answers["name"], self._where if over == "filter" else "",
            self._ids if over == "marks" else (), answers["location"], BLIND[answers["blind"]],
        )  # fmt: skip
        self.house.do(calls.make, wish, then=self.look)

    def do_drop(self) -> None:
        """Throw the sheet under the cursor away."""
        if (row := self.grid.row) is not None:
            self.house.do("stock.counting.drop", row.name, then=self.look)

    def do_undo(self) -> None:
        """Take the newest change back."""
        self.house.write("journal.undo", then=self.look)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.house.write("journal.redo", then=self.look)
