"""The Tasks room itself: what presses first; done, dropped, or opened again."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk import parcels as words
from shopdesk.locale import N_, _
from shopdesk.screens.desk import Desk
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.doorway import Call
from shopdesk.screens.listing import Listing
from shopdesk.screens.orders.record import open_order
from shopdesk.screens.tasks import sheets
from shopdesk.screens.tasks.columns import TaskLine, columns
from shopdesk.screens.view_strip import View, ViewStrip, beside
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.record_panel import RecordPanel
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from shopdesk.services.tasks import TaskRow

VIEWS: Final = (
    View("open", N_("To do"), "@open", always=True),
    View("overdue", N_("Overdue"), "@overdue", pressing=True),
    View("in_time", N_("In time"), "@in_time"),
    View("call_buyer", N_("Call buyers"), "@call_buyer+open"),
    View("claim", N_("Claims"), "@claim+open"),
    View("take_back", N_("Take back in"), "@take_back+open"),
    View("put_away", N_("Put on shelves"), "@put_away+open"),
    View("return", N_("Returns"), "@return+open"),
    View("resend", N_("Send again"), "@resend+open"),
    View("done", N_("Done"), "@done", always=True),
    View("dropped", N_("Dropped"), "@dropped"),
)


def _standing(*states: str) -> Callable[["TasksDesk"], str | None]:
    """Refuse a single task that stands elsewhere; of marked ones the verb itself tells."""

    def check(desk: "TasksDesk") -> str | None:
        row = desk.grid.row
        if row is None and not desk.grid.marks:
            return _("There is no task here.")
        if desk.grid.marks or row is None or row.task.state in states:
            return None
        return _("This task is “{state}”.").format(state=words.state(row.task.state))

    return check


class TasksDesk(Desk):
    """What is left to do with orders and parcels, and what was done."""

    DIGIT, NAME, PLACE = "J", N_("Tasks"), "tasks"
    SENTENCE = N_("Buyers to call, claims, goods to take back in or put on shelves.")
    DEFAULT_CSS = """
    TasksDesk #desk { height: 1fr; }
    TasksDesk #desk > Grid { width: 1fr; }
    TasksDesk RecordPanel { width: 40; display: none; }
    TasksDesk.-normal RecordPanel { display: block; }
    TasksDesk.-wide RecordPanel { display: block; width: 64; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("filter", "/", N_("Filter"), N_("Show only what holds these words"), footer=True),
        Action("finish", "f", N_("Done"), N_("They are done"), "marks", _standing("open"),
               footer=True, writes=True),
        Action("cancel", "x", N_("Drop"), N_("They are not needed any more, for a reason"), "marks",
               _standing("open"), footer=True, writes=True),
        Action("reopen", "X", N_("Open again"), N_("Put them on the list again"), "marks",
               _standing("done", "dropped"), footer=True, writes=True),
        Action("order", "O", N_("Order"), N_("Show its order whole"), "row",
               lambda d: d.no_row(), footer=True),
        Action("parcel", "P", N_("Parcel"), N_("Show its parcel whole"), "row",
               lambda d: d.no_parcel(), footer=True),
        Action("next_view", "tab", N_("Next view"), N_("The next view of the strip")),
        Action("last_view", "shift+tab", N_("View before"), N_("The view before of the strip")),
        Action("copy", "y", N_("Copy"), N_("Copy what the claim or the call needs"), "row",
               lambda d: d.no_row(), footer=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._tasks: Listing[TaskLine] = Listing()
        self._counts: dict[str, int] = {}
        self._view, self._words = VIEWS[0].where, ""

    def body(self) -> ComposeResult:
        """Yield the views, the list, and the task under the cursor beside it."""
        yield ViewStrip(id="views")
        nothing = _("Nothing is left to do. f on a parcel in trouble (4) makes a task.")
        none = _("No task matches. esc takes the filter away.")
        with Horizontal(id="desk"):
            yield Grid(
                self._tasks, columns(self.house.clock), sort="rank",
                sentences=(nothing, none, _("Loading…")), id="tasks",
            )  # fmt: skip
            yield RecordPanel()

    @property
    def grid(self) -> "Grid[TaskLine]":
        """The list."""
        return self.query_one("#tasks", Grid)

    @property
    def here(self) -> "TaskRow | None":
        """The task under the cursor."""
        return self.grid.row.task if self.grid.row else None

    def on_mount(self) -> None:
        """Draw the shell; the rows come with the first look."""
        self.grid.focus()
        self._show()

    def reload(self) -> None:
        """Ask for the tasks again."""
        self.house.ask("tasks.listed", then=self._take, slot="tasks", state="")

    def _take(self, tasks: "Sequence[TaskRow]") -> None:
        first = self._tasks.rows is None
        self._tasks.rows = [TaskLine(task.id, at, task) for at, task in enumerate(tasks)]
        self._counts = {view.id: self._count(view) for view in VIEWS}
        self._show() if first else self.grid.reload()
        self._draw_strip()
        self.offer()

    def _count(self, view: View) -> int:
        return sum(view.where in row.words.split() for row in self._tasks.rows or ())

    def _show(self) -> None:
        self.grid.exists = bool(self._words) or self._view != VIEWS[0].where
        self.grid.load(" ".join(filter(None, (self._view, self._words))))
        only = _("Only: {words}").format(words=self._words) if self._words else ""
        self.query_one("#top", Line).show(right=[Piece(f"{only} ", "key")])
        self._draw_strip()

    def _draw_strip(self) -> None:
        self.query_one(ViewStrip).offer(
            VIEWS, self._counts, self._view, lambda view: self.filter(view.where),
            more=self.do_next_view,
        )  # fmt: skip

    def filter(self, where: str) -> None:
        """Show the tasks that words find; a view is such a word."""
        views = [view.where for view in VIEWS]
        told = where.split()
        self._view = next((word for word in told if word in views), VIEWS[0].where)
        self._words = " ".join(word for word in told if word not in views)
        self._show()

    def views_by_name(self) -> Mapping[str, Callable[[], None]]:
        """Return the views of the strip for the palette."""
        return {view.said: partial(self.filter, view.where) for view in VIEWS}

    def marked(self) -> int:
        """Return how many tasks are marked."""
        return len(self.grid.marks)

    def progressed(self) -> None:
        """Show how far the long work is, in the status line."""
        self.query_one(StatusLine).tell(self.grid, self.progress())

    def on_grid_moved(self) -> None:
        """Tell where the cursor is, and what its task asks for."""
        self.at(self.grid)
        self.offer()
        panel = self.query_one(RecordPanel)
        if self.here is None:
            panel.clear()
        else:
            panel.show(sheets.whole(self.here, self.house.clock))

    def on_grid_changed(self) -> None:
        """Tell what is marked."""
        self.on_grid_moved()
        self.progressed()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Show the task whole."""
        sheets.show(self.app, message.row.task)

    def no_row(self) -> str | None:
        """Return why there is no task to speak of, or None."""
        return None if self.grid.row else _("There is no task here.")

    def no_parcel(self) -> str | None:
        """Return why there is no parcel to show, or None."""
        if self.here and self.here.parcel_id is None:
            return _("This task is about the order, not about a parcel.")
        return self.no_row()

    # What can be done

    def do_finish(self) -> None:
        """Say that they are done."""
        self._do("tasks.done")

    def do_cancel(self) -> None:
        """Ask why, then say that they are not needed."""
        why = Question("why", _("Why?"), hint=_("the buyer came by"))

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self._do("tasks.drop", answers["why"])

        self.app.push_screen(Ask(_("Drop"), [why], button=_("Drop")), answered)

    def do_reopen(self) -> None:
        """Put them on the list again."""
        self._do("tasks.reopen")

    def do_order(self) -> None:
        """Show the order whole."""
        if self.here:
            open_order(self.app, self.here.order_id)

    def do_parcel(self) -> None:
        """Show the parcel on its desk."""
        if self.here and self.here.parcel_id:
            self.house.show_record("shipments", self.here.parcel_id)

    def do_copy(self) -> None:
        """Copy what the courier or the buyer is asked with."""
        if self.here:
            self.house.copy(sheets.line(self.here))

    def do_filter(self) -> None:
        """Ask for words, and show what holds them."""
        words_ = Question("words", _("Words"), self._words)

        def told(answers: Answers | None) -> None:
            if answers is not None:
                self.filter(f"{self._view} {answers['words']}")

        self.app.push_screen(Ask(_("Filter"), [words_], button=_("Show")), told)

    def do_next_view(self) -> None:
        """Show the next view."""
        self._turn(1)

    def do_last_view(self) -> None:
        """Show the view before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        known = [view for view in VIEWS if view.always or view.count(self._counts)]
        self.filter(beside(known, self._view, by).where)

    def do_step_back(self) -> None:
        """Take back the marks, else the words, else go to the desk before."""
        if self.grid.step_back():
            return
        if self._words:
            self.filter(self._view)
        else:
            self.house.back()

    def _do(self, verb: Call, *args: Any) -> None:
        self.grid.chosen(lambda ids: self.house.do(verb, list(ids), *args, then=self._done))

    def _done(self, _change: Any) -> None:
        """The marks have served."""
        self.grid.forget_marks()
