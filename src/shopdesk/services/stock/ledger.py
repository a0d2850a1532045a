"""The ledger of one SKU: every movement with its document, and the balance after it."""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.stock import Location, Movement
from shopdesk.services.skus import variant_of
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One movement; ``balance`` is on hand over all locations and pools after it."""

    id: int
    at: int
    kind: str
    pool: str
    location: str
    qty: int
    document: str
    note: str
    balance: int


def ledger(read: Read, sku: str, limit: int = 0) -> tuple[LedgerRow, ...]:
    """Return the movements of a SKU, newest first; a limit of 0 means all.

    Raises:
        Refusal: the SKU is not in the catalogue.
    """
    variant = variant_of(read.connection, sku)
    balance = sa.func.sum(Movement.qty).over(order_by=Movement.id)
    query = (
        sa.select(
            Movement.id, Movement.at, Movement.kind, Movement.pool, Location.name, Movement.qty,
            Movement.document, Movement.note, balance,
        )
        .join(Location, Location.id == Movement.location_id)
        .where(Movement.variant_id == variant)
        .order_by(Movement.id.desc())
    )  # fmt: skip
    rows = read.connection.execute(query.limit(limit) if limit else query)
    return tuple(LedgerRow(*row) for row in rows)
