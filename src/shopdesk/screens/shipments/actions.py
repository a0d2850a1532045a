"""The declared actions of the Shipments desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.parcels import status
from shopdesk.steps import step
from shopdesk.widgets.action import N_, Action

if TYPE_CHECKING:
    from shopdesk.screens.shipments.verbs import ParcelVerbs


def _chosen(desk: "ParcelVerbs") -> str | None:
    """Refuse where there is no parcel at all."""
    if desk.grid.marks or desk.grid.row is not None:
        return None
    return _("There is no parcel here.")


def _troubled(desk: "ParcelVerbs") -> str | None:
    """Refuse a single parcel that is in no trouble; of marked ones the verb itself tells."""
    row = desk.grid.row
    if desk.grid.marks or row is None or step(row.status, desk.house.clock.today()):
        return _chosen(desk)
    return _("It is “{status}”: nothing of yours to do. w tells more.").format(
        status=status(row.status)
    )


def _tracked(desk: "ParcelVerbs") -> str | None:
    """Refuse a single parcel that no courier could be asked about."""
    row = desk.grid.row
    if desk.grid.marks or row is None or row.tracking:
        return _chosen(desk)
    return _("It has no resi yet; e types it.")


def _released(desk: "ParcelVerbs") -> str | None:
    """Refuse a single parcel whose courier decides anyway."""
    row = desk.grid.row
    if desk.grid.marks or row is None or row.by_hand:
        return _chosen(desk)
    return _("Nobody set its status by hand.")


def _moving(desk: "ParcelVerbs") -> str | None:
    """Refuse a single parcel that was delivered already."""
    row = desk.grid.row
    if desk.grid.marks or row is None or row.status != "delivered":
        return _chosen(desk)
    return _("It is “{status}” already.").format(status=status("delivered"))


ACTIONS: Final[Sequence[Action]] = (
    Action("step", "f", N_("Next step"),
           N_("What its state asks for: call the buyer, claim it, or take it back in"),
           "marks", _troubled, footer=True, writes=True),
    Action("status", "s", N_("Status"), N_("Say yourself where they are"),
           "marks", _chosen, footer=True, writes=True),
    Action("track", "K", N_("Track now"), N_("Ask the couriers where they are"),
           "marks", _tracked, footer=True, writes=True),
    Action("tasks", "J", N_("Tasks"), N_("What is left to do with orders and parcels"),
           footer=True),
    Action("order", "O", N_("Order"), N_("Show its order whole"), "row", _chosen, footer=True),
    Action("note", "n", N_("Note"), N_("Write a note on their orders; it never leaves the house"),
           "marks", _chosen, footer=True, writes=True),
    Action("why", "w", N_("Why"), N_("Why is it late, silent or in trouble, and what helps"),
           "row", _chosen, footer=True),
    Action("deliver", "d", N_("Delivered"), N_("The buyers have their parcels"),
           "marks", _moving, writes=True),
    Action("release", "T", N_("Release"), N_("Let the courier say again where they are"),
           "marks", _released, writes=True),
    Action("map", "m", N_("Courier's words"), N_("Say what the couriers' unknown texts mean"),
           writes=True),
    Action("days", "D", N_("Days"), N_("Where the days go, courier by courier")),
    Action("print", "p", N_("Print"), N_("Labels, packing slips, invoices, or a pick list as PDF"),
           "marks", _chosen),
    Action("copy", "y", N_("Copy"), N_("Copy resi, order or the whole line"), "marks", _chosen),
)  # fmt: skip
