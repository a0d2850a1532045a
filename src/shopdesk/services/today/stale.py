"""What needs a hand before figures can be trusted: exports and statistics that are old."""

from collections.abc import Iterator

import sqlalchemy as sa

from shopdesk.clock import DAY, HOUR
from shopdesk.models.orders import Order
from shopdesk.models.shops import Shop
from shopdesk.services import statistics
from shopdesk.services.orders.finding import WAITING
from shopdesk.services.today import waits
from shopdesk.services.today.rows import WAITS, Need
from shopdesk.services.today.sources import sources
from shopdesk.store import Read


def stale(read: Read) -> Iterator[Need]:
    """Yield the shops whose newest export is old, and those whose statistics are.

    Counted are shops that have orders in the queue, or statistics at all; at stake is what these
    orders are worth, as nobody knows here what became of them since.
    """
    now = read.clock.now()
    old = {(one.channel, one.shop) for one in sources(read) if one.taken and one.stale(now)}
    limit = waits.hours("stats_old", read.clock) * HOUR // DAY
    today, known = read.clock.today(), statistics.newest(read)
    late = {(one.channel, one.shop) for one in known if (today - one.until).days > limit > 0}
    waiting = _waiting(read) if old or late else {}
    behind = {shop: worth for shop, worth in waiting.items() if shop in old}
    if behind:
        yield _need("exports_old", len(behind), sum(behind.values()))
    if late:
        yield _need("stats_old", len(late), sum(waiting.get(shop, 0) for shop in late))


def _need(kind: str, shops: int, worth: int) -> Need:
    return Need(kind, WAITS, "", "IDR", shops, worth, None, desk="imports")


def _waiting(read: Read) -> dict[tuple[str, str], int]:
    """Return what the queue of each shop is worth in rupiah."""
    worth = sa.func.sum(sa.case((Order.currency == "IDR", Order.total), else_=0))
    query = (
        sa.select(Shop.channel, Shop.name, worth)
        .join(Order, Order.shop_id == Shop.id)
        .where(Order.status.in_(sorted(WAITING)))
        .group_by(Shop.id, Shop.channel, Shop.name)
    )
    return {(row[0], row[1]): row[2] for row in read.connection.execute(query)}
