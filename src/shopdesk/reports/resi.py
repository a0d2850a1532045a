"""Resi numbers per marketplace, to be typed or uploaded in its seller centre.

No mass-shipping template of a marketplace was seen, so the sheet has the marketplace's own names
of the columns and nothing else (written from published descriptions).
"""

from collections.abc import Iterable, Iterator

from shopdesk.services import orders
from shopdesk.services.orders import OrderRow
from shopdesk.sheets.writing import Column
from shopdesk.store import Read

TITLES = {
    "shopee": ("No. Pesanan", "No. Resi", "Opsi Pengiriman"),
    "tiktok": ("Order ID", "Tracking ID", "Shipping Provider Name"),
    "tokopedia": ("Nomor Invoice", "No Resi / Kode Booking", "Nama Kurir"),
    "lazada": ("orderNumber", "trackingCode", "shippingProvider"),
    "blibli": ("No. Order", "No. Awb", "Servis Logistik"),
    "shopify": ("Name", "Tracking Number", "Tracking Company"),
}
OTHERS = ("Order", "Resi", "Courier")


def columns(channel: str) -> tuple[Column, ...]:
    """Return the columns under the marketplace's own names."""
    titles = TITLES.get(channel, OTHERS)
    return tuple(
        Column(key, title, "text", 24)
        for key, title in zip(("number", "tracking", "courier"), titles, strict=True)
    )


def rows(read: Read, channel: str, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield number, resi and courier of the channel's orders that have a resi."""
    return lines(orders.every(read, f"channel:{channel} {where}"), channel)


def lines(chosen: Iterable[OrderRow], channel: str) -> Iterator[tuple[str, str, str]]:
    """Yield number, resi and courier of those of the orders that the channel gave a resi."""
    for order in chosen:
        if order.tracking and order.channel == channel:
            yield order.number, order.tracking, order.courier or ""
