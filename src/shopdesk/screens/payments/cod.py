"""Cash on delivery, apart from all other payments: what couriers owe, and what they brought."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shopdesk import money
from shopdesk.locale import N_, _, language
from shopdesk.screens.orders.record import open_order
from shopdesk.screens.payments.columns import cod_columns
from shopdesk.screens.products.lists import TURNING, Asked, ListDialog, Numbered
from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import Action

if TYPE_CHECKING:
    from shopdesk.services.payments import CodRow
    from shopdesk.store import Read


def cod(read: "Read") -> "tuple[CodRow, ...]":
    """Return all orders that are paid at the door, those awaited first."""
    from shopdesk.services import payments

    return payments.cod.orders(read) + payments.cod.orders(read, collected=True)


class CodDialog(ListDialog):
    """Lists the orders that are paid at the door; enter opens one."""

    PLACE = "cod"
    VIEWS: ClassVar[Sequence[View]] = (
        View("awaiting", N_("Awaited"), "~awaiting", always=True),
        View("collected", N_("Collected"), "~collected", always=True),
    )
    ACTIONS: ClassVar[Sequence[Action]] = TURNING

    def take(self, rows: "Sequence[CodRow]") -> None:
        """Show the rows that came, and what each kind adds up to."""
        self.counts = {
            "awaiting": sum(not row.collected for row in rows),
            "collected": sum(row.collected for row in rows),
        }
        told = ((_("awaited"), False), (_("collected"), True))
        facts = " · ".join(f"{name} {_sums(rows, collected=which)}" for name, which in told)
        self.put([Numbered(row.id, row, f"{_view(row)} {row.words}") for row in rows], facts)


def _view(row: "CodRow") -> str:
    """Return the view that the row stands in."""
    return "~collected" if row.collected else "~awaiting"


def open_cod(app: Any) -> None:
    """Show what is paid at the door."""
    nothing = _("No order is so.")
    asked = Asked(cod, (), cod_columns(app.clock), nothing, lambda row: open_order(app, row.id))
    app.push_screen(CodDialog(_("Cash on delivery"), asked))


def _sums(rows: "Sequence[CodRow]", *, collected: bool) -> str:
    sums: dict[str, int] = {}
    for row in rows:
        if row.collected == collected:
            sums[row.currency] = sums.get(row.currency, 0) + row.total
    return ", ".join(money.show(n, currency, language()) for currency, n in sums.items()) or "–"
