"""The plan of an import, shown before anything is changed: files, and what each would do."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.path import AskPath
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.imports import calls, plan_rows
from shopdesk.screens.imports.plan_rows import EVERY, PlanFile, PlanLine
from shopdesk.screens.listing import Listing
from shopdesk.screens.orders.record import show
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.imports import ImportPlan
    from shopdesk.services.orders import OrderCard

VIEWS: Final = (
    ("changed", N_("Changed")), ("refused", N_("Refused")), ("differs", N_("Shown otherwise")),
    ("notes", N_("Notes")),
)  # fmt: skip


class PlanDialog(Spread[str]):
    """Shows the plan; the answer is "apply", "options", "new" or "map"; esc discards it."""

    PLACE = "plan"
    DEFAULT_CSS = """
    PlanDialog #plan-files { height: auto; max-height: 30%; }
    PlanDialog .view { height: 1fr; display: none; }
    PlanDialog .view.-shown { display: block; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("apply", "a", N_("Apply"), N_("Do exactly this, as one entry"),
               check=lambda d: d.nothing(), footer=True, writes=True),
        Action("turn_view", "tab", N_("Next list"), N_("Files, changes, refusals, notes"),
               footer=True),
        Action("turn_back", "shift+tab", N_("List before"), N_("The list before")),
        Action("rejects", "s", N_("Save rejects"), N_("Save what was refused as a spreadsheet"),
               check=lambda d: d.none_refused(), footer=True),
        Action("copy", "y", N_("Copy path"), N_("Copy where the rejects were saved"),
               check=lambda d: None if d.saved else _("Save the rejects first.")),
        Action("map", "m", N_("Map columns"), N_("Say what the columns of an unknown sheet mean"),
               check=lambda d: d.none_unknown(), footer=True),
        Action("new", "n", N_("New products"),
               N_("Add SKUs that are not in the catalogue, or leave them out"),
               check=lambda d: d.no_products(), footer=True),
        Action("options", "p", N_("Shop, password"), N_("Name the shop or a password, plan again"),
               footer=True),
    )  # fmt: skip

    def __init__(self, plan: "ImportPlan") -> None:
        super().__init__(_("Import plan: nothing is changed yet"))
        self._plan = plan
        self._files: Listing[PlanFile] = Listing()
        self._lists: dict[str, Listing[PlanLine]] = {name: Listing() for name, _said in VIEWS}
        self._view = "changed"
        self.saved: Path | None = None
        """Where the rejects were saved."""

    def lists(self) -> ComposeResult:
        """Yield what applying means, the files, and the list of the view that is chosen."""
        clock = self.house.clock
        self._files.rows = plan_rows.files(self._plan)
        self._lists["changed"].rows = plan_rows.changes(self._plan, clock)
        self._lists["refused"].rows = plan_rows.rejects(self._plan)
        self._lists["differs"].rows = plan_rows.differences(self._plan, clock)
        self._lists["notes"].rows = plan_rows.notes(self._plan)
        yield Line(id="plan-sum")
        nothing = _("Nothing.")
        yield Grid(self._files, plan_rows.file_columns(), sort="id",
                   sentences=(nothing, nothing, ""), id="plan-files")  # fmt: skip
        yield Line(id="plan-views")
        columns = {"changed": plan_rows.change_columns, "refused": plan_rows.reject_columns,
                   "differs": plan_rows.difference_columns,
                   "notes": plan_rows.note_columns}  # fmt: skip
        sentences = {
            "changed": _("Nothing that is here already changes."),
            "differs": _("The shops show what ShopDesk says."),
            "refused": _("Nothing was refused."), "notes": _("There is nothing to note."),
        }  # fmt: skip
        for name, _said in VIEWS:
            rows, said = self._lists[name], sentences[name]
            grid: Grid[PlanLine] = Grid(rows, columns[name](rows.rows or ()), sort="id",
                                        sentences=(said, said, ""), id=name)  # fmt: skip
            grid.add_class("view")
            yield grid

    def on_mount(self) -> None:
        """Show what is most pressing: refusals before changes."""
        self.query_one("#plan-sum", Line).show(self._sentence())
        first = next(
            (n for n in ("refused", "changed", "differs", "notes") if self._lists[n].rows),
            "changed",
        )
        self.files.load("")
        self._show(first)
        self.offer()

    @property
    def files(self) -> Grid[PlanFile]:
        """The files of the plan."""
        return self.query_one("#plan-files", Grid)

    @property
    def shown(self) -> Grid[PlanLine]:
        """The list of the view that is chosen."""
        return self.query_one(f"#{self._view}", Grid)

    def _sentence(self) -> list[Piece]:
        plan = self._plan
        if not plan.writes:
            return [Piece(f" {self.nothing()}", "strong")]
        refused = sum(report.counts.refused for report in plan.files)
        only_orders = all(report.kind == "orders" for report in plan.files)
        pieces = [Piece(f" {_writes(plan.writes, only_orders)}", "strong")]
        if refused:
            pieces.append(Piece(f" {_stays(refused, only_orders)}", "late"))
        if any(report.adds for report in plan.files):
            pieces.append(Piece(" " + _("New SKUs come into the catalogue."), "strong"))
        if wrong := sum(report.format is None for report in plan.files):
            left = ngettext(
                "{n} file is not taken at all.", "{n} files are not taken at all.", wrong
            ).format(n=wrong)
            pieces.append(Piece(f" {left}", "late"))
        return pieces

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
        where = f"file={row.id}." if row is not None and row.id != EVERY else ""
        if self.shown.window.where != where or not self.shown.window.known:
            self.shown.load(where)
        self._strip(where)

    def _strip(self, where: str) -> None:
        pieces: list[Piece] = []
        for name, said in VIEWS:
            n = sum(where in row.words for row in self._lists[name].rows or ())
            look = "chosen" if name == self._view else "late" if n and name == "refused" else ""
            words = f" {_(said)} {number(n, language())} "
            pieces.append(Piece(words, look, partial(self._show, name)))
        beyond = plan_rows.unseen(self._plan.files)
        if beyond and self._view == "changed":
            more = ngettext(
                "… and {n} more change, not shown here",
                "… and {n} more changes, not shown here", beyond,
            )  # fmt: skip
            pieces.append(Piece("  " + more.format(n=number(beyond, language())), "dim"))
        self.query_one("#plan-views", Line).show(pieces)

    def on_grid_moved(self) -> None:
        """Follow the cursor among the files."""
        if self.files.has_focus:
            self._follow()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Open the order that changes, read what was refused, or go from a file to its lines."""
        row = message.row
        if isinstance(row, PlanFile):
            self.shown.focus()
        elif self._view == "changed" and row.kind == "orders":
            self.house.ask(calls.order_named, row.place, row.channel, row.shop, then=self._order)
        else:
            self.app.push_screen(Reader(row.name, _whole(row)))

    def _order(self, card: "OrderCard") -> None:
        show(self.app, card)

    # What can be done

    def nothing(self) -> str | None:
        """Return why applying makes no sense, or None."""
        return None if self._plan.writes else _("There is nothing new in these files.")

    def none_refused(self) -> str | None:
        """Return why there are no rejects to save, or None."""
        return None if self._plan.refused else _("Nothing was refused.")

    def no_products(self) -> str | None:
        """Return why there are no products to add, or None."""
        told = any(report.kind == "products" for report in self._plan.files)
        return None if told else _("These files tell of no products.")

    def none_unknown(self) -> str | None:
        """Return why there is nothing to map, or None."""
        return None if unknown(self._plan) is not None else _("Every sheet was recognised.")

    def do_turn_view(self) -> None:
        """Go to the next list."""
        self._turn(1)

    def do_turn_back(self) -> None:
        """Go to the list before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        stops: list[str] = ["plan-files", *(name for name, _said in VIEWS)]
        at = 0 if self.files.has_focus else stops.index(self._view)
        to = stops[(at + by) % len(stops)]
        if to == "plan-files":
            self.files.focus()
        else:
            self._show(to)

    def do_apply(self) -> None:
        """Apply the plan."""
        self.dismiss("apply")

    def do_rejects(self) -> None:
        """Ask where to save the rejects, and save them."""
        folder = self.house.folders[0] if self.house.folders else Path.home()
        ask = AskPath(_("Save the rejects as"), str(folder / _("rejects.xlsx")))
        self.app.push_screen(ask, self._save)

    def _save(self, path: Path | None) -> None:
        if path is not None:
            self.house.write(calls.save_rejects, self._plan, path, then=self._saved)

    def _saved(self, path: Path) -> None:
        self.saved = path
        self.offer()
        said = _("Saved the rejects as {path}. y copies the path.")
        self.house.tell(said.format(path=path))

    def do_copy(self) -> None:
        """Copy where the rejects were saved."""
        self.house.copy(str(self.saved))

    def do_map(self) -> None:
        """Map the unknown sheet."""
        self.dismiss("map")

    def do_new(self) -> None:
        """Plan again: add the SKUs that are new, or leave them out."""
        self.dismiss("new")

    def do_options(self) -> None:
        """Plan again with a shop or a password."""
        self.dismiss("options")


