"""The import desk itself: files on the left, what was done on the right."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import _, ngettext
from shopdesk.screens.desk import Desk
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.imports import calls
from shopdesk.screens.imports.plan import PlanDialog, unknown
from shopdesk.screens.imports.rows import (
    EntryRow,
    FileRow,
    entry_columns,
    entry_rows,
    file_columns,
)
from shopdesk.screens.listing import Listing
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from shopdesk.services.imports import ImportPlan
    from shopdesk.services.journal import Entry

KEPT = 500
"""Entries of the history that are shown."""


def _file_chosen(desk: "ImportsDesk") -> str | None:
    """Refuse where no file is chosen."""
    if desk.files.marks or (desk.files.has_focus and desk.files.row):
        return None
    return _("Choose a file first; / opens another folder.")


def _entry_chosen(desk: "ImportsDesk") -> str | None:
    """Refuse where the cursor is not on an entry that stands."""
    row = desk.history.row if desk.history.has_focus else None
    if row is None:
        return _("Choose an entry of the history first; tab goes there.")
    return _("Entry {n} was undone already.").format(n=row.id) if row.entry.undone else None


class ImportsDesk(Desk):
    """Exports of the seller centres in, one plan each time; every entry can be taken back."""

    DIGIT, NAME, PLACE = "0", N_("Import and history"), "imports"
    CSS_PATH = "../imports.tcss"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("folder", "/", N_("Folder or file"), N_("Open another folder, or name a file"),
               footer=True),
        Action("plan", "i", N_("Plan import"), N_("See what the files would change"),
               "marks", _file_chosen, footer=True),
        Action("take_back", "x", N_("Take back"), N_("Undo the entry under the cursor"),
               "row", _entry_chosen, footer=True, writes=True),
        Action("other", "tab", N_("Files/history"), N_("Go to the other list"), footer=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._files: Listing[FileRow] = Listing()
        self._entries: Listing[EntryRow] = Listing()
        self._folders: tuple[Path, ...] | None = None
        self._wish = calls.Wish(())

    def body(self) -> ComposeResult:
        """Yield the two lists."""
        loading, clock = _("Loading…"), self.house.clock
        no_match = _("Nothing matches.")
        with Horizontal(id="desk"):
            yield Grid(
                self._files, file_columns(clock), sort="-changed",
                sentences=(_("No exports here. / opens another folder."), no_match, loading),
                id="files",
            )  # fmt: skip
            yield Grid(
                self._entries, entry_columns(clock), sort="-id",
                sentences=(_("Nothing was done yet."), no_match, loading), id="history",
            )  # fmt: skip

    @property
    def files(self) -> Grid[FileRow]:
        """The files that may be exports."""
        return self.query_one("#files", Grid)

    @property
    def history(self) -> Grid[EntryRow]:
        """What was done."""
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
        self.history.load("")

    def reload(self) -> None:
        """Look at the folders and the history again."""
        self.house.ask(calls.files, self.folders, then=self._take_files, slot="files")
        self.house.ask("journal.history", KEPT, then=self._take_entries, slot="history")
        named = " · ".join(str(folder) for folder in self.folders)
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

    def _take_entries(self, entries: "Sequence[Entry]") -> None:
        first = self._entries.rows is None
        self._entries.rows = entry_rows(entries)
        self.history.load("") if first else self.history.reload()

    def on_grid_moved(self) -> None:
        """Tell where the cursor is."""
        self.at(self.here)
        self.offer()

    def on_grid_changed(self) -> None:
        """Tell what is marked."""
        self.on_grid_moved()
        self.progressed()

    def on_descendant_focus(self) -> None:
        """The other list has the keys now."""
        self.on_grid_moved()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Plan the file that was opened."""
        if isinstance(message.row, FileRow):
            self.do_plan()

    # What can be done

    def do_step_back(self) -> None:
        """Take back the marks, else go to the desk before."""
        if not self.here.step_back():
            self.house.back()

    def do_take_back(self) -> None:
        """Undo the entry under the cursor."""
        if (row := self.history.row) is not None:
            self.house.write("journal.undo", row.id)

    def do_other(self) -> None:
        """Give the keys to the other list."""
        (self.files if self.history.has_focus else self.history).focus()

    def do_folder(self) -> None:
        """Ask for a folder or a file."""
        start = str(self.folders[0]) + os.sep
        self.app.push_screen(AskPath(_("Folder or file"), start), self._go_to)

    def _go_to(self, path: Path | None) -> None:
        if path is None:
            return
        if path.is_dir():
            self._folders = (path,)
            self._files.rows = None
            self.reload()
        elif path.is_file():
            self._plan(calls.Wish((path,)))
        else:
            self.house.tell(_("There is no {path}.").format(path=path), wrong=True)

    def do_plan(self) -> None:
        """Plan the marked files, or the one under the cursor."""
        self.files.chosen(self._plan_ids)

    def _plan_ids(self, ids: Sequence[int]) -> None:
        known = {row.id: row.path for row in self._files.rows or ()}
        self._plan(calls.Wish(tuple(known[one] for one in ids if one in known)))

    def _plan(self, wish: calls.Wish) -> None:
        self._wish = wish
        n = len(wish.paths)
        label = ngettext("Reading {n} file", "Reading {n} files", n).format(n=n)
        self.house.follow(calls.plan, wish, label=label, then=self._planned)

    def _planned(self, plan: "ImportPlan") -> None:
        self.app.push_screen(PlanDialog(plan), lambda answer: self._answered(plan, answer))

    def _answered(self, plan: "ImportPlan", answer: str | None) -> None:
        if answer == "apply":
            self.house.write("imports.apply", plan, then=self._applied)
        elif answer == "rejects":
            self._ask_rejects(plan)
        else:
            self.house.write(calls.discard, plan)
            if answer == "options":
                self._ask_options()
            elif answer == "map":
                self._ask_header(self._wish.paths[unknown(plan) or 0])

    def _applied(self, _change: Any) -> None:
        self.files.forget_marks()

    # Rejects, options and unknown sheets

    def _ask_rejects(self, plan: "ImportPlan") -> None:
        start = str(self.folders[0] / _("rejects.xlsx"))

        def save(path: Path | None) -> None:
            if path is None:
                self._planned(plan)
            else:
                self.house.write("imports.save_rejects", plan, path, then=lambda _none: told(path))

        def told(path: Path) -> None:
            self.house.tell(_("Saved the rejects as {path}.").format(path=path))
            self._planned(plan)

        self.app.push_screen(AskPath(_("Save the rejects as"), start), save)

    def _ask_options(self) -> None:
        questions = [
            Question("shop", _("Shop these files belong to"), self._wish.shop),
            Question("password", _("Password of the files"), self._wish.password),
        ]

        def again(answers: Answers | None) -> None:
            given = answers or {}
            shop, password = given.get("shop", ""), given.get("password", "")
            self._plan(calls.Wish(self._wish.paths, shop, password))

        self.app.push_screen(Ask(_("Plan again"), questions, button=_("Plan")), again)

    def _ask_header(self, path: Path) -> None:
        self.house.ask(calls.header, path, self._wish.password, then=self._map)

    def _map(self, header: calls.Header | None) -> None:
        from shopdesk.channels import generic

        if header is None:
            self.house.tell(_("This file has no row that looks like a header."), wrong=True)
            return
        choices = {"": "–"} | {name: f"{name} — {value}"[:70] for name, value in header.columns}
        questions = [
            Question(
                entry.field,
                f"{entry.label()}{' *' if entry.required else ''}",
                header.guess.get(entry.field, ""),
                choices=choices,
            )
            for entry in generic.MAPPABLE
        ]

        def wrong(answers: Answers) -> str | None:
            missing = generic.missing(answers)
            return (
                _("Choose a column for: {fields}.").format(fields=", ".join(missing))
                if (missing)
                else None
            )

        ask = Ask(_("What do the columns mean?"), questions, button=_("Remember"), test=wrong)
        self.app.push_screen(ask, lambda answers: self._learn(header.path, answers))

    def _learn(self, path: Path, answers: Answers | None) -> None:
        if answers:
            columns = {field: name for field, name in answers.items() if name}
            self.house.write(
                "imports.learn", [path], columns, then=lambda _change: self._plan(self._wish)
            )
