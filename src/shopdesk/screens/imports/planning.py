"""From files to a plan, from the plan to what becomes of it: applied, planned again, mapped."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.locale import _, ngettext
from shopdesk.refusal import Refusal
from shopdesk.screens.desk import Desk
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.imports import calls
from shopdesk.screens.imports.mapping import MappingDialog, Told
from shopdesk.screens.imports.plan import PlanDialog, unknown
from shopdesk.widgets.line import cut

if TYPE_CHECKING:
    from shopdesk.services.imports import ImportPlan, WhichShop
    from shopdesk.services.imports.sampling import Sample


class Planning(Desk):
    """What happens between choosing files and having their orders."""

    def __init__(self) -> None:
        super().__init__()
        self._wish = calls.Wish(())

    def applied(self) -> None:
        """A plan was applied."""

    def learnt(self) -> None:
        """A header was mapped: files of it are no longer unknown."""

    def plan(self, wish: calls.Wish) -> None:
        """Read the files, then show what they would change."""
        self._wish = wish
        n = len(wish.paths)
        label = ngettext("Reading {n} file", "Reading {n} files", n).format(n=n)
        self.house.follow(calls.plan, wish, label=label, then=self._planned)

    def _planned(self, plan: "ImportPlan | WhichShop") -> None:
        if isinstance(plan, Refusal):
            self._ask_shop(plan)
        else:
            self.app.push_screen(PlanDialog(plan), lambda answer: self._answered(plan, answer))

    def _ask_shop(self, asked: "WhichShop") -> None:
        """Ask which shop of a channel a file is of, then plan again."""
        shops = {f"{asked.channel}:{name}": name for name in asked.shops}
        question = Question("shop", _("Shop"), next(iter(shops)), choices=shops)
        title = _("Which shop is {file} of?").format(file=cut(asked.file, 60))

        def told(answers: Answers | None) -> None:
            if answers:
                named = "\n".join(filter(None, (self._wish.shop, answers["shop"])))
                self.plan(replace(self._wish, shop=named))

        self.app.push_screen(Ask(title, [question], button=_("Plan")), told)

    def _answered(self, plan: "ImportPlan", answer: str | None) -> None:
        if answer == "apply":
            self.house.write("imports.apply", plan, then=lambda _change: self.applied())
            return
        self.house.write(calls.discard, plan)
        if answer == "options":
            self._ask_options()
        elif answer == "new":
            adds = any(report.adds for report in plan.files)
            self.plan(replace(self._wish, add=not adds))
        elif answer == "map":
            self.map_columns(self._wish.paths[unknown(plan) or 0])

    def _ask_options(self) -> None:
        questions = [
            Question("shop", _("Shop these files belong to"), self._wish.shop),
            Question("password", _("Password of the files"), self._wish.password),
        ]

        def again(answers: Answers | None) -> None:
            given = answers or {}
            shop, password = given.get("shop", ""), given.get("password", "")
            self.plan(replace(self._wish, shop=shop, password=password))

        self.app.push_screen(Ask(_("Plan again"), questions, button=_("Plan")), again)

    # Unknown sheets

    def map_columns(self, path: Path) -> None:
        """Ask what the columns of a sheet mean, then plan it."""
        if path not in self._wish.paths:
            self._wish = calls.Wish((path,))
        password = self._wish.password
        self.house.ask("imports.sampling.sample", path, password, then=self._map)

    def _map(self, sample: "Sample | None") -> None:
        if sample is None:
            self.house.tell(_("This file has no row that looks like a header."), wrong=True)
        else:
            self.app.push_screen(MappingDialog(sample), self._learn)

    def _learn(self, told: Told | None) -> None:
        if told is not None:
            self.house.write(calls.learn, told, self._wish.password, then=self._learnt)

    def _learnt(self, _change: Any) -> None:
        self.learnt()
        self.plan(self._wish)
