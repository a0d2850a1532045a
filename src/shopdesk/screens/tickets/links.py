"""What a ticket is or may be about, each with its reason: accept, refuse, open, link another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from shopdesk.locale import N_, _
from shopdesk.parcels import task as task_word
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.screens.doorway import Call
from shopdesk.screens.orders.record import open_order
from shopdesk.screens.products.lists import Numbered
from shopdesk.screens.tickets import calls
from shopdesk.screens.tickets.beside import KINDS
from shopdesk.screens.tickets.shelf import TicketShelf
from shopdesk.screens.words import word
from shopdesk.tickets import name_of
from shopdesk.widgets.action import Action
from shopdesk.widgets.columns import Column
from shopdesk.widgets.grid import Grid

if TYPE_CHECKING:
    from shopdesk.services.tickets.rows import LinkRow

PLACES: Final = {
    "linked": (N_("linked"), "good"), "suggested": (N_("perhaps"), "soon"),
    "refused": (N_("refused"), "quiet"),
}  # fmt: skip
DESKS: Final = {"parcel": "shipments", "variant": "products"}
"""Where the things of a kind are shown."""


def _acceptable(dialog: "LinksDialog") -> str | None:
    row = dialog.link
    return dialog.no_row() if row is None or row.place != "linked" else _("It is linked already.")


def _refusable(dialog: "LinksDialog") -> str | None:
    row = dialog.link
    return dialog.no_row() if row is None or row.place != "refused" else _("It is refused already.")


class LinksDialog(TicketShelf):
    """Lists the links of a ticket, suggestions included; enter shows what is meant."""

    PLACE = "ticket_links"
    ACTIONS: ClassVar[Sequence[Action]] = (
        Action("accept", "a", N_("Accept"), N_("Yes, the ticket is about this"), "row",
               _acceptable, footer=True, writes=True),
        Action("refuse", "x", N_("Refuse"), N_("No, it is not; it does not come again"), "row",
               _refusable, footer=True, writes=True),
        Action("link", "n", N_("Link"), N_("Type an order number, a resi or a SKU"),
               footer=True, writes=True),
    )  # fmt: skip

    def __init__(self, ticket: int) -> None:
        super().__init__(_("What {ticket} is about").format(ticket=name_of(ticket)), ticket)

    def read(self) -> Call:
        """Return what lists the links."""
        return calls.links

    def nothing(self) -> str:
        """Return the sentence of the empty list."""
        return _("Nothing was found in its text. n links an order, a parcel or a product.")

    def columns(self) -> Sequence[Column]:
        """Return the columns of the links."""

        def place(numbered: Numbered) -> tuple[str, str]:
            said, look = PLACES.get(numbered.row.place, (numbered.row.place, ""))
            return _(said), look

        return (
            Column("place", _("State"), place, 9, 2),
            Column("kind", _("Kind"), lambda n: _(KINDS.get(n.row.kind, n.row.kind)), 8, 4),
            Column("name", _("Name"), lambda n: named(n.row), 12, 1, whole=True),
            Column("why", _("Why"), lambda n: calls.why_word(n.row.why), 20, 3, grow=True),
            Column("about", _("About"), lambda n: (word(n.row.about), "quiet"), 16, 5),
        )

    def about(self) -> str:
        """Return what it is, in words."""
        row = self.link
        return "" if row is None else " · ".join(filter(None, (named(row), word(row.about))))

    @property
    def link(self) -> "LinkRow | None":
        """The link under the cursor."""
        found: LinkRow | None = self.here
        return found

    def on_grid_opened(self, _message: Grid.Opened) -> None:
        """Show what is meant."""
        if (row := self.link) is None:
            return
        if row.kind == "order":
            open_order(self.app, row.target_id)
        elif row.kind in DESKS:
            self.dismiss(None)
            self.house.show_record(DESKS[row.kind], row.target_id)
        else:
            self.dismiss(None)
            self.house.go("tasks")

    def do_accept(self) -> None:
        """Take it as right."""
        if self.link:
            self.change("tickets.linking.accept", [self.link.id])

    def do_refuse(self) -> None:
        """Take it as wrong."""
        if (row := self.link) is not None:
            verb = "unlink" if row.place == "linked" else "refuse"
            self.change(f"tickets.linking.{verb}", [row.id])

    def do_link(self) -> None:
        """Ask what it is about."""
        said = Question("said", _("It is about"), "", _("order number, resi or SKU"), needed=True)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                self.change(calls.link, self.ticket, answers["said"])

        self.app.push_screen(Ask(_("Link"), [said], button=_("Link")), answered)


def named(row: "LinkRow") -> str:
    """Return what people call the target of a link."""
    return task_word(row.name) if row.kind == "task" else row.name
