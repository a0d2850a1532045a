"""Which parcels are to be asked for now: under way, with a number, the longest not asked first."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.shipments import UNDER_WAY, Parcel
from shopdesk.services.paging import CHUNK
from shopdesk.services.trackers import rules
from shopdesk.services.trackers.rows import Due
from shopdesk.store import Read

PARCEL: Final = Parcel.__table__.c
COLUMNS: Final = (
    PARCEL.id, PARCEL.tracking, PARCEL.courier, PARCEL.status, PARCEL.asked_at,
    sa.func.coalesce(PARCEL.handed_at, PARCEL.made_at, 0).label("since"),
    Order.__table__.c.phone,
)  # fmt: skip


def due(read: Read, tracker: str, parcel_ids: Sequence[int] | None = None) -> tuple[Due, ...]:
    """Return the tracking numbers to ask for; of these parcels only, where a person named some.

    Whoever names parcels may ask sooner than their age says, but never twice within the least time.
    """
    rows = _moving(read) if parcel_ids is None else _named(read, parcel_ids)
    hits = [row for row in rows if _is_due(read, row, named=parcel_ids is not None)]
    hits.sort(key=lambda row: (row.asked_at or 0, row.id))
    same = sorted(hits, key=lambda row: (row.tracking, row.courier or ""))
    found = [
        _due(tracker, list(group))
        for _key, group in groupby(same, lambda row: (row.tracking, row.courier or ""))
    ]
    rank = {row.id: at for at, row in enumerate(hits)}
    return tuple(sorted(found, key=lambda one: min(rank[parcel] for parcel in one.ids)))


def _query() -> sa.Select[Any]:
    orders = Order.__table__
    return (
        sa.select(*COLUMNS)
        .join(orders, orders.c.id == PARCEL.order_id)
        .where(sa.text(f"parcels.{UNDER_WAY}"), sa.func.coalesce(PARCEL.tracking, "") != "")
    )


def _moving(read: Read) -> Sequence[Any]:
    """Return the parcels under way but for those whose answer is good for any parcel."""
    edge = read.clock.now() - rules.shortest(read.clock.today())
    asked = sa.func.coalesce(PARCEL.asked_at, 0) <= edge
    return read.connection.execute(_query().where(asked)).all()


def _named(read: Read, parcel_ids: Sequence[int]) -> Sequence[Any]:
    found: list[Any] = []
    for start in range(0, len(parcel_ids), CHUNK):
        some = PARCEL.id.in_(list(parcel_ids[start : start + CHUNK]))
        found += read.connection.execute(_query().where(some)).all()
    return found


def _is_due(read: Read, row: Any, *, named: bool) -> bool:
    now, today = read.clock.now(), read.clock.today()
    quiet = now - (row.asked_at or 0)
    if quiet < rules.seconds("least", today):
        return False
    age = now - row.since
    if named:
        return True
    young, old = rules.seconds("first", today), rules.seconds("given_up", today)
    return young <= age <= old and quiet >= rules.good_for(row.status, age, today)


def _due(tracker: str, rows: Sequence[Any]) -> Due:
    first = rows[0]
    courier = first.courier or ""
    wanted = rules.phone_digits(tracker, courier)
    digits = "".join(char for char in first.phone or "" if char.isdecimal())
    return Due(
        tuple(row.id for row in rows), first.tracking, courier,
        rules.code_of(tracker, courier), digits[-wanted:] if len(digits) > wanted > 0 else "",
    )  # fmt: skip
