"""Orders that cannot be filled: a SKU of theirs has fewer pieces than are promised up to them.

Pieces are given out in the order in which they must leave. What was packed here has its pieces in
the parcel; then the earliest deadline comes first, orders without one last, and of the same moment
the order that was placed first. An order that does not get all its pieces keeps its place: what it
waits for is not given to later ones. Pieces set aside for a promotion, damaged or in quality
control are for nobody; what is only reserved until it is paid takes none from an order.

Only promises are looked at, of SKUs that have too few pieces for them: few, however many orders
there are.
"""

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import NEVER
from shopdesk.models.products import Shelf, Variant
from shopdesk.models.stock import HOLDS, Expected, Promise, StockLevel
from shopdesk.services.orders.parts import ORDER, Hits, Strand
from shopdesk.store import Read

MANY: Final = 2_000
"""Orders that are told one by one; of more the store keeps the list."""
_UNFIT: Final = StockLevel.damaged + StockLevel.quality + StockLevel.promised
_THERE: Final = sa.func.sum(StockLevel.on_hand - _UNFIT)


@dataclass(frozen=True, slots=True)
class Lack:
    """A SKU that an order does not get: ``missing`` of ``qty`` pieces, and the next delivery.

    ``expected`` pieces are on their way by ``document``, due at ``due``; 0 and "" if none are.
    """

    sku: str
    qty: int
    missing: int
    expected: int
    document: str
    due: int | None


def short(connection: sa.Connection | None = None) -> Strand:
    """Return the orders that cannot be filled; with a connection they are looked up, once."""
    queue = _queue()
    ids: Any = sa.select(queue.c.id).where(queue.c.missing > 0).distinct()
    if connection is not None:
        found = tuple(connection.scalars(ids.limit(MANY + 1)))
        if len(found) <= MANY:
            ids = sa.select(ORDER.id).where(ORDER.id.in_(found))
    return Strand(frozenset(HOLDS), hits=(Hits(ids, ids, ORDER.id.in_(ids)),))


def lacks(read: Read, order_id: int) -> tuple[Lack, ...]:
    """Return what an order does not get, by SKU; nothing if it can be filled."""
    queue = _queue(order_id)
    query = (
        sa.select(Variant.id, Variant.sku, queue.c.qty, queue.c.missing)
        .join(queue, queue.c.variant_id == Variant.id)
        .where(queue.c.id == order_id, queue.c.missing > 0)
        .order_by(Variant.sku)
    )
    return tuple(
        Lack(row.sku, row.qty, min(row.qty, row.missing), *_next(read, row.id))
        for row in read.connection.execute(query)
    )


def _queue(order_id: int | None = None) -> Any:
    """Return the promises to orders of SKUs that have too few pieces, with how many are missing.

    With an order only its own SKUs are looked at.
    """
    # The shelf has an index of what is free, which names the few SKUs that are oversold at once.
    oversold = sa.select(Shelf.variant_id).where(Shelf.archived.in_((0, 1)), Shelf.free < 0)
    if order_id is not None:
        mine = sa.select(Promise.variant_id).where(Promise.order_id == order_id)
        oversold = sa.select(Shelf.variant_id).where(Shelf.variant_id.in_(mine), Shelf.free < 0)
    have = (
        sa.select(StockLevel.variant_id, _THERE.label("pieces"))
        .where(StockLevel.variant_id.in_(oversold))
        .group_by(StockLevel.variant_id)
        .subquery()
    )
    packed = sa.case((ORDER.own_fulfilment == "packed", 0), else_=1)
    turn = (packed, sa.func.coalesce(ORDER.ship_by, NEVER), ORDER.placed_at, ORDER.id)
    upto = sa.func.sum(Promise.qty).over(
        partition_by=Promise.variant_id, order_by=turn, rows=(None, 0)
    )
    return (
        sa.select(
            Promise.order_id.label("id"), Promise.variant_id, Promise.qty,
            (upto - have.c.pieces).label("missing"),
        )
        .join(have, have.c.variant_id == Promise.variant_id)
        .join(ORDER.id.table, ORDER.id == Promise.order_id)
        .where(Promise.kind == "order")
        .subquery()
    )  # fmt: skip


def _next(read: Read, variant_id: int) -> tuple[int, str, int | None]:
    """Return the next delivery of a SKU: its pieces, document and day."""
    due = sa.func.coalesce(Expected.due, NEVER)
    query = (
        sa.select(Expected.qty - Expected.received, Expected.document, Expected.due)
        .where(Expected.variant_id == variant_id, Expected.qty > Expected.received)
        .order_by(due, Expected.id)
    )
    row = read.connection.execute(query.limit(1)).first()
    return (row[0], row[1], row[2]) if row else (0, "", None)
