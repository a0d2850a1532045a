"""The verbs of the Orders desk: each asks what it must know, then works on the marks or the row."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from shopdesk.locale import _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.grid_desk import GridDesk
from shopdesk.screens.mapping import open_mapping
from shopdesk.screens.resi import open_resi
from shopdesk.screens.words import word


class OrderVerbs(GridDesk):
    """What can be done to orders from their desk."""

    EDIT = "orders.edit"

    def do_verify(self) -> None:
        """Confirm that the orders are paid."""
        self._do("verify")

    def do_pack(self) -> None:
        """Say that the orders are packed."""
        self._do("pack")

    def do_release(self) -> None:
        """Let the orders go on."""
        self._do("release")

    def do_deliver(self) -> None:
        """Say that the buyers have their parcels."""
        self._do("deliver")

    def do_complete(self) -> None:
        """Close the orders."""
        self._do("complete")

    def do_hold(self) -> None:
        """Ask why, then hold the orders."""
        reason = Question("reason", _("Why?"), needed=True, hint=_("address to be checked"))
        self._ask_then(_("Hold"), [reason], lambda a: self._do("hold", a["reason"]))

    def do_note(self) -> None:
        """Ask for the note, then write it."""
        text = Question("text", _("Note"), needed=True)
        self._ask_then(_("Note"), [text], lambda a: self._do("note", a["text"]))

    def do_cancel(self) -> None:
        """Ask why and whose fault it is, then cancel the orders."""
        reason = Question("reason", _("Why?"), needed=True, hint=_("sold out"))
        whose = {name: word(name) for name in ("seller", "buyer", "courier", "system")}
        fault = Question("fault", _("Whose fault?"), choices=whose)
        self._ask_then(
            _("Cancel orders"),
            [reason, fault],
            lambda a: self._do("cancel", a["reason"], a["fault"]),
        )

    def do_ship(self) -> None:
        """Ship the orders; one that has no resi yet is asked for it."""
        row = self.grid.row
        if self.grid.marks or row is None or row.tracking:
            self._do("ship")
            return
        resi = Question("resi", _("Resi"), needed=True)
        courier = Question("courier", _("Courier"), row.courier or "")
        self._ask_then(_("Ship"), [resi, courier], partial(self._ship_one, row.id))

    def _ship_one(self, order: int, answers: Answers) -> None:
        resi, courier = {order: answers["resi"]}, answers["courier"]
        self.house.do("orders.ship", [order], tracking=resi, courier=courier, then=self._done)

    def do_resi(self) -> None:
        """Enter the resi of many orders: pasted, from a spreadsheet, or scanned."""
        open_resi(self.app)

    def do_map(self) -> None:
        """Open the mapping of its lines that stand for no SKU."""
        if (row := self.grid.row) is not None:
            open_mapping(self.app, row.id)

    def _ask_then(self, title: str, questions: Sequence[Question], then: Any) -> None:
        marked = self.marked()
        row = self.grid.row
        about = f" ({marked})" if marked else f" {row.number}" if row else ""
        ask = Ask(title + about, questions)
        self.app.push_screen(ask, lambda answers: answers and then(answers))

    def _do(self, verb: str, *args: Any) -> None:
        """Run a verb on the marks, or else on the order under the cursor."""
        self.grid.chosen(
            lambda ids: self.house.do(f"orders.{verb}", list(ids), *args, then=self._done)
        )

    def _done(self, _change: Any) -> None:
        """The marks have served."""
        self.grid.forget_marks()
