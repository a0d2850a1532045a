"""What is set aside for promotions: pieces, reason, since when and until when."""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.clock import DAY
from shopdesk.models.journal import JournalEntry, JournalRow
from shopdesk.models.products import Variant
from shopdesk.models.stock import Promise
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Reservation:
    """Pieces of a SKU that are kept for a promotion; ``until`` None: for as long as nobody lets go.

    ``since`` is when they were set aside, by the journal; ``age`` the whole days since then.
    """

    id: int
    variant_id: int
    sku: str
    qty: int
    reason: str
    since: int | None
    until: int | None
    now: int

    @property
    def age(self) -> int | None:
        """Whole days since the pieces were set aside."""
        return None if self.since is None else (self.now - self.since) // DAY

    @property
    def over(self) -> bool:
        """Whether the promotion has ended, and the pieces are still kept."""
        return self.until is not None and self.until <= self.now


def reserved(read: Read) -> tuple[Reservation, ...]:
    """Return what is set aside, what ends first before the others, without an end last."""
    # Undo puts a row back under its own number, so the newest that is no undo set it aside.
    since = (
        sa.select(sa.func.max(JournalEntry.at))
        .join(JournalRow, JournalRow.entry == JournalEntry.id)
        .where(
            JournalRow.tab == "promises", JournalRow.op == "I", JournalRow.pk == Promise.id,
            JournalEntry.undoes.is_(None),
        )
        .correlate(Promise)
        .scalar_subquery()
    )  # fmt: skip
    query = (
        sa.select(
            Promise.id, Variant.id, Variant.sku, Promise.qty, Promise.reason, since, Promise.until
        )
        .join(Variant, Variant.id == Promise.variant_id)
        .where(Promise.kind == "promo")
        .order_by(Promise.until.is_(None), Promise.until, Promise.reason, Variant.sku_key)
    )
    now = read.clock.now()
    found = read.connection.execute(query)
    return tuple(
        Reservation(
            row[0], row[1], row[2], row[3], reason=row[4], since=row[5], until=row[6], now=now
        )
        for row in found
    )
