"""What needs a hand in the inbox: late and nearly late tickets, nobody's, answers not gone."""

from collections.abc import Iterator

import sqlalchemy as sa

from shopdesk.clock import HOUR
from shopdesk.models.orders import NEVER, Order
from shopdesk.models.tickets import Ticket
from shopdesk.services.tickets.finding import Finder
from shopdesk.services.today import waits
from shopdesk.services.today.rows import COSTS, SOON, WAITS, Need
from shopdesk.store import Read


def tickets(read: Read) -> Iterator[Need]:
    """Yield what waits in the inbox; at stake is what the rupiah orders behind it are worth."""
    now, soon = read.clock.now(), waits.hours("ticket_due", read.clock)
    until = waits.minute(now + soon * HOUR, read.clock)
    kinds = (
        ("tickets_late", COSTS, "is:late"),
        ("tickets_soon", SOON, f"is:live -is:late due<{until}"),
        ("tickets_failed", SOON, "is:failed"),
        ("tickets_copy", SOON, "is:uncopied"),
        ("tickets_unassigned", WAITS, "is:unassigned is:live -is:snoozed"),
    )
    worth = sa.func.sum(sa.case((Order.currency == "IDR", Order.total), else_=0))
    running = sa.case((Ticket.due.between(now, NEVER - 1), Ticket.due))
    query = sa.select(sa.func.count(), sa.func.coalesce(worth, 0), sa.func.min(running))
    for name, grade, where in kinds if _any(read) else ():
        matching = query.select_from(Ticket).outerjoin(Order, Order.id == Ticket.order_id)
        found = read.connection.execute(matching.where(Finder(where, read).condition)).one()
        if n := found[0]:
            hours = soon if name == "tickets_soon" else 0
            yield Need(name, grade, where, "IDR", n, found[1], found[2], hours, desk="tickets")


def _any(read: Read) -> bool:
    return bool(read.connection.scalar(sa.select(sa.exists().where(Ticket.id > 0))))
