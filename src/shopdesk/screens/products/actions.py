"""The declared actions of the Products desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from shopdesk.locale import _
from shopdesk.widgets.action import N_, Action

if TYPE_CHECKING:
    from shopdesk.screens.products.verbs import ProductVerbs


def _chosen(desk: "ProductVerbs") -> str | None:
    """Refuse where there is no SKU at all."""
    if desk.grid.marks or desk.grid.row is not None:
        return None
    return _("There is no SKU here.")


def _row(desk: "ProductVerbs") -> str | None:
    """Refuse where no SKU is under the cursor."""
    return None if desk.grid.row is not None else _("There is no SKU here.")


def _alive(desk: "ProductVerbs") -> str | None:
    """Refuse a single SKU that is archived; of marked ones the verb itself tells."""
    row = desk.grid.row
    if desk.grid.marks or row is None or not row.archived:
        return _chosen(desk)
    return _("{sku} is archived; X restores it.").format(sku=row.sku)


def _archived(desk: "ProductVerbs") -> str | None:
    """Refuse a single SKU that is on sale."""
    row = desk.grid.row
    if desk.grid.marks or row is None or row.archived:
        return _chosen(desk)
    return _("{sku} is not archived.").format(sku=row.sku)


def _counted(desk: "ProductVerbs") -> str | None:
    """Refuse a kit, which has no stock of its own, and what is archived."""
    row = desk.grid.row
    if row is not None and row.kit:
        return _("{sku} is a kit and has no stock of its own; move its parts.").format(sku=row.sku)
    if row is not None and row.archived:
        return _("{sku} is archived; X restores it.").format(sku=row.sku)
    return _row(desk)


ACTIONS: Final[Sequence[Action]] = (
    Action("bulk", "b", N_("Bulk"), N_("Change a field of all marks, by value or by formula"),
           "marks", _chosen, footer=True, writes=True),
    Action("stock", "s", N_("Stock"), N_("Receive, adjust, sort out or carry pieces"),
           "row", _counted, footer=True, writes=True),
    Action("fix", "f", N_("Fix next"), N_("Go to the next fact that is missing, and fill it in"),
           footer=True, writes=True),
    Action("add", "a", N_("Add"), N_("Add a product with its SKUs"), footer=True, writes=True),
    Action("archive", "x", N_("Archive"), N_("Take them out of sale; nothing is deleted"),
           "marks", _alive, footer=True, writes=True),
    Action("why", "w", N_("Why"), N_("Why is it not complete, not ready or not sold"),
           "row", _row, footer=True),
    Action("export", "E", N_("Export"), N_("Spreadsheets that a marketplace takes: stock, prices"),
           "marks", footer=True),
    Action("restore", "X", N_("Restore"), N_("Put archived ones back on sale"),
           "marks", _archived, writes=True),
    Action("prices", "P", N_("Shop prices"), N_("A price of its own in each shop"),
           "row", _row, writes=True),
    Action("describe", "d", N_("Describe"), N_("Write the description"), "row", _row, writes=True),
    Action("pictures", "A", N_("Add pictures"), N_("Files or addresses of pictures"),
           "row", _row, writes=True),
    Action("hold", "t", N_("Set aside"), N_("Keep pieces for a promotion, away from all shops"),
           "row", _counted, writes=True),
    Action("release", "T", N_("Let go"), N_("Let go of the pieces kept for a promotion"),
           writes=True),
    Action("ledger", "L", N_("Ledger"), N_("Every movement of its stock, with its document"),
           "row", _row),
    Action("holders", "O", N_("Held by"), N_("Which orders and promotions hold its pieces"),
           "row", _row),
    Action("map", "m", N_("Mapping"), N_("Say which SKUs the listings of the shops stand for"),
           writes=True),
    Action("told", "S", N_("Tell shops"), N_("What each shop would be told of the stock now")),
    Action("count", "C", N_("Count"), N_("Count sheets: print, type in, post")),
    Action("copy", "y", N_("Copy"), N_("Copy SKU, barcode or the whole line"), "row", _chosen),
)  # fmt: skip
