"""The import desk itself: files on the left, what was taken in so far on the right."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.path import AskFiles
from shopdesk.screens.dropped import paths, short
from shopdesk.screens.history.columns import entry_columns
from shopdesk.screens.history.entry import EntryDialog
from shopdesk.screens.history.taking_back import do_again, stands, take_back, was_undone
from shopdesk.screens.imports import calls
from shopdesk.screens.imports.planning import Planning
from shopdesk.screens.imports.rows import FileRow, Known, file_columns
from shopdesk.screens.listing import Listing
from shopdesk.screens.orders.exports import export_orders
from shopdesk.screens.source import Rows
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from shopdesk.services.imports.looking import Arrived, Look
    from shopdesk.services.journal import Entry

IMPORTS: Final = "verb:import"
"""The part of the history that this desk shows."""
LOOKED_AT: Final = 400
"""Files whose content is looked at, the ones in view first."""


def _file_chosen(desk: "ImportsDesk") -> str | None:
    """Refuse where no file is chosen."""
    if desk.files.marks or (desk.files.has_focus and desk.files.row):
        return None
    return _("Choose a file first; / opens another folder.")


def _unknown(desk: "ImportsDesk") -> str | None:
    """Refuse where the file under the cursor is one that a channel knows."""
    row = desk.files.row if desk.files.has_focus else None
    if row is None:
        return _("Choose a file first; / opens another folder.")
    known = desk.what(row)
    if known is None or not known.format or known.format.startswith("generic."):
        return None
    return _("{file} is known already: {format}.").format(file=row.name, format=known.format)


def _entry(desk: "ImportsDesk") -> "Entry | None":
    """Return the entry under the cursor, if the history has the keys."""
    return desk.history.row if desk.history.has_focus else None


class ImportsDesk(Planning):
    """Exports of the seller centres in, one plan each time; every entry can be taken back."""

    DIGIT, NAME, PLACE = "i", N_("Import and export"), "imports"
    SENTENCE = N_("Exports in, orders out, and what was taken in.")
    CSS_PATH = "../imports.tcss"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("folder", "/", N_("Folder or file"), N_("Open another folder, or name files"),
               footer=True),
        Action("plan", "i", N_("Plan import"), N_("See what the files would change"),
               "marks", _file_chosen, footer=True),
        Action("map", "m", N_("Map columns"), N_("Say what the columns of an unknown sheet mean"),
               "row", _unknown, footer=True),
        Action("export", "E", N_("Export"), N_("Write orders into a spreadsheet"), footer=True),
        Action("take_back", "x", N_("Take back"), N_("Undo the entry under the cursor"),
               "row", lambda d: stands(_entry(d)), footer=True, writes=True),
        Action("again", "X", N_("Do again"), N_("Redo the undone entry under the cursor"),
               "row", lambda d: was_undone(_entry(d)), writes=True),
        Action("other", "tab", N_("Files/history"), N_("Go to the other list"), footer=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._files: Listing[FileRow] = Listing()
        self._known = Known({}, {})
        self._looking = False
        self._folders: tuple[Path, ...] | None = None

    def body(self) -> ComposeResult:
        """Yield the two lists."""
        loading, clock = _("Loading…"), self.house.clock
        no_match = _("Nothing matches.")
        with Horizontal(id="desk"):
            yield Grid(
                self._files, file_columns(clock, self._known), sort="-changed",
                sentences=(
                    _("No exports here. Drop files on this window, or / opens another folder."),
                    no_match, loading,
                ),
                id="files",
            )  # fmt: skip
            yield Grid(
                Rows(self.house, "journal"), entry_columns(clock), sort="-entry",
                sentences=(_("Nothing was imported yet."), _("Nothing was imported yet."), loading),
                id="history",
            )  # fmt: skip

    @property
    def files(self) -> Grid[FileRow]:
        """The files that may be exports."""
        return self.query_one("#files", Grid)

    @property
    def history(self) -> "Grid[Entry]":
        """What was taken in."""
        return self.query_one("#history", Grid)

    @property
    def here(self) -> Grid[Any]:
        """The list that has the keys."""
        return self.history if self.history.has_focus else self.files

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose files are shown."""
        return self._folders or self.house.folders

    def on_mount(self) -> None:
        """Draw the shell, then look at folders and history."""
        self.files.focus()
        self.files.load("")
        self.history.load(IMPORTS)

    def reload(self) -> None:
        """Look at the folders and the history again."""
        self.house.ask(calls.files, self.folders, then=self._take_files, slot="files")
        self.history.reload()
        named = " · ".join(map(short, self.folders))
        self.query_one("#top", Line).show(right=[Piece(f"{named} ", "dim")])

    def marked(self) -> int:
        """Return how many files are marked."""
        return len(self.files.marks)

    def progressed(self) -> None:
        """Show how far the reading is."""
        self.query_one(StatusLine).tell(self.here, self.progress())

    def _take_files(self, rows: list[FileRow]) -> None:
        first = self._files.rows is None
        self._files.rows = rows
        self.files.load("") if first else self.files.reload()
        self._ask_arrived()
        self._look_on()

    # What the files are

    def _look_on(self) -> None:
        """Look into the next file that nobody looked into: those in view first, one at a time."""
        in_front = self in self.app.screen_stack
        if self._looking or not in_front or (row := self._next()) is None:
            return
        self._looking = True

        def looked(look: "Look | None") -> None:
            self._looking = False
            if look is not None:
                self._known.looks[row.state] = look
                self._ask_arrived()
            self._look_on()

        self.house.ask("imports.looking.look", row.path, then=looked)

    def what(self, row: FileRow) -> "Look | None":
        """Return what a file is, as far as anybody looked."""
        return self._known.of(row)

    def _next(self) -> FileRow | None:
        top, bottom = self.files.in_view()
        in_view = (self.files.window.row(at) for at in range(top, bottom + 1))
        newest = sorted(self._files.rows or (), key=lambda row: -row.changed)[:LOOKED_AT]
        rows = [row for row in (*in_view, *newest) if row is not None]
        return next((row for row in rows if row.state not in self._known.looks), None)

    def _ask_arrived(self) -> None:
        hashes = [look.sha256 for look in self._known.looks.values() if look.sha256]
        self.house.ask("imports.looking.arrived", hashes, then=self._arrived, slot="arrived")

    def _arrived(self, arrived: "dict[str, Arrived]") -> None:
        with self.files.redrawing():
            self._known.arrived = arrived

    # Going about

    def on_grid_moved(self) -> None:
        """Tell where the cursor is."""
        self.at(self.here)
        self.offer()
        self._look_on()

    def on_grid_changed(self) -> None:
        """Tell what is marked."""
        self.on_grid_moved()
        self.progressed()

    def on_descendant_focus(self) -> None:
        """The other list has the keys now."""
        self.on_grid_moved()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Plan the file, or show what the entry did."""
        if isinstance(message.row, FileRow):
            self.do_plan()
        else:
            self.app.push_screen(EntryDialog(message.row))

    def on_paste(self, event: events.Paste) -> None:
        """Plan files that were dropped on the window or pasted into it."""
        event.stop()
        if found := paths(event.text):
            self._go_to(found)
        else:
            self.house.tell(_("What was pasted names no file that is here."), wrong=True)

    def do_step_back(self) -> None:
        """Take back the marks, else go to the desk before."""
        if not self.here.step_back():
            self.house.back()

    def do_take_back(self) -> None:
        """Undo the entry under the cursor."""
        if (row := self.history.row) is not None:
            take_back(self.app, row)

    def do_again(self) -> None:
        """Redo the undone entry under the cursor."""
        if (row := self.history.row) is not None:
            do_again(self.app, row)

    def do_other(self) -> None:
        """Give the keys to the other list."""
        (self.files if self.history.has_focus else self.history).focus()

    def do_export(self) -> None:
        """Ask what to write, and where to."""
        export_orders(self.app)

    def do_folder(self) -> None:
        """Ask for a folder or files."""
        start = str(self.folders[0] if self.folders else Path.home()) + os.sep
        self.app.push_screen(AskFiles(_("Folder or files"), start), self._go_to)

    def _go_to(self, found: list[Path] | None) -> None:
        files = tuple(path for path in found or () if path.is_file())
        folders = tuple(path for path in found or () if path.is_dir())
        if files:
            self.plan(calls.Wish(files))
        elif folders:
            self._folders = folders
            self._files.rows = None
            self.files.load("")
            self.reload()
        elif found:
            self.house.tell(_("There is no {path}.").format(path=found[0]), wrong=True)

    def do_plan(self) -> None:
        """Plan the marked files, or the one under the cursor."""
        self.files.chosen(lambda ids: self.plan(calls.Wish(self._paths(ids))))

    def do_map(self) -> None:
        """Say what the columns of the file under the cursor mean."""
        if (row := self.files.row) is not None:
            self.map_columns(row.path)

    def _paths(self, ids: Sequence[int]) -> tuple[Path, ...]:
        known = {row.id: row.path for row in self._files.rows or ()}
        return tuple(known[one] for one in ids if one in known)

    def applied(self) -> None:
        """The marks have served."""
        self.files.forget_marks()

    def learnt(self) -> None:
        """Look again into the files that nobody knew."""
        looks = self._known.looks
        for state in [state for state, look in looks.items() if not look.format]:
            del looks[state]
        self._look_on()
