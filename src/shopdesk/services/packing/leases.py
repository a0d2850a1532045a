"""Whose hands an order is in: a lease that each scan renews and that runs out by itself.

What was scanned stays with the order when its packer goes, when the line drops, and when the lease
runs out: whoever takes it over sees what lies in the box already.
"""

import json
import os
import socket
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.clock import MINUTE
from shopdesk.locale import _
from shopdesk.models.orders import NEVER, Order
from shopdesk.models.shipments import Bundled, Lease, Picking, Wave
from shopdesk.refusal import Refusal
from shopdesk.services.packing.contents import bundles, contents
from shopdesk.services.packing.rows import Held
from shopdesk.store import Read, Work

LEASE: Final = Lease.__table__
FEW: Final = 50
"""Orders that are looked at for the next one."""
LONGEST: Final = 40
"""Signs of a table's name."""


def station_here() -> str:
    """Return what this packing table is called: ``SHOPDESK_STATION``, else this terminal's name."""
    if told := os.environ.get("SHOPDESK_STATION", "").strip():
        return told[:LONGEST]
    try:
        return os.ttyname(0).removeprefix("/dev/")
    except OSError:
        return f"{socket.gethostname()} {os.getpid()}"[:LONGEST]


def lease_of(read: Read, order_id: int) -> Any:
    """Return the lease of an order (of the lead of a bundle), or None."""
    return read.connection.execute(sa.select(LEASE).where(LEASE.c.order_id == order_id)).first()


def scanned_of(lease: Any) -> dict[str, int]:
    """Return the pieces scanned so far."""
    return dict(json.loads(lease.scanned)) if lease is not None else {}


def mine(work: Work, lease: Any, station: str) -> bool:
    """Tell whether this lease is of this packer at this station."""
    return (lease.holder, lease.station) == (work.actor.name, station)


def why_taken(work: Work, lease: Any, station: str) -> str | None:
    """Return who holds an order, if that is somebody else and the lease still runs."""
    if lease is None or mine(work, lease, station) or lease.until <= work.clock.now():
        return None
    return _("{who} at {station} is packing it, until {when}").format(
        who=lease.holder, station=lease.station or "–", when=work.clock.show(lease.until)
    )


def keep(work: Work, order_id: int, station: str, scanned: Mapping[str, int]) -> int:
    """Write down what was scanned and renew the lease; returns until when it runs."""
    until = work.clock.now() + max(1, work.settings.pack_lease_minutes) * MINUTE
    facts = {
        "holder": work.actor.name, "station": station, "until": until,
        "scanned": json.dumps(dict(scanned), ensure_ascii=False),
    }  # fmt: skip
    known = sa.update(Lease).where(LEASE.c.order_id == order_id).values(**facts)
    if not work.connection.execute(known).rowcount:
        work.connection.execute(sa.insert(Lease).values(order_id=order_id, **facts))
    return until


def let_go(work: Work, order_id: int, station: str, *, forget: bool = False) -> None:
    """Free an order that this packer holds; what was scanned is kept, or forgotten."""
    own = sa.and_(
        LEASE.c.order_id == order_id, LEASE.c.holder == work.actor.name, LEASE.c.station == station
    )
    if forget:
        work.connection.execute(sa.delete(Lease).where(own))
        return
    work.connection.execute(sa.delete(Lease).where(own, LEASE.c.scanned == "{}"))
    work.connection.execute(sa.update(Lease).where(own).values(until=work.clock.now()))


def end(work: Work, order_ids: Sequence[int]) -> None:
    """Drop the leases of orders that are done with."""
    work.connection.execute(sa.delete(Lease).where(LEASE.c.order_id.in_(order_ids)))


def resumed(read: Read, holder: str, station: str) -> int | None:
    """Return the order that this packer had on the table when the line dropped, or None."""
    query = (
        sa.select(LEASE.c.order_id)
        .where(
            LEASE.c.holder == holder,
            LEASE.c.station == station,
            LEASE.c.until > read.clock.now(),
            LEASE.c.scanned != "{}",
        )
        .order_by(LEASE.c.until.desc())
        .limit(1)
    )
    found = read.connection.scalar(query)
    return int(found) if found is not None else None


def candidates(work: Work, station: str, wave: str = "") -> list[int]:
    """Return a few orders that could be packed next: those of waves before all others.

    Among them the earliest deadline comes first; what somebody began and put aside comes last.
    """
    if wave:
        return _candidates(work, station, Wave.name == wave)
    return _candidates(work, station, Wave.state != "dropped") or _candidates(work, station, None)


def _candidates(
    work: Work, station: str, wave: sa.ColumnElement[bool] | None
) -> list[int]:  # fmt: skip
    now = work.clock.now()
    own = sa.and_(LEASE.c.holder == work.actor.name, LEASE.c.station == station)
    query = (
        sa.select(Order.id)
        .outerjoin(LEASE, LEASE.c.order_id == Order.id)
        .where(Order.status == "to_pack")
        .where(sa.or_(LEASE.c.until.is_(None), LEASE.c.until <= now, own))
        .where(~sa.exists().where(Bundled.order_id == Order.id, Bundled.lead_id != Order.id))
        .order_by(
            LEASE.c.order_id.is_not(None), sa.func.coalesce(Order.ship_by, NEVER), Order.id
        )
        .limit(FEW)
    )  # fmt: skip
    if wave is not None:
        query = (
            query.join(Picking, Picking.order_id == Order.id)
            .join(Wave, Wave.id == Picking.wave_id)
            .where(wave, Picking.state.in_(("picking", "picked")))
        )
    return list(work.connection.scalars(query))


def held(read: Read) -> tuple[Held, ...]:
    """Return who holds which order, what runs out last first; what ran out is told so."""
    query = (
        sa.select(LEASE, Order.number, sa.func.coalesce(Wave.name, "").label("wave"))
        .join(Order, Order.id == LEASE.c.order_id)
        .outerjoin(Picking, Picking.order_id == Order.id)
        .outerjoin(Wave, Wave.id == Picking.wave_id)
        .order_by(LEASE.c.until.desc(), Order.number)
    )
    rows = read.connection.execute(query).all()
    mates = bundles(read, [row.order_id for row in rows])
    within = contents(read, [one for ids in mates.values() for one in ids])
    now = read.clock.now()
    return tuple(
        Held(
            row.order_id, row.number, row.holder, row.station, row.until, row.until <= now,
            sum(scanned_of(row).values()),
            sum(c.qty for one in mates[row.order_id] for c in within.get(one, ())), row.wave,
        )
        for row in rows
    )  # fmt: skip


def refuse_taken(work: Work, lease: Any, station: str, number: str) -> None:
    """Refuse an order that somebody else holds.

    Raises:
        Refusal: who holds it, and until when.
    """
    if said := why_taken(work, lease, station):
        raise Refusal(f"{number}: {said}.")
