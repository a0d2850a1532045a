"""The queue, or any filter of it, as a spreadsheet."""

from collections.abc import Iterator

from shopdesk.locale import _
from shopdesk.services import orders
from shopdesk.sheets.writing import Column
from shopdesk.store import Read


def columns() -> tuple[Column, ...]:
    """Return the columns, titled in the language spoken now."""
    return (
        Column("number", _("Order"), "text", 22),
        Column("channel", _("Channel"), "text", 10),
        Column("shop", _("Shop"), "text", 18),
        Column("status", _("Status"), "text", 12),
        Column("payment", _("Payment"), "text", 12),
        Column("fulfilment", _("Fulfilment"), "text", 12),
        Column("case", _("Case"), "text", 12),
        Column("hold", _("Hold"), "text", 16),
        Column("placed", _("Placed"), "instant", 17),
        Column("ship_by", _("Ship by"), "instant", 17),
        Column("total", _("Total"), "money", 14),
        Column("currency", _("Currency"), "text", 6),
        Column("lines", _("Lines"), "int", 6),
        Column("units", _("Units"), "int", 6),
        Column("buyer", _("Buyer"), "text", 20),
        Column("courier", _("Courier"), "text", 16),
        Column("tracking", _("Resi"), "text", 22),
    )


def rows(read: Read, where: str = "") -> Iterator[tuple[object, ...]]:
    """Yield one row per order that matches, in the filter's own order."""
    keys = [column.key for column in columns()]
    for order in orders.every(read, where):
        yield tuple(getattr(order, key) for key in keys)
