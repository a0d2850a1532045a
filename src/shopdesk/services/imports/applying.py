"""From scratch tables into the store, set by set: compare, merge with our own work, write.

The same code makes a plan (rolled back by the caller) and applies it, so a plan is exactly what
happens. Rules for two snapshots of one order, in this order:

1. a snapshot whose facts equal the stored ones changes nothing;
2. one that is behind the stored one in progress is stale, unless its file or row names an exact
   later moment;
3. one taken earlier is stale, unless the order has gone further in it;
4. else it is newer, and replaces the order's facts and all its lines.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.channels.convert import ORDER_FIELDS
from shopdesk.models.states import Axes, Own, merge, queue_word
from shopdesk.services.imports.shapes import CellChange, Outcome
from shopdesk.services.imports.staging import Stage

AXES = {
    "payment": "told_payment",
    "fulfilment": "told_fulfilment",
    "case_state": "told_case",
    "cancelled": "told_cancelled",
}
KEPT_OURS = {"tracking": "own_tracking", "courier": "own_courier"}
PLAIN = tuple(f for f in ORDER_FIELDS if f not in AXES and f not in ("number", "updated_at"))
SHOWN = ("market_status", "tracking", "courier", "total", "ship_by", "lines", "units")


@dataclass(slots=True)
class Placed:
    """What was done with one file's orders."""

    outcome: Outcome
    stale: int
    conflicts: list[tuple[str, str]]
    changes: list[CellChange]


def place(connection: sa.Connection, stage: Stage, shop_id: int, *, samples: int = 200) -> Placed:
    """Write the staged orders into the shop; the caller owns the transaction."""
    stage_orders = f"staged.{stage.orders}"
    connection.exec_driver_sql(f"UPDATE {stage_orders} SET state = NULL WHERE state IS NOT NULL")
    _compare(connection, stage_orders, shop_id)
    counts: dict[str, int] = dict(
        connection.exec_driver_sql(
            f"SELECT state, count(*) FROM {stage_orders} GROUP BY state"
        ).fetchall()
    )
    conflicts = _merge(connection, stage_orders, stage.channel) if counts.get("changed") else []
    changes = _samples(connection, stage_orders, samples) if counts.get("changed") else []
    if counts.get("new") or counts.get("changed"):
        _listings(connection, f"staged.{stage.listings_table}", shop_id)
        _write_orders(connection, stage_orders, shop_id, stage.channel, counts)
        _write_lines(connection, stage, counts)
    stale = counts.get("stale", 0)
    outcome = Outcome(counts.get("new", 0), counts.get("changed", 0), counts.get("same", 0) + stale)
    return Placed(outcome, stale, conflicts, changes)


def _compare(connection: sa.Connection, staged: str, shop_id: int) -> None:
    exact = "s.updated_at IS NOT NULL AND s.taken_at > o.taken_at"
    connection.exec_driver_sql(
        f"UPDATE {staged} AS s SET order_id = o.id, state = CASE "
        "WHEN s.facts = o.facts THEN 'same' "
        f"WHEN s.told_progress < o.told_progress AND NOT ({exact}) THEN 'stale' "
        "WHEN s.taken_at > 0 AND s.taken_at < o.taken_at AND s.told_progress <= o.told_progress "
        "THEN 'stale' ELSE 'changed' END "
        f"FROM orders AS o WHERE o.shop_id = {shop_id} AND o.number = s.number"
    )
    base = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM orders").scalar()
    connection.exec_driver_sql(
        f"UPDATE {staged} SET order_id = {base} + seq, state = 'new' WHERE state IS NULL"
    )


def _merge(connection: sa.Connection, staged: str, channel: str) -> list[tuple[str, str]]:
    rows = connection.exec_driver_sql(
        "SELECT s.seq, s.number, s.payment, s.fulfilment, s.case_state, s.cancelled, s.problem, "
        "o.own_payment, o.own_fulfilment, o.own_case, o.hold_reason "
        f"FROM {staged} AS s JOIN orders AS o ON o.id = s.order_id WHERE s.state = 'changed'"
    ).fetchall()
    merged, conflicts = [], []
    for row in rows:
        told = Axes(row.payment, row.fulfilment, row.case_state, bool(row.cancelled))
        own = Own(row.own_payment, row.own_fulfilment, row.own_case)
        axes, conflict = merge(told, own)
        if conflict:
            conflicts.append((row.number, conflict))
        word = queue_word(
            axes, channel=channel, held=bool(row.hold_reason), problem=bool(row.problem)
        )
        merged.append(
            (
                word,
                axes.payment,
                axes.fulfilment,
                axes.case,
                int(axes.cancelled),
                conflict,
                row.seq,
            )
        )
    connection.exec_driver_sql(
        f"UPDATE {staged} SET status=?, e_payment=?, e_fulfilment=?, e_case=?, e_cancelled=?, "
        "conflict=? WHERE seq=?",
        merged,
    )
    return conflicts


