"""One count sheet: scanned or typed into, held against the ledger, posted."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from shopdesk.locale import N_, _, ngettext
from shopdesk.screens.counting import calls
from shopdesk.screens.counting.columns import STATES, TELLING, line_columns
from shopdesk.screens.counting.handing import Handing
from shopdesk.screens.counting.variance import show_variance
from shopdesk.screens.listing import Listing
from shopdesk.screens.products.lists import TURNING, Numbered
from shopdesk.screens.view_strip import View, ViewStrip, beside
from shopdesk.widgets.action import Action
from shopdesk.widgets.action_bar import ActionBar
from shopdesk.widgets.arrangement import Arrangement
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece

if TYPE_CHECKING:
    from shopdesk.services.stock.counting import CountedLine, SheetRow

VIEWS: Final = (
    View("all", N_("All"), "", always=True),
    View("left", N_("Not counted"), "~left", always=True),
    View("differ", N_("Differ"), "~differ", always=True, pressing=True),
)


def _open(dialog: "CountDialog") -> str | None:
    """Refuse what can be done only before the sheet is posted."""
    sheet = dialog.sheet
    if sheet is None:
        return _("Loading…")
    return dialog.why_closed()


def _told(dialog: "CountDialog") -> str | None:
    """Refuse to show differences while a blind sheet is counted."""
    if (sheet := dialog.sheet) is not None and sheet.blind and sheet.state == "open":
        return _("This sheet is blind: differences are shown when every line is counted.")
    return None


class CountDialog(Handing):
    """Lists the lines of one sheet over a field for scans."""

    PLACE = "count"
    DEFAULT_CSS = """
    CountDialog #lines { height: 1fr; }
    CountDialog #scan, CountDialog #scan:focus {
        height: 1; border: none; padding: 0 1; background: $primary-muted;
    }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("scan", "s", N_("Scan"), N_("Scan or type codes, one after the other"),
               check=_open, footer=True, writes=True),
        Action("type", "e,enter", N_("Type"), N_("Type how many were counted of this line"), "row",
               _open, footer=True, writes=True),
        Action("differences", "d", N_("Differences"), N_("What differs, and what it is worth"),
               check=_told, footer=True),
        Action("post", "P", N_("Post"), N_("Make the ledger agree; not who counted does it"),
               check=_open, footer=True, writes=True),
        Action("print", "p", N_("Print"), N_("Write the sheet as a PDF"), footer=True),
        Action("export", "E", N_("Export"), N_("Write the sheet as a spreadsheet to fill")),
        Action("take_in", "i", N_("Import"), N_("Take a filled spreadsheet in"), check=_open,
               footer=True, writes=True),
        Action("recount", "R", N_("Count again"), N_("Forget what was counted of the marks, or of "
               "all that differ"), "marks", _open, writes=True),
        Action("undo", "u", N_("Undo"), N_("Take the newest change back"), footer=True,
               writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was undone"), writes=True),
        *TURNING,
    )  # fmt: skip

    def __init__(self, name: str) -> None:
        super().__init__(_("Count {name}").format(name=name))
        self.name_now = name
        self.sheet: SheetRow | None = None
        self._rows: Listing[Numbered] = Listing()
        self._last = ""
        self._view = VIEWS[0].where

    def lists(self) -> ComposeResult:
        """Yield how far the count is, the views, the lines, and the field for scans."""
        yield Line(id="count-facts")
        yield ViewStrip(id="count-views")
        none = _("No line is so.")
        yield Grid(
            self._rows, line_columns(), sort="id", sentences=(none, none, ""),
            id="lines",
        )  # fmt: skip
        yield from self.scan_lines()

    def on_mount(self) -> None:
        """Listen to the scanner, and ask for the lines."""
        # In a box that is centred, an open cell would shift its own list by a row.
        self.styles.align = ("center", "top")
        self.scan_field.focus()
        self.look()
        self.offer()

    @property
    def grid(self) -> "Grid[Numbered]":
        """The lines."""
        return self.query_one("#lines", Grid)

    def why_closed(self) -> str | None:
        """Return why nothing can be counted any more, or None."""
        if self.sheet is None or self.sheet.state != "posted":
            return None
        return _("Count {name} is posted; u takes that back.").format(name=self.name_now)

    # What is shown

    def look(self, _change: Any = None) -> None:
        """Ask for the lines again."""
        self.house.ask(calls.opened, self.name_now, then=self._take, slot="count-lines",
                       failed=self._gone)  # fmt: skip

    def _gone(self) -> None:
        """Leave a sheet that is there no more: its making was undone."""
        if self.is_attached and self.app.screen is self:
            self.dismiss(None)

    def _take(self, opened: calls.Opened) -> None:
        if not self.is_attached:
            return
        first, self.sheet = self.sheet is None, opened.sheet
        blind = opened.sheet.blind and opened.sheet.state == "open"
        self.grid.show_columns(Arrangement(hidden=TELLING if blind else frozenset()))
        self._rows.rows = [_numbered(line, blind=blind) for line in opened.lines]
        self.grid.load(self._view) if first else self.grid.reload()
        self._head(opened.lines, blind=blind)
        self._follow_last(opened.lines)
        if first and self.why_closed():
            self.grid.focus()
        self.call_after_refresh(self.offer)

    def _head(self, lines: "Sequence[CountedLine]", *, blind: bool) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        state, look = STATES.get(sheet.state, (sheet.state, ""))
        far = _("{n} of {all} counted").format(n=sheet.counted, all=sheet.lines)
        pieces = [Piece(f" {sheet.location} · "), Piece(_(state), look), Piece(f" · {far}")]
        if blind:
            pieces.append(Piece(" · " + _("blind"), "dim"))
        elif sheet.differing:
            differ = ngettext("{n} differs", "{n} differ", sheet.differing)
            pieces.append(Piece(" · " + differ.format(n=sheet.differing), "late"))
        if sheet.counted_by:
            pieces.append(Piece(" · " + _("by {who}").format(who=sheet.counted_by), "dim"))
        self.query_one("#count-facts", Line).show(pieces)
        counts = {"all": len(lines), "left": sheet.lines - sheet.counted}
        counts |= {} if blind else {"differ": sheet.differing}
        views = VIEWS[:2] if blind else VIEWS
        self.query_one("#count-views", ViewStrip).offer(
            views, counts, self._view, lambda one: self.show_view(one.where),
            more=self.do_turn_view,
        )  # fmt: skip

    def show_view(self, view: str) -> None:
        """Show the lines of one view."""
        self._view = view
        self.grid.load(view)
        self.look()

    def do_turn_view(self) -> None:
        """Show the next view."""
        self.show_view(beside(VIEWS, self._view, 1).where)

    def do_turn_back(self) -> None:
        """Show the view before."""
        self.show_view(beside(VIEWS, self._view, -1).where)

    def offer(self) -> None:
        """Draw the keys; while scans come in they are letters of a code."""
        super().offer()
        if self.scan_field.has_focus:
            bar = self.query_one("#dialog-keys", ActionBar)
            bar.show([], right=[Piece(" esc ", "key"), Piece(_("To the list") + " ")])

    def on_descendant_focus(self) -> None:
        """The keys mean something else now."""
        self.offer()

    def on_grid_moved(self) -> None:
        """What can be done depends on the line."""
        self.offer()

    # Counting

    def heard(self, codes: list[str]) -> None:
        """Look again, and tell what the last scan came to."""
        self._last = codes[-1]
        self.look()

    def _follow_last(self, lines: "Sequence[CountedLine]") -> None:
        code = self._last.partition("=")[0].strip().casefold()
        self._last = ""
        for at, line in enumerate(lines):
            if code and code in {one.casefold() for one in (line.code, line.sku, line.barcode)}:
                said = _("{code}  {name}: {n} counted")
                self.say(said.format(code=line.code, name=line.name, n=line.counted), "good")
                if not self._view:
                    self.grid.once_here(partial(self.grid.move, at))
                return

    def do_scan(self) -> None:
        """Go to the field for scans."""
        self.scan_field.focus()

    def do_type(self) -> None:
        """Open the cell of what was counted; Enter there goes on to the next line's."""
        column = next((one for one in self.grid.columns if one.edit), None)
        if column is not None and self.grid.row is not None:
            self.grid.edit(column)

    def on_grid_edited(self, message: Grid.Edited) -> None:
        """Write down what was typed into a cell, and go on to the next line."""
        line = next(one.row for one in self._rows.rows or () if one.id == message.ids[0])

        def written(change: Any) -> None:
            here = self.grid.cursor
            message.kept()
            self.grid.do_down()
            if self.grid.cursor > here:
                self.do_type()
            self.look(change)

        self.house.do(
            calls.put, self.name_now, line.code, message.value, then=written,
            refused=message.refused,
        )  # fmt: skip

    def do_recount(self) -> None:
        """Forget what was counted of the marks, else of all that differ."""
        by_id = {one.id: one.row.sku for one in self._rows.rows or ()}

        def again(ids: Sequence[int]) -> None:
            skus = [by_id[one] for one in ids if one in by_id]
            self.grid.forget_marks()
            self.house.do("stock.counting.recount", self.name_now, skus, then=self.look)

        self.grid.chosen(again) if self.grid.marks else again(())

    def do_differences(self) -> None:
        """Show what differs, and what it is worth."""
        show_variance(self.app, self.name_now)

    def do_post(self) -> None:
        """Make the ledger agree with the count."""
        self.house.do("stock.counting.post_sheet", self.name_now, then=self.look)

    def do_undo(self) -> None:
        """Take the newest change back."""
        self.house.write("journal.undo", then=self.look)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.house.write("journal.redo", then=self.look)

    def do_leave(self) -> None:
        """Put away what went wrong, else leave the field, the marks, the sheet."""
        if self.missed:
            self.missed.clear()
            self.complain()
        elif self.scan_field.has_focus:
            self.grid.focus()
        elif not self.grid.step_back():
            super().do_leave()


def _numbered(line: "CountedLine", *, blind: bool) -> Numbered:
    """Return a line with the words of the views that it stands in."""
    differs = "~differ" if line.difference and not blind else ""
    left = "~left" if line.counted is None else ""
    return Numbered(line.id, line, f"{differs} {left} {line.words}")
