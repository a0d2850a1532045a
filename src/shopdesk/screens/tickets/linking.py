"""From a ticket to what it is about: its order, parcels, returns, and what may be offered."""

from collections.abc import Sequence
from functools import partial

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.orders.record import open_order
from shopdesk.screens.tickets import calls
from shopdesk.screens.tickets.beside import suggested
from shopdesk.screens.tickets.links import LinksDialog
from shopdesk.screens.tickets.offers import OffersDialog
from shopdesk.screens.tickets.talking import TicketTalking


class TicketLinks(TicketTalking):
    """Links, the order, and what can be done to it from here."""

    def suggested_order(self) -> int | None:
        """Return the order that the ticket here seems to be about."""
        opened = self.opened
        if opened is None or opened.card.row.id != self.here_id:
            return None
        return suggested(opened.card.links)

    def do_order(self) -> None:
        """Show the order of the ticket whole, or the one that is suggested."""
        row = self.here
        order = (row.order_id if row else None) or self.suggested_order()
        if order is not None:
            open_order(self.app, order)

    def no_suggestion(self) -> str | None:
        """Return why there is no link to accept, as far as that is known here."""
        if self.here_id is None:
            return _("There is no ticket here.")
        if self.opened is None or self.opened.card.row.id != self.here_id:
            return None
        return None if self._suggestion() else _("Nothing waits to be accepted; L shows its links.")

    def _suggestion(self) -> int | None:
        links = self.opened.card.links if self.opened else ()
        waiting = [one for one in links if one.place == "suggested"]
        waiting.sort(key=lambda one: one.kind != "order")
        return waiting[0].id if waiting else None

    def do_accept(self) -> None:
        """Take the suggestion as right, an order before all else."""
        if (link := self._suggestion()) is not None:
            self.house.do("tickets.linking.accept", [link])
        elif self.here_id is not None:
            self.do_links()

    def do_links(self) -> None:
        """Show what the ticket may be about, and why."""
        if (ticket := self.here_id) is not None:
            self.app.push_screen(LinksDialog(ticket), self._back)

    def do_offer(self) -> None:
        """Show what was offered for the complaint."""
        if (ticket := self.here_id) is not None:
            self.app.push_screen(OffersDialog(ticket), self._back)

    def _back(self, _answer: object) -> None:
        self.reload()

    def do_track(self) -> None:
        """Ask the couriers where the parcels of the ticket are."""
        if (ticket := self.here_id) is not None:
            self.house.ask("tickets.acting.parcels", [ticket], then=self._track)

    def _track(self, parcels: Sequence[int]) -> None:
        from shopdesk.screens.shipments.calls import track

        if not parcels:
            self.house.tell(_("Its order has no parcel yet."))
            return
        label = _("Asking the couriers")
        self.house.follow(track, list(parcels), label=label, then=self._tracked)

    def _tracked(self, said: str) -> None:
        self.house.tell(said)
        self.reload()

    def do_parcel(self) -> None:
        """Show the newest parcel of the ticket on its desk."""
        if (ticket := self.here_id) is not None:
            self.house.ask("tickets.acting.parcels", [ticket], then=self._parcel)

    def _parcel(self, parcels: Sequence[int]) -> None:
        if parcels:
            self.house.show_record("shipments", parcels[-1])
        else:
            self.house.tell(_("Its order has no parcel yet."))

    def do_return(self) -> None:
        """Ask why, then start the return."""
        self._why(_("Start a return"), _("arrived broken"), "tickets.acting.start_return")

    def do_cancel(self) -> None:
        """Ask why, then cancel the order."""
        self._why(_("Cancel the order"), _("the buyer changed their mind"), "tickets.acting.cancel")

    def _why(self, title: str, hint: str, verb: str) -> None:
        reason = Question("reason", _("Why?"), "", hint, needed=True)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.run(verb, answers["reason"])

        self.app.push_screen(Ask(self.called(title), [reason]), answered)

    def do_resend(self) -> None:
        """Ask which pieces go again, then put it on the list of tasks."""
        if (ticket := self.here_id) is not None:
            self.house.ask(calls.goods, ticket, then=partial(self._resend, ticket))

    def _resend(self, ticket: int, goods: Sequence[tuple[str, int]]) -> None:
        """Ask how many of each SKU; what stands for none goes with all the others."""
        told = [(sku, qty) for sku, qty in goods if sku]
        questions = [Question(f"n{at}", sku, str(qty)) for at, (sku, qty) in enumerate(told)]
        questions.append(Question("about", _("Why?"), "", _("one arrived broken")))

        def answered(answers: Answers | None) -> None:
            if answers is None:
                return
            counts = {sku: answers[f"n{at}"] for at, (sku, _qty) in enumerate(told)}
            items = {sku: int(said) for sku, said in counts.items() if said.isdigit() and int(said)}
            everything = items == dict(told)
            self.house.do("tickets.acting.resend", [ticket], None if everything else items,
                          answers["about"])  # fmt: skip

        def wrong(answers: Answers) -> str | None:
            counts = [answers[f"n{at}"] for at in range(len(told))]
            if any(said and not said.isdigit() for said in counts):
                return _("Write a number of pieces; 0 leaves one out.")
            none = told and not any(said and int(said) for said in counts)
            return _("Nothing is left to send.") if none else None

        title = self.called(_("Send again"))
        self.app.push_screen(Ask(title, questions, test=wrong), answered)
