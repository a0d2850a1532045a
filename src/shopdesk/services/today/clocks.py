"""What costs a shop its standing now: clocks of seller health that are red."""

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.services import health
from shopdesk.services.health.counting import pulling
from shopdesk.services.today.rows import COSTS, SOON, Need
from shopdesk.store import Read

KINDS: Final = {"penalty": ("clocks_penalty", COSTS), "missed": ("clocks_missed", SOON)}
"""By the clock's grade: the need, and how bad it is."""


def clocks(read: Read) -> Iterator[Need]:
    """Yield the orders that pull red clocks, by how bad that is and by currency."""
    found = health.red(read)
    for grade, (name, bad) in KINDS.items():
        ids = [
            Order.id.in_(pulling(read.clock, one.rule.measure, one.shop_id))
            for one in found
            if one.grade == grade
        ]
        query = sa.select(Order.currency, sa.func.count(), sa.func.sum(Order.total))
        rows = read.connection.execute(
            query.where(sa.or_(sa.false(), *ids)).group_by(Order.currency)
        )
        for currency, n, worth in rows.all() if ids else ():
            yield Need(name, bad, f"@{grade}", currency, n, worth, None, desk="health")
