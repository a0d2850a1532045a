"""When a parcel is late or silent: dated days per courier, as conditions that the store can test.

Late and silent are never kept, they are derived: they change with the clock, not with an event.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.clock import DAY, Clock
from shopdesk.models.shipments import UNDER_WAY, Parcel
from shopdesk.services.shipments.statuses import names_of

PARCEL: Final = Parcel.__table__.c
TO_THE_BUYER: Final = PARCEL.status != "returning"
MOVING: Final = sa.text(UNDER_WAY)
"""The very words of the index, so that the store sees that it holds just these."""
Test = sa.ColumnElement[bool]


class Days(NamedTuple):
    """How many days a courier usually takes, and how many it is usually silent."""

    late: int
    silent: int


def days(clock: Clock) -> Mapping[str, Days]:
    """Return the days by courier as they hold today; of any other courier under ""."""
    rows = tables.rows("courier_days", clock.today())
    return {row["courier"]: Days(row["days"], row["silent"]) for row in rows}


def late(clock: Clock) -> Test:
    """Return the test on a parcel under way: past what the courier promised or usually takes."""
    usual = _by_courier({name: one.late for name, one in days(clock).items()})
    now = clock.now()
    overdue = PARCEL.handed_at + usual * DAY < now
    return TO_THE_BUYER & sa.func.coalesce(PARCEL.eta < now, overdue, sa.false())


def silent(clock: Clock) -> Test:
    """Return the test on a parcel under way: no news for longer than usual."""
    usual = _by_courier({name: one.silent for name, one in days(clock).items()})
    heard = sa.func.coalesce(PARCEL.last_at, PARCEL.handed_at) + usual * DAY
    return sa.func.coalesce(heard < clock.now(), sa.false())


def _by_courier(table: Mapping[str, int]) -> sa.ColumnElement[int]:
    """Return a courier's number, by how its name begins; the longest beginning decides."""
    begins = [
        (start, number)
        for name, number in table.items()
        for start in (names_of(name) if name else ())
    ]
    longest = sorted(begins, key=lambda one: -len(one[0]))
    name = sa.func.lower(PARCEL.courier)
    cases = [(sa.func.substr(name, 1, len(start)) == start, n) for start, n in longest]
    other = sa.literal(table.get("", 0))
    return sa.case(*cases, else_=other) if cases else other
