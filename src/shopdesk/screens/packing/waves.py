"""The list of waves: make one, print its pick list, pack it, say that it is picked, give it up."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from shopdesk.clock import Clock
from shopdesk.locale import N_, _, ngettext
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.screens.packing import calls
from shopdesk.screens.packing.held import show_held
from shopdesk.screens.packing.table import PackDialog
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.grid import Grid

if TYPE_CHECKING:
    from shopdesk.services.packing import WaveRow

STATES: Final = {
    "open": (N_("being picked"), "late"), "done": (N_("picked"), "good"),
    "dropped": (N_("given up"), "quiet"),
}  # fmt: skip


def _here(dialog: "WavesDialog") -> str | None:
    """Refuse where there is no wave."""
    return None if dialog.grid.row is not None else _("There is no wave here.")


def _open(dialog: "WavesDialog") -> str | None:
    """Refuse a wave that is not being picked."""
    row = dialog.grid.row
    if row is None or row.state == "open":
        return _here(dialog)
    return _("Wave {name} is not open any more.").format(name=row.name)


class WavesDialog(Spread[str]):
    """Lists the waves, the newest first; Enter packs one."""

    PLACE = "waves"
    DEFAULT_CSS = """
    WavesDialog #waves { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("add", "a", N_("New wave"), N_("Make a wave of orders that are to be packed"),
               footer=True, writes=True),
        Action("print", "p", N_("Pick list"), N_("Write the wave's pick list as a PDF"), "row",
               _here, footer=True),
        Action("pack", "b", N_("Pack"), N_("Pack the orders of this wave with the scanner"),
               "row", _here, footer=True, writes=True),
        Action("done", "d", N_("Picked"), N_("The walk is over, its goods are on the table"),
               "row", _open, footer=True, writes=True),
        Action("drop", "x", N_("Give up"), N_("Its orders wait for another wave"), "row",
               _open, footer=True, writes=True),
        Action("who", "w", N_("Who"), N_("Who holds which order"), footer=True),
        Action("undo", "u", N_("Undo"), N_("Take the newest change back"), writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was undone"), writes=True),
    )  # fmt: skip

    def __init__(self, where: str = "", ids: Sequence[int] = ()) -> None:
        super().__init__(_("Waves"))
        self._where, self._ids = where, ids
        self._rows: Listing[WaveRow] = Listing()

    def lists(self) -> ComposeResult:
        """Yield the list."""
        nothing = _("There was no wave yet. a makes one of the orders that are to be packed.")
        yield Grid(
            self._rows, _columns(self.house.clock), sort="-id",
            sentences=(nothing, nothing, _("Loading…")), id="waves",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Ask for the waves."""
        self.grid.focus()
        self.look()
        self.offer()

    @property
    def grid(self) -> "Grid[WaveRow]":
        """The list."""
        return self.query_one("#waves", Grid)

    def look(self, _change: Any = None) -> None:
        """Ask for the waves again."""
        self.house.ask(calls.waves, then=self._take, slot="waves")

    def _take(self, rows: "Sequence[WaveRow]") -> None:
        if self.is_attached:
            newest = self._rows.rows[0].id if self._rows.rows else 0
            self._rows.rows = rows
            if rows and rows[0].id > newest:
                self.grid.load("")  # a wave that was made just now is what comes next
            else:
                self.grid.reload()
            self.call_after_refresh(self.offer)

    def on_grid_moved(self) -> None:
        """What can be done depends on the wave."""
        self.offer()

    def on_grid_opened(self) -> None:
        """Pack the wave."""
        self.do_pack()

    def do_add(self) -> None:
        """Ask which orders, and make the wave."""
        title, button = _("New wave"), _("Make it")
        self.app.push_screen(Ask(title, self._questions(), button=button), self._made)

    def _questions(self) -> list[Question]:
        n = len(self._ids)
        over = {"all": _("all that are to be packed")}
        if self._where:
            over = {"filter": _("what the filter shows: {where}").format(where=self._where)} | over
        if n:
            marked = ngettext("{n} marked order", "{n} marked orders", n).format(n=n)
            over = {"marks": marked} | over
        return [
            Question("name", _("Name"), hint=_("empty: the day")),
            Question("over", _("Orders"), choices=over),
        ]

    def _made(self, answers: Answers | None) -> None:
        if answers is None:
            return
        over = answers["over"]
        where = self._where if over == "filter" else "status:to_pack"
        ids = self._ids if over == "marks" else ()
        self.house.do(calls.make_wave, answers["name"], where, ids, then=self.look)

    def do_print(self) -> None:
        """Ask where to write the pick list."""
        if (row := self.grid.row) is None:
            return
        folder = self.house.folders[0] if self.house.folders else Path.home()
        name = "".join(c if c.isalnum() or c in "-_." else "-" for c in row.name)

        def write(path: Path | None) -> None:
            if path is not None:
                label = _("Writing {path}").format(path=path.name)
                self.house.follow(calls.pick_list, row.name, path, label=label, then=self._wrote)

        self.app.push_screen(AskPath(_("Write to"), str(folder / f"picklist-{name}.pdf")), write)

    def _wrote(self, path: Path) -> None:
        self.house.tell(_("Wrote {path}").format(path=path))

    def do_pack(self) -> None:
        """Open the packing table for the wave."""
        if (row := self.grid.row) is not None:
            self.app.push_screen(PackDialog(row.name), self.look)

    def do_done(self) -> None:
        """Say that the walk is over."""
        self._do("packing.waves.done")

    def do_drop(self) -> None:
        """Give the wave up."""
        self._do("packing.waves.drop")

    def _do(self, verb: str) -> None:
        if (row := self.grid.row) is not None:
            self.house.do(verb, row.name, then=self.look)

    def do_who(self) -> None:
        """Show who holds which order."""
        show_held(self.app)

    def do_undo(self) -> None:
        """Take the newest change back."""
        self.house.write("journal.undo", then=self.look)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.house.write("journal.redo", then=self.look)


def _columns(clock: Clock) -> Sequence[Column]:
    return (
        Column("name", _("Wave"), lambda w: w.name, 16, 1, whole=True),
        Column("state", _("State"), _state, 15, 2),
        Column("left", _("Left"), lambda w: str(w.left), 6, 2, align="right"),
        Column("packed", _("Packed"), lambda w: f"{w.packed}/{w.orders}", 9, 3, align="right"),
        Column("gone", _("Cancelled"), lambda w: str(w.gone) if w.gone else "", 9, 5,
               align="right"),
        Column("made_by", _("Made by"), lambda w: w.made_by, 12, 6, grow=True),
        Column("made_at", _("Made"), lambda w: clock.show(w.made_at), 13, 4),
    )  # fmt: skip


def _state(row: "WaveRow") -> Shown:
    name, look = STATES.get(row.state, (row.state, ""))
    return _(name), look
