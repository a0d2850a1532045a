"""Seller health: the clocks by which marketplaces judge a shop, and the orders that pull them."""

from shopdesk.services.health.reads import RED, Clocked, clocks, orders, red, where
from shopdesk.services.health.rules import MEASURES

__all__ = ["MEASURES", "RED", "Clocked", "clocks", "orders", "red", "where"]
