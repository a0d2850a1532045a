"""The sheet itself: the rules above, what every shop would be told by them below; nothing is sent.

A number that is changed in a rule counts at once, and the list below is worked out anew.
"""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from shopdesk.locale import N_, _, language
from shopdesk.money import number
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.spread import Spread
from shopdesk.screens.listing import Listing
from shopdesk.screens.pushing import calls
from shopdesk.screens.pushing.calls import Answer, RuleLine, ToldRow
from shopdesk.screens.pushing.columns import rule_columns, told_columns
from shopdesk.screens.view_strip import View, ViewStrip, beside
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid
from shopdesk.widgets.line import Line, Piece

if TYPE_CHECKING:
    from shopdesk.services.stock.pushing import RuleRow

VIEWS: Final = (
    View("changed", N_("Changed"), "@changed", always=True),
    View("danger", N_("Dangerous"), "@danger", always=True, pressing=True),
    View("oversold", N_("Oversold"), "@oversold", pressing=True),
    View("above", N_("Too much"), "@above", pressing=True),
    View("sells_out", N_("Sells out"), "@sells_out"),
    View("zero", N_("Told none"), "@zero"),
    View("sum", N_("Together too much"), "@sum"),
    View("all", N_("All"), "", always=True),
)
FIELDS: Final = ("percent", "extra", "cap", "keeps")


