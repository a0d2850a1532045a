"""What couriers say of parcels: only added, each once; the newest by its own time decides.

A parcel's status is what its events say, read in the order in which they happened, whenever they
arrived. A text that nobody knows changes nothing. An ended parcel stays ended, but for a delivered
one, which may start its way back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.couriers import tidy
from shopdesk.models.shipments import ENDED, STATUSES, Parcel, ParcelEvent
from shopdesk.services.paging import CHUNK
from shopdesk.services.shipments.rows import Recorded, Reported
from shopdesk.services.shipments.statuses import Meanings, courier_of
from shopdesk.store import Work

PARCEL: Final = Parcel.__table__.c
EVENT: Final = ParcelEvent.__table__.c
RANK: Final = {status: rank for rank, status in enumerate(STATUSES)}
BY_HAND: Final = "hand"
"""The source of what a person set: it stands on the timeline, but decides nothing by itself."""
SHOP: Final = "shop"
"""The source of what a person saw happen: it counts like a courier's event."""
AWAY: Final = ("picked_up", "in_transit", "out_for_delivery", "ready_for_pickup", "delivered")
"""What a courier only says of a parcel that it has."""


def record(work: Work, reported: Iterable[Reported]) -> Recorded:
    """Add what couriers said to the parcels with these numbers, and let their statuses follow.

    Nothing is ended: the caller's verb does that, and orders follow then.
    """
    told = list(reported)
    work.session.flush()
    parcels = _parcels(work, {tidy(one.tracking) for one in told})
    meanings = Meanings(work)
    fresh: dict[tuple[int, int, str], dict[str, Any]] = {}
    known, unmatched, etas = 0, dict[str, None](), dict[int, tuple[int, int]]()
    for one, targets in ((one, _targets(one, parcels)) for one in told):
        if not targets:
            unmatched[tidy(one.tracking)] = None
        for parcel in targets:
            key = parcel.id, one.at, _text(one)
            known += key in fresh
            fresh.setdefault(key, _event(work, parcel, one, meanings))
            if one.eta is not None and (one.at, one.eta) > etas.get(parcel.id, (-1, 0)):
                etas[parcel.id] = one.at, one.eta
    for key in _there(work, {parcel for parcel, _at, _raw in fresh}):
        known += fresh.pop(key, None) is not None
    if fresh:
        work.connection.execute(sa.insert(ParcelEvent), list(fresh.values()))
    _promise(work, etas)
    changed = reread(work, {parcel for parcel, _at, _raw in fresh})
    unmapped = sum(event["status"] is None for event in fresh.values())
    return Recorded(len(fresh), known, tuple(unmatched), unmapped, changed)


def reread(work: Work, parcel_ids: Iterable[int]) -> int:
    """Read the events of parcels anew, and let the parcels follow; return how many changed."""
    changed = 0
    wanted = sorted(parcel_ids)
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        query = sa.select(Parcel.__table__).where(PARCEL.id.in_(chunk))
        before = {row.id: row for row in work.connection.execute(query)}
        events = _events(work, chunk)
        now = work.clock.now()
        after = [_followed(row, events.get(one, []), now) for one, row in before.items()]
        moved = [values for values in after if _differs(before[values["key"]], values)]
        changed += sum(before[values["key"]].status != values["status"] for values in moved)
        if moved:
            names = [name for name in moved[0] if name != "key"]
            update = sa.update(Parcel).where(PARCEL.id == sa.bindparam("key"))
            work.connection.execute(
                update.values({name: sa.bindparam(f"new_{name}") for name in names}),
                [
                    {"key": one["key"]} | {f"new_{name}": one[name] for name in names}
                    for one in moved
                ],
            )
    work.session.expire_all()
    return changed


def replay(statuses: Iterable[str | None]) -> str | None:
    """Return where these statuses lead, told in the order in which they happened."""
    at: str | None = None
    for status in statuses:
        if status is None or (at in ENDED and not (at == "delivered" and status == "returning")):
            continue
        at = status
    return at


