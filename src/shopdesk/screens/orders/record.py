"""An order opened whole, from whichever list it was found in."""

from typing import TYPE_CHECKING, Any, Final

from shopdesk.locale import _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.orders import sheets

if TYPE_CHECKING:
    from shopdesk.services.orders import OrderCard

TOUCHED: Final = "H"
"""The key that lists who touched the order."""


def open_order(app: Any, order_id: int) -> None:
    """Ask for an order and show it whole."""
    app.ask("orders.show", order_id, then=lambda card: show(app, card))


def show(app: Any, card: "OrderCard") -> None:
    """Show an order whole; one key further, everybody who touched it."""
    title = _("Order {number}").format(number=card.row.number)
    paper = sheets.whole(card, app.clock, everything=True)
    paper.line().write(f"{TOUCHED} ", "bold $text-accent").line(_("Who touched this order"))

    def answered(key: str | None) -> None:
        if key == TOUCHED:
            from shopdesk.screens.history.touchers import Touchers

            app.push_screen(Touchers(card.row.number), lambda _none: show(app, card))

    app.push_screen(Reader(title, paper, keys=[TOUCHED]), answered)
