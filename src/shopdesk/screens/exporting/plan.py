"""The plan of an export, shown before anything is written: files, cells, what is left out."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.dropped import short
from shopdesk.screens.exporting import rows
from shopdesk.screens.exporting.calls import Planned
from shopdesk.screens.exporting.rows import CellLine, FileLine
from shopdesk.screens.listing import Listing
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.exports import ExportPlan

VIEWS: Final = (("cells", N_("Cells")), ("left", N_("Left out")), ("notes", N_("Notes")))


class ExportDialog(Spread["list[ExportPlan]"]):
    """Shows the plan; the answer is the plans to write, esc writes nothing."""

    PLACE = "export_plan"
    DEFAULT_CSS = """
    ExportDialog #export-files { height: auto; max-height: 35%; }
    ExportDialog .view { height: 1fr; display: none; }
    ExportDialog .view.-shown { display: block; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("write", "a", N_("Write"), N_("Write exactly this"), check=lambda d: d.nothing(),
               footer=True, writes=True),
        Action("turn_view", "tab", N_("Next list"), N_("Files, cells, what is left out, notes"),
               footer=True),
        Action("turn_back", "shift+tab", N_("List before"), N_("The list before")),
        Action("leave_out", "x", N_("Leave out"), N_("Leave this file out, or take it in again"),
               check=lambda d: d.no_file(), footer=True),
    )  # fmt: skip

    def __init__(self, planned: Sequence[Planned]) -> None:
        super().__init__(_("Export plan: nothing is written yet"))
        self._planned = planned
        self._off: frozenset[int] = frozenset()
        self._files: Listing[FileLine] = Listing()
        self._lists: dict[str, Listing[CellLine]] = {name: Listing() for name, _said in VIEWS}
        self._view = "cells"

    def lists(self) -> ComposeResult:
        """Yield what writing means, the files, and the list of the view that is chosen."""
        self._files.rows = rows.files(self._planned, self._off)
        made = {"cells": rows.cells, "left": rows.left, "notes": rows.notes}
        columns = {"cells": rows.cell_columns, "left": rows.left_columns,
                   "notes": rows.note_columns}  # fmt: skip
        sentences = {
            "cells": _("No cell changes."),
            "left": _("Nothing is left out."), "notes": _("There is nothing to note."),
        }  # fmt: skip
        yield Line(id="export-sum")
        yield Grid(self._files, rows.file_columns(), sort="id", sentences=("", "", ""),
                   id="export-files")  # fmt: skip
        yield Line(id="export-views")
        for name, _said in VIEWS:
            listed, said = self._lists[name], sentences[name]
            listed.rows = made[name](self._planned)
            grid: Grid[CellLine] = Grid(listed, columns[name](listed.rows), sort="id",
                                        sentences=(said, said, ""), id=name)  # fmt: skip
            grid.add_class("view")
            yield grid

    def on_mount(self) -> None:
        """Show what is most pressing: refusals before the cells that change."""
        self._sum()
        self.files.load("")
        refused = any(one.plan and one.plan.refused for one in self._planned)
        self._show("left" if refused or not self._lists["cells"].rows else "cells")
        self.offer()

    @property
    def files(self) -> Grid[FileLine]:
        """The files of the plan."""
        return self.query_one("#export-files", Grid)

    @property
    def shown(self) -> Grid[CellLine]:
        """The list of the view that is chosen."""
        return self.query_one(f"#{self._view}", Grid)

    @property
    def wanted(self) -> "list[ExportPlan]":
        """The plans that write something and are not left out."""
        return [
            one.plan for at, one in enumerate(self._planned)
            if at not in self._off and one.plan is not None and one.plan.rows
        ]  # fmt: skip

    def _sum(self) -> None:
        n = sum(plan.rows for plan in self.wanted)
        said = ngettext("Writes {n} row into {files}.", "Writes {n} rows into {files}.", n)
        count = len(self.wanted)
        into = ngettext("{n} file", "{n} files", count).format(n=number(count, language()))
        text = said.format(n=number(n, language()), files=into)
        pieces = [Piece(f" {text if n else self.nothing()}", "strong")]
        if refused := sum(len(one.plan.refused) for one in self._planned if one.plan):
            out = ngettext("{n} cell breaks a limit.", "{n} cells break a limit.", refused)
            pieces.append(Piece(" " + out.format(n=number(refused, language())), "late"))
        if wrong := sum(one.plan is None for one in self._planned):
            said = ngettext("{n} file is not filled.", "{n} files are not filled.", wrong)
            pieces.append(Piece(" " + said.format(n=number(wrong, language())), "late"))
        places = {plan.wish.out.parent for plan in self.wanted}
        if len(places) == 1:
            pieces.append(Piece(f" {short(places.pop())}", "dim"))
        self.query_one("#export-sum", Line).show(pieces)

    # The lists

    def _show(self, view: str, *, focus: bool = True) -> None:
        self._view = view
        for name, _said in VIEWS:
            self.query_one(f"#{name}", Grid).set_class(name == view, "-shown")
        self._follow()
        if focus:
            self.shown.focus()

    def _follow(self) -> None:
        """Show the lines of the file under the cursor."""
        row = self.files.row
        where = f"file={row.id}." if row is not None and len(self._planned) > 1 else ""
        if self.shown.window.where != where or not self.shown.window.known:
            self.shown.load(where)
        pieces: list[Piece] = []
        for name, said in VIEWS:
            n = sum(where in line.words for line in self._lists[name].rows or ())
            look = "chosen" if name == self._view else ""
            words = f" {_(said)} {number(n, language())} "
            pieces.append(Piece(words, look, partial(self._show, name)))
        self.query_one("#export-views", Line).show(pieces)

    def on_grid_moved(self) -> None:
        """Follow the cursor among the files."""
        if self.files.has_focus:
            self._follow()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Go from a file to its lines, or read a line whole."""
        line = message.row
        if isinstance(line, FileLine):
            self.shown.focus()
        else:
            self.app.push_screen(Reader(line.what, _whole(line)))

    # What can be done

    def nothing(self) -> str | None:
        """Return why writing makes no sense, or None."""
        return None if self.wanted else _("There is nothing to write.")

    def no_file(self) -> str | None:
        """Return why no file can be left out, or None."""
        return None if self.files.row is not None else _("There is no file here.")

    def do_turn_view(self) -> None:
        """Go to the next list."""
        self._turn(1)

    def do_turn_back(self) -> None:
        """Go to the list before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        stops = ["export-files", *(name for name, _said in VIEWS)]
        at = 0 if self.files.has_focus else stops.index(self._view)
        to = stops[(at + by) % len(stops)]
        if to == "export-files":
            self.files.focus()
        else:
            self._show(to)

    def do_leave_out(self) -> None:
        """Leave the file under the cursor out, or take it in again."""
        if (row := self.files.row) is None:
            return
        self._off ^= {row.id}
        self._files.rows = rows.files(self._planned, self._off)
        self.files.reload()
        self._sum()
        self.offer()

    def do_write(self) -> None:
        """Write the plan."""
        self.dismiss(self.wanted)


def _whole(line: CellLine) -> Paper:
    """Return a line as a sheet."""
    pairs = [
        (_("Row"), line.row), (_("Product"), line.name), (_("Column"), line.field),
        (_("Before"), line.before),
    ]  # fmt: skip
    paper = Paper().pairs([(name, value) for name, value in pairs if value], QUIET)
    return paper.line().line(line.after)
