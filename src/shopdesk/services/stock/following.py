"""Stock follows the orders: what an act did to orders decides what is reserved and what is sold.

Every verb that may touch orders ends here, imports too. The orders that this journal entry touched
are found in the journal, so none is forgotten, and a few set-based statements do the rest.

- An order that still has to go out holds its pieces; kits hold their parts. Cash on delivery holds
  at once, and so does a payment that we verify ourselves: that is our own turn, not the buyer's.
- One that its buyer has not paid holds them softly, for the shop's ``reserve_unpaid_hours`` from
  when it was placed; once it is to be packed, the same pieces are its own for good.
- An order that went out takes its pieces off the shelf, once. One that was already on its way when
  it arrived here does so only if the SKU was being counted by then. Of the lots that lie there the
  one that expires first goes first, expired ones never; what no lot covers leaves without one.
- Cancelled orders let their pieces go.

Promises whose time is over are let go here too, before anything else. Between two acts they still
count, so that at worst a piece is offered a little late, never twice.
"""

import sqlalchemy as sa

from shopdesk.clock import DAY, HOUR
from shopdesk.models.stock import HOLDS
from shopdesk.services.stock.places import location_of
from shopdesk.services.stock.promising import let_lapse
from shopdesk.store import Change, Work

HOLDING = f"({', '.join(repr(status) for status in HOLDS)})"
GONE = "('shipped', 'delivered', 'completed', 'returned')"
# Joined across, they stay in this order: the planner would go through all order lines there are.
# The plus lets it use the index of small letters.
LINES_OF = (
    "CROSS JOIN variants AS v CROSS JOIN listings AS g CROSS JOIN order_lines AS l "
    "WHERE lower(g.sku) = +v.sku_key AND l.listing_id = g.id"
)
# The plus keeps the planner from the index of tables, where a busy one has millions of rows.
TOUCHED = (
    "SELECT pk FROM journal_rows AS j WHERE j.entry = :entry AND +j.tab = 'orders' "
    "UNION SELECT l.order_id FROM journal_rows AS j JOIN order_lines AS l ON l.id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'order_lines' "
    "UNION SELECT l.order_id FROM journal_rows AS j JOIN order_lines AS l ON l.listing_id = j.pk "
    "WHERE j.entry = :entry AND +j.tab = 'listings' "
    f"UNION SELECT l.order_id FROM journal_rows AS j {LINES_OF} AND v.id = j.pk "
    "AND j.entry = :entry AND +j.tab = 'variants' AND (j.op <> 'U' OR j.before LIKE '%sku_key%') "
    "UNION SELECT l.order_id FROM journal_rows AS j LEFT JOIN kit_parts AS k ON k.id = j.pk "
    f"{LINES_OF} AND v.id = coalesce(k.kit_id, json_extract(j.before, '$.kit_id')) "
    "AND j.entry = :entry AND +j.tab = 'kit_parts'"
)
UNTIL = "coalesce(nullif(o.placed_at, 0), :now) + :wait"
WANTED = (
    "SELECT l.order_id, coalesce(k.part_id, v.id) AS variant_id, "
    "sum(l.qty * coalesce(k.qty, 1)) AS qty, o.status, o.channel, o.number, "
    "coalesce(o.shipped_at, :now) AS at, o.shipped_at, "
    f"CASE WHEN o.status IN {HOLDING} THEN 'order' "
    f"WHEN o.status = 'unpaid' AND :wait > 0 AND {UNTIL} > :now THEN 'unpaid' END AS kind, "
    f"CASE WHEN o.status = 'unpaid' THEN {UNTIL} END AS until "
    "FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id "
    "JOIN listings AS g ON g.id = l.listing_id JOIN variants AS v ON v.sku_key = lower(g.sku) "
    "LEFT JOIN kit_parts AS k ON k.kit_id = v.id "
    f"WHERE g.sku <> '' AND o.cancelled = 0 AND o.id IN ({TOUCHED}) "
    "GROUP BY o.id, coalesce(k.part_id, v.id)"
)
HELD = "p.kind IN ('order', 'unpaid') AND p.order_id = w.order_id AND p.variant_id = w.variant_id"
LEAVING = (
    f"SELECT w.*, sum(w.qty) OVER (PARTITION BY w.variant_id ORDER BY w.at, w.order_id "
    f"ROWS UNBOUNDED PRECEDING) AS upto FROM ({WANTED}) AS w WHERE w.status IN {GONE} "
    f"AND (EXISTS (SELECT 1 FROM promises AS p WHERE {HELD}) OR EXISTS (SELECT 1 "
    "FROM movements AS m WHERE m.variant_id = w.variant_id AND m.at <= w.shipped_at)) "
    "AND NOT EXISTS (SELECT 1 FROM movements AS m WHERE m.kind = 'sale' AND m.line = w.order_id "
    "AND m.variant_id = w.variant_id AND m.document = w.channel || ':' || w.number)"
)
FRESH = (
    "SELECT l.variant_id, l.id, l.expires, sum(m.qty) AS qty FROM lots AS l "
    "JOIN movements AS m ON m.variant_id = l.variant_id AND m.lot_id = l.id "
    "WHERE l.variant_id IN (SELECT variant_id FROM leaving) AND m.pool = 'sellable' "
    f"AND m.location_id = :place AND (l.expires IS NULL OR l.expires + {DAY} > :now) "
    "GROUP BY l.id HAVING sum(m.qty) > 0"
)
LOTS = (
    "SELECT f.*, sum(f.qty) OVER (PARTITION BY f.variant_id "
    "ORDER BY f.expires IS NULL, f.expires, f.id ROWS UNBOUNDED PRECEDING) AS upto FROM fresh AS f"
)
TAKEN = "SELECT w.variant_id, w.order_id, w.at, w.channel || ':' || w.number AS document, "
SELL = sa.text(
    # Orders and lots lie side by side like two rulers: where their pieces overlap, they go.
    f"WITH leaving AS MATERIALIZED ({LEAVING}), fresh AS MATERIALIZED ({FRESH}), "
    f"lots_there AS ({LOTS}), taken AS ("
    f"{TAKEN} s.id AS lot, min(w.upto, s.upto) - max(w.upto - w.qty, s.upto - s.qty) AS qty, "
    "max(w.upto - w.qty, s.upto - s.qty) AS start "
    "FROM leaving AS w JOIN lots_there AS s ON s.variant_id = w.variant_id "
    "AND s.upto > w.upto - w.qty AND w.upto > s.upto - s.qty UNION ALL "
    f"{TAKEN} 0, w.upto - max(w.upto - w.qty, coalesce(t.qty, 0)), "
    "max(w.upto - w.qty, coalesce(t.qty, 0)) FROM leaving AS w LEFT JOIN "
    "(SELECT variant_id, sum(qty) AS qty FROM fresh GROUP BY variant_id) AS t "
    "ON t.variant_id = w.variant_id WHERE w.upto > coalesce(t.qty, 0)) "
    "INSERT INTO movements(variant_id, location_id, pool, kind, qty, at, document, line, lot_id, "
    "note) SELECT variant_id, :place, 'sellable', 'sale', -qty, at, document, order_id, lot, '' "
    "FROM taken ORDER BY at, order_id, variant_id, start"
)
RELEASE = sa.text(
    "DELETE FROM promises AS p WHERE p.kind IN ('order', 'unpaid') "
    f"AND p.order_id IN ({TOUCHED}) AND NOT EXISTS "
    f"(SELECT 1 FROM ({WANTED}) AS w WHERE w.kind IS NOT NULL AND {HELD})"
)
SETTLE = sa.text(
    "UPDATE promises AS p SET qty = w.qty, kind = w.kind, until = w.until "
    f"FROM ({WANTED}) AS w WHERE w.kind IS NOT NULL AND {HELD} "
    "AND (p.qty <> w.qty OR p.kind <> w.kind OR p.until IS NOT w.until)"
)
HOLD = sa.text(
    "INSERT INTO promises(variant_id, location_id, kind, qty, order_id, reason, until) "
    f"SELECT w.variant_id, :place, w.kind, w.qty, w.order_id, '', w.until FROM ({WANTED}) AS w "
    f"WHERE w.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM promises AS p WHERE {HELD})"
)


def follow(work: Work) -> None:
    """Bring parcels, promises and sales in step with the orders that this act touched."""
    from shopdesk.services.messages import following as messages
    from shopdesk.services.products import completeness
    from shopdesk.services.shipments import following as parcels

    work.session.flush()
    parcels.follow(work)
    messages.follow(work)
    if not work.connection.scalar(sa.text("SELECT EXISTS (SELECT 1 FROM variants)")):
        return
    completeness.follow(work)
    let_lapse(work)
    wait = work.settings.reserve_unpaid_hours * HOUR
    told = {"entry": work.entry, "now": work.clock.now(), "wait": wait}
    place = {"place": location_of(work, "")}
    work.connection.execute(SELL, told | place)
    work.connection.execute(RELEASE, told)
    work.connection.execute(SETTLE, told)
    work.connection.execute(HOLD, told | place)
    work.session.expire_all()


def ended(work: Work, label: str) -> Change:
    """End a verb that may have touched orders, listings or SKUs: stock follows first."""
    from shopdesk.services.packing import following as picking

    follow(work)
    picking.follow(work)
    return work.done(label)
