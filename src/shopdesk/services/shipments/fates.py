"""What became of parcels: how many of each courier stand in which status."""

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.services.shipments.finding import PARCEL, Finder
from shopdesk.services.shipments.statuses import courier_of
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Fates:
    """The parcels of one courier, by status; ``where`` shows them all, empty if nothing can."""

    courier: str
    statuses: Counter[str]
    where: str

    @property
    def parcels(self) -> int:
        """All of its parcels."""
        return self.statuses.total()


def fates(read: Read, where: str) -> tuple[Fates, ...]:
    """Return what became of the parcels that a filter means, by courier, the busiest first."""
    query = (
        sa.select(sa.func.coalesce(PARCEL.courier, ""), PARCEL.status, sa.func.count())
        .where(Finder(where, read).condition)
        .group_by(PARCEL.courier, PARCEL.status)
    )
    of: dict[str, Counter[str]] = {}
    for told, status, n in read.connection.execute(query):
        of.setdefault(courier_of(told), Counter())[status] += n
    found = (
        Fates(name, counts, f'{where} courier:"{name}"' if name else "")
        for name, counts in of.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.parcels, one.courier)))
