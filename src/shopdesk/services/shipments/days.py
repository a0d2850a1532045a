"""Where the days go: how long parcels wait for each step, per courier.

Seconds between the moments of a parcel's life, of the parcels that a filter matches. The middle and
the slow end are counted over the newest of them only, so that the answer stays quick.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import N_
from shopdesk.services.shipments.finding import PARCEL, Finder
from shopdesk.services.shipments.statuses import courier_of
from shopdesk.store import Read

MOMENTS: Final = ("made_at", "picked_at", "packed_at", "handed_at", "delivered_at")
STEPS: Final = (
    ("pick", "made_at", "picked_at"),
    ("pack", "picked_at", "packed_at"),
    ("hand", "packed_at", "handed_at"),
    ("house", "made_at", "handed_at"),
    ("way", "handed_at", "delivered_at"),
    ("all", "made_at", "delivered_at"),
)
"""What is waited for, from which moment to which."""
NAMES: Final = {
    "pick": N_("ordered → picked"), "pack": N_("picked → packed"),
    "hand": N_("packed → handed over"), "house": N_("ordered → handed over"),
    "way": N_("handed over → delivered"), "all": N_("ordered → delivered"),
}  # fmt: skip
NEWEST: Final = 20_000
"""Parcels that are looked at."""
TENTH: Final = 0.9


@dataclass(frozen=True, slots=True)
class Taken:
    """How long one step took at one courier ("" is all): of ``n`` parcels, in seconds."""

    courier: str
    step: str
    n: int
    median: int
    p90: int
    where: str
    """The filter of the parcels that these are."""


def days(read: Read, where: str = "") -> tuple[Taken, ...]:
    """Return how long each step takes, of all couriers together and of each, the busiest first."""
    columns = [PARCEL[name] for name in MOMENTS]
    query = (
        sa.select(PARCEL.courier, *columns)
        .where(Finder(where, read).condition, PARCEL.handed_at.is_not(None))
        .order_by(PARCEL.id.desc())
        .limit(NEWEST)
    )
    rows = read.connection.execute(query).fetchall()
    of: dict[str, list[Any]] = {"": list(rows)}
    names: dict[str | None, str] = {}
    for row in rows:
        if name := names.setdefault(row.courier, courier_of(row.courier or "")):
            of.setdefault(name, []).append(row)
    if not of[""]:
        return ()
    order = sorted(of, key=lambda name: (name != "", -len(of[name]), name))
    found = (_taken(name, step, of[name], where) for name in order for step in STEPS)
    return tuple(one for one in found if one is not None)


def _taken(courier: str, step: Sequence[str], rows: Iterable[Any], where: str) -> Taken | None:
    name, start, end = step
    took = sorted(
        getattr(row, end) - getattr(row, start)
        for row in rows
        if getattr(row, start) is not None
        and getattr(row, end) is not None
        and getattr(row, end) >= getattr(row, start)
    )
    if not took:
        return None
    slow = took[min(len(took) - 1, int(len(took) * TENTH))]
    ended = "handed>=2000-01-01" if end == "handed_at" else "delivered>=2000-01-01"
    whose = f'courier:"{courier}"' if courier else ""
    opened = " ".join(filter(None, (where, whose, ended if end in _SHOWN else "")))
    return Taken(courier, name, len(took), int(median(took)), slow, opened)


_SHOWN: Final = ("handed_at", "delivered_at")
