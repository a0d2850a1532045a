"""A report, a file of it and a schedule as sheets of paper."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.clock import Clock
from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.dropped import short
from shopdesk.screens.reports.questions import told
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.screens.reports.calls import Shelved
    from shopdesk.services.reporting import Plan, Run

EVERY = {"daily": N_("every day"), "weekly": N_("every week"), "monthly": N_("every month")}


def about(one: "Shelved", said: Mapping[str, str], clock: Clock) -> Paper:
    """Return what a report answers, what it is asked now, and what became of it."""
    paper = Paper().line(_(one.report.name), "bold").line(_(one.report.about)).line()
    paper.pairs(told(one.report, said))
    if one.last is not None:
        paper.heading(_("Written last"))
        paper.line(Path(one.last.file).name).line(short(Path(one.last.file).parent), QUIET)
        paper.line(clock.show(one.last.at), QUIET)
    if one.next is not None:
        paper.heading(_("Comes by itself")).line(clock.show(one.next))
    if one.report.personal:
        paper.line().line(_("It holds names of customers only where you ask for them."), QUIET)
    return paper


def row(whole: Mapping[str, str], means: str) -> Paper:
    """Return a row of a report with every column, and what its figure means."""
    paper = Paper().pairs((name, value) for name, value in whole.items() if value)
    return paper.line().line(means, QUIET) if means else paper


def run(one: "Run", name: str, answers: list[tuple[str, str]], clock: Clock) -> Paper:
    """Return a file that was written: what was asked, and the hash that proves it unchanged."""
    paper = Paper().line(name, "bold").line(one.file).line()
    size = _("{n} bytes").format(n=number(one.bytes, language()))
    pairs = [(_("Written"), clock.show(one.at)), (_("Size"), size), ("SHA-256", one.sha256)]
    paper.pairs([*pairs, *answers])
    if one.personal:
        paper.line().line(_("It holds personal data: give it to nobody who need not see it."),
                          "$text-warning")  # fmt: skip
    return paper


def every(plan: "Plan") -> str:
    """Return how often a report comes, in words."""
    said = {
        "daily": _("every day at {time}"),
        "weekly": _("every week, day {day}, at {time}"),
        "monthly": _("every month, day {day}, at {time}"),
    }[plan.every]
    return said.format(day=plan.day, time=plan.time)
