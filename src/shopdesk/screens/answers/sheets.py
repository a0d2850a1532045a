"""Answers, macros and what they would do, as sheets of paper."""

from typing import TYPE_CHECKING

from shopdesk.locale import _, ngettext
from shopdesk.tickets import name_of
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.screens.answers.calls import Draft
    from shopdesk.services.tickets.answers.canned import Canned
    from shopdesk.services.tickets.answers.macros import Macro, MacroPlan, MacroRow

WRONG = "$text-error"
FEW = 12
"""Tickets that a sheet names."""


def draft(made: "Draft") -> Paper:
    """Return an answer as its customer would read it."""
    paper = Paper()
    if made.wrong:
        paper.line(made.wrong, WRONG).line()
    return paper.line(made.body)


def canned(text: "Canned") -> Paper:
    """Return an answer at hand as it is written, and below it filled in with examples."""
    from shopdesk.services.tickets.answers import canned as answers

    paper = Paper().line(f"{text.name} · {text.language}", "bold").line(text.about)
    paper.line(_("the shop's own") if text.own else _("comes along"), QUIET).line()
    paper.line(text.body)
    return paper.heading(_("With examples")).line(answers.preview(text))


def macro(told: "Macro") -> Paper:
    """Return a macro: what it does, a line each."""
    from shopdesk.services.tickets.answers import macros

    paper = Paper().line(told.name, "bold").line(told.about)
    paper.line(_("the shop's own") if told.own else _("comes along"), QUIET).line()
    for step in macros.told(told.steps):
        paper.line(step)
    return paper


def planned(made: "MacroPlan") -> Paper:
    """Return what a macro would do: in words, and to the first of the tickets."""
    paper = Paper()
    for step in made.steps:
        paper.line(step)
    n = len(made.rows)
    paper.heading(ngettext("{n} ticket changes", "{n} tickets change", n).format(n=n))
    for row in made.rows[:FEW]:
        paper.line(f"{row.name} {row.customer}: {'; '.join(row.changes)}")
    if made.refused:
        paper.heading(_("{n} refused").format(n=len(made.refused)))
        for one, why in made.refused[:FEW]:
            paper.line(f"{name_of(one)}: {why}", WRONG)
    if made.unchanged:
        paper.line().line(_("{n} stand so already").format(n=len(made.unchanged)), QUIET)
    return paper


def row(told: "MacroRow") -> Paper:
    """Return what a macro does to one ticket, with its texts."""
    paper = Paper().line(f"{told.name} {told.customer}", "bold")
    for change in told.changes:
        paper.line(change)
    if told.reply:
        paper.heading(_("The customer reads")).line(told.reply)
    if told.note:
        paper.heading(_("Note, for us alone")).line(told.note)
    return paper