def _samples(connection: sa.Connection, staged: str, most: int) -> list[CellChange]:
    pairs = ", ".join(f"s.{f}, o.{f}" for f in SHOWN)
    rows = connection.exec_driver_sql(
        f"SELECT s.number, {pairs} FROM {staged} AS s JOIN orders AS o ON o.id = s.order_id "
        f"WHERE s.state = 'changed' LIMIT {most}"
    )
    return [
        CellChange(row[0], name, _text(row[2 * i + 2]), _text(row[2 * i + 1]))
        for row in rows
        for i, name in enumerate(SHOWN)
        if row[2 * i + 2] != row[2 * i + 1]
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _listings(connection: sa.Connection, staged: str, shop_id: int) -> None:
    key = ("market_sku", "seller_sku", "name", "variation")
    same = " AND ".join(f"l.{k} = s.{k}" for k in key)
    connection.exec_driver_sql(
        f"INSERT INTO listings(shop_id, {', '.join(key)}, parent_sku, sku) "
        f"SELECT {shop_id}, {', '.join(key)}, parent_sku, seller_sku FROM {staged} AS s "
        f"WHERE NOT EXISTS (SELECT 1 FROM listings AS l WHERE l.shop_id = {shop_id} AND {same})"
    )
    connection.exec_driver_sql(
        f"UPDATE {staged} AS s SET id = l.id FROM listings AS l "
        f"WHERE l.shop_id = {shop_id} AND {same}"
    )


def _write_orders(
    connection: sa.Connection, staged: str, shop_id: int, channel: str, counts: dict[str, int]
) -> None:
    derived = ("status", "told_progress", "taken_at", "facts", "lines", "units")
    plain = (*PLAIN, *derived)
    told = tuple(AXES.values())
    if counts.get("new"):
        connection.exec_driver_sql(
            f"INSERT INTO orders(id, shop_id, channel, number, {', '.join(plain)}, "
            f"{', '.join(told)}, {', '.join(AXES)}) "
            f"SELECT order_id, {shop_id}, '{channel}', number, {', '.join(map(_filled, plain))}, "
            f"{', '.join(AXES)}, payment, fulfilment, "
            "CASE WHEN cancelled THEN 'closed' ELSE case_state END, cancelled "
            f"FROM {staged} WHERE state = 'new' ORDER BY rowid"
        )
    if counts.get("changed"):
        sets = [f"{name} = {_ours(name)}" for name in plain]
        sets += [f"{ours} = s.{theirs}" for theirs, ours in AXES.items()]
        sets += [
            "payment = s.e_payment", "fulfilment = s.e_fulfilment", "case_state = s.e_case",
            "cancelled = s.e_cancelled", "conflict = s.conflict",
        ]  # fmt: skip
        connection.exec_driver_sql(
            f"UPDATE orders AS o SET {', '.join(sets)} FROM {staged} AS s "
            "WHERE o.id = s.order_id AND s.state = 'changed'"
        )


def _filled(name: str) -> str:
    return {"placed_at": "coalesce(placed_at, 0)", "total": "coalesce(total, 0)"}.get(name, name)


def _ours(name: str) -> str:
    if name in KEPT_OURS:
        return f"coalesce(s.{name}, o.{KEPT_OURS[name]})"
    if name in ("placed_at", "total"):
        return f"coalesce(s.{name}, 0)"
    if name == "taken_at":
        return "max(s.taken_at, o.taken_at)"
    # Facts that were set here stay where the marketplace's export says nothing.
    kept = ("paid_at", "shipped_at", "delivered_at", "completed_at", "cancelled_at")
    also = ("cancel_by", "cancel_reason", "ship_by")
    return f"coalesce(s.{name}, o.{name})" if name in (*kept, *also) else f"s.{name}"


def _write_lines(connection: sa.Connection, stage: Stage, counts: dict[str, int]) -> None:
    orders, lines = f"staged.{stage.orders}", f"staged.{stage.lines_table}"
    listings = f"staged.{stage.listings_table}"
    cells = ("position", "qty", "returned", "list_price", "subtotal", "discount", "weight_g",
             "line_status", "extra")  # fmt: skip
    key = ("line_key", "occurrence", "price")
    source = (
        f"FROM {lines} AS s JOIN {orders} AS p ON p.seq = s.seq "
        f"JOIN {listings} AS g ON g.listing = s.listing "
    )
    insert = (
        f"INSERT INTO order_lines(order_id, listing_id, {', '.join((*key, *cells))}) "
        f"SELECT p.order_id, g.id, {', '.join(f's.{c}' for c in (*key, *cells))} {source}"
    )
    if counts.get("new"):
        connection.exec_driver_sql(insert + "WHERE p.state = 'new' ORDER BY s.rowid")
    if not counts.get("changed"):
        return
    same = " AND ".join(f"s.{k} = o.{k}" for k in key)
    match = f"o.order_id = p.order_id AND o.listing_id = g.id AND {same}"
    connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS staged.{stage.lines_table}_seq "
                               f"ON {stage.lines_table}(seq)")  # fmt: skip
    connection.exec_driver_sql(
        "DELETE FROM order_lines AS o WHERE o.order_id IN "
        f"(SELECT order_id FROM {orders} WHERE state = 'changed') AND NOT EXISTS "
        f"(SELECT 1 FROM {orders} AS p JOIN {lines} AS s ON s.seq = p.seq "
        f"JOIN {listings} AS g ON g.listing = s.listing "
        f"WHERE p.order_id = o.order_id AND p.state = 'changed' AND {match})"
    )
    connection.exec_driver_sql(
        f"UPDATE order_lines AS o SET {', '.join(f'{c} = s.{c}' for c in cells)} {source} "
        f"WHERE p.state = 'changed' AND {match}"
    )
    connection.exec_driver_sql(
        insert + "WHERE p.state = 'changed' AND NOT EXISTS "
        f"(SELECT 1 FROM order_lines AS o WHERE {match}) ORDER BY s.rowid"
    )
