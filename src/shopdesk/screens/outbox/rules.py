"""The list of rules: which message goes at which moment, by which medium, for which shop."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.outbox.columns import rule_columns
from shopdesk.screens.outbox.lists import Shelf
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid

if TYPE_CHECKING:
    from shopdesk.services.messages.rules import Rule
    from shopdesk.services.messages.templates import Text


def _no_own(dialog: "RulesDialog") -> str | None:
    row = dialog.grid.row
    if row is None:
        return _("There is no rule here.")
    return None if row.own else _("Nobody has set anything here; nothing goes out.")


class RulesDialog(Shelf):
    """Enter changes what happens; f, r and t set it at once."""

    PLACE = "message_rules"
    READ = "messages.rules.listed"
    DEFAULT_CSS = """
    RulesDialog #rows { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("edit", "e", N_("Change"), N_("What happens, with which template"), "row",
               footer=True, writes=True),
        Action("review", "r", N_("After review"), N_("Write it, and let a person look first"),
               "row", footer=True, writes=True),
        Action("auto", "f", N_("Automatic"), N_("Write it and send it, without a look"), "row",
               footer=True, writes=True),
        Action("off", "t", N_("Off"), N_("Nothing goes at this moment"), "row", footer=True,
               writes=True),
        Action("shop", "a", N_("For one shop"), N_("Another rule for one shop alone"), "row",
               footer=True, writes=True),
        Action("drop", "x", N_("Forget"), N_("Forget what was set here"), "row", _no_own,
               footer=True, writes=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_("Which message goes when?"))

    def lists(self) -> ComposeResult:
        """Yield the list."""
        yield Grid(self._rows, rule_columns(), sort="id", sentences=("", "", _("Loading…")),
                   id="rows")  # fmt: skip

    def on_grid_opened(self, _message: Grid.Opened) -> None:
        """Change the rule."""
        self.do_edit()

    def do_review(self) -> None:
        """Let a person look first."""
        self._set(mode="review")

    def do_auto(self) -> None:
        """Let it go without a look."""
        self._set(mode="auto")

    def do_off(self) -> None:
        """Let nothing go."""
        self._set(mode="off")

    def do_drop(self) -> None:
        """Forget what was set."""
        if (row := self.grid.row) is not None:
            self.house.do(
                "messages.rules.forget", row.moment, row.medium, row.shop_id, then=self.look
            )

    def do_edit(self) -> None:
        """Ask what happens, with which template, in which language."""
        if (row := self.grid.row) is not None:
            self.house.ask("messages.templates.listed", then=partial(self._edit, row))

    def _edit(self, row: "Rule", texts: "Sequence[Text]") -> None:
        from shopdesk.moments import medium_word, mode_word, moment_word

        modes = {mode: mode_word(mode) for mode in ("off", "review", "auto")}
        names = {text.name: moment_word(text.name) for text in texts}
        languages = {"id": _("Indonesian"), "en": _("English"), "buyer": _("the buyer's")}
        questions = [
            Question("mode", _("What happens"), row.mode, choices=modes),
            Question("template", _("Template"), row.template, choices=names),
            Question("language", _("Language"), row.language, choices=languages),
        ]

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self._set(
                    row, mode=answers["mode"], template=answers["template"],
                    language=answers["language"],
                )  # fmt: skip

        title = f"{moment_word(row.moment).capitalize()} · {medium_word(row.medium)}"
        self.app.push_screen(Ask(title, questions, button=_("Set it")), answered)

    def do_shop(self) -> None:
        """Ask for which shop."""
        if (row := self.grid.row) is not None:
            self.house.ask("messages.rules.shops", then=partial(self._shop, row))

    def _shop(self, row: "Rule", shops: Sequence[tuple[int, str, str]]) -> None:
        if not shops:
            self.tell(_("There is no shop yet; an import makes it."))
            return
        choices = {str(shop): f"{channel} · {name}" for shop, channel, name in shops}
        question = Question("shop", _("Shop"), choices=choices)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self._set(row, shop_id=int(answers["shop"]), mode="review")

        self.app.push_screen(Ask(_("For one shop"), [question], button=_("Set it")), answered)

    def _set(
        self, row: "Rule | None" = None, *, mode: str = "", template: str = "", language: str = "",
        shop_id: int | None = None,
    ) -> None:  # fmt: skip
        row = row or self.grid.row
        if row is not None:
            shop = row.shop_id if shop_id is None else shop_id
            self.house.do(
                "messages.rules.set_rule", row.moment, row.medium, mode=mode, template=template,
                language=language, shop_id=shop, then=self.look,
            )  # fmt: skip
