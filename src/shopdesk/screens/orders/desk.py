"""The Orders desk itself: it knows what to ask; the grid knows how to window it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from shopdesk.locale import _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.doorway import Call
from shopdesk.screens.filtering import LOOKING
from shopdesk.screens.orders import calls, sheets
from shopdesk.screens.orders.actions import ACTIONS
from shopdesk.screens.orders.columns import columns
from shopdesk.screens.orders.packing import OrderPacking
from shopdesk.screens.orders.papers import OrderPapers
from shopdesk.screens.orders.parcels import OrderParcels
from shopdesk.screens.orders.paying import OrderPaying
from shopdesk.screens.orders.record import show
from shopdesk.screens.orders.telling import OrderTelling
from shopdesk.screens.orders.views import UNLEARNT, VIEWS
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.services.orders import OrderCard, Why


class OrdersDesk(OrderParcels, OrderPaying, OrderPacking, OrderPapers, OrderTelling):
    """The queue of all shops, and the work on it."""

    DIGIT, NAME, PLACE = "2", N_("Orders"), "orders"
    SENTENCE = N_("The queue of all shops and each order's next step.")
    AREA, SORT = "orders", "ship_by"
    VIEWS, UNLEARNT = VIEWS, UNLEARNT
    ACTIONS: ClassVar[Sequence[Action]] = (*LOOKING, *ACTIONS)

    def columns(self) -> Sequence[Column]:
        """Return the columns of the queue."""
        return columns(self.house.clock)

    def sentences(self) -> tuple[str, str, str]:
        """Return what the empty queue says."""
        return (
            _("No orders yet. i imports this morning's exports."),
            _("No order matches. esc takes the filter away."),
            _("Loading…"),
        )

    def grammar_call(self) -> Call:
        """Return what tells the filter language of orders."""
        return calls.grammar

    def counts_call(self) -> Call:
        """Return what counts the orders per status."""
        return calls.counts

    def near_call(self) -> Call:
        """Return what finds numbers, names and products like those asked for."""
        return calls.near

    def paper(self, card: "OrderCard", *, everything: bool = False) -> Paper:
        """Return the order as a sheet; the panel has room for the timeline where it is wide."""
        timeline = everything or self.has_class("-wide")
        return sheets.whole(card, self.house.clock, everything=everything, timeline=timeline)

    def _open(self, card: "OrderCard") -> None:
        self.house.opened(self.PLACE, card.row.id, self.name_of(card))
        show(self.app, card)

    def name_of(self, card: "OrderCard") -> str:
        """Return what the order is called."""
        return _("Order {number}").format(number=card.row.number)

    def do_why(self) -> None:
        """Say why the order is stuck."""
        if (row := self.grid.row) is not None:
            self.house.ask("orders.why", row.id, then=self._why)

    def _why(self, answer: "Why") -> None:
        helps = next((a for a in self.actions() if answer.key in {a.id, a.sign}), None)
        paper = sheets.why(answer, self.house.clock, helps)
        title = _("Why {number}?").format(number=answer.number)
        reader = Reader(title, paper, keys=[helps.sign] if helps else [])

        def go_on(key: str | None) -> None:
            if key and helps:
                self.perform(helps)

        self.app.push_screen(reader, go_on)
