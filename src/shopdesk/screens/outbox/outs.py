"""The list of addresses and phones that want no messages."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.outbox.columns import out_columns
from shopdesk.screens.outbox.lists import Shelf
from shopdesk.widgets.action import Action
from shopdesk.widgets.grid import Grid


class OutsDialog(Shelf):
    """Lists who wants no messages, the newest first."""

    PLACE = "optouts"
    READ = "messages.optouts.listed"
    DEFAULT_CSS = """
    OutsDialog #rows { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("add", "a", N_("Add"), N_("Write to an address or phone no more"), footer=True,
               writes=True),
        Action("drop", "x", N_("Take off"), N_("Write to it again"), "row",
               lambda d: None if d.grid.row else _("There is no address here."), footer=True,
               writes=True),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_("Who wants no messages"))

    def lists(self) -> ComposeResult:
        """Yield the list."""
        nothing = _("Everybody may get messages. a adds an address or phone.")
        yield Grid(self._rows, out_columns(self.house.clock), sort="-id",
                   sentences=(nothing, nothing, _("Loading…")), id="rows")  # fmt: skip

    def do_add(self) -> None:
        """Ask for the address, and why."""
        questions = [
            Question("address", _("Address"), hint=_("e-mail or phone"), needed=True),
            Question("why", _("Why?")),
        ]

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                verb = "messages.optouts.add"
                self.house.do(verb, answers["address"], answers["why"], then=self.look)

        self.app.push_screen(Ask(_("No messages"), questions, button=_("Add")), answered)

    def do_drop(self) -> None:
        """Write to the address under the cursor again."""
        if (row := self.grid.row) is not None:
            self.house.do("messages.optouts.drop", row.address, then=self.look)
