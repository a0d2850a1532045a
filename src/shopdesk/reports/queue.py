"""The queue, any filter of it, or some of its orders, as a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from shopdesk.locale import _
from shopdesk.services import orders
from shopdesk.services.orders import OrderRow
from shopdesk.sheets.writing import Column
from shopdesk.store import Read

PRESETS: Final[Mapping[str, tuple[str, ...]]] = {
    "packing": ("number", "channel", "shop", "status", "hold", "ship_by", "lines", "units",
                "buyer", "courier", "tracking"),
    "money": ("number", "channel", "shop", "status", "payment", "placed", "total", "currency",
              "buyer"),
    "resi": ("number", "channel", "shop", "courier", "tracking"),
}  # fmt: skip
"""Choices of columns by name; any other name is all of them."""


def columns(preset: str = "") -> tuple[Column, ...]:
    """Return the columns of a preset, titled in the language spoken now."""
    every = (
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
    wanted = PRESETS.get(preset)
    return tuple(column for column in every if wanted is None or column.key in wanted)


def rows(read: Read, where: str = "") -> Iterator[tuple[object, ...]]:
    """Yield one row per order that matches, in the filter's own order."""
    return lines(orders.every(read, where))


def lines(chosen: Iterable[OrderRow], preset: str = "") -> Iterator[tuple[object, ...]]:
    """Yield one row per order, with the columns of a preset."""
    keys = [column.key for column in columns(preset)]
    for order in chosen:
        yield tuple(getattr(order, key) for key in keys)
