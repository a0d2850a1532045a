"""Which moments an act made that a customer may hear of: found in the journal, set by set.

Only what changed counts. An order that this very act brought in has no story yet, so an import of
old orders tells nobody anything, and neither does what happened longer ago than is news.
"""

from typing import Final, NamedTuple

import sqlalchemy as sa

from shopdesk.services.messages.habits import habits
from shopdesk.store import Work


class Told(NamedTuple):
    """One moment of an order, or of one of its parcels (0: the order)."""

    order_id: int
    parcel: int
    moment: str


OF_PARCELS: Final = (
    "shipped", "out_for_delivery", "failed_attempt", "delivered", "returning", "lost",
)  # fmt: skip
"""Moments of a parcel; all others are of the whole order."""
WAITING: Final = "('pending', 'info_received')"
HOME: Final = "('new', 'ready', 'picking', 'packed')"
# The plus keeps the planner from the index of tables, where a busy one has millions of rows.
NEW: Final = (
    "EXISTS (SELECT 1 FROM journal_rows AS i WHERE +i.entry = :entry AND i.tab = '{table}' "
    "AND i.pk = {row} AND i.op = 'I')"
)
WAS: Final = (
    "SELECT j.pk, min(j.id), json_extract(j.before, '$.{cell}') AS was FROM journal_rows AS j "
    "WHERE j.entry = :entry AND +j.tab = '{table}' AND j.op = 'U' "
    "AND j.before LIKE '%\"{cell}\":%' GROUP BY j.pk"
)
"""What a cell held before this act: that of the first change, where there are several."""


def _changed(cell: str) -> str:
    return (
        f"FROM ({WAS.format(cell=cell, table='orders')}) AS w JOIN orders AS o ON o.id = w.pk "
        f"WHERE o.{cell} IS NOT w.was AND NOT {NEW.format(table='orders', row='o.id')}"
    )


PAID: Final = (
    "SELECT o.id, 0, CASE o.payment WHEN 'paid' THEN 'payment_received' ELSE 'payment_expired' END "
    f"{_changed('payment')} AND w.was IN ('unpaid', 'authorised') "
    "AND o.payment IN ('paid', 'expired') AND coalesce(o.paid_at, :now) >= :since"
)
PACKED: Final = (
    f"SELECT o.id, 0, 'packed' {_changed('fulfilment')} "
    "AND w.was IN ('new', 'ready', 'picking') AND o.fulfilment = 'packed' AND o.cancelled = 0"
)
CANCELLED: Final = (
    f"SELECT o.id, 0, 'cancelled' {_changed('cancelled')} AND o.cancelled = 1 "
    "AND o.payment <> 'expired' AND coalesce(o.cancelled_at, :now) >= :since"
)
ASKED: Final = (
    "SELECT d.order_id, 0, 'payment_asked' FROM journal_rows AS j JOIN dues AS d ON d.id = j.pk "
    "JOIN orders AS o ON o.id = d.order_id WHERE j.entry = :entry AND +j.tab = 'dues' "
    "AND (j.op = 'I' OR j.op = 'U' AND j.before LIKE '%\"asked_at\":%') "
    "AND d.asked_at >= :since AND o.payment IN ('unpaid', 'authorised') AND o.cancelled = 0"
)
MOVED: Final = (
    "SELECT p.order_id, p.number, w.was, p.status AS now, coalesce(CASE "
    "WHEN p.status IN ('picked_up', 'in_transit') THEN coalesce(p.handed_at, p.last_at) "
    "WHEN p.status = 'delivered' THEN p.delivered_at ELSE p.last_at END, :now) AS at "
    f"FROM ({WAS.format(cell='status', table='parcels')}) AS w JOIN parcels AS p ON p.id = w.pk "
    f"WHERE NOT {NEW.format(table='parcels', row='p.id')} "
    "UNION ALL SELECT p.order_id, p.number, 'pending', p.status, "
    "coalesce(p.delivered_at, p.handed_at, p.last_at, :now) FROM journal_rows AS j "
    f"JOIN parcels AS p ON p.id = j.pk "
    f"JOIN ({WAS.format(cell='fulfilment', table='orders')}) AS w ON w.pk = p.order_id "
    f"WHERE j.entry = :entry AND +j.tab = 'parcels' AND j.op = 'I' AND w.was IN {HOME} "
    f"AND NOT {NEW.format(table='orders', row='p.order_id')}"
)
TRAVELLED: Final = (
    "SELECT m.order_id, m.number, CASE "
    "WHEN m.now IN ('picked_up', 'in_transit') THEN 'shipped' ELSE m.now END "
    f"FROM ({MOVED}) AS m JOIN orders AS o ON o.id = m.order_id "
    "WHERE m.now IS NOT m.was AND m.at >= :since AND ("
    f"m.now IN ('picked_up', 'in_transit') AND m.was IN {WAITING} AND o.cancelled = 0 "
    "OR m.now IN ('out_for_delivery', 'failed_attempt', 'delivered', 'returning', 'lost'))"
)
ORDERS, PARCELS, NEW_PARCELS, DUES = (
    frozenset({("orders", "U")}), frozenset({("parcels", "U")}),
    frozenset({("orders", "U"), ("parcels", "I")}),
    (frozenset({("dues", "I")}), frozenset({("dues", "U")})),
)  # fmt: skip
MADE: Final = (
    (sa.text(PAID), (ORDERS,)), (sa.text(PACKED), (ORDERS,)), (sa.text(CANCELLED), (ORDERS,)),
    (sa.text(ASKED), DUES), (sa.text(TRAVELLED), (PARCELS, NEW_PARCELS)),
)  # fmt: skip
"""The questions, each with what an act must have written for it to have an answer."""
WRITTEN: Final = sa.text(
    "SELECT DISTINCT j.tab, j.op FROM journal_rows AS j WHERE j.entry = :entry"
)


def made(work: Work) -> list[Told]:
    """Return the moments of this act, each once."""
    now = work.clock.now()
    told = {"entry": work.entry, "now": now, "since": now - habits(work.clock).fresh}
    written = {(row.tab, row.op) for row in work.connection.execute(WRITTEN, {"entry": work.entry})}
    found: dict[Told, None] = {}
    for query, needed in MADE:
        if any(one <= written for one in needed):
            names = {name: told[name] for name in query.compile().params}
            rows = work.connection.execute(query, names)
            found |= {Told(*row): None for row in rows}
    return list(found)
