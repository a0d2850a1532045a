"""The fix list walked with one key: to the next fact that is missing, its field open."""

from functools import partial
from typing import TYPE_CHECKING, Any

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.products import calls
from shopdesk.screens.products.calls import NextGap, Walked
from shopdesk.screens.products.fields import SIDES, fact
from shopdesk.screens.products.verbs import ProductVerbs

if TYPE_CHECKING:
    from shopdesk.services.products import ProductCard


class Fixing(ProductVerbs):
    """Goes from gap to gap."""

    _walked = Walked()

    def do_fix(self) -> None:
        """Ask for what is to be mended next, from the cursor on."""
        row, window = self.grid.row, self.grid.window
        self.house.ask(
            calls.next_gap, window.where, window.sort, row.key if row else None, self._walked,
            then=self._found, slot="fix",
        )  # fmt: skip

    def _found(self, found: NextGap | None) -> None:
        if found is None:
            self._walked = Walked()
            self.house.tell(_("Nothing else is missing in this list; f begins again."))
            return
        self._walked = self._walked.on(found)
        if self.grid.row is not None and self.grid.row.id == found.row.id:
            self._mend(found)
            return
        window = self.grid.window
        self.grid.source.place(
            window.where, window.sort, found.row, self.grid.cursor, partial(self._go, found)
        )

    def _go(self, found: NextGap, at: int | None) -> None:
        if at is not None:
            self.grid.move(at)
            self.call_after_refresh(self.grid.once_here, partial(self._mend, found))

    def _mend(self, found: NextGap) -> None:
        """Say what is missing, and open the field that it is missing in."""
        field, row = found.gap.field, found.row
        self.house.tell(f"{row.sku}: {found.gap.message}")
        column = next((c for c in self.grid.editable() if c.edit and c.edit.field == field), None)
        if column is not None:
            self.grid.edit(column)
        elif field == "description":
            self.do_describe()
        elif field == "pictures":
            self.do_pictures()
        else:
            self.house.ask("products.show", row.id, then=partial(self._ask_field, field))

    def _ask_field(self, field: str, card: "ProductCard") -> None:
        """Ask for a field that has no column."""
        row = card.row
        if field in SIDES:
            texts = ["" if side is None else str(side) for side in card.sides]
            questions = [Question(name, fact(name), text)
                         for name, text in zip(SIDES, texts, strict=True)]  # fmt: skip
        elif field == "specs":
            said = "; ".join(f"{name}: {value}" for name, value in card.specs.items())
            questions = [Question(field, fact(field), said, hint=_("Material: cotton; Size: XL"))]
        else:
            questions = [Question(field, fact(field), str(getattr(row, field, "") or ""))]

        def answered(answers: Answers | None) -> None:
            if answers:
                changed: dict[str, Any] = {q.id: answers[q.id] for q in questions}
                self.house.do(self.EDIT, [row.id], changed)

        self.app.push_screen(Ask(row.sku, questions, button=_("Keep")), answered)
