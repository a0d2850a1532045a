"""From scratch tables into the store, set by set.

The same code makes a plan (rolled back by the caller) and applies it, so a plan is exactly what
happens. The statements are plain SQL: beside the store's tables they name only the scratch tables,
by the names that the store gives them.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.channels.convert import ORDER_FIELDS
from shopdesk.services.imports.comparing import compare, merge_changed, samples
from shopdesk.services.imports.keeping import filled, ours
from shopdesk.services.imports.shapes import CellChange, Outcome
from shopdesk.services.imports.staging import DERIVED, Stage

AXES = {
    "payment": "told_payment",
    "fulfilment": "told_fulfilment",
    "case_state": "told_case",
    "cancelled": "told_cancelled",
}
PLAIN = (
    *(f for f in ORDER_FIELDS if f not in AXES and f not in ("number", "updated_at")),
    *(f for f in DERIVED if f != "status"),
)
LISTING_KEY = ("market_sku", "seller_sku", "name", "variation")
LINE_KEY = ("line_key", "occurrence", "price")
LINE_CELLS = (
    "position", "qty", "returned", "list_price", "subtotal", "discount", "weight_g",
    "line_status", "extra",
)  # fmt: skip


@dataclass(slots=True)
class Placed:
    """What was done with one file's orders."""

    outcome: Outcome
    conflicts: list[tuple[str, str]]
    changes: list[CellChange]


def place(connection: sa.Connection, stage: Stage, shop_id: int, *, most: int = 200) -> Placed:
    """Write the staged orders into the shop; the caller owns the transaction."""
    counts = compare(connection, stage, shop_id)
    new, changed, stale = (counts.get(state, 0) for state in ("new", "changed", "stale"))
    conflicts = merge_changed(connection, stage) if changed else []
    changes = samples(connection, stage, most) if changed else []
    writing = _Writing(connection, stage, shop_id)
    if new or changed:
        writing.listings()
    if new:
        writing.new_orders()
        writing.new_lines()
    if changed:
        writing.changed_orders()
        writing.changed_lines()
    return Placed(
        Outcome(new, changed, counts.get("same", 0) + stale, stale=stale), conflicts, changes
    )


class _Writing:
    """The statements of one file."""

    def __init__(self, connection: sa.Connection, stage: Stage, shop_id: int) -> None:
        self._connection, self._stage, self._shop = connection, stage, shop_id
        self._orders, self._lines, self._listings, self._fates = stage.beside

    def _run(self, statement: str) -> None:
        known = {"shop": self._shop, "channel": self._stage.channel}
        names = {name: value for name, value in known.items() if f":{name}" in statement}
        self._connection.execute(sa.text(statement), names)

    def listings(self) -> None:
        """Know every listing that the lines name, old and new."""
        same = " AND ".join(f"l.{k} = s.{k}" for k in LISTING_KEY)
        names = ", ".join(LISTING_KEY)
        self._run(
            f"INSERT INTO listings(shop_id, {names}, parent_sku, sku) "
            f"SELECT :shop, {names}, parent_sku, seller_sku FROM {self._listings} AS s "
            f"WHERE NOT EXISTS (SELECT 1 FROM listings AS l WHERE l.shop_id = :shop AND {same})"
        )
        self._run(
            f"UPDATE {self._listings} AS s SET id = l.id FROM listings AS l "
            f"WHERE l.shop_id = :shop AND {same}"
        )

    def new_orders(self) -> None:
        """Write the orders that the store does not know."""
        self._run(
            f"INSERT INTO orders(id, shop_id, channel, number, status, {', '.join(PLAIN)}, "
            f"{', '.join(AXES.values())}, {', '.join(AXES)}) "
            "SELECT f.order_id, :shop, :channel, s.number, s.status, "
            f"{', '.join(map(filled, PLAIN))}, {', '.join(f's.{axis}' for axis in AXES)}, "
            "s.payment, s.fulfilment, "
            "CASE WHEN s.cancelled = 1 THEN 'closed' ELSE s.case_state END, s.cancelled "
            f"FROM {self._orders} AS s JOIN {self._fates} AS f ON f.seq = s.seq "
            "WHERE f.state = 'new' ORDER BY s.seq"
        )

    def changed_orders(self) -> None:
        """Replace the facts of orders that moved on, and what follows from them and our work."""
        sets = [f"{name} = {ours(name)}" for name in PLAIN]
        sets += [f"{ours} = s.{theirs}" for theirs, ours in AXES.items()]
        sets += [f"{name} = f.{name}" for name in ("status", *AXES, "conflict")]
        self._run(
            f"UPDATE orders AS o SET {', '.join(sets)} FROM {self._orders} AS s "
            f"JOIN {self._fates} AS f ON f.seq = s.seq "
            "WHERE o.id = f.order_id AND f.state = 'changed'"
        )

    def new_lines(self) -> None:
        """Write the lines of new orders."""
        self._run(self._insert("f.state = 'new'"))

    def changed_lines(self) -> None:
        """Replace the lines of changed orders, touching only those that differ."""
        self._stage.index_lines(self._connection)
        same = " AND ".join(f"s.{k} = o.{k}" for k in LINE_KEY)
        match = f"o.order_id = f.order_id AND o.listing_id = g.id AND {same}"
        self._run(
            "DELETE FROM order_lines AS o WHERE o.order_id IN "
            f"(SELECT order_id FROM {self._fates} WHERE state = 'changed') AND NOT EXISTS "
            f"(SELECT 1 {self._joined()} "
            f"WHERE f.order_id = o.order_id AND f.state = 'changed' AND {match})"
        )
        self._run(
            f"UPDATE order_lines AS o SET {', '.join(f'{c} = s.{c}' for c in LINE_CELLS)} "
            f"{self._joined()} WHERE f.state = 'changed' AND {match}"
        )
        known = f"EXISTS (SELECT 1 FROM order_lines AS o WHERE {match})"
        self._run(self._insert(f"f.state = 'changed' AND NOT {known}"))

    def _insert(self, where: str) -> str:
        names = (*LINE_KEY, *LINE_CELLS)
        return (
            f"INSERT INTO order_lines(order_id, listing_id, {', '.join(names)}) "
            f"SELECT f.order_id, g.id, {', '.join(f's.{name}' for name in names)} "
            f"{self._joined()} WHERE {where} ORDER BY s.id"
        )

    def _joined(self) -> str:
        return (
            f"FROM {self._lines} AS s JOIN {self._fates} AS f ON f.seq = s.seq "
            f"JOIN {self._listings} AS g ON g.listing = s.listing"
        )
