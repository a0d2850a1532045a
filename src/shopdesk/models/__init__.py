"""The tables, by area; importing this package knows them all."""

from shopdesk.models import (
    journal,
    messages,
    orders,
    payments,
    products,
    shipments,
    shops,
    stock,
    tickets,
    views,
)
from shopdesk.models.base import Base

__all__ = [
    "Base",
    "journal",
    "messages",
    "orders",
    "payments",
    "products",
    "shipments",
    "shops",
    "stock",
    "tickets",
    "views",
]
