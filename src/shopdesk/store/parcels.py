"""What an order says of its parcel while no courier has spoken, in the store's own words.

An order has a parcel once it is packed, handed over or has a resi, unless it travels with another
one. New orders get theirs from ``services.shipments.following``, those of an older store by
``fill``. A parcel goes with its order: an import that is taken back takes it along.
"""

from collections.abc import Iterator
from typing import Final

from shopdesk.models.shipments import ENDED

OVER: Final = f"({', '.join(map(repr, ENDED))})"
PACKED: Final = (
    "('packed', 'handed_over', 'in_transit', 'delivered', 'failed', 'returned_to_sender', 'lost')"
)
DUE: Final = (
    "(o.cancelled = 0 OR o.shipped_at IS NOT NULL) "
    f"AND (o.fulfilment IN {PACKED} OR coalesce(o.tracking, '') <> '')"
)
ARRIVED: Final = (
    "WHEN o.{axis} = 'delivered' THEN 'delivered' "
    "WHEN o.{axis} = 'returned_to_sender' THEN 'returned' WHEN o.{axis} = 'lost' THEN 'lost'"
)
GONE: Final = "o.fulfilment IN ('handed_over', 'in_transit', 'failed')"
STANDS: Final = (
    f"CASE {ARRIVED.format(axis='fulfilment')} "
    f"WHEN o.cancelled = 1 AND {GONE} THEN 'returning' WHEN o.cancelled = 1 THEN 'cancelled' "
    "WHEN o.fulfilment = 'failed' THEN 'failed_attempt' "
    "WHEN o.fulfilment = 'in_transit' THEN 'in_transit' "
    "WHEN o.fulfilment = 'handed_over' THEN 'picked_up' "
    "WHEN coalesce(o.tracking, '') <> '' THEN 'info_received' ELSE 'pending' END"
)
COD: Final = (
    "CASE WHEN o.payment = 'cod_due' OR o.cod = 1 AND o.fulfilment IN "
    "('delivered', 'returned_to_sender', 'lost') THEN o.total END"
)
TOLD_AT: Final = "coalesce(o.delivered_at, o.completed_at, nullif(o.taken_at, 0))"
END_AT: Final = f"coalesce(o.delivered_at, o.completed_at, o.cancelled_at, {TOLD_AT}, :now)"
PACKED_AT: Final = "CASE WHEN o.own_fulfilment = 'packed' THEN :now END"
ALONE: Final = (
    "NOT EXISTS (SELECT 1 FROM bundled AS b WHERE b.order_id = o.id AND b.lead_id <> o.id)"
)
NEW: Final = (
    "INSERT INTO parcels(order_id, number, courier, service, tracking, status, made_at, packed_at, "
    "handed_at, delivered_at, ended_at, value, cod, currency, fragile) "
    "SELECT w.*, 0 FROM (SELECT o.id, 1, o.courier, o.service, nullif(o.tracking, ''), "
    f"{STANDS} AS status, nullif(o.placed_at, 0), {PACKED_AT}, o.shipped_at, o.delivered_at, "
    f"CASE WHEN {STANDS} IN {OVER} THEN {END_AT} END, o.total, {COD}, o.currency "
    f"FROM orders AS o WHERE o.id IN {{which}} AND {DUE} AND {ALONE} "
    "AND NOT EXISTS (SELECT 1 FROM parcels AS p WHERE p.order_id = o.id) ORDER BY o.id) AS w"
)
"""Parcels of those orders that have none and should; a caller says which are looked at."""


def fill() -> str:
    """Return the statement that gives every order its parcel."""
    every = NEW.format(which="(SELECT id FROM orders)")
    return every.replace(":now", "coalesce((SELECT max(at) FROM journal_entries), 0)")


def triggers() -> Iterator[str]:
    """Yield the statements by which a parcel goes with its order."""
    yield "DROP TRIGGER IF EXISTS parcels_of_order"
    yield (
        "CREATE TRIGGER parcels_of_order BEFORE DELETE ON orders BEGIN "
        "DELETE FROM parcels WHERE order_id = OLD.id; END"
    )
