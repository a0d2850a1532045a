"""The verbs of the Shipments desk: each asks what it must know, then works on marks or the row."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from shopdesk.locale import _
from shopdesk.parcels import status as word
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.doorway import Call
from shopdesk.screens.grid_desk import GridDesk
from shopdesk.screens.orders.record import open_order
from shopdesk.screens.printing import open_print
from shopdesk.screens.shipments import calls
from shopdesk.screens.shipments.days import open_days
from shopdesk.screens.shipments.keys import KEYS
from shopdesk.screens.shipments.unmapped import open_unmapped
from shopdesk.widgets.grid import Grid


class ParcelVerbs(GridDesk):
    """What can be done to parcels from their desk."""

    EDIT = "cells"
    """Cells may be changed; each field has a verb of its own."""

    def on_grid_edited(self, message: Grid.Edited) -> None:
        """Keep a resi or a courier that was typed into a cell."""
        verb: dict[str, Call] = {
            "tracking": calls.set_resi,
            "courier": "shipments.facts.set_courier",
        }
        self.house.do(
            verb[message.field], list(message.ids), message.value,
            then=lambda _change: message.kept(), refused=message.refused,
        )  # fmt: skip

    def do_step(self) -> None:
        """Put the step that their state asks for on the list of tasks."""
        self._do("tasks.take")

    def do_status(self) -> None:
        """Choose where they are."""
        choices = {key: word(name) for key, name in KEYS.items()}

        def chosen(key: str | None) -> None:
            if key:
                self._do("shipments.manual.set_status", KEYS[key])

        row, marked = self.grid.row, self.marked()
        about = f"({marked})" if marked else (row.tracking or row.order) if row else ""
        self.app.push_screen(Pick(_("Where is it now? {parcel}").format(parcel=about), choices),
                             chosen)  # fmt: skip

    def do_deliver(self) -> None:
        """Say that the buyers have their parcels."""
        self._do("shipments.manual.set_status", "delivered")

    def do_release(self) -> None:
        """Let the couriers decide again."""
        self._do("shipments.manual.release")

    def do_track(self) -> None:
        """Ask the couriers."""
        self.grid.chosen(self._track)

    def _track(self, ids: Sequence[int]) -> None:
        label = _("Asking the couriers")
        self.house.follow(calls.track, list(ids), label=label, then=self._tracked)

    def _tracked(self, said: str) -> None:
        self.house.tell(said)
        self.grid.forget_marks()
        self.reload()

    def do_note(self) -> None:
        """Ask for the note, then write it on their orders."""
        text = Question("text", _("Note"), needed=True)
        row, marked = self.grid.row, self.marked()
        about = f" ({marked})" if marked else f" {row.order}" if row else ""

        def answered(answers: Answers | None) -> None:
            if answers:
                self._do(calls.note, answers["text"])

        self.app.push_screen(Ask(_("Note") + about, [text]), answered)

    def do_order(self) -> None:
        """Show the order of the parcel whole."""
        if (row := self.grid.row) is not None:
            open_order(self.app, row.order_id)

    def do_print(self) -> None:
        """Choose a paper for their orders."""

        def chosen(ids: Sequence[int]) -> None:
            then = partial(open_print, self.app)
            self.house.ask(calls.orders_of, list(ids), then=then)

        self.grid.chosen(chosen)

    def do_tasks(self) -> None:
        """Show what is left to do."""
        self.house.go("tasks")

    def do_map(self) -> None:
        """Show the texts that nobody understands."""
        open_unmapped(self.app)

    def do_days(self) -> None:
        """Show where the days go."""
        open_days(self.app)

    def _do(self, verb: Call, *args: Any) -> None:
        """Run a verb on the marks, or else on the parcel under the cursor."""
        self.grid.chosen(lambda ids: self.house.do(verb, list(ids), *args, then=self._done))

    def _done(self, _change: Any) -> None:
        """The marks have served."""
        self.grid.forget_marks()
