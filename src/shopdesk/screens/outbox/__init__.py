"""The Outbox room: what customers are told, before and after it goes."""

from shopdesk.screens.outbox.desk import OutboxDesk

__all__ = ["OutboxDesk"]
