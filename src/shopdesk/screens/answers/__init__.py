"""Answers at hand and macros: chosen while somebody answers, and written as the shop's own."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from shopdesk.screens.answers.pickers import MacroPicker, ProductPicker, ReadyPicker
from shopdesk.screens.answers.running import MacroDialog
from shopdesk.screens.answers.shelves import AnswersShelf

if TYPE_CHECKING:
    from shopdesk.services.tickets.answers.canned import Canned
    from shopdesk.services.tickets.answers.macros import Macro, MacroPlan

__all__ = ["open_ready", "pick_macro", "pick_product", "pick_ready"]


def pick_ready(app: Any, tickets: Sequence[int], then: Callable[[str, str], None]) -> None:
    """Choose a ready answer; its name and its text with variables go to ``then``."""

    def chosen(text: "Canned | None") -> None:
        if text is not None:
            then(text.name, text.body)

    app.push_screen(ReadyPicker(tickets), chosen)


def pick_product(app: Any, ticket: int, then: Callable[[str], None]) -> None:
    """Search the catalogue; the text that answers goes to ``then``."""

    def chosen(text: str | None) -> None:
        if text:
            then(text)

    app.push_screen(ProductPicker(ticket), chosen)


def pick_macro(app: Any, tickets: Sequence[int], then: Callable[[], None]) -> None:
    """Choose a macro, see what it would do to these tickets, and do it."""

    def planned(made: "MacroPlan") -> None:
        app.push_screen(MacroDialog(made, then))

    def chosen(macro: "Macro | None") -> None:
        if macro is not None:
            app.ask("tickets.answers.macros.plan", list(tickets), macro.name, then=planned)

    app.push_screen(MacroPicker(tickets), chosen)


def open_ready(app: Any) -> None:
    """Show the answers and macros at hand, to write own ones."""
    app.push_screen(AnswersShelf())
