"""The history desk itself: who did what and when; an entry opens, and can be taken back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from shopdesk.locale import N_, _
from shopdesk.screens.doorway import Call
from shopdesk.screens.filtering import LOOKING
from shopdesk.screens.grid_desk import GridDesk
from shopdesk.screens.history import calls, sheets
from shopdesk.screens.history.columns import entry_columns
from shopdesk.screens.history.entry import EntryDialog
from shopdesk.screens.history.taking_back import do_again, stands, take_back, was_undone
from shopdesk.screens.view_strip import View
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.services.journal import EntryCard

VIEWS: Final = (
    View("all", N_("All"), "", always=True),
    View("today", N_("Today"), "@today", always=True),
    View("imports", N_("Imports"), "@imports", always=True),
    View("undone", N_("Undone"), "@undone", always=True),
)


class HistoryDesk(GridDesk):
    """Everything that was done, newest first."""

    DIGIT, NAME, PLACE = "H", N_("History"), "history"
    SENTENCE = N_("Who did what and when; undo and redo.")
    AREA, SORT = "journal", "-entry"
    VIEWS = VIEWS
    UNLEARNT: ClassVar[dict[str, str]] = {}
    ACTIONS: ClassVar[Sequence[Action]] = (
        *LOOKING,
        Action("take_back", "x", N_("Take back"), N_("Undo the entry under the cursor"),
               "row", lambda d: stands(d.grid.row), footer=True, writes=True),
        Action("again", "X", N_("Do again"), N_("Redo the undone entry under the cursor"),
               "row", lambda d: was_undone(d.grid.row), footer=True, writes=True),
    )  # fmt: skip

    def columns(self) -> Sequence[Column]:
        """Return the columns of the history."""
        return entry_columns(self.house.clock)

    def sentences(self) -> tuple[str, str, str]:
        """Return what the empty history says."""
        return (
            _("Nothing was done yet. i imports this morning's exports."),
            _("No entry matches. esc takes the filter away."),
            _("Loading…"),
        )

    def grammar_call(self) -> Call:
        """Return what tells the filter language of the history."""
        return calls.grammar

    def paper(self, card: "EntryCard", *, everything: bool = False) -> Paper:
        """Return the entry as a sheet."""
        del everything  # all of it is in pages, and opens as a list
        return sheets.entry(card, self.house.clock)

    def name_of(self, card: "EntryCard") -> str:
        """Return what the entry is called."""
        return _("Entry {n}").format(n=card.row.entry)

    def _open(self, card: "EntryCard") -> None:
        self.house.opened(self.PLACE, card.row.entry, self.name_of(card))
        self.app.push_screen(EntryDialog(card.row))

    def do_take_back(self) -> None:
        """Undo the entry under the cursor."""
        if (row := self.grid.row) is not None:
            take_back(self.app, row)

    def do_again(self) -> None:
        """Redo the undone entry under the cursor."""
        if (row := self.grid.row) is not None:
            do_again(self.app, row)
