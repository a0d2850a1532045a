"""The Tickets desk: what customers write, by the time left to answer, the order beside it."""

from shopdesk.screens.tickets.desk import TicketsDesk

__all__ = ["TicketsDesk"]
