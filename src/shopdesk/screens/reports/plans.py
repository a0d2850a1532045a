"""Reports that come by themselves: the list of them, and the form of one."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from shopdesk.clock import Clock
from shopdesk.locale import N_, _
from shopdesk.refusal import Refusal
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.outbox.lists import Shelf
from shopdesk.screens.products.lists import numbered
from shopdesk.screens.reports import calls, sheets
from shopdesk.screens.reports.answered import answers
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.reports.owed import Made as Owed
    from shopdesk.reports.spec import Report
    from shopdesk.services.reporting import Plan


def _chosen(dialog: "PlansDialog") -> str | None:
    return None if dialog.grid.row else _("There is no schedule here.")


class PlanForm(Ask):
    """Asks when a report comes; Enter takes what stands there."""

    AUTO_FOCUS: ClassVar[str] = "#ask-time"


class PlansDialog(Shelf):
    """Lists the schedules; Enter changes one."""

    PLACE = "report_plans"
    DEFAULT_CSS = """
    PlansDialog #rows { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("add", "a", N_("Add"), N_("Let a report come by itself"), footer=True, writes=True),
        Action("edit", "e", N_("Edit"), N_("When it comes, and into which file"), "row", _chosen,
               footer=True, writes=True),
        Action("cancel", "x", N_("Remove"), N_("Let it come no more; its files stay"), "row",
               _chosen, footer=True, writes=True),
        Action("due", "m", N_("Make due"), N_("Make all that is due now, each once"), footer=True,
               writes=True),
        Action("timer", "w", N_("How it runs"),
               N_("The lines for cron and systemd that make them come"), footer=True),
    )  # fmt: skip

    def __init__(self, reports: "Sequence[Report]", here: "Report | None") -> None:
        super().__init__(_("Reports that come by themselves"))
        self._reports = {report.id: report for report in reports}
        self._here = here

    def lists(self) -> ComposeResult:
        """Yield the list."""
        nothing = _("No report comes by itself. a schedules one.")
        yield Grid(self._rows, self._columns(self.house.clock), sort="id",
                   sentences=(nothing, nothing, _("Loading…")), id="rows")  # fmt: skip

    def _columns(self, clock: Clock) -> tuple[Column, ...]:
        return (
            Column("name", _("Name"), lambda r: r.row.plan.name, 14, 1, whole=True),
            Column("report", _("Report"), lambda r: self._called(r.row.plan), 18, 4),
            Column("every", _("How often"), lambda r: sheets.every(r.row.plan), 37, 3),
            Column("next", _("Next run"), lambda r: clock.show(r.row.next), 13, 2),
            Column("out", _("Into"), lambda r: (r.row.plan.out, "quiet"), 16, 5, grow=True),
        )  # fmt: skip

    def _called(self, plan: "Plan") -> str:
        report = self._reports.get(plan.report)
        return _(report.name) if report else plan.report

    def look(self, _change: Any = None) -> None:
        """Ask for the schedules again."""
        self.house.ask(calls.schedules, then=self._take, slot="reports.plans")

    def _take(self, rows: Sequence[Any]) -> None:
        super()._take(numbered(rows))

    def on_grid_opened(self, _message: Grid.Opened) -> None:
        """Change the schedule."""
        self.do_edit()

    def do_add(self) -> None:
        """Ask which report comes when."""
        first = self._here or next(iter(self._reports.values()), None)
        if first is not None:
            home = self.house.folders[0] if self.house.folders else Path.home()
            start = {
                "report": first.id, "name": first.id, "day": "1",
                "every": first.id if first.id in sheets.EVERY else "monthly",
                "time": "07:00", "period": "", "out": str(home / "{report}-{period}.xlsx"),
            }  # fmt: skip
            self._ask(start, named=False)

    def do_edit(self) -> None:
        """Ask for what is different from now on."""
        if (row := self.grid.row) is not None:
            plan: Plan = row.row.plan
            start = {
                "report": plan.report, "name": plan.name, "every": plan.every,
                "day": str(plan.day), "time": plan.time,
                "period": plan.answers.get("period", ""), "out": plan.out,
            }  # fmt: skip
            self._ask(start, named=True, plan=plan)

    def _ask(self, start: Mapping[str, str], *, named: bool, plan: "Plan | None" = None) -> None:
        often = {one: _(said) for one, said in sheets.EVERY.items()}
        reports = {report.id: _(report.name) for report in self._reports.values()}
        asked = [
            Question("report", _("Report"), start["report"], choices=reports),
            *([] if named else [Question("name", _("Name"), start["name"], needed=True)]),
            Question("every", _("How often"), start["every"], choices=often),
            Question("day", _("Day"), start["day"], _("of the week (1 is Monday) or month")),
            Question("time", _("Time"), start["time"], "07:00", needed=True),
            Question("period", _("Period"), start["period"],
                     _("empty: yesterday, last-week, last-month")),
            Question("out", _("Into the file"), start["out"], needed=True),
        ]  # fmt: skip
        paper = Paper().line(_("The ending tells the format: xlsx, docx, pptx, pdf, csv, html."))
        paper.line(_("Shop and other answers are those that the report has now."))
        title = start["name"] if named else _("New schedule")
        form = PlanForm(title, asked, about=paper, button=_("Schedule"), test=self._test)
        self.app.push_screen(form, partial(self._answered, start["name"], plan))

    def _test(self, said: Answers) -> str | None:
        from shopdesk.reports.schedule import refuse_standing

        if not said["day"].isdecimal():
            return _("{label}: a whole number is needed.").format(label=_("Day"))
        try:
            refuse_standing(said)
        except Refusal as refusal:
            return str(refusal)
        return None

    def _answered(self, name: str, plan: "Plan | None", said: Answers | None) -> None:
        if said is None:
            return
        report = self._reports[said["report"]]
        same = plan is not None and plan.report == report.id
        asked = dict(plan.answers) if plan and same else answers(self.house, report)
        asked.pop("period", None)  # without one it is the day, week or month that ended
        if said["period"]:
            asked["period"] = said["period"]
        self.house.do(
            "reporting.schedule", said.get("name") or name, report.id, every=said["every"],
            out=said["out"], day=int(said["day"]), at=said["time"], answers=asked, then=self.look,
        )  # fmt: skip

    def do_cancel(self) -> None:
        """Let the report come no more."""
        if (row := self.grid.row) is not None:
            self.house.do("reporting.unschedule", row.row.plan.name, then=self.look)

    def do_due(self) -> None:
        """Make all that is due."""
        self.house.follow(
            calls.make_due, label=_("Making reports that are due"), then=self._made,
        )  # fmt: skip

    def _made(self, found: "Sequence[Owed]") -> None:
        wrong = [f"{one.due.plan.name}: {one.wrong}" for one in found if one.wrong]
        names = [one.due.file.name for one in found if one.written]
        if wrong:
            self.house.tell("\n".join(wrong), wrong=True)
        elif names:
            self.house.tell(_("Wrote {names}").format(names=", ".join(names)))
        else:
            self.house.tell(_("Nothing is due."))
        if self.is_attached:
            self.look()

    def do_timer(self) -> None:
        """Show the lines that make the reports come."""
        self.house.ask(calls.timer, then=self._show_timer, slot="reports.timer")

    def _show_timer(self, text: str) -> None:
        def copied(key: str | None) -> None:
            if key == "y":
                self.house.copy(text, _("Copied the lines."))

        paper = Paper().line(text).line(_("y copies the lines. Either cron or systemd does."))
        self.app.push_screen(Reader(_("How it runs"), paper, keys=["y"]), copied)
