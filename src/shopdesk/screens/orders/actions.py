"""The declared actions of the Orders desk."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.screens.words import word
from shopdesk.widgets.action import N_, Action

if TYPE_CHECKING:
    from shopdesk.screens.orders.desk import OrdersDesk

Check = Callable[["OrdersDesk"], str | None]


def _chosen(desk: "OrdersDesk") -> str | None:
    """Refuse where there is no order at all."""
    if desk.grid.marks or desk.grid.row is not None:
        return None
    return _("There is no order here.")


def _standing(*statuses: str) -> Check:
    """Refuse a single order that stands elsewhere; of marked ones the verb itself tells."""

    def check(desk: "OrdersDesk") -> str | None:
        row = desk.grid.row
        if desk.grid.marks or row is None:
            return _chosen(desk)
        if row.status in statuses:
            return None
        return _("{number} is “{status}”, not {needed}.").format(
            number=row.number,
            status=word(row.status),
            needed=" / ".join(f"“{word(status)}”" for status in statuses),
        )

    return check


_ALIVE: Final = ("to_verify", "unpaid", "to_pack", "to_ship", "on_hold", "exception")

ACTIONS: Final[Sequence[Action]] = (
    Action("verify", "f", N_("Verify"), N_("Confirm by hand that they are paid"), "marks",
           _standing("to_verify", "unpaid"), footer=True, writes=True),
    Action("pack", "b", N_("Pack"), N_("They are packed (boxed) and wait for the courier"),
           "marks", _standing("to_pack"), footer=True, writes=True),
    Action("ship", "s", N_("Ship"), N_("Hand them to the courier, with their resi"),
           "marks", _standing("to_ship"), footer=True, writes=True),
    Action("hold", "t", N_("Hold"), N_("Keep them from going on, for a reason"),
           "marks", _standing(*(s for s in _ALIVE if s != "on_hold")), footer=True, writes=True),
    Action("cancel", "x", N_("Cancel"), N_("Cancel them, with a reason and whose fault it is"),
           "marks", _standing(*_ALIVE), footer=True, writes=True),
    Action("note", "n", N_("Note"), N_("Write a note on them; it never leaves the house"),
           "marks", _chosen, footer=True, writes=True),
    Action("why", "w", N_("Why"), N_("Why is this order stuck, and what helps"),
           "row", _chosen, footer=True),
    Action("release", "T", N_("Release"), N_("Let held orders go on"),
           "marks", _standing("on_hold"), writes=True),
    Action("deliver", "d", N_("Delivered"), N_("The buyers have their parcels"),
           "marks", _standing("shipped"), writes=True),
    Action("complete", "D", N_("Done"), N_("Close delivered orders for good"),
           "marks", _standing("delivered"), writes=True),
    Action("ask", "A", N_("Ask to pay"),
           N_("Give them a unique code each, and a time by which they must be paid"),
           "marks", _standing("to_verify"), writes=True),
    Action("payments", "M", N_("Payments"),
           N_("The statement lines that may pay it; all that wait to be matched")),
    Action("map", "m", N_("SKU"), N_("Say which SKUs its unmapped lines stand for"),
           "row", _chosen, writes=True),
    Action("resi", "R", N_("Resi list"),
           N_("Enter the resi of many orders: pasted, from a spreadsheet, or scanned"),
           writes=True),
    Action("print", "p", N_("Print"), N_("Labels, packing slips, invoices, or a pick list as PDF"),
           "marks", _chosen),
    Action("packing", "B", N_("Packing"),
           N_("The packing table: scan an order, then every piece of it"), writes=True),
    Action("waves", "W", N_("Waves"), N_("Orders that are picked in one walk; their pick lists"),
           writes=True),
    Action("parcels", "P", N_("Parcels"), N_("Its parcels, and what their couriers say"),
           "row", _chosen),
    Action("merge", "F", N_("Merge"), N_("Several orders of one buyer in one parcel, by a plan"),
           "marks", _chosen, writes=True),
    Action("split", "S", N_("Split"), N_("Send one order in several parcels"),
           "row", _chosen, writes=True),
    Action("whole", "Z", N_("One parcel each"),
           N_("Let merged orders travel apart, and split ones in one parcel"),
           "marks", _chosen, writes=True),
    Action("tell", "N", N_("Tell buyer"),
           N_("Write to the buyers: choose a template, see the text, send or copy it"),
           "marks", _chosen, writes=True),
    Action("export", "E", N_("Export"),
           N_("The marked orders, or what the filter shows, as a spreadsheet"), "marks"),
    Action("copy", "y", N_("Copy"), N_("Copy number, resi, buyer or the whole line"),
           "row", _chosen),
)  # fmt: skip
