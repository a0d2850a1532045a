"""The Tickets desk itself: what is due first, the conversation beside it, and its order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from shopdesk.locale import _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.doorway import Call
from shopdesk.screens.filtering import LOOKING
from shopdesk.screens.tickets import calls, sheets
from shopdesk.screens.tickets.actions import ACTIONS
from shopdesk.screens.tickets.columns import columns
from shopdesk.screens.tickets.filing import TicketFiling
from shopdesk.screens.tickets.views import VIEWS
from shopdesk.tickets import name_of
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.columns import Column

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import TicketCard


class TicketsDesk(TicketFiling):
    """What customers write on every channel, and the work on it."""

    DIGIT, NAME, PLACE = "5", N_("Tickets"), "tickets"
    SENTENCE = N_("The buyers' messages, by time left to answer.")
    AREA, SORT = "tickets", "due"
    VIEWS = VIEWS
    UNLEARNT: ClassVar[dict[str, str]] = {}
    ACTIONS: ClassVar[Sequence[Action]] = (*LOOKING, *ACTIONS)

    def columns(self) -> Sequence[Column]:
        """Return the columns of the tickets."""
        return columns(self.house.clock)

    def sentences(self) -> tuple[str, str, str]:
        """Return what the empty list says."""
        return (
            _("No tickets yet. & sets a mailbox up, A writes one down, i imports chats."),
            _("No ticket is so; nobody waits here. esc shows the first view."),
            _("Loading…"),
        )

    def grammar_call(self) -> Call:
        """Return what tells the filter language of tickets."""
        return calls.grammar

    def counts_call(self) -> Call:
        """Return what counts the tickets of each view."""
        return calls.counts

    def do_why(self) -> None:
        """Say why the ticket is due when it is, and what happened to it."""
        if (ticket := self.here_id) is not None:
            self.house.ask("tickets.show", ticket, then=self._why_due)

    def _why_due(self, card: "TicketCard") -> None:
        title = _("Why is {ticket} due?").format(ticket=name_of(card.row.id))
        self.app.push_screen(Reader(title, sheets.why(card, self.house.clock)))
