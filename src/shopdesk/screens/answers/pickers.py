"""Choosing an answer at hand, a product to answer with, a macro."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from shopdesk import money
from shopdesk.locale import N_, _, language
from shopdesk.screens.answers import calls, sheets
from shopdesk.screens.answers.choosing import Chooser, Known
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.screens.answers.calls import Draft
    from shopdesk.services.tickets.answers.macros import MacroPlan

SETTLED: Final = 0.15
"""Seconds without a key until the catalogue is searched."""


class ReadyPicker(Known):
    """Returns the answer at hand that was chosen; beside it how the first customer reads it."""

    PLACE = "ready"

    def __init__(self, tickets: Sequence[int]) -> None:
        hint = _("a name, or a word of the answer")
        super().__init__(_("Ready answers"), hint, calls.ready, list(tickets))
        self._tickets = tickets

    def line(self, row: Any) -> tuple[str, str]:
        """Return its name, and when it serves."""
        return row.name, row.about

    def look(self, row: Any) -> None:
        """Show it filled in for the first ticket."""
        self.house.ask(
            calls.draft, self._tickets[0], row.name, then=self._drafted, slot="ready-draft"
        )

    def _drafted(self, made: "Draft") -> None:
        self.preview(sheets.draft(made))


class MacroPicker(Known):
    """Returns the macro that was chosen; beside it what it would do to the tickets."""

    PLACE = "macro"

    def __init__(self, tickets: Sequence[int]) -> None:
        hint = _("a name, or a word of what it does")
        super().__init__(_("Macros"), hint, "tickets.answers.macros.listed")
        self._tickets = list(tickets)

    def line(self, row: Any) -> tuple[str, str]:
        """Return its name, and what it is for."""
        return row.name, row.about

    def look(self, row: Any) -> None:
        """Show what it would do."""
        self.house.ask(
            "tickets.answers.macros.plan", self._tickets, row.name, then=self._planned,
            slot="macro-plan",
        )  # fmt: skip

    def _planned(self, made: "MacroPlan") -> None:
        self.preview(sheets.planned(made))


class ProductPicker(Chooser):
    """Returns the text that answers a question on the product that was chosen."""

    PLACE = "product_answer"
    NOTHING = N_("Type what the customer asks for: a name, a colour, a SKU.")

    def __init__(self, ticket: int, question: str = "") -> None:
        super().__init__(_("From the catalogue"), _("what the customer asks for"))
        self._ticket, self._question = ticket, question
        self._text = ""

    def find(self) -> None:
        """Search the catalogue, once the keys rest."""
        self._text = ""
        self.set_timer(SETTLED, lambda asked=self.typed: self._search(asked))

    def _search(self, asked: str) -> None:
        if not self.is_attached or asked != self.typed:
            return
        if asked:
            self.house.ask("tickets.answers.products.search", asked, then=self.show, slot="search")
        else:
            self.show(())

    def line(self, row: Any) -> tuple[str, str]:
        """Return the SKU, and what it is, costs and how many there are."""
        price = "" if row.price is None else money.show(row.price, row.currency, language())
        stock = _("{n} in stock").format(n=row.stock) if row.stock else _("sold out")
        return row.sku, " · ".join(filter(None, (row.name, price, stock)))

    def look(self, row: Any) -> None:
        """Show the answer."""
        self._text = ""
        self.house.ask(
            "tickets.answers.products.answer", row.id, self._ticket, then=self._answered,
            slot="product-answer",
        )  # fmt: skip

    def _answered(self, text: str) -> None:
        self._text = text
        self.preview(Paper().line(text))

    def choose(self) -> None:
        """Answer with the text, once it is there."""
        if self._text:
            self.dismiss(self._text)
