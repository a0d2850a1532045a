"""The Reports desk itself: every report of the house, and the one that is open."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.listing import Listing
from shopdesk.screens.reports import calls, sheets
from shopdesk.screens.reports.actions import ACTIONS
from shopdesk.screens.reports.answered import answers
from shopdesk.screens.reports.columns import ReportLine, columns
from shopdesk.screens.reports.preview import Preview
from shopdesk.screens.reports.verbs import ReportVerbs
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece
from shopdesk.widgets.record_panel import RecordPanel
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from shopdesk.reports.spec import Report
    from shopdesk.screens.reports.calls import Made, Shelved
    from shopdesk.widgets.action import Action, Acts


class ReportsDesk(ReportVerbs):
    """A list of reports; Enter opens one in its place, where its figures open their rows."""

    DIGIT, NAME, PLACE = "9", N_("Reports"), "reports"
    SENTENCE = N_("Every report, with preview and export.")
    DEFAULT_CSS = """
    ReportsDesk #desk { height: 1fr; }
    ReportsDesk #desk > Grid { width: 1fr; }
    ReportsDesk Preview { width: 1fr; height: 1fr; display: none; }
    ReportsDesk RecordPanel { width: 48; display: none; }
    ReportsDesk.-normal RecordPanel { display: block; }
    ReportsDesk.-wide RecordPanel { display: block; width: 72; }
    ReportsDesk.-open Preview { display: block; }
    ReportsDesk.-open #desk { display: none; }
    """
    ACTIONS: ClassVar["Sequence[Action]"] = ACTIONS

    def __init__(self) -> None:
        super().__init__()
        self._reports: Listing[ReportLine] = Listing()
        self._open: Report | None = None
        self._wished = ""
        self._made: dict[str, Made] = {}
        self._making = False

    def body(self) -> ComposeResult:
        """Yield the list, the report under the cursor beside it, and the one that is open."""
        nothing = _("There is no report.")
        with Horizontal(id="desk"):
            yield Grid(
                self._reports, columns(self.house.clock), sort="id",
                sentences=(nothing, nothing, _("Loading…")), id="reports",
            )  # fmt: skip
            yield RecordPanel()
        yield Preview(id="preview")

    @property
    def grid(self) -> "Grid[ReportLine]":
        """The list."""
        return self.query_one("#reports", Grid)

    @property
    def preview(self) -> Preview:
        """The report that is open."""
        return self.query_one(Preview)

    @property
    def here(self) -> "Report | None":
        """The report that is open, else the one under the cursor."""
        if self._open is not None:
            return self._open
        return self.grid.row.shelved.report if self.grid.row else None

    @property
    def shown(self) -> bool:
        """Whether a report is to be seen."""
        return self._open is not None and self.preview.document is not None

    def lists(self) -> "Sequence[Acts]":
        """Return what has the keys of a list: the report that is open, else the list."""
        return [self.preview if self._open else self.grid]

    def on_mount(self) -> None:
        """Draw the shell; the rows come with the first look."""
        self.grid.focus()
        self.grid.load("")

    def reload(self) -> None:
        """Ask for the reports again, and make the one that is open anew if something happened."""
        self.house.ask(calls.shelf, then=self._take, slot="reports")
        if self._open is not None:
            self._make(self._open)

    def _take(self, found: "Sequence[Shelved]") -> None:
        self._reports.rows = [ReportLine(at, one) for at, one in enumerate(found)]
        self.grid.reload()  # also the first time: an Enter typed ahead waits for these rows
        if self._wished:
            self.filter(self._wished)

    def filter(self, where: str) -> None:
        """Open the report of this name, or show the list."""
        rows, self._wished = self._reports.rows, ""
        if rows is None:
            self._wished = where
            return
        reports = {report.id: report for report in self.reports}
        if where.strip() in reports:
            self.open(reports[where.strip()])
        elif self._open is not None:
            self._close()

    def views_by_name(self) -> Mapping[str, Callable[[], None]]:
        """Return every report for the palette."""
        return {_(report.name): partial(self.open, report) for report in self.reports}

    # The report that is open

    @property
    def reports(self) -> "list[Report]":
        """Every report of the house."""
        return [line.shelved.report for line in self._reports.rows or ()]

    def anew(self, report: "Report") -> None:
        """Make a report with other answers than before."""
        self._made.pop(report.id, None)
        if self._open is report:
            self._make(report)
        else:
            self.open(report)

    def open(self, report: "Report") -> None:
        """Show a report; where it was made before, what was made stands there meanwhile."""
        self._open, self.where = report, report.id
        made = self._made.get(report.id)
        self.preview.say(_("Making the report…"))
        self.add_class("-open")
        self.preview.show(made.document if made else None)
        self.preview.focus()
        self._make(report)

    def _close(self) -> None:
        self._open, self.where, self._making = None, "", False
        self.remove_class("-open")
        self.grid.focus()
        self._follow()

    def _make(self, report: "Report") -> None:
        """Make the report beside all else; of two makings the newer counts."""
        self._making = True
        self.house.ask(
            calls.made, report.id, answers(self.house, report), self._made.get(report.id),
            then=partial(self._show, report), slot="reports.made",
            failed=partial(self._failed, report),
        )  # fmt: skip
        self._follow()

    def _show(self, report: "Report", made: "Made") -> None:
        self._made[report.id] = made
        if report is self._open:
            self._making = False
            anew = self.preview.document is None
            self.preview.show(made.document, anew=anew)
            self._follow()

    def _failed(self, report: "Report") -> None:
        if report is self._open:
            self._making = False
            self.preview.say(_("The report could not be made. e changes the answers."))
            self._follow()

    def on_preview_moved(self) -> None:
        """Tell where the cursor rests, and what stands behind it."""
        self._follow()

    def on_preview_opened(self, message: Preview.Opened) -> None:
        """Show the rows that a figure is made of; ``[`` leads back to it."""
        opens = message.drawn.opens
        if opens is None:
            self.house.tell(_("No rows of a desk stand behind this figure."))
        else:
            self.house.show(opens.desk, opens.where)

    # What is told

    def progressed(self) -> None:
        """Show how far the long work is, else what is being made, else what enter does."""
        line = self.query_one(StatusLine)
        if progress := self.progress():
            line.tell(self.grid, progress)
        elif self._making:
            line.show(left=[Piece(" " + _("Making the report…"), "dim")])
        else:
            line.show(left=self._hint())

    def _hint(self) -> list[Piece]:
        """Say what enter does here, and what the figure means."""
        if self._open is None:
            return [Piece(" enter ", "key"), Piece(_("opens the report"), "dim")]
        drawn = self.preview.here
        if drawn is None:
            return []
        about = f" · {drawn.about}" if drawn.about else ""
        if drawn.opens is None:
            return [Piece(f" {drawn.about}", "dim")]
        desks = {one.PLACE: _(one.NAME) for one in self.house.desks}
        said = _("shows {desk}").format(desk=desks.get(drawn.opens.desk, drawn.opens.desk))
        return [Piece(" enter ", "key"), Piece(said + about, "dim")]

    def _follow(self) -> None:
        """Tell where one is."""
        self.head()
        self._draw_period()
        self.offer()
        self.progressed()
        if self._open is None:
            self.at(self.grid)
            self._draw_panel()
        else:
            at, lines = (number(n, language()) for n in self.preview.place)
            self.query_one("#place", Line).show(right=[Piece(f"{at} / {lines} ")])

    def _draw_period(self) -> None:
        """Say of which days the report is, wherever in it one reads."""
        document = self.preview.document if self._open else None
        pieces = [
            Piece(" - ", "key", self.do_earlier),
            Piece(document.period, "strong"),
            Piece(" + ", "key", self.do_later),
        ] if document else []  # fmt: skip
        self.query_one("#top", Line).show(right=pieces)

    def title_now(self) -> str:
        """Return the desk's digit and name, and the report that is open."""
        title = super().title_now()
        return f"{title} · {_(self._open.name)}" if self._open else title

    def _draw_panel(self) -> None:
        panel, row = self.query_one(RecordPanel), self.grid.row
        if row is None:
            panel.clear()
        else:
            said = answers(self.house, row.shelved.report)
            panel.show(sheets.about(row.shelved, said, self.house.clock))

    def on_grid_moved(self) -> None:
        """Show what the report under the cursor answers."""
        self._follow()

    def on_grid_changed(self) -> None:
        """Tell how many there are."""
        self._follow()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Open the report."""
        self.open(message.row.shelved.report)

    def do_next_part(self) -> None:
        """To the next part of the report."""
        self.preview.turn_part(1)

    def do_last_part(self) -> None:
        """To the part before."""
        self.preview.turn_part(-1)

    def do_step_back(self) -> None:
        """Back to the list, else to the desk before."""
        if self._open is not None:
            self._close()
        else:
            self.house.back()
