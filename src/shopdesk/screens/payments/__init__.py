"""The Payments desk: the lines of statements, and the orders that they may pay beside them."""

from shopdesk.screens.payments.desk import PaymentsDesk

__all__ = ["PaymentsDesk"]
