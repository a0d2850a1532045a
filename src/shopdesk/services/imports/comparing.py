"""What becomes of each staged order: worked out against the store, one row of ``fates`` each.

Rules for two snapshots of one order, in this order:

1. a snapshot whose facts equal the stored ones changes nothing;
2. one that is behind the stored one in progress is stale, unless its file or row names an exact
   later moment;
3. one taken earlier is stale, unless the order has gone further in it;
4. else it is newer, and replaces the order's facts and all its lines.
"""

from typing import Any

import sqlalchemy as sa

from shopdesk.models.states import Axes, Own, merge, queue_word
from shopdesk.services.imports.keeping import ours
from shopdesk.services.imports.shapes import CellChange
from shopdesk.services.imports.staging import Stage

SHOWN = ("market_status", "tracking", "courier", "total", "ship_by", "lines", "units")


def compare(connection: sa.Connection, stage: Stage, shop_id: int) -> dict[str, int]:
    """Decide every staged order's fate; return how many are new, changed, same and stale."""
    orders, fates = stage.beside.orders, stage.beside.fates
    connection.execute(sa.text(f"DELETE FROM {fates}"))
    base = connection.scalar(sa.text("SELECT coalesce(max(id), 0) FROM orders"))
    exact = "(s.updated_at IS NOT NULL AND s.taken_at > o.taken_at)"
    connection.execute(
        sa.text(
            f"INSERT INTO {fates} (seq, order_id, state, status) "
            "SELECT s.seq, coalesce(o.id, :base + s.seq), CASE WHEN o.id IS NULL THEN 'new' "
            "WHEN s.facts = o.facts THEN 'same' "
            f"WHEN s.told_progress < o.told_progress AND NOT {exact} THEN 'stale' "
            "WHEN s.taken_at > 0 AND s.taken_at < o.taken_at "
            "AND s.told_progress <= o.told_progress THEN 'stale' ELSE 'changed' END, s.status "
            f"FROM {orders} AS s LEFT JOIN orders AS o "
            "ON o.shop_id = :shop AND o.number = s.number"
        ),
        {"base": base, "shop": shop_id},
    )
    counted = connection.execute(sa.text(f"SELECT state, count(*) FROM {fates} GROUP BY state"))
    return {row[0]: row[1] for row in counted}


def merge_changed(connection: sa.Connection, stage: Stage) -> list[tuple[str, str]]:
    """Merge what changed with our own work; return (number, contradiction) of those that differ."""
    rows = connection.execute(
        sa.text(
            "SELECT s.seq, s.number, s.payment, s.fulfilment, s.case_state, s.cancelled, "
            "s.problem, o.own_payment, o.own_fulfilment, o.own_case, o.hold_reason "
            f"FROM {stage.beside.orders} AS s JOIN {stage.beside.fates} AS f ON f.seq = s.seq "
            "JOIN orders AS o ON o.id = f.order_id WHERE f.state = 'changed'"
        )
    ).fetchall()
    merged = [_merged(row, stage.channel) for row in rows]
    connection.execute(
        sa.text(
            f"UPDATE {stage.beside.fates} SET status = :status, payment = :payment, "
            "fulfilment = :fulfilment, case_state = :case_state, cancelled = :cancelled, "
            "conflict = :conflict WHERE seq = :seq"
        ),
        merged,
    )
    pairs = zip(rows, merged, strict=True)
    return [(row.number, fate["conflict"]) for row, fate in pairs if fate["conflict"]]


def _merged(row: Any, channel: str) -> dict[str, Any]:
    told = Axes(row.payment, row.fulfilment, row.case_state, bool(row.cancelled))
    axes, conflict = merge(told, Own(row.own_payment, row.own_fulfilment, row.own_case))
    held, problem = bool(row.hold_reason), bool(row.problem)
    return {
        "seq": row.seq,
        "status": queue_word(axes, channel=channel, held=held, problem=problem),
        "payment": axes.payment,
        "fulfilment": axes.fulfilment,
        "case_state": axes.case,
        "cancelled": int(axes.cancelled),
        "conflict": conflict,
    }


def samples(connection: sa.Connection, stage: Stage, most: int) -> list[CellChange]:
    """Return the cells that change, before and after, of so many orders at most."""
    pairs = ", ".join(f"{ours(field)}, o.{field}" for field in SHOWN)
    rows = connection.execute(
        sa.text(
            f"SELECT s.number, {pairs} FROM {stage.beside.orders} AS s "
            f"JOIN {stage.beside.fates} AS f ON f.seq = s.seq "
            "JOIN orders AS o ON o.id = f.order_id WHERE f.state = 'changed' "
            "ORDER BY s.seq LIMIT :most"
        ),
        {"most": most},
    )
    return [
        CellChange(row[0], name, _text(row[2 * at + 2]), _text(row[2 * at + 1]))
        for row in rows
        for at, name in enumerate(SHOWN)
        if row[2 * at + 2] != row[2 * at + 1]
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)
