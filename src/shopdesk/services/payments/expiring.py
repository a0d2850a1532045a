"""Orders whose time to pay is over: their payment expires, and their stock is free again."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order
from shopdesk.models.payments import Due
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards
from shopdesk.services.orders.dues import DUE
from shopdesk.services.orders.guards import load, refuse_unless
from shopdesk.services.orders.verbs import settle
from shopdesk.services.paging import CHUNK
from shopdesk.services.payments.asking import ours
from shopdesk.services.payments.dues import still_open
from shopdesk.services.payments.matching import credits_of
from shopdesk.services.payments.rules import rules
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Read, Work


def expire(work: Work, order_ids: Sequence[int] = ()) -> Change:
    """Let the payments of these orders expire, or of all whose time is over.

    An order for which something came in, or a line of just its sum waits, is left to a person.

    Raises:
        Refusal: no order's time is over, or one of those chosen cannot expire.
    """
    chosen = list(order_ids) or overdue(work)
    if not chosen:
        raise Refusal(_("No order's time to pay is over."))
    orders = load(work.session, chosen)
    refuse_unless(orders, guards.open_order, ours, guards.unpaid, _nothing_came(work, chosen))
    for order in orders:
        order.own_payment = "expired"
        settle(order)
    label = ngettext("{n} order expired unpaid", "{n} orders expired unpaid", len(orders))
    return ended(work, label.format(n=len(orders)))


def overdue(read: Read) -> list[int]:
    """Return the orders whose time to pay is over, and for which no money is in sight."""
    now = read.clock.now()
    late = [
        one for one in still_open(read.connection)
        if one.expires is not None and one.expires < now and not one.paid
    ]  # fmt: skip
    waits = lines_wait(read, [one.id for one in late])
    return [one.id for one in late if one.id not in waits]


def lines_wait(read: Read, order_ids: Sequence[int]) -> dict[int, int]:
    """Return of these orders those for which lines of just their sum wait, with how many."""
    told, asked = rules(read.clock), set(order_ids)
    orders = [one for one in still_open(read.connection) if one.id in asked]
    by_sum = defaultdict(list)
    for line in credits_of(read.connection, {one.left for one in orders}):
        by_sum[line.currency, line.amount].append(line)
    found = {
        one.id: sum(one.takes(line.at, line.end, told) for line in by_sum[one.currency, one.left])
        for one in orders
    }
    return {order_id: n for order_id, n in found.items() if n}


def _nothing_came(work: Work, order_ids: Sequence[int]) -> guards.Guard:
    """Return a guard that refuses orders for which money came in, or may have."""
    waits = lines_wait(work, order_ids)
    came: set[int] = set()
    for at in range(0, len(order_ids), CHUNK):
        some = sa.select(Due.order_id).where(
            DUE.order_id.in_(list(order_ids[at : at + CHUNK])), DUE.paid > 0
        )
        came |= set(work.connection.scalars(some))

    def guard(order: Order) -> str | None:
        if order.id in came:
            return _("a part of its money came in; give that back first")
        return _("a line of just its sum waits to be matched") if order.id in waits else None

    return guard
