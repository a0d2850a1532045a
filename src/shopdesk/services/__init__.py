"""The verbs and the reads, one area per module; an area is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.services import (
        analyses,
        catalogue,
        demo,
        doctor,
        exports,
        figures,
        health,
        imports,
        journal,
        mapping,
        messages,
        orders,
        packing,
        payments,
        printing,
        products,
        reporting,
        resi,
        secrets,
        shipments,
        statistics,
        stock,
        tasks,
        tickets,
        today,
        trackers,
        views,
    )

__all__ = [
    "analyses",
    "catalogue",
    "demo",
    "doctor",
    "exports",
    "figures",
    "health",
    "imports",
    "journal",
    "mapping",
    "messages",
    "orders",
    "packing",
    "payments",
    "printing",
    "products",
    "reporting",
    "resi",
    "secrets",
    "shipments",
    "statistics",
    "stock",
    "tasks",
    "tickets",
    "today",
    "trackers",
    "views",
]


def __getattr__(name: str) -> ModuleType:
    """Load the area that is asked for."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
