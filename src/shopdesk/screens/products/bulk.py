"""Changing a field of many SKUs: what is asked, the plan before and after, and doing just that."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from shopdesk.locale import N_, _, language, ngettext
from shopdesk.money import number
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.facts import said
from shopdesk.screens.products import calls
from shopdesk.screens.products.lists import TURNING, Asked, ListDialog, Numbered, numbered
from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column, Shown
from shopdesk.widgets.glyphs import glyphs
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.clock import Clock
    from shopdesk.services.products.bulk import BulkPlan, BulkRow

EXAMPLES: Final = "price*1.07 round 900 floor break_even · cost*1.6 · -5% · +5000 · =15000"
"""Formulas as people write them; the language is the same in every language."""


def bulk_edit(app: Any, ids: Sequence[int], then: Callable[[Any], None]) -> None:
    """Ask for a field and a formula, show the plan, and apply it when the person says so."""
    app.ask(calls.bulk_fields, then=partial(_ask, app, ids, then, {}))


def _ask(
    app: Any, ids: Sequence[int], then: Callable[[Any], None], before: Answers,
    fields: Mapping[str, str],
) -> None:  # fmt: skip
    paper = Paper().line(_("A value, or a formula over price, cost, compare_at, stock, weight:"))
    paper.line(EXAMPLES, QUIET)
    questions = [
        Question("field", _("Field"), before.get("field", ""), choices=fields),
        Question("formula", _("Value or formula"), before.get("formula", ""),
                 hint=_("empty takes the value away")),
    ]  # fmt: skip
    n = len(ids)
    title = ngettext("Change {n} SKU", "Change {n} SKUs", n).format(n=number(n, language()))

    def answered(answers: Answers | None) -> None:
        if answers is not None:
            again = partial(_ask, app, ids, then, answers, fields)
            app.ask(
                "products.bulk.plan", ids, answers["field"], answers["formula"],
                then=partial(_show, app, then, again), failed=again,
            )  # fmt: skip

    app.push_screen(BulkForm(title, questions, about=paper, button=_("Plan")), answered)


def _show(
    app: Any, then: Callable[[Any], None], again: Callable[[], None], plan: "BulkPlan"
) -> None:
    def answered(answer: str | None) -> None:
        if answer == "apply":
            app.do("products.bulk.apply", plan, then=then)
        elif answer == "again":
            again()

    app.push_screen(BulkDialog(plan, app.clock), answered)


class BulkForm(Ask):
    """Asks what to change; the formula is where one begins to type."""

    AUTO_FOCUS: ClassVar[str] = "#ask-formula"


class BulkDialog(ListDialog):
    """Shows the plan; the answer is "apply" or "again"; esc leaves everything as it is."""

    PLACE = "bulk"
    VIEWS = (
        View("changed", N_("Changed"), "changed", always=True),
        View("refused", N_("Refused"), "refused", always=True),
        View("same", N_("Unchanged"), "same", always=True),
    )
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("apply", "a", N_("Apply"), N_("Do exactly this, as one entry"),
               check=lambda d: d.nothing(), footer=True, writes=True),
        Action("again", "b", N_("Another formula"), N_("Change the field or the formula"),
               footer=True),
        *TURNING,
    )  # fmt: skip

    def __init__(self, plan: "BulkPlan", clock: "Clock") -> None:
        asked = Asked(_rows, (plan,), plan_columns(plan, clock), _("No SKU is in this list."))
        super().__init__(_("Plan: nothing is changed yet"), asked)
        self._plan = plan
        self.counts = {"changed": plan.changed, "refused": plan.refused, "same": plan.unchanged}
        if plan.refused and not plan.changed:
            self.view = "refused"

    def take(self, rows: Any) -> None:
        """Show the SKUs, and what is done to them."""
        self.put(numbered(rows, _view), f"{_(self._plan.field.label)}: {self._plan.formula}")

    def nothing(self) -> str | None:
        """Return why applying makes no sense, or None."""
        return None if self._plan.changed else _("This would change nothing.")

    def do_apply(self) -> None:
        """Apply the plan."""
        self.dismiss("apply")

    def do_again(self) -> None:
        """Ask for another formula."""
        self.dismiss("again")


def _rows(_read: Any, plan: "BulkPlan") -> "Sequence[BulkRow]":
    return plan.rows


def _view(row: "BulkRow") -> str:
    return "refused" if row.refused else "changed" if row.changes else "same"


def plan_columns(plan: "BulkPlan", clock: "Clock") -> tuple[Column, ...]:
    """Return the columns of a plan: which SKU, before and after, by how much, or why not."""
    kind = "money" if plan.field.kind == "money" else "text"

    def value(line: Numbered, told: Any) -> str:
        return said(told, kind, clock, line.row.currency)

    def after(line: Numbered) -> Shown:
        return f"{glyphs().arrow} {value(line, line.row.after)}", "strong"

    columns = (
        Column("sku", _("SKU"), lambda line: line.row.sku, 12, 1, whole=True),
        Column("name", _("Product"), lambda line: line.row.name, 14, 6, grow=True),
        Column("before", _("Before"), lambda line: (value(line, line.row.before), "quiet"), 14, 3,
               align="right"),
        Column("after", _("After"), after, 16, 2, align="right"),
        Column("share", _("By"), _share, 8, 5, align="right"),
        Column("why", _("Why not"), lambda line: (line.row.refused, "bad"), 24, 4),
    )  # fmt: skip
    return columns if plan.refused else columns[:-1]


def _share(line: Numbered) -> Shown:
    before, after = line.row.before, line.row.after
    if not (isinstance(before, int) and isinstance(after, int) and before):
        return ""
    percent = (after - before) * 100 / before
    return (f"{percent:+.1f}%", "bad" if percent < 0 else "good") if after != before else ""
