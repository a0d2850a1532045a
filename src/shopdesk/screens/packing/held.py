"""Who holds which order at which packing table."""

from collections.abc import Sequence
from typing import Any

from shopdesk.clock import Clock
from shopdesk.locale import _
from shopdesk.screens.packing import calls
from shopdesk.screens.products.lists import Asked, ListDialog
from shopdesk.widgets.columns import Column


class HeldDialog(ListDialog):
    """Lists the orders that are in somebody's hands."""

    PLACE = "held"


def show_held(app: Any) -> None:
    """Show who holds which order."""
    asked = Asked(calls.held, (), _columns(app.clock), _("Nobody has an order on the table."))
    app.push_screen(HeldDialog(_("Who packs what"), asked))


def _columns(clock: Clock) -> Sequence[Column]:
    return (
        Column("number", _("Order"), lambda n: n.row.number, 20, 1, whole=True),
        Column("holder", _("Packer"), lambda n: n.row.holder, 12, 2),
        Column("station", _("Table"), lambda n: n.row.station, 12, 3, grow=True),
        Column("scanned", _("Scanned"), lambda n: f"{n.row.scanned}/{n.row.pieces}", 9, 2,
               align="right"),
        Column("until", _("Until"), lambda n: _("free") if n.row.over else clock.show(n.row.until),
               13, 2),
        Column("wave", _("Wave"), lambda n: n.row.wave, 14, 5),
    )  # fmt: skip