def in_time(event: Any) -> tuple[int, int, str]:
    """Return what puts events in the order in which they happened, the same at any arrival.

    Of two at one instant the one further on the way is the later.
    """
    return event.at, RANK.get(event.status, -1), event.raw


def _parcels(work: Work, numbers: Iterable[str]) -> dict[str, list[Any]]:
    """Return the parcels with these tracking numbers; several orders may share one."""
    found: dict[str, list[Any]] = {}
    wanted = sorted(filter(None, numbers))
    query = sa.select(PARCEL.id, PARCEL.tracking, PARCEL.courier).order_by(PARCEL.id)
    for start in range(0, len(wanted), CHUNK):
        some = query.where(PARCEL.tracking.in_(wanted[start : start + CHUNK]))
        for row in work.connection.execute(some):
            found.setdefault(row.tracking, []).append(row)
    return found


def _targets(one: Reported, parcels: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    """Return the parcels meant: all with the number, or of those the ones of this courier."""
    found = parcels.get(tidy(one.tracking), ())
    whose = courier_of(one.courier) if one.courier and len(found) > 1 else ""
    return [row for row in found if whose and courier_of(row.courier or "") == whose] or found


def _event(work: Work, parcel: Any, one: Reported, meanings: Meanings) -> dict[str, Any]:
    told = meanings.of(one.courier or parcel.courier, one.raw, one.code, one.source)
    return {
        "parcel_id": parcel.id, "at": one.at, "raw": _text(one), "code": one.code,
        "place": one.place, "receiver": one.receiver, "source": one.source,
        "arrived_at": work.clock.now(), "status": one.status or told,
    }  # fmt: skip


def _text(one: Reported) -> str:
    return one.raw.strip() or one.code


def _there(work: Work, parcel_ids: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """Yield the events of these parcels that the store has: parcel, instant, text."""
    wanted = sorted(parcel_ids)
    for start in range(0, len(wanted), CHUNK):
        chunk = EVENT.parcel_id.in_(wanted[start : start + CHUNK])
        rows = work.connection.execute(sa.select(EVENT.parcel_id, EVENT.at, EVENT.raw).where(chunk))
        yield from ((row[0], row[1], row[2]) for row in rows.fetchall())


def _events(work: Work, parcel_ids: Sequence[int]) -> dict[int, list[Any]]:
    query = sa.select(EVENT.parcel_id, EVENT.at, EVENT.status, EVENT.raw)
    found: dict[int, list[Any]] = {}
    courier = query.where(EVENT.parcel_id.in_(parcel_ids), EVENT.source != BY_HAND)
    for row in work.connection.execute(courier):
        found.setdefault(row.parcel_id, []).append(row)
    return {parcel: sorted(events, key=in_time) for parcel, events in found.items()}


def _followed(parcel: Any, events: Sequence[Any], now: int) -> dict[str, Any]:
    """Return what a parcel is after its events, with the instants that they tell."""
    said = replay(event.status for event in events)
    status = parcel.by_hand or said or parcel.status
    away = next((event.at for event in events if event.status in AWAY), None)
    arrived = [event.at for event in events if event.status == "delivered"]
    over = [event.at for event in events if event.status == status]
    return {
        "key": parcel.id,
        "status": status,
        "raw": events[-1].raw if events else parcel.raw,
        "last_at": events[-1].at if events else parcel.last_at,
        "handed_at": min(filter(None, (parcel.handed_at, away)), default=None),
        "delivered_at": min(arrived, default=None)
        or parcel.delivered_at
        or (now if status == "delivered" else None),
        "ended_at": min(over, default=parcel.ended_at or now) if status in ENDED else None,
    }


def _differs(before: Any, after: Mapping[str, Any]) -> bool:
    return any(getattr(before, name) != value for name, value in after.items() if name != "key")


def _promise(work: Work, etas: Mapping[int, tuple[int, int]]) -> None:
    """Keep the newest day that the courier promised for each parcel."""
    rows = [{"key": parcel, "day": eta} for parcel, (_at, eta) in etas.items()]
    if rows:
        update = sa.update(Parcel).where(PARCEL.id == sa.bindparam("key"))
        work.connection.execute(update.values(eta=sa.bindparam("day")), rows)
