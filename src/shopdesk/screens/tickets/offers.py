"""What was offered for a complaint: offer, approve, refuse, and say that it was given."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from shopdesk import money
from shopdesk.locale import N_, _, language
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.doorway import Call
from shopdesk.screens.tickets import calls
from shopdesk.screens.tickets.shelf import TicketShelf
from shopdesk.tickets import name_of, offer_word
from shopdesk.widgets.action import Action
from shopdesk.widgets.cells import amount
from shopdesk.widgets.columns import Column

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import OfferRow


KINDS: Final = ("refund", "replacement", "voucher")


def _open(dialog: "OffersDialog") -> str | None:
    """Refuse an offer that was decided already."""
    row = dialog.offered
    if row is None or row.state == "proposed":
        return dialog.no_row()
    return _("It is “{state}” already.").format(state=offer_word(row.state))


def _approved(dialog: "OffersDialog") -> str | None:
    """Refuse what nobody approved."""
    row = dialog.offered
    if row is None or row.state == "approved":
        return dialog.no_row()
    return _("It is “{state}”.").format(state=offer_word(row.state))


class OffersDialog(TicketShelf):
    """Lists the offers of one ticket."""

    PLACE = "ticket_offers"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("propose", "n", N_("Offer"), N_("A refund, a replacement or a voucher"),
               footer=True, writes=True),
        Action("approve", "a", N_("Approve"), N_("Say yes to what a colleague offered"), "row",
               _open, footer=True, writes=True),
        Action("done", "d", N_("Given"), N_("The money is back, the voucher is out"), "row",
               _approved, footer=True, writes=True),
        Action("refuse", "x", N_("Refuse"), N_("It is not given after all"), "row",
               lambda d: d.no_row(), footer=True, writes=True),
    )  # fmt: skip

    def __init__(self, ticket: int) -> None:
        super().__init__(_("Offers on {ticket}").format(ticket=name_of(ticket)), ticket)

    def read(self) -> Call:
        """Return what lists the offers."""
        return calls.offers

    def nothing(self) -> str:
        """Return the sentence of the empty list."""
        return _("Nothing was offered. n offers a refund, a replacement or a voucher.")

    def columns(self) -> Sequence[Column]:
        """Return the columns of the offers."""
        clock = self.house.clock

        def worth(row: "OfferRow") -> str:
            return money.show(row.amount, row.currency, language()) if row.amount else ""

        def state(row: "OfferRow") -> tuple[str, str]:
            looks = {"proposed": "soon", "approved": "good", "refused": "quiet"}
            return offer_word(row.state), looks.get(row.state, "")

        return (
            Column("kind", _("Kind"), lambda n: offer_word(n.row.kind), 12, 1),
            Column("amount", _("Amount"), lambda n: worth(n.row), 12, 2, align="right"),
            Column("state", _("State"), lambda n: state(n.row), 12, 3),
            Column("why", _("Why"), lambda n: n.row.why, 16, 5, grow=True),
            Column("by", _("Who"), lambda n: n.row.by, 10, 4),
            Column("at", _("When"), lambda n: clock.show(n.row.at), 12, 6),
            Column("decided", _("Decided"), lambda n: n.row.decided_by, 10, 7),
        )

    def about(self) -> str:
        """Return why it is offered."""
        return self.offered.why if self.offered else ""

    @property
    def offered(self) -> "OfferRow | None":
        """The offer under the cursor."""
        found: OfferRow | None = self.here
        return found

    def do_propose(self) -> None:
        """Ask what is offered."""
        questions = [
            Question("kind", _("What"), choices={one: offer_word(one) for one in KINDS}),
            Question("amount", _("Amount"), "", _("50rb, 15000; a replacement needs none")),
            Question("why", _("Why?"), "", _("arrived broken")),
        ]

        def wrong(answers: Answers) -> str | None:
            try:
                amount(answers["amount"] or "0")
            except ValueError as error:
                return str(error)
            return None

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.change("tickets.offers.propose", self.ticket, answers["kind"],
                            amount(answers["amount"] or "0"), answers["why"])  # fmt: skip

        self.app.push_screen(Ask(_("Offer"), questions, button=_("Offer"), test=wrong), answered)

    def do_approve(self) -> None:
        """Say yes."""
        self._do("approve")

    def do_done(self) -> None:
        """Say that it was given."""
        self._do("done")

    def do_refuse(self) -> None:
        """Ask why, then say no."""
        why = Question("why", _("Why?"))

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self._do("refuse", answers["why"])

        self.app.push_screen(Ask(_("Refuse"), [why], button=_("Refuse")), answered)

    def _do(self, verb: str, *args: str) -> None:
        if self.offered is not None:
            self.change(f"tickets.offers.{verb}", [self.offered.id], *args)
