"""What can be done with a report: ask it otherwise, write it, copy it, see what was written."""

from functools import partial
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.screens.desk import Desk
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.reports import calls, questions, sheets
from shopdesk.screens.reports.answered import answers, keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.reports.spec import Report
    from shopdesk.screens.dialogs.ask import Answers
    from shopdesk.screens.reports.preview import Preview


class ReportVerbs(Desk):
    """The desk as far as it does something with a report."""

    @property
    def here(self) -> "Report | None":
        """The report that is open, else the one under the cursor."""
        raise NotImplementedError

    @property
    def reports(self) -> "Sequence[Report]":
        """Every report of the house."""
        raise NotImplementedError

    @property
    def preview(self) -> "Preview":
        """The report that is open."""
        raise NotImplementedError

    def anew(self, report: "Report") -> None:
        """Make a report with other answers than before."""
        raise NotImplementedError

    def do_edit(self) -> None:
        """Ask the questions of the report, then make it with the answers."""
        if (report := self.here) is not None:
            now = answers(self.house, report)
            questions.ask(self.house, report, now, partial(self._answered, report))

    def _answered(self, report: "Report", said: "Answers") -> None:
        keep(self.house, report, said)
        self.anew(report)

    def do_earlier(self) -> None:
        """Make the same report of the period before."""
        self._turn_period(-1)

    def do_later(self) -> None:
        """Make the same report of the period after."""
        self._turn_period(1)

    def _turn_period(self, by: int) -> None:
        report = self.here
        if report is None:
            return
        said = answers(self.house, report)
        if "period" not in said:
            self.house.tell(_("This report is about no period."))
            return
        turned = questions.turned(said["period"], by, self.house.clock)
        self._answered(report, {**said, "period": turned})

    def do_export(self) -> None:
        """Ask for a format and a folder, then write the report."""
        from shopdesk.screens.reports.writing import open_writing

        if (report := self.here) is not None:
            open_writing(self.house, report, answers(self.house, report))

    def do_copy(self) -> None:
        """Copy the report as text."""
        if (document := self.preview.document) is not None:
            copied = partial(self.house.copy, said=_("Copied the report as text."))
            self.house.ask(calls.text, document, then=copied, slot="reports.text")

    def do_row(self) -> None:
        """Show the row under the cursor uncut."""
        if (drawn := self.preview.here) is not None:
            title, *_rest = drawn.whole.values()
            self.app.push_screen(Reader(title, sheets.row(drawn.whole, drawn.about)))

    def do_runs(self) -> None:
        """Show the files that were written."""
        from shopdesk.screens.reports.runs import RunsDialog

        self.app.push_screen(RunsDialog(self.reports, self.house.clock))

    def do_plans(self) -> None:
        """Show the reports that come by themselves."""
        from shopdesk.screens.reports.plans import PlansDialog

        self.app.push_screen(PlansDialog(self.reports, self.here))
