"""How fresh the store is: when each shop's newest export was taken, and when it came in."""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.clock import DAY, Instant
from shopdesk.models.shops import Arrival, Shop
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Source:
    """One shop and its newest export.

    ``taken`` is the moment up to which the export can speak: when it was taken from the seller
    centre as far as its name tells, else when it was imported. None: no export was imported.
    """

    channel: str
    shop: str
    taken: Instant | None
    imported: Instant | None

    def stale(self, now: Instant) -> bool:
        """Tell whether the export is older than a day, or there is none."""
        return self.taken is None or now - self.taken > DAY


def sources(read: Read) -> tuple[Source, ...]:
    """Return every shop, the one whose export is oldest first; those without any before all.

    A sheet of products tells nothing of orders.
    """
    applied = Arrival.applied_at
    # A name tells a whole day as its last second, which is still to come on the day itself.
    taken = sa.case((Arrival.taken_at < applied, Arrival.taken_at), else_=applied)
    orders = sa.or_(Arrival.format.endswith(".orders"), Arrival.format.startswith("generic."))
    query = (
        sa.select(Shop.channel, Shop.name, sa.func.max(taken), sa.func.max(applied))
        .outerjoin(Arrival, sa.and_(Arrival.shop_id == Shop.id, orders))
        .group_by(Shop.id, Shop.channel, Shop.name)
    )
    found = [Source(*row) for row in read.connection.execute(query)]
    return tuple(sorted(found, key=lambda one: (one.taken or 0, one.channel, one.shop)))