def _writes(n: int, only_orders: bool) -> str:  # noqa: FBT001 - two sentences
    if only_orders:
        said = ngettext(
            "Applying writes {n} order, as one entry.", "Applying writes {n} orders, as one entry.",
            n,
        )  # fmt: skip
    else:
        said = ngettext(
            "Applying writes {n} record, as one entry.",
            "Applying writes {n} records, as one entry.", n,
        )  # fmt: skip
    return said.format(n=number(n, language()))


def _stays(n: int, only_orders: bool) -> str:  # noqa: FBT001 - two sentences
    if only_orders:
        said = ngettext(
            "{n} order is refused and stays out.", "{n} orders are refused and stay out.", n
        )
    else:
        said = ngettext(
            "{n} row is refused and stays out.", "{n} rows are refused and stay out.", n
        )
    return said.format(n=number(n, language()))


def unknown(plan: "ImportPlan") -> int | None:
    """Return the place of the first file that no channel knows, or None."""
    places = (at for at, report in enumerate(plan.files) if report.format is None)
    return next(places, None)


def _whole(row: PlanLine) -> Paper:
    """Return a refusal or a note as a sheet."""
    paper = Paper()
    pairs: list[tuple[str, Any]] = [
        (_("Where"), row.place), (_("Column"), row.field), (_("Value"), row.before),
    ]  # fmt: skip
    paper.pairs([(name, value) for name, value in pairs if value], QUIET)
    return (
        paper.line().line(row.after) if any(value for _n, value in pairs) else paper.line(row.after)
    )
