"""Where an order stands in a list, and which of some orders are in it: what a grid asks again."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from shopdesk.models.orders import NEVER
from shopdesk.services.orders.finding import SORTS, Finder
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.orders.reads import ids as matching
from shopdesk.services.orders.walking import walk
from shopdesk.services.views import known
from shopdesk.store import Read

CHUNK = 900
"""Ids in one question."""
MANY = 5_000
"""Of more ids than these it is quicker to list what matches."""


def place(
    read: Read, where: str, sort: str, order_id: int, key: Sequence[object] = ()
) -> int | None:
    """Return how many orders of this list stand before an order, whether it matches or not.

    ``key`` is where it stood in this order of rows when it was last read; it counts where the order
    is gone for good. None: neither is known.
    """
    path = walk(read, where, sort)
    stands = SORTS[path.finder.sort]
    there = read.connection.execute(sa.select(stands).where(ORDER.id == order_id)).first()
    if there is None and len(key) != 2:
        return None
    stood = key[0] if there is None else there[0]
    edge = NEVER if stood is None else stood, order_id
    return path.since(edge, backward=True).count()


def among(read: Read, where: str, order_ids: Collection[int]) -> int:
    """Return how many of these orders match."""
    if len(order_ids) > MANY:
        return len(set(matching(read, where)) & set(order_ids))
    condition = Finder(where, read.clock, "", known(read, "orders", where)).condition
    counting = sa.select(sa.func.count()).select_from(ORDER.id.table).where(condition)
    return sum(
        int(read.connection.scalar(counting.where(ORDER.id.in_(chunk))) or 0)
        for chunk in _chunks(list(order_ids))
    )


def labels(read: Read, order_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Return number and resi (empty where there is none) of these orders, in this order."""
    query = sa.select(ORDER.id, ORDER.number, sa.func.coalesce(ORDER.tracking, ""))
    found = {
        row[0]: (row[1], row[2])
        for chunk in _chunks(order_ids)
        for row in read.connection.execute(query.where(ORDER.id.in_(chunk)))
    }
    return [found[order_id] for order_id in order_ids if order_id in found]


def _chunks(order_ids: Sequence[int]) -> list[Sequence[int]]:
    return [order_ids[at : at + CHUNK] for at in range(0, len(order_ids), CHUNK)]
