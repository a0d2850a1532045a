"""The Orders desk: the queue, one order beside it, and every step that an order can take."""

from shopdesk.screens.orders.desk import OrdersDesk

__all__ = ["OrdersDesk"]
