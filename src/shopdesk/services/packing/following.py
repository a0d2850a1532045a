"""Picking follows the orders: what was packed is picked, what was cancelled goes back to its rack.

Every act that may touch orders ends here, imports too. The orders that this journal entry touched
are found in the journal. Of an order that was cancelled after its goods were taken from the rack,
each SKU becomes a task: put it back.
"""

import json
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.shipments import Picking
from shopdesk.services.packing import leases
from shopdesk.services.packing.contents import contents
from shopdesk.store import Work

TOUCHED: Final = "SELECT j.pk FROM journal_rows AS j WHERE j.entry = :entry AND +j.tab = 'orders'"
BEYOND: Final = "('packed', 'handed_over', 'in_transit', 'delivered')"
PACKED: Final = sa.text(
    "UPDATE pickings SET state = 'packed' WHERE state <> 'packed' AND order_id IN "
    f"(SELECT o.id FROM orders AS o WHERE o.id IN ({TOUCHED}) AND o.cancelled = 0 "
    f"AND o.fulfilment IN {BEYOND})"
)
CALLED_OFF: Final = (
    "SELECT o.id, coalesce(p.state, '') AS state, coalesce(o.own_fulfilment, '') AS own, "
    "coalesce(e.scanned, '{{}}') AS scanned FROM orders AS o "
    "LEFT JOIN pickings AS p ON p.order_id = o.id LEFT JOIN bundled AS b ON b.order_id = o.id "
    "LEFT JOIN leases AS e ON e.order_id = coalesce(b.lead_id, o.id) "
    "WHERE o.id IN ({which}) AND o.cancelled = 1 AND o.shipped_at IS NULL "
    "AND o.fulfilment IN ('new', 'ready', 'picking', 'packed') "
    "AND coalesce(p.state, '') <> 'put_back' "
    "AND (p.state IN ('picked', 'packed') OR o.own_fulfilment = 'packed' OR e.scanned <> '{{}}')"
)
OF_ENTRY: Final = sa.text(CALLED_OFF.format(which=TOUCHED))
OF_WAVE: Final = sa.text(
    CALLED_OFF.format(which="SELECT q.order_id FROM pickings AS q WHERE q.wave_id = :wave")
)
CLOSE: Final = sa.text(
    "UPDATE waves SET state = 'done', done_at = :now WHERE state = 'open' AND id IN "
    "(SELECT p.wave_id FROM pickings AS p JOIN journal_rows AS j ON j.pk = p.id "
    "WHERE j.entry = :entry AND +j.tab = 'pickings') AND NOT EXISTS (SELECT 1 FROM pickings AS p "
    "JOIN orders AS o ON o.id = p.order_id WHERE p.wave_id = waves.id AND o.cancelled = 0 "
    "AND p.state IN ('picking', 'picked'))"
)


def follow(work: Work) -> None:
    """Bring pickings, waves and put-away tasks in step with the orders that this act touched."""
    work.session.flush()
    told = {"entry": work.entry}
    work.connection.execute(PACKED, told)
    for row in work.connection.execute(OF_ENTRY, told).fetchall():
        _put_back(work, row)
    work.session.flush()
    work.connection.execute(CLOSE, told | {"now": work.clock.now()})


def walked(work: Work, wave_id: int) -> None:
    """Put back what a wave's walk fetched for orders that were cancelled on the way."""
    work.session.flush()
    for row in work.connection.execute(OF_WAVE, {"wave": wave_id}).fetchall():
        _put_back(work, row)


def _put_back(work: Work, row: Any) -> None:
    """Make a task of each SKU that was taken from its rack for an order."""
    from shopdesk.services import tasks

    found = contents(work, [row.id]).get(row.id, ())
    whole = row.state in ("picked", "packed") or row.own == "packed"
    scanned = json.loads(row.scanned)
    for one in found:
        if qty := one.qty if whole else min(one.qty, scanned.get(one.key, 0)):
            about = "" if one.variant else one.sku
            tasks.add(work, "put_away", row.id, variant_id=one.variant, qty=qty, about=about)
    picking = work.session.scalar(sa.select(Picking).where(Picking.order_id == row.id))
    if picking is None:
        picking = Picking(order_id=row.id)
        work.session.add(picking)
    picking.state = "put_back"
    leases.end(work, [row.id])
