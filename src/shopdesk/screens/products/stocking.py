"""Moving the stock of one SKU: received, adjusted, sorted out, carried, set aside, let go."""

from collections.abc import Callable
from typing import Any, Final

from shopdesk.locale import N_, _
from shopdesk.ranges import quantity
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.grid_desk import GridDesk
from shopdesk.screens.products import calls
from shopdesk.screens.products.words import pool
from shopdesk.widgets.cells import amount, count

WAYS: Final = {
    "r": N_("Receive by a delivery note"),
    "a": N_("Adjust, for a reason"),
    "d": N_("Sort out: damaged"),
    "q": N_("To quality control"),
    "b": N_("Back on sale: fit again"),
    "t": N_("Carry to another place"),
}  # fmt: skip


class Stocking(GridDesk):
    """What can be done to the pieces of the SKU under the cursor."""

    def do_stock(self) -> None:
        """Choose what happened to the pieces."""
        row = self.grid.row
        if row is None:
            return
        asks: dict[str, Callable[[Any], None]] = {
            "r": self._receive, "a": self._adjust, "d": self._damaged, "q": self._quality,
            "b": self._fit_again, "t": self._carry,
        }  # fmt: skip

        def chosen(key: str | None) -> None:
            if key:
                asks[key](row)

        title = _("Stock of {sku}").format(sku=row.sku)
        self.app.push_screen(Pick(title, {key: _(said) for key, said in WAYS.items()}), chosen)

    def _receive(self, row: Any) -> None:
        questions = [
            _qty(),
            Question("document", _("Delivery note"), needed=True, hint="SJ-117"),
            Question("cost", _("Cost of a piece"), hint=_("empty: not known")),
            Question("lot", _("Lot"), hint=_("only where it is kept by lots")),
            Question("expires", _("Expires"), hint="2027-06-30"),
        ]

        def done(answers: Answers) -> None:
            self.house.do(calls.receive, row.sku, answers)

        self._about(row, _("Receive"), questions, done)

    def _adjust(self, row: Any) -> None:
        questions = [
            Question("qty", _("Pieces"), needed=True, hint=_("3 more, or -3")),
            Question("reason", _("Why?"), needed=True, hint=_("found behind the shelf")),
        ]

        def done(answers: Answers) -> None:
            self.house.do("stock.adjust", row.sku, quantity(answers["qty"])[0], answers["reason"])

        self._about(row, _("Adjust"), questions, done)

    def _damaged(self, row: Any) -> None:
        self._sort(row, "damaged", {"sellable": pool("sellable"), "quality": pool("quality")})

    def _quality(self, row: Any) -> None:
        self._sort(row, "quality", {"sellable": pool("sellable"), "damaged": pool("damaged")})

    def _fit_again(self, row: Any) -> None:
        self._sort(row, "sellable", {"quality": pool("quality"), "damaged": pool("damaged")})

    def _sort(self, row: Any, target: str, sources: dict[str, str]) -> None:
        questions = [_qty(), Question("source", _("They lie now under"), choices=sources)]

        def done(answers: Answers) -> None:
            qty, source = count(answers["qty"]), answers["source"]
            self.house.do("stock.sort", row.sku, qty, target, source=source)

        self._about(row, _("Now they are: {pool}").format(pool=pool(target)), questions, done)

    def _carry(self, row: Any) -> None:
        questions = [
            _qty(),
            Question("origin", _("From"), hint=_("empty: the main place")),
            Question("target", _("To"), needed=True),
        ]

        def done(answers: Answers) -> None:
            qty = count(answers["qty"])
            self.house.do(calls.carry, row.sku, qty, answers["origin"], answers["target"])

        self._about(row, _("Carry"), questions, done)

    def do_hold(self) -> None:
        """Ask how many pieces are kept for which promotion."""
        if (row := self.grid.row) is None:
            return
        questions = [
            _qty(),
            Question("reason", _("For"), needed=True, hint=_("Flash sale 12.12")),
            Question("until", _("Until"), hint=_("empty: until they are let go")),
        ]

        def done(answers: Answers) -> None:
            qty, until = count(answers["qty"]), answers["until"]
            self.house.do(calls.set_aside, row.sku, qty, answers["reason"], until)

        self._about(row, _("Set aside"), questions, done)

    def do_release(self) -> None:
        """Choose which promotion's pieces are let go."""
        self.house.ask(calls.set_aside_for, then=self._release)

    def _release(self, reasons: dict[str, int]) -> None:
        if not reasons:
            self.house.tell(_("Nothing is set aside for a promotion."))
            return
        said = {
            reason: _("{reason}: {n} pieces").format(reason=reason, n=n)
            for reason, n in reasons.items()
        }
        question = Question("reason", _("Promotion"), choices=said)

        def answered(answers: Answers | None) -> None:
            if answers:
                self.house.do("stock.release", answers["reason"])

        self.app.push_screen(Ask(_("Let go"), [question], button=_("Let go")), answered)

    def _about(
        self, row: Any, title: str, questions: list[Question], done: Callable[[Answers], None]
    ) -> None:
        """Ask about the pieces of one SKU, then do it."""
        ask = Ask(f"{title}: {row.sku}", questions, test=_numbers)
        self.app.push_screen(ask, lambda answers: done(answers) if answers else None)


def _qty() -> Question:
    return Question("qty", _("Pieces"), needed=True)


def _numbers(answers: Answers) -> str | None:
    """Return what is wrong with the numbers that were typed."""
    try:
        quantity(answers["qty"])
        if answers.get("cost"):
            amount(answers["cost"])
    except ValueError as wrong:
        return str(wrong)
    return None
