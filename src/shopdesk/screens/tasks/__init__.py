"""The Tasks room: what is left to do with orders and parcels."""

from shopdesk.screens.tasks.desk import TasksDesk

__all__ = ["TasksDesk"]
