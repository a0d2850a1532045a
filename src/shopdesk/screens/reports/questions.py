"""The questions of a report as a form: a choice where there are words to choose from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shopdesk import periods
from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask
from shopdesk.screens.dialogs.ask import Question as Asked
from shopdesk.screens.words import channel
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.reports.spec import Question, Report
    from shopdesk.services.shops import Named


def ask(
    app: Any, report: "Report", now: Mapping[str, str], then: Callable[[Answers], None]
) -> None:
    """Ask the questions of a report; ``then`` takes the answers, if it was not left."""
    from shopdesk.screens.reports import calls

    def open_form(shops: "Sequence[Named]") -> None:
        def answered(said: Answers | None) -> None:
            if said is not None:
                then(said)

        app.push_screen(form(report, now, shops, app.clock), answered)

    app.ask(calls.shops, then=open_form, slot="reports.known")


def form(report: "Report", now: Mapping[str, str], shops: "Sequence[Named]", clock: Clock) -> Ask:
    """Return the form with the answers as they stand."""
    paper = Paper().line(_(report.about))
    for question in report.questions:
        paper.write(f"{_(question.name)}: ", QUIET).write(_(question.about), QUIET).end()
    fields = [_field(question, now[question.id], shops) for question in report.questions]

    def test(answers: Answers) -> str | None:
        found = (_wrong(question, answers[question.id], clock) for question in report.questions)
        return next((sentence for sentence in found if sentence), None)

    return Ask(_(report.name), fields, about=paper, button=_("Make it"), test=test)


def told(report: "Report", answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the answers by the names of their questions, as people read them."""
    return [(_(one.name), word(one, answers[one.id])) for one in report.questions]


def turned(period: str, by: int, clock: Clock) -> str:
    """Return the period of the same length after this one (1) or before it (-1)."""
    from shopdesk.reports.days import spelt
    from shopdesk.services.figures.scope import Span

    span = Span.of(period, clock)
    if by < 0:
        return spelt(span.before())
    first = span.last + timedelta(days=1)
    month = Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    same = month.before() == span and len(spelt(span)) == len("2026-11")
    return spelt(month if same else Span(first, span.last + timedelta(days=span.days)))


def word(question: "Question", answer: str) -> str:
    """Return an answer as people read it."""
    if question.kind == "flag":
        return _("yes") if answer == "yes" else _("no")
    if question.kind == "choice":
        return _(answer) if answer else ""
    nothing = {"shop": _("all shops"), "currency": _("that of most orders")}
    return answer or nothing.get(question.kind, "")


def _field(question: "Question", value: str, shops: "Sequence[Named]") -> Asked:
    hints = {
        "period": _("today, last-week, 2026-11, 2026-11-01..2026-11-23"),
        "currency": _("IDR; empty: that of most orders"),
    }
    needed = question.kind in ("period", "number")
    return Asked(question.id, _(question.name), value, hints.get(question.kind, ""),
                 _choices(question, value, shops), needed)  # fmt: skip


def _choices(
    question: "Question", value: str, shops: "Sequence[Named]"
) -> Mapping[str, str] | None:
    """Return the words to choose from, each with its name, or None where one types."""
    if question.kind == "shop":
        choices = _shops(shops)
    elif question.kind == "flag":
        choices = {"no": _("no"), "yes": _("yes")}
    elif question.kind == "choice":
        choices = {one: word(question, one) for one in question.words}
    else:
        return None
    return choices if value in choices else {value: value} | choices


def _shops(shops: "Sequence[Named]") -> dict[str, str]:
    named = {f"{one.channel}:{one.name}": f"{channel(one.channel)} · {one.name}" for one in shops}
    return {"": _("all shops")} | named


def _wrong(question: "Question", answer: str, clock: Clock) -> str | None:
    """Return what is wrong with an answer that was typed."""
    if question.kind == "number" and not answer.isdecimal():
        return _("{label}: a whole number is needed.").format(label=_(question.name))
    if question.kind == "period":
        try:
            periods.period(answer, clock)
        except ValueError as error:
            return str(error)
    return None
