"""The orders of a scope, as a condition under which they and their lines are summed up."""

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.services.figures.scope import Scope
from shopdesk.store import Read

ORDER = Order.__table__.c
CANCELLED = ORDER.status == "cancelled"


def placed(read: Read, scope: Scope) -> sa.ColumnElement[bool]:
    """Return whether an order was placed in the scope, be it cancelled or not."""
    start, end = scope.span.instants(read.clock)
    wanted = [ORDER.placed_at >= start, ORDER.placed_at < end, ORDER.currency == scope.currency]
    if scope.shop_id is not None:
        wanted.append(ORDER.shop_id == scope.shop_id)
    if scope.channel:
        wanted.append(ORDER.channel == scope.channel)
    return sa.and_(*wanted)
