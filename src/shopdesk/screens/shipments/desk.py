"""The Shipments desk itself: what is in trouble first, the dearest before the others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from shopdesk.locale import _
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.doorway import Call
from shopdesk.screens.filtering import LOOKING
from shopdesk.screens.shipments import calls, sheets
from shopdesk.screens.shipments.actions import ACTIONS
from shopdesk.screens.shipments.columns import columns
from shopdesk.screens.shipments.copying import ParcelCopies
from shopdesk.screens.shipments.views import VIEWS
from shopdesk.widgets.action import N_, Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.paper import Paper

if TYPE_CHECKING:
    from shopdesk.services.shipments import ParcelCard

HELPING: Final = ("step", "track", "status", "order")
"""The actions that may help a parcel in trouble."""


class ShipmentsDesk(ParcelCopies):
    """The parcels of all shops, and the work on them."""

    DIGIT, NAME, PLACE = "4", N_("Shipments"), "shipments"
    SENTENCE = N_("Every parcel by status, late and silent ones.")
    AREA, SORT = "shipments", "-risk"
    VIEWS = VIEWS
    UNLEARNT: ClassVar[dict[str, str]] = {}
    ACTIONS: ClassVar[Sequence[Action]] = (*LOOKING, *ACTIONS)

    def columns(self) -> Sequence[Column]:
        """Return the columns of the parcels."""
        return columns(self.house.clock)

    def sentences(self) -> tuple[str, str, str]:
        """Return what the empty list says."""
        return (
            _("No parcels yet. They are made when orders are packed: 2, then b."),
            _("No parcel matches. esc takes the filter away."),
            _("Loading…"),
        )

    def grammar_call(self) -> Call:
        """Return what tells the filter language of parcels."""
        return calls.grammar

    def counts_call(self) -> Call:
        """Return what counts the parcels of each view."""
        return calls.counts

    def paper(self, card: "ParcelCard", *, everything: bool = False) -> Paper:
        """Return the parcel as a sheet; where it is wide there is room for the whole timeline."""
        return sheets.whole(
            card, self.house.clock, everything=everything or self.has_class("-wide")
        )

    def name_of(self, card: "ParcelCard") -> str:
        """Return what the parcel is called."""
        return _("Parcel {name}").format(name=card.row.tracking or card.row.order)

    def do_why(self) -> None:
        """Say why the parcel is late, silent or in trouble."""
        if (row := self.grid.row) is None:
            return
        helping = [a for a in self.actions() if a.id in HELPING and a.refusal(self) is None]
        keys = [(action.sign, _(action.help)) for action in helping]
        title = _("Why {number}?").format(number=row.tracking or row.order)
        paper = sheets.why(row, self.house.clock, keys)

        def go_on(key: str | None) -> None:
            if action := next((one for one in helping if one.sign == key), None):
                self.perform(action)

        reader = Reader(title, paper, keys=[action.sign for action in helping])
        self.app.push_screen(reader, go_on)
