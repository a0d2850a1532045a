"""The columns that every table of sales has, and a row of them."""

from fractions import Fraction
from typing import TYPE_CHECKING

from shopdesk.locale import _
from shopdesk.reports.document import Cell, Column, Opens, Row

if TYPE_CHECKING:
    from shopdesk.services.figures import Tally


def columns() -> tuple[Column, ...]:
    """Return the columns of figures, after those that say whose they are."""
    return (
        Column(_("Orders"), "count"),
        Column(_("Units"), "count"),
        Column(_("GMV"), "money"),
        Column(_("Share"), "share"),
        Column(_("GMV / order"), "average"),
        Column(_("Cancelled"), "share"),
        Column(_("Net sales"), "money"),
    )


def cells(tally: "Tally", whole: int) -> tuple[Cell, ...]:
    """Return the figures; the share is that of a whole GMV."""
    share = Fraction(tally.gmv, whole) if whole else None
    return (
        tally.orders, tally.units, tally.gmv, share, tally.aov, tally.cancel_rate, tally.net_sales
    )  # fmt: skip


def row(name: Cell, tally: "Tally", whole: int, where: str) -> Row:
    """Return a row that opens its orders, where a filter can show them."""
    return Row((name, *cells(tally, whole)), Opens("orders", where) if where else None)


def note() -> str:
    """Return how the figures are counted."""
    return _("Without cancelled orders; net sales is GMV less discounts on orders and returns.")
