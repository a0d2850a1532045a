"""When a parcel is late or silent: dated days per courier, as conditions that the store can test.

Late and silent are never kept, they are derived: they change with the clock, not with an event.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

import sqlalchemy as sa

from shopdesk import tables
from shopdesk.clock import DAY, Clock
from shopdesk.models.shipments import Parcel
from shopdesk.services.shipments.statuses import names_of

PARCEL: Final = Parcel.__table__.c
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
    table = {name: one.late for name, one in days(clock).items()}
    overdue = _over(PARCEL.handed_at, table, clock.now())
    promised = sa.case((PARCEL.eta.is_not(None), PARCEL.eta < clock.now()), else_=overdue)
    return sa.and_(PARCEL.status != "returning", promised)


def silent(clock: Clock) -> Test:
    """Return the test on a parcel under way: no news for longer than usual."""
    table = {name: one.silent for name, one in days(clock).items()}
    return _over(sa.func.coalesce(PARCEL.last_at, PARCEL.handed_at), table, clock.now())


def _over(since: sa.ColumnElement[int | None], table: Mapping[str, int], now: int) -> Test:
    """Return whether a courier's days are over; its name is looked at only where it matters."""
    shortest, longest = min(table.values()) * DAY, max(table.values()) * DAY
    return sa.func.coalesce(
        sa.case(
            (since >= now - shortest, sa.false()),
            (since < now - longest, sa.true()),
            else_=since + _by_courier(table) * DAY < now,
        ),
        sa.false(),
    )


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
