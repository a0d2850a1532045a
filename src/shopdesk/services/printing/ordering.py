"""In which order papers lie in their PDF."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.orders import Order
from shopdesk.services.printing.consignments import consignments
from shopdesk.services.printing.parcels import parcels
from shopdesk.services.printing.rows import Sent
from shopdesk.store import Read

ORDERS: Final = ("courier", "given")
"""By courier and then by SKU, so that the same goods come together; or as they were chosen."""


def order_word(name: str) -> str:
    """Return what people call an order of papers."""
    words = {"courier": _("By courier, then by SKU"), "given": _("As the list stands")}
    return words[name]


def sorted_ids(read: Read, order_ids: Sequence[int], by: str) -> list[int]:
    """Return the orders in the order in which their papers shall lie."""
    if by == "given":
        return list(order_ids)
    lead = {member: unit.order_id for unit in consignments(read, order_ids)
            for member in unit.members}  # fmt: skip
    places: dict[int, int] = {}
    for at, one in enumerate(sorted(parcels(read, order_ids), key=_key)):
        places.setdefault(one.order_id, at)

    def place(order_id: int) -> int:
        return places.get(lead.get(order_id, order_id), len(places))

    return sorted(order_ids, key=place)


def names_orders(read: Read, words: Sequence[str]) -> bool:
    """Tell whether words are numbers of orders and not a filter: one of them is enough."""
    query = sa.select(sa.exists().where(Order.number.in_(list(words))))
    return bool(read.connection.scalar(query))


def _key(one: Sent) -> tuple[bool, str, list[str], str, int]:
    by = one.courier or one.service
    return (
        not by, by.casefold(), sorted(item.sku.casefold() for item in one.items), one.number,
        one.parcel,
    )  # fmt: skip
