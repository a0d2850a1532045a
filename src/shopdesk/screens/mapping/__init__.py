"""The mapping of listings and offers to SKUs, worked with the keyboard, in front of any desk."""

from functools import partial
from typing import TYPE_CHECKING, Any

from shopdesk.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.mapping import UnmappedRow

__all__ = ["open_mapping"]


def open_mapping(app: Any, order: int | None = None) -> None:
    """Show what stands for no SKU yet: everything, or of one order only."""
    app.ask("mapping.unmapped", order, then=partial(_show, app, order), slot="unmapped")


def _show(app: Any, order: int | None, rows: "Sequence[UnmappedRow]") -> None:
    from shopdesk.screens.mapping.unmapped import UnmappedDialog

    if rows:
        app.push_screen(UnmappedDialog(rows, order))
    elif order is None:
        app.tell(_("Everything that the shops list stands for a SKU."))
    else:
        app.tell(_("Every line of this order stands for a SKU."))