class PushingDialog(Spread[str]):
    """Shows the rules and the simulation; e changes a number of a rule in its cell."""

    PLACE = "pushing"
    DEFAULT_CSS = """
    PushingDialog #told { height: 1fr; }
    PushingDialog #rules { height: 6; margin-bottom: 1; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("turn_view", "tab", N_("Next list"), N_("The next list of the strip"), footer=True),
        Action("turn_back", "shift+tab", N_("List before"), N_("The list before")),
        Action("rules", "R", N_("Rules"), N_("To the rules, and back to the list"), footer=True),
        Action("own", "a", N_("Own rule"), N_("A rule for this SKU alone in this shop"),
               "row", lambda d: d.no_offer(), footer=True, writes=True),
        Action("drop", "x", N_("Drop rule"), N_("Forget the rule: tell everything again"),
               "row", lambda d: d.no_rule(), footer=True, writes=True),
        Action("filter", "slash", N_("Filter"), N_("Show only what holds these words"),
               footer=True),
        Action("undo", "u", N_("Undo"), N_("Take the newest change back"), footer=True,
               writes=True),
        Action("redo", "U", N_("Redo"), N_("Do again what was undone"), writes=True),
    )  # fmt: skip

    def __init__(self, ids: Collection[int] | None) -> None:
        super().__init__(_("What the shops are told of stock"))
        self._ids = ids
        self._rules: Listing[RuleLine] = Listing()
        self._told: Listing[ToldRow] = Listing()
        self._answer: Answer | None = None
        self._view = VIEWS[0].where
        self._words = ""
        self._shop: RuleRow | None = None

    def lists(self) -> ComposeResult:
        """Yield the rules, what there is to say of the whole, the views, and the list."""
        loading = _("Loading…")
        none = _("There is no shop yet; import one of its files first.")
        yield Grid(self._rules, rule_columns(), sort="id", sentences=(none, none, loading),
                   id="rules")  # fmt: skip
        yield Line(id="pushing-facts")
        yield ViewStrip(id="pushing-views")
        nothing = _("Nothing stands in this list; tab shows the next one.")
        yield Grid(self._told, told_columns(), sort="order", sentences=(nothing, nothing, loading),
                   id="told")  # fmt: skip

    def on_mount(self) -> None:
        """Work it out."""
        self.told.focus()
        self.offer()
        self._ask()

    @property
    def rules(self) -> "Grid[RuleLine]":
        """The rules."""
        return self.query_one("#rules", Grid)

    @property
    def told(self) -> "Grid[ToldRow]":
        """The list of what shops would be told."""
        return self.query_one("#told", Grid)

    @property
    def _at_rules(self) -> bool:
        return self.focused is self.rules

    def _ask(self, _change: Any = None) -> None:
        self.house.ask(calls.simulate, self._ids, then=self._take, slot="pushing")

    def _take(self, answer: Answer) -> None:
        if not self.is_attached:
            return
        first, self._answer = self._answer is None, answer
        self._rules.rows, self._told.rows = answer.rules, answer.rows
        self.rules.styles.height = min(len(answer.rules) + 1, max(4, self.size.height // 4))
        if first:
            self.rules.load("")
            self._show()
        else:
            self.rules.reload()
            self.told.reload()
            self._head()

    def _show(self) -> None:
        shop = calls.token(self._shop.shop_id) if self._shop else ""
        self.told.load(" ".join(filter(None, (self._view, shop, self._words))), "order")
        self._head()

    def _head(self) -> None:
        """Say what the whole comes to."""
        if self._answer is None:
            return
        totals = self._answer.totals
        pieces = sum(shop.qty for shop in totals.shops.values())
        was = sum(shop.was for shop in totals.shops.values())
        said = _("{offers} offers of {skus} SKUs: {was} → {pieces} pieces; {changed} change")
        facts = said.format(
            offers=_n(totals.offers), skus=_n(totals.skus), was=_n(was), pieces=_n(pieces),
            changed=_n(totals.changed),
        )  # fmt: skip
        only = " · ".join(filter(None, (self._shop.shop if self._shop else "", self._words)))
        right = [Piece(_("Only: {words}").format(words=only) + " ", "key")] if only else []
        if self._at_rules:
            right = [Piece(" e ", "key"), Piece(_("changes a number") + " ", "dim")]
        self.query_one("#pushing-facts", Line).show([Piece(f" {facts}", "dim")], right)
        self.query_one("#pushing-views", ViewStrip).offer(
            VIEWS, self._answer.counts, self._view, self._choose,
            more=self.do_turn_view,
        )  # fmt: skip
        self.offer()

    # What is shown

    def _choose(self, view: View) -> None:
        self._view = view.where
        self._show()

    def _with_rows(self) -> list[View]:
        counts = self._answer.counts if self._answer else {}
        return [view for view in VIEWS if view.always or view.count(counts)]

    def do_turn_view(self) -> None:
        """Show the next list."""
        self._choose(beside(self._with_rows(), self._view, 1))

    def do_turn_back(self) -> None:
        """Show the list before."""
        self._choose(beside(self._with_rows(), self._view, -1))

    def do_rules(self) -> None:
        """Go to the rules, or back to the list."""
        self.set_focus(self.told if self._at_rules else self.rules)

    def do_filter(self) -> None:
        """Ask for the words that the list shall hold."""
        ask = Ask(_("Filter"), [Question("words", _("A part of SKU or shop"), self._words)],
                  button=_("Show"))  # fmt: skip

        def told(answers: Answers | None) -> None:
            if answers is not None:
                self._words = answers["words"]
                self._show()

        self.app.push_screen(ask, told)

    def do_leave(self) -> None:
        """Take the filter away first, then leave."""
        if self._words or self._shop:
            self._words, self._shop = "", None
            self._show()
        else:
            super().do_leave()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """On a rule show its shop alone; on a line give it a rule of its own."""
        row: RuleLine | ToldRow = message.row
        if isinstance(row, RuleLine):
            self._shop = row.rule
            self._show()
            self.set_focus(self.told)
        else:
            self.do_own()

    def on_grid_moved(self) -> None:
        """The keys may mean something else on this row."""
        self.offer()

    def on_descendant_focus(self, _event: Any) -> None:
        """They do on the other list."""
        self._head()
        self.offer()

    # The rules

    def on_grid_edited(self, message: Grid.Edited) -> None:
        """Keep a number that was typed into a rule."""
        rules = {line.id: line.rule for line in self._rules.rows or ()}
        aims = [(rules[one].shop_id, rules[one].sku) for one in message.ids if one in rules]

        def kept(change: Any) -> None:
            message.kept()
            self._ask(change)

        self.house.do(
            calls.set_rules, aims, message.field, message.value, then=kept,
            refused=message.refused,
        )  # fmt: skip

    def _of_line(self) -> "RuleRow | None":
        """Return the rule that the line under the cursor follows."""
        row = self.told.row
        rules = [line.rule for line in self._rules.rows or ()]
        mine = [rule for rule in rules if row and rule.shop_id == row.told.shop_id]
        own = (rule for rule in mine if row and rule.sku.casefold() == row.told.sku.casefold())
        return next(own, next((rule for rule in mine if not rule.sku), None))

    def no_offer(self) -> str | None:
        """Return why no SKU can have a rule of its own now, or None."""
        if self._at_rules:
            return _("Go to a SKU in the list below (R); a rule is changed in its cells (e).")
        return None if self.told.row is not None else _("There is no row here.")

    def do_own(self) -> None:
        """Ask for the rule of the SKU under the cursor in its shop."""
        row, rule = self.told.row, self._of_line()
        if row is None or rule is None:
            return
        labels = (_("Percent"), _("Extra pieces, + or −"), _("At most (or empty)"),
                  _("Alone below (or empty)"))  # fmt: skip
        values = (rule.percent, rule.extra, rule.cap, rule.keeps)
        questions = [
            Question(field, label, "" if value is None else str(value))
            for field, label, value in zip(FIELDS, labels, values, strict=True)
        ]
        title = _("{sku} in {shop}").format(sku=row.told.sku, shop=row.told.shop)
        ask = Ask(title, questions, button=_("Keep"), test=_wrong)
        self.app.push_screen(ask, partial(self._own, row))

    def _own(self, row: ToldRow, answers: Answers | None) -> None:
        if answers is not None:
            aims = [(row.told.shop_id, row.told.sku)]
            self.house.do(calls.change_rules, aims, _numbers(answers), then=self._ask)

    def _dropped(self) -> "RuleRow | None":
        """Return the rule that would be dropped: under the cursor, or that the line follows."""
        if self._at_rules:
            return self.rules.row.rule if self.rules.row else None
        return self._of_line()

    def no_rule(self) -> str | None:
        """Return why no rule can be dropped now, or None."""
        rule = self._dropped()
        if rule is None or not rule.id:
            return _("Nobody set a rule here: all that may be sold is told.")
        if not self._at_rules and not rule.sku:
            return _("This is the rule of the whole shop; R goes there.")
        return None

    def do_drop(self) -> None:
        """Forget the rule."""
        if (rule := self._dropped()) is not None:
            self.house.do("stock.pushing.drop_rule", rule.shop_id, rule.sku, then=self._ask)

    def do_undo(self) -> None:
        """Take the newest change back."""
        self.house.write("journal.undo", then=self._ask)

    def do_redo(self) -> None:
        """Do again what was undone."""
        self.house.write("journal.redo", then=self._ask)


def _numbers(answers: Answers) -> dict[str, int]:
    read = {"percent": calls.whole, "extra": calls.whole, "cap": calls.limit, "keeps": calls.limit}
    return {field: read[field](answers[field]) for field in FIELDS}


def _wrong(answers: Answers) -> str | None:
    try:
        _numbers(answers)
    except ValueError as wrong:
        return str(wrong)
    return None


def _n(value: int) -> str:
    return number(value, language())
