"""The files that were written from reports, the newest first."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from shopdesk.clock import Clock
from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.dropped import short
from shopdesk.screens.products.lists import Asked, ListDialog
from shopdesk.screens.reports import questions, sheets
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column

if TYPE_CHECKING:
    from shopdesk.reports.spec import Report
    from shopdesk.services.reporting import Run


def _chosen(dialog: "RunsDialog") -> str | None:
    return None if dialog.grid.row else _("There is no file here.")


class RunsDialog(ListDialog):
    """Lists the files; Enter shows one with its hash."""

    PLACE = "report_runs"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("copy", "y", N_("Copy path"), N_("Copy where the file lies"), "row", _chosen,
               footer=True),
    )  # fmt: skip

    def __init__(self, reports: "Sequence[Report]", clock: Clock) -> None:
        nothing = _("No report was written yet. E writes one into a file.")
        asked = Asked("reporting.runs", (), self._columns(clock), nothing, self._open)
        super().__init__(_("Files of the reports"), asked)
        self._reports = {report.id: report for report in reports}

    def _columns(self, clock: Clock) -> tuple[Column, ...]:
        return (
            Column("at", _("Written"), lambda r: clock.show(r.row.at), 13, 1),
            Column("file", _("File"), lambda r: Path(r.row.file).name, 20, 2, whole=True),
            Column("report", _("Report"), lambda r: self._called(r.row), 20, 3),
            Column("bytes", _("Bytes"), lambda r: number(r.row.bytes, language()), 10, 5, "right"),
            Column("folder", _("Folder"), lambda r: (short(Path(r.row.file).parent), "quiet"),
                   14, 4, grow=True),
        )  # fmt: skip

    def _called(self, run: "Run") -> str:
        report = self._reports.get(run.report)
        return _(report.name) if report else run.report

    def take(self, rows: Any) -> None:
        """Show the files that came; what can be done depends on them."""
        super().take(rows)
        self.call_after_refresh(self.offer)

    def _open(self, run: "Run") -> None:
        """Show a file with its hash."""
        report = self._reports.get(run.report)
        known = {one.id for one in report.questions} <= set(run.answers) if report else False
        answers = questions.told(report, run.answers) if report and known else []
        paper = sheets.run(run, self._called(run), answers, self.house.clock)
        self.app.push_screen(Reader(_("A file of a report"), paper))

    def do_copy(self) -> None:
        """Copy where the file lies."""
        if (row := self.grid.row) is not None:
            self.house.copy(row.row.file)
