"""The tables, by area; importing this package knows them all."""

from shopdesk.models import (
    figures,
    journal,
    messages,
    orders,
    payments,
    products,
    reporting,
    shipments,
    shops,
    stock,
    tickets,
    views,
)
from shopdesk.models.base import Base

__all__ = [
    "Base",
    "figures",
    "journal",
    "messages",
    "orders",
    "payments",
    "products",
    "reporting",
    "shipments",
    "shops",
    "stock",
    "tickets",
    "views",
]
