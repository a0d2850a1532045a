"""What travels under one label: an order, one parcel of several, or orders that share a parcel."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import sqlalchemy as sa

from shopdesk.models.shipments import Bundled, Parcel
from shopdesk.store import Read

CHUNK: Final = 900
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Consignment:
    """The ``parcel``-th of ``parcels`` of an order, with all orders that travel in it.

    ``order_id`` is the lead of orders that share a parcel; it stands first in ``members``.
    """

    order_id: int
    parcel: int
    parcels: int
    members: tuple[int, ...]


def consignments(read: Read, order_ids: Sequence[int]) -> tuple[Consignment, ...]:
    """Return what the orders travel as, each once, in the asked order.

    Of orders that share a parcel one is enough to get the parcel of all.
    """
    leads = _leads(read, order_ids)
    members = _members(read, set(leads.values()))
    asked = list(dict.fromkeys(leads.get(one, one) for one in order_ids))
    parcels = _parcels(read, asked)
    found = []
    for order_id in asked:
        held = tuple(members.get(order_id, (order_id,)))
        numbers = parcels.get(order_id) or [1]
        found += [Consignment(order_id, number, len(numbers), held) for number in numbers]
    return tuple(found)


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in lists that fit into one question to the store."""
    held = list(items)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]


def _leads(read: Read, order_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in chunks(order_ids):
        query = sa.select(Bundled.order_id, Bundled.lead_id).where(Bundled.order_id.in_(some))
        found |= {row[0]: row[1] for row in read.connection.execute(query)}
    return found


def _members(read: Read, leads: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for some in chunks(leads):
        query = (
            sa.select(Bundled.lead_id, Bundled.order_id)
            .where(Bundled.lead_id.in_(some))
            .order_by(Bundled.lead_id, Bundled.order_id != Bundled.lead_id, Bundled.id)
        )
        for lead, member in read.connection.execute(query):
            found.setdefault(lead, []).append(member)
    return found


def _parcels(read: Read, order_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for some in chunks(order_ids):
        query = (
            sa.select(Parcel.order_id, Parcel.number)
            .where(Parcel.order_id.in_(some), Parcel.status != "cancelled")
            .order_by(Parcel.order_id, Parcel.number)
        )
        for order_id, number in read.connection.execute(query):
            found.setdefault(order_id, []).append(number)
    return found
