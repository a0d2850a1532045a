"""The money of orders on their desk: asking for it, the lines that may pay them, how they stand."""

from typing import TYPE_CHECKING, Any, Final

from shopdesk import money
from shopdesk.clock import Clock
from shopdesk.locale import _, language
from shopdesk.screens.grid_desk import GridDesk
from shopdesk.screens.words import status, word
from shopdesk.widgets.paper import QUIET, Paper

if TYPE_CHECKING:
    from shopdesk.services.orders import OrderCard, OrderRow

OVER: Final = ("expired", "denied", "refunded")
"""Payments that end an order, and say so better than that it is cancelled."""


class OrderPaying(GridDesk):
    """Ask to pay, and the way to the payments."""

    def do_ask(self) -> None:
        """Give the marks, or else the order, a unique code and a time to pay."""
        self.grid.chosen(lambda ids: self.house.do("payments.ask", list(ids), then=self._asked))

    def _asked(self, _change: Any) -> None:
        self.grid.forget_marks()

    def do_payments(self) -> None:
        """Show the lines that may pay the order, or all that wait to be matched."""
        row = self.grid.row
        waits = row is not None and row.status == "to_verify"
        self.house.show("payments", f"for:{row.number}" if row and waits else "is:likely")


def standing(order: "OrderRow") -> tuple[str, str]:
    """Return the status of an order with its sign and look, told by its money where that says more.

    A part came in, the gateway doubts it, or it ended for want of money; a plus: too much came in.
    """
    said, look = status(order.status)
    if order.status == "to_verify" and order.paying:
        return f"  {word(order.paying)}", "soon"
    if order.status == "cancelled" and order.payment in OVER:
        return said.replace(word("cancelled"), word(order.payment)), look
    return (f"{said} +", look) if order.paying == "overpaid" else (said, look)


def how_paid(order: "OrderRow") -> tuple[str, str]:
    """Return how the order is paid, in one word."""
    if order.paying:
        return word(order.paying), "soon"
    return word(order.payment), "quiet" if order.payment in ("paid", "cod_due") else ""


def paid_by(paper: Paper, card: "OrderCard", clock: Clock) -> None:
    """Write what the order was to bring, what came in, and the lines that brought it."""
    paying = card.paying
    if paying is None:
        return

    def amount(minor: int) -> str:
        return money.show(minor, card.row.currency, language())

    pairs = [(_("Asked for"), amount(paying.asked)), (_("Came in"), amount(paying.paid))]
    if paying.code:
        pairs[0] = (_("Asked for"), _("{amount} (code {code})").format(
            amount=amount(paying.asked), code=f"{paying.code:03}"))  # fmt: skip
    if paying.missing and paying.paid:
        pairs.append((_("Missing"), amount(paying.missing)))
    if paying.surplus:
        pairs.append((_("Too much"), amount(paying.surplus)))
    if paying.expires and not paying.paid:
        pairs.append((_("Pay by"), clock.show(paying.expires)))
    paper.pairs(pairs)
    if paying.word:
        paper.line(word(paying.word), "$text-warning")
    for line in paying.lines:
        back = f" · {word(line.state)}" if line.state != "paid" else ""
        when = clock.show(line.at, style="date" if line.day_only else "short")
        paper.write(f"{when:<13} ", QUIET).write(amount(line.amount))
        paper.line(f"  {line.provider.upper()} {line.payer or line.method}{back}", QUIET)
