"""The town of an address, as papers tell it."""

from typing import Any, Final

AT_HOME: Final = ("ID", "Indonesia")
"""A country that papers need not name."""


def place_of(order: Any) -> str:
    """Return the town of an order's address, as one line."""
    abroad = None if order.country in AT_HOME else order.country
    parts = (order.city, order.province, order.postcode, abroad)
    return ", ".join(dict.fromkeys(part.strip() for part in parts if part and part.strip()))
