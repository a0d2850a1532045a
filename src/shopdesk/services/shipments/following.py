"""Parcels follow the orders, and orders follow what couriers said of their parcels.

Every act that may touch orders ends here, imports too, before stock follows. What this journal
entry touched is found in the journal, and a few set-based statements do the rest.

- An order has a parcel once it is packed, handed over or has a resi. Orders that travel with
  another one share its parcel.
- While no courier has spoken, the order tells the parcel's status. Once one has, its events do; an
  export that tells of the end later than they do is believed too. What a person set stands.
- What several parcels of one order weigh, are worth and are called is their own.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.services.paging import CHUNK
from shopdesk.services.shipments import rolling
from shopdesk.store import Work
from shopdesk.store.parcels import (
    ARRIVED,
    COD,
    DUE,
    END_AT,
    NEW,
    OVER,
    PACKED_AT,
    STANDS,
    TOLD_AT,
)

# The plus keeps the planner from the index of tables, where a busy one has millions of rows.
MADE = "SELECT j.pk FROM journal_rows AS j WHERE j.entry = :entry AND +j.tab = 'orders'"
MOVED = (
    f"{MADE} AND j.op = 'U' UNION SELECT p.order_id FROM journal_rows AS j "
    "JOIN parcels AS p ON p.id = j.pk WHERE j.entry = :entry AND +j.tab = 'parcels' "
    "UNION SELECT b.lead_id FROM journal_rows AS j JOIN bundled AS b ON b.order_id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'orders' AND j.op = 'U' "
    "UNION SELECT b.lead_id FROM journal_rows AS j JOIN bundled AS b ON b.id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'bundled'"
)
NAMED = ":orders"
ONE_OF_MANY = (
    f"CASE {ARRIVED.format(axis='told_fulfilment')} WHEN o.cancelled = 1 THEN 'cancelled' "
    "WHEN p.handed_at IS NOT NULL THEN 'picked_up' "
    "WHEN coalesce(p.tracking, '') <> '' THEN 'info_received' ELSE 'pending' END"
)


def _of_named(statement: str) -> sa.TextClause:
    """Return the statement over orders that are named one by one."""
    return sa.text(statement.format(which=NAMED)).bindparams(sa.bindparam("orders", expanding=True))


SEVERAL = "EXISTS (SELECT 1 FROM parcels AS s WHERE s.order_id = o.id AND s.id <> p.id)"
SPOKEN = (
    "p.last_at IS NOT NULL AND EXISTS "
    "(SELECT 1 FROM parcel_events AS e WHERE e.parcel_id = p.id AND e.status IS NOT NULL)"
)
STATUS = (
    "CASE WHEN p.by_hand IS NOT NULL THEN p.by_hand "
    f"WHEN NOT ({SPOKEN}) THEN CASE WHEN {SEVERAL} THEN {ONE_OF_MANY} ELSE {STANDS} END "
    f"WHEN p.status IN {OVER} OR p.status = 'returning' OR {TOLD_AT} < p.last_at THEN p.status "
    f"{ARRIVED.format(axis='told_fulfilment')} ELSE p.status END"
)
TOGETHER = (
    "SELECT sum({what}) FROM bundled AS b JOIN orders AS m ON m.id = b.order_id "
    "WHERE b.lead_id = o.id"
)
WORTH = f"coalesce(({TOGETHER.format(what='m.total')}), o.total)"
COLLECTS = (
    f"CASE WHEN EXISTS (SELECT 1 FROM bundled AS b WHERE b.lead_id = o.id) THEN "
    f"({TOGETHER.format(what=COD.replace('o.', 'm.'))}) ELSE {COD} END"
)
FACTS = {
    "courier": f"CASE WHEN {SEVERAL} THEN p.courier ELSE o.courier END",
    "service": f"CASE WHEN {SEVERAL} THEN p.service ELSE o.service END",
    "tracking": f"CASE WHEN {SEVERAL} THEN p.tracking ELSE nullif(o.tracking, '') END",
    "status": STATUS,
    "made_at": "nullif(o.placed_at, 0)",
    "packed_at": f"coalesce(p.packed_at, {PACKED_AT})",
    "handed_at": f"CASE WHEN {SEVERAL} OR p.last_at IS NOT NULL AND p.handed_at < o.shipped_at "
    "THEN p.handed_at ELSE coalesce(o.shipped_at, p.handed_at) END",
    "delivered_at": f"CASE WHEN {SEVERAL} OR {SPOKEN} THEN p.delivered_at "
    "ELSE coalesce(o.delivered_at, p.delivered_at) END",
    "ended_at": f"CASE WHEN {STATUS} IN {OVER} THEN coalesce(p.ended_at, {END_AT}) END",
    "value": f"CASE WHEN {SEVERAL} THEN p.value ELSE {WORTH} END",
    "cod": f"CASE WHEN {SEVERAL} THEN p.cod ELSE {COLLECTS} END",
    "currency": "o.currency",
}
STEP = (
    f"UPDATE parcels AS p SET {', '.join(f'{name} = w.{name}' for name in FACTS)} FROM (SELECT "
    f"p.id, {', '.join(f'{made} AS {name}' for name, made in FACTS.items())} "
    f"FROM orders AS o JOIN parcels AS p ON p.order_id = o.id WHERE o.id IN {{which}}) AS w "
    f"WHERE p.id = w.id AND ({' OR '.join(f'p.{n} IS DISTINCT FROM w.{n}' for n in FACTS)})"
)
IDLE = sa.text(
    "DELETE FROM parcels AS p WHERE p.last_at IS NULL AND p.by_hand IS NULL AND p.id IN ("
    "SELECT p.id FROM orders AS o JOIN parcels AS p ON p.order_id = o.id "
    f"WHERE o.id IN ({MADE} AND j.op = 'U') AND o.cancelled = 0 AND NOT ({DUE}) "
    f"AND NOT {SEVERAL}) AND NOT EXISTS (SELECT 1 FROM tasks AS t WHERE t.parcel_id = p.id)"
)
PICKED = sa.text(
    "UPDATE parcels AS p SET picked_at = (SELECT min(e.at) FROM pickings AS k "
    "JOIN journal_rows AS j ON j.tab = 'pickings' AND j.pk = k.id AND j.op = 'U' "
    "JOIN journal_entries AS e ON e.id = j.entry WHERE k.order_id = p.order_id "
    "AND k.state IN ('picked', 'packed') AND j.before LIKE '%\"picking\"%') "
    "WHERE p.picked_at IS NULL AND p.order_id IN (SELECT k.order_id FROM pickings AS k "
    f"WHERE k.state IN ('picked', 'packed') AND k.order_id IN ({MADE}))"
)

STEP_MOVED, STEP_NAMED = sa.text(STEP.format(which=f"({MOVED})")), _of_named(STEP)
NEW_MADE, NEW_NAMED = sa.text(NEW.format(which=f"({MADE})")), _of_named(NEW)
CALLED_OFF = sa.text(
    "SELECT b.order_id FROM bundled AS b JOIN orders AS o ON o.id = b.order_id "
    f"WHERE b.order_id IN ({MADE}) AND o.cancelled = 1 AND o.shipped_at IS NULL"
)


def follow(work: Work) -> None:
    """Bring parcels in step with orders that this act touched, and orders with their parcels."""
    work.session.flush()
    told = {"entry": work.entry, "now": work.clock.now()}
    if work.connection.scalar(sa.text("SELECT EXISTS (SELECT 1 FROM bundled)")):
        _let_go(work)
    if work.connection.scalar(sa.text("SELECT EXISTS (SELECT 1 FROM parcels)")):
        work.connection.execute(IDLE, {"entry": work.entry})
        work.connection.execute(STEP_MOVED, told)
    work.connection.execute(NEW_MADE, told)
    if work.connection.scalar(sa.text("SELECT EXISTS (SELECT 1 FROM pickings)")):
        work.connection.execute(PICKED, {"entry": work.entry})
    rolling.roll_up(work)
    work.session.expire_all()


def bring(work: Work, order_ids: Sequence[int]) -> None:
    """Bring the parcels of these orders in step, whether this act touched the orders or not."""
    work.session.flush()
    for start in range(0, len(order_ids), CHUNK):
        chunk = list(order_ids[start : start + CHUNK])
        told = {"orders": chunk, "now": work.clock.now()}
        work.connection.execute(STEP_NAMED, told)
        work.connection.execute(NEW_NAMED, told)
    work.session.expire_all()


def _let_go(work: Work) -> None:
    """Let orders that were cancelled before they left travel with others no more."""
    from shopdesk.services.shipments import merging

    called_off = work.connection.scalars(CALLED_OFF, {"entry": work.entry}).all()
    if called_off:
        merging.part(work, called_off)
