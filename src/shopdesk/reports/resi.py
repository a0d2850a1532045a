"""Resi numbers per marketplace, to be typed or uploaded in its seller centre.

The columns bear the marketplace's own names (`channels/outward`).
"""

from collections.abc import Iterable, Iterator

from shopdesk.channels.outward.known import titles
from shopdesk.services import orders
from shopdesk.services.orders import OrderRow
from shopdesk.sheets.writing import Column
from shopdesk.store import Read


def columns(channel: str) -> tuple[Column, ...]:
    """Return the columns under the marketplace's own names."""
    return tuple(
        Column(key, title, "text", 24)
        for key, title in zip(("number", "tracking", "courier"), titles(channel), strict=True)
    )


def rows(read: Read, channel: str, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield number, resi and courier of the channel's orders that have a resi."""
    return lines(orders.every(read, f"channel:{channel} {where}"), channel)


def lines(chosen: Iterable[OrderRow], channel: str) -> Iterator[tuple[str, str, str]]:
    """Yield number, resi and courier of those of the orders that the channel gave a resi."""
    for order in chosen:
        if order.tracking and order.channel == channel:
            yield order.number, order.tracking, order.courier or ""
