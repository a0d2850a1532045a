"""The tables, by area; importing this package knows them all."""

from shopdesk.models import journal, orders, products, shops, stock, views
from shopdesk.models.base import Base

__all__ = ["Base", "journal", "orders", "products", "shops", "stock", "views"]
