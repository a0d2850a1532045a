"""What is read of a task: a frozen row with the names of all that it is about."""

from dataclasses import dataclass

from shopdesk.clock import DAY, Instant


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task. ``sku`` with ``qty`` and ``rack`` are what goes back; ``amount`` in minor units."""

    id: int
    kind: str
    state: str
    order_id: int
    order: str
    channel: str
    shop: str
    buyer: str
    recipient: str
    phone: str
    parcel_id: int | None
    tracking: str
    courier: str
    variant_id: int | None
    sku: str
    product: str
    rack: str
    qty: int
    about: str
    amount: int | None
    currency: str
    due: Instant | None
    made_at: Instant
    made_by: str
    done_at: Instant | None
    done_by: str
    now: Instant

    @property
    def age_days(self) -> int:
        """Whole days since it was made, or that it took."""
        return ((self.done_at or self.now) - self.made_at) // DAY

    @property
    def overdue(self) -> bool:
        """Whether its day has passed and it is still open."""
        return self.state == "open" and self.due is not None and self.due < self.now
