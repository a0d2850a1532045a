"""From orders to their parcels: several orders in one, one order in several, and where they are."""

from collections.abc import Mapping, Sequence
from functools import partial

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.orders import calls
from shopdesk.screens.orders.merging import MergePlan
from shopdesk.screens.orders.verbs import OrderVerbs
from shopdesk.widgets.paper import QUIET, Paper

Lines = Mapping[int, tuple[str, int]]
"""Name and pieces by order line."""


class OrderParcels(OrderVerbs):
    """Merge, split, and one parcel each again."""

    def do_parcels(self) -> None:
        """Show the parcels of the order on their desk."""
        if (row := self.grid.row) is not None:
            then = partial(self._show_parcels, row.number)
            self.house.ask("shipments.parcels_of", [row.id], then=then)

    def _show_parcels(self, number: str, found: Sequence[int]) -> None:
        if found:
            self.house.show("shipments", f'order:"{number}"')
        else:
            said = _("{number} has no parcel yet: it gets one when it is packed, or has a resi.")
            self.house.tell(said.format(number=number))

    def do_merge(self) -> None:
        """Show which of the marks fit into one parcel; of one order alone, what fits to it."""
        self.grid.chosen(self._plan_merge)

    def _plan_merge(self, ids: Sequence[int]) -> None:
        dialog = MergePlan(list(ids))

        def answered(answer: str | None) -> None:
            if answer:
                self.house.do("shipments.merging.merge", dialog.fitting, then=self._done)

        self.app.push_screen(dialog, answered)

    def do_split(self) -> None:
        """Ask how many pieces of each line lie in which parcel."""
        if (row := self.grid.row) is not None:
            then = partial(self._split, row.id, row.number)
            self.house.ask("shipments.splitting.lines", row.id, then=then)

    def _split(self, order: int, number: str, lines: Lines) -> None:
        if sum(qty for _name, qty in lines.values()) < 2:
            said = _("{number} is one piece; there is nothing to split.")
            self.house.tell(said.format(number=number))
            return
        about = Paper().line(_("Pieces per parcel with + between: 2+1 puts two into the first "
                               "parcel and one into the second."), QUIET)  # fmt: skip
        questions = [
            Question(str(line), f"{qty} × {name}", str(qty), hint="2+1")
            for line, (name, qty) in lines.items()
        ]
        ask = Ask(_("Split {number}").format(number=number), questions, about=about,
                  button=_("Split"), test=partial(wrong, lines))  # fmt: skip

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                parts = parcels(answers)
                self.house.do("shipments.splitting.split", order, parts, then=self._done)

        self.app.push_screen(ask, answered)

    def do_whole(self) -> None:
        """Let them travel in one parcel each again."""
        self.grid.chosen(lambda ids: self.house.do(calls.whole, list(ids), then=self._done))


def wrong(lines: Lines, answers: Answers) -> str | None:
    """Return what is wrong with the pieces that were typed, or None."""
    for line, (name, qty) in lines.items():
        typed = answers[str(line)]
        if not all(part.strip().isdecimal() for part in typed.split("+")):
            return _("{name}: “{typed}” is not like 2+1.").format(name=name, typed=typed)
        if (held := sum(map(int, typed.split("+")))) != qty:
            return _("{name}: {qty} are ordered, {held} are put into parcels.").format(
                name=name, qty=qty, held=held
            )
    made = parcels(answers)
    if len(made) < 2:
        return _("All of it lies in the first parcel; 2+1 begins a second one.")
    empty = next((at for at, part in enumerate(made, 1) if not part), None)
    return _("Nothing lies in parcel {n}.").format(n=empty) if empty else None


def parcels(answers: Answers) -> list[dict[int, int]]:
    """Return what lies in each parcel: pieces by order line."""
    typed = {int(line): [int(part) for part in said.split("+")] for line, said in answers.items()}
    count = max(map(len, typed.values()), default=0)
    return [
        {line: part[at] for line, part in typed.items() if at < len(part) and part[at]}
        for at in range(count)
    ]
