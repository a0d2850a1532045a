"""The room of seller health: the clocks by which marketplaces judge the shop."""

from shopdesk.screens.health.desk import HealthDesk

__all__ = ["HealthDesk"]
