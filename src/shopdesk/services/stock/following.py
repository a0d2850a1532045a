"""Stock follows the orders: what an act did to orders decides what is reserved and what is sold.

Every verb that may touch orders ends here, imports too. The orders that this journal entry touched
are found in the journal, so none is forgotten, and four set-based statements do the rest.

- An order that still has to go out holds its pieces; kits hold their parts.
- An order that went out takes its pieces off the shelf, once. One that was already on its way when
  it arrived here does so only if the SKU was being counted by then.
- Cancelled orders let their pieces go.
"""

import sqlalchemy as sa

from shopdesk.models.stock import HOLDS
from shopdesk.services.stock.places import location_of
from shopdesk.store import Change, Work

HOLDING = f"({', '.join(repr(status) for status in HOLDS)})"
GONE = "('shipped', 'delivered', 'completed', 'returned')"
TOUCHED = (
    "SELECT pk FROM journal_rows WHERE entry = :entry AND tab = 'orders' "
    "UNION SELECT l.order_id FROM journal_rows AS j JOIN order_lines AS l ON l.id = j.pk "
    "WHERE j.entry = :entry AND j.tab = 'order_lines' "
    "UNION SELECT l.order_id FROM journal_rows AS j JOIN order_lines AS l ON l.listing_id = j.pk "
    "WHERE j.entry = :entry AND j.tab = 'listings' "
    "UNION SELECT l.order_id FROM journal_rows AS j JOIN variants AS v ON v.id = j.pk "
    "JOIN listings AS g ON lower(g.sku) = v.sku_key JOIN order_lines AS l ON l.listing_id = g.id "
    "WHERE j.entry = :entry AND j.tab = 'variants'"
)
WANTED = (
    "SELECT l.order_id, coalesce(k.part_id, v.id) AS variant_id, "
    "sum(l.qty * coalesce(k.qty, 1)) AS qty, o.status, o.channel, o.number, o.shipped_at "
    "FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id "
    "JOIN listings AS g ON g.id = l.listing_id JOIN variants AS v ON v.sku_key = lower(g.sku) "
    "LEFT JOIN kit_parts AS k ON k.kit_id = v.id "
    f"WHERE g.sku <> '' AND o.cancelled = 0 AND o.id IN ({TOUCHED}) "
    "GROUP BY l.order_id, coalesce(k.part_id, v.id), o.status, o.channel, o.number, o.shipped_at"
)
HELD = "p.kind = 'order' AND p.order_id = w.order_id AND p.variant_id = w.variant_id"


SELL = sa.text(
    "INSERT INTO movements(variant_id, location_id, pool, kind, qty, at, document, line, lot_id, "
    "note) SELECT w.variant_id, :place, 'sellable', 'sale', -w.qty, coalesce(w.shipped_at, :now), "
    f"w.channel || ':' || w.number, w.order_id, 0, '' FROM ({WANTED}) AS w "
    f"WHERE w.status IN {GONE} "
    f"AND (EXISTS (SELECT 1 FROM promises AS p WHERE {HELD}) OR EXISTS (SELECT 1 "
    "FROM movements AS m WHERE m.variant_id = w.variant_id AND m.at <= w.shipped_at)) "
    "AND NOT EXISTS (SELECT 1 FROM movements AS m WHERE m.kind = 'sale' AND m.line = w.order_id "
    "AND m.variant_id = w.variant_id AND m.document = w.channel || ':' || w.number)"
)
RELEASE = sa.text(
    f"DELETE FROM promises AS p WHERE p.kind = 'order' AND p.order_id IN ({TOUCHED}) "
    f"AND NOT EXISTS (SELECT 1 FROM ({WANTED}) AS w WHERE w.status IN {HOLDING} AND {HELD})"
)
RESIZE = sa.text(
    f"UPDATE promises AS p SET qty = w.qty FROM ({WANTED}) AS w "
    f"WHERE w.status IN {HOLDING} AND {HELD} AND p.qty <> w.qty"
)
HOLD = sa.text(
    "INSERT INTO promises(variant_id, location_id, kind, qty, order_id, reason) "
    f"SELECT w.variant_id, :place, 'order', w.qty, w.order_id, '' FROM ({WANTED}) AS w "
    f"WHERE w.status IN {HOLDING} AND NOT EXISTS (SELECT 1 FROM promises AS p WHERE {HELD})"
)


def follow(work: Work) -> None:
    """Bring promises and sales in step with the orders that this act touched."""
    work.session.flush()
    if not work.connection.scalar(sa.text("SELECT EXISTS (SELECT 1 FROM variants)")):
        return
    entry, place = {"entry": work.entry}, {"place": location_of(work, "")}
    work.connection.execute(SELL, entry | place | {"now": work.clock.now()})
    work.connection.execute(RELEASE, entry)
    work.connection.execute(RESIZE, entry)
    work.connection.execute(HOLD, entry | place)
    work.session.expire_all()


def ended(work: Work, label: str) -> Change:
    """End a verb that may have touched orders, listings or SKUs: stock follows first."""
    follow(work)
    return work.done(label)
