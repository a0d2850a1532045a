"""The columns of the queue, and what each says of an order."""

from typing import TYPE_CHECKING, Final

from shopdesk import money
from shopdesk.clock import HOUR, Clock, countdown
from shopdesk.couriers import couriers
from shopdesk.locale import _, language
from shopdesk.screens.orders.paying import how_paid, standing
from shopdesk.screens.words import channel
from shopdesk.widgets.cells import Edit
from shopdesk.widgets.columns import Column
from shopdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from shopdesk.services.orders import OrderRow

WAITING: Final = ("to_verify", "to_pack", "to_ship", "on_hold", "exception")
"""Statuses in which a ship-by deadline still runs."""

SOON: Final = 6 * HOUR
"""Left before a deadline when it begins to press."""


def columns(clock: Clock) -> tuple[Column, ...]:
    """Return the columns in the language spoken now."""
    return (
        Column("number", _("Order"), lambda o: o.number, 14, 1, sort="number", whole=True),
        Column("status", _("Status"), standing, 14, 2),
        Column("ship_by", _("Ship by"), lambda o: deadline(o, clock), 13, 3, sort="ship_by"),
        Column("channel", _("Channel"), lambda o: channel(o.channel), 9, 6),
        Column("shop", _("Shop"), lambda o: o.shop, 14, 9),
        Column("buyer", _("Buyer"), lambda o: o.buyer or "", 12, 5, grow=True),
        Column("units", _("Units"), lambda o: str(o.units), 5, 7, align="right"),
        Column("total", _("Total"), _total, 12, 4, align="right", sort="total"),
        Column("courier", _("Courier"), _courier, 12, 10,
               edit=Edit("courier", _courier, hints=couriers)),
        Column("tracking", _("Resi"), _resi, 12, 8, whole=True,
               edit=Edit("tracking", _resi, own=True)),
        Column("payment", _("Payment"), how_paid, 12, 12),
        Column("placed", _("Placed"), lambda o: clock.show(o.placed) if o.placed else "", 12, 11,
               sort="placed"),
    )  # fmt: skip


def deadline(order: "OrderRow", clock: Clock) -> tuple[str, str]:
    """Return the ship-by countdown of an order that still waits, and how pressing it is."""
    if order.ship_by is None or order.status not in WAITING:
        return "", ""
    now = clock.now()
    text = countdown(order.ship_by, now)
    if order.ship_by < now:
        return text, "late"
    if order.ship_by - now < SOON:
        return f"{glyphs().soon} {text}", "soon"
    return text, ""


def _courier(order: "OrderRow") -> str:
    return order.courier or ""


def _resi(order: "OrderRow") -> str:
    return order.tracking or ""


def _total(order: "OrderRow") -> str:
    return money.show(order.total, order.currency, language())
