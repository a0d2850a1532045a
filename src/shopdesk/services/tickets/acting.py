"""What is done to an order from its ticket: cancelled, returned, sent again, looked for.

Each act is one entry and can be taken back. Until returns have a room of their own, a return is the
open case of its order and a task; the ticket keeps a link to what it made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from shopdesk import steps
from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.products import Variant
from shopdesk.models.shipments import Task
from shopdesk.models.shops import Listing
from shopdesk.models.tickets import Ticket, TicketLink
from shopdesk.refusal import Refusal
from shopdesk.services import orders as trade
from shopdesk.services import tasks
from shopdesk.services.orders import guards as rules
from shopdesk.services.orders.verbs import settle
from shopdesk.services.shipments.reads import parcels_of
from shopdesk.services.stock.following import ended
from shopdesk.services.tickets import following
from shopdesk.services.tickets.guards import called, load, not_merged, refuse_unless
from shopdesk.services.tickets.linking.verbs import bind
from shopdesk.services.tickets.states import tell
from shopdesk.store import Change, Read, Work

OPEN_CASES: Final = ("return_open", "exchange_open")


@dataclass(frozen=True, slots=True)
class Goods:
    """Lines of an order of one SKU; none while its listing stands for no SKU."""

    variant_id: int | None
    sku: str
    name: str
    qty: int


def cancel(work: Work, ids: Sequence[int], reason: str) -> Change:
    """Cancel the orders of tickets because their buyers want it so.

    Raises:
        Refusal: a ticket is about no order, or an order has left the house or is over already.
    """
    pairs = _orders(work, ids)
    for ticket, order in pairs:
        tell(work, ticket, "act", after=f"cancel {order.number}")
    following.follow(work, [ticket.id for ticket, _order in pairs])
    return trade.cancel(work, _once(pairs), reason, "buyer")


def start_return(work: Work, ids: Sequence[int], reason: str) -> Change:
    """Open a return for the orders of tickets, and put it on the list of tasks.

    Raises:
        Refusal: no reason, a ticket is about no order, or an order has not left the house, is over,
            or has a return open already.
    """
    if not reason.strip():
        raise Refusal(_("A return needs a reason."))
    pairs = _orders(work, ids)
    found = rules.load(work.session, _once(pairs))
    rules.refuse_unless(found, *guards_of(work.session, "start_return"))
    for order in found:
        order.own_case = "return_open"
        settle(order)
    for ticket, order in pairs:
        due = steps.due("return", work.clock)
        task = tasks.add(work, "return", order.id, about=reason, due=due)
        _made(work, ticket, [task], f"return {order.number}")
    tickets = [ticket for ticket, _order in pairs]
    label = ngettext("Opened a return for {n} ticket", "Opened a return for {n} tickets",
                     len(pairs))  # fmt: skip
    return _ended(work, tickets, label)


def resend(
    work: Work, ids: Sequence[int], items: Mapping[str, int] | None = None, about: str = ""
) -> Change:
    """Put it on the list of tasks to send orders of tickets again: these pieces by SKU, or all.

    Raises:
        Refusal: a ticket is about no order, an order has not left the house or is cancelled, is to
            be sent again already, or the pieces were not in it.
    """
    pairs = _orders(work, ids)
    for ticket, order in pairs:
        send_again(work, ticket, order, items, about)
    tickets = [ticket for ticket, _order in pairs]
    label = ngettext("To send again for {n} ticket", "To send again for {n} tickets", len(pairs))
    return _ended(work, tickets, label)


def send_again(
    work: Work,
    ticket: Ticket,
    order: Order,
    items: Mapping[str, int] | None = None,
    about: str = "",
) -> None:
    """Put the tasks of sending an order again on the list, as a part of a verb."""
    rules.refuse_unless([order], *guards_of(work.session, "resend"))
    due = steps.due("resend", work.clock)
    made = [
        tasks.add(
            work, "resend", order.id, variant_id=one.variant_id, qty=one.qty, due=due,
            about=" · ".join(filter(None, ("" if one.sku else one.name, about.strip()))),
        )
        for one in _chosen(order, goods(work, order.id), items)
    ]  # fmt: skip
    _made(work, ticket, made, f"resend {order.number}")


def guards_of(session: Session, act: str) -> tuple[rules.Guard, ...]:
    """Return what must be true of an order before one of these acts on it."""
    if act == "cancel":
        left = rules.before("handed_over", _("it left the house already; open a return instead"))
        return rules.open_order, left
    if act == "start_return":
        gone = rules.after("handed_over", _("it has not left the house; cancel it instead"))
        return rules.open_order, rules.understood, gone, _no_case
    gone = rules.after("handed_over", _("it has not left the house yet"))
    return rules.open_order, gone, _not_again(session)


def goods(read: Read, order_id: int) -> tuple[Goods, ...]:
    """Return what was in an order, by SKU; what stands for none is named together."""
    query = (
        sa.select(Variant.id, Variant.sku, Listing.name, OrderLine.qty)
        .select_from(OrderLine)
        .join(Listing, Listing.id == OrderLine.listing_id)
        .outerjoin(
            Variant, sa.and_(Listing.sku != "", Variant.sku_key == sa.func.lower(Listing.sku))
        )
        .where(OrderLine.order_id == order_id)
        .order_by(OrderLine.position, OrderLine.id)
    )
    found: dict[int | None, Goods] = {}
    for variant, sku, name, qty in read.connection.execute(query):
        told = name if variant is not None else f"{qty} × {name}"
        if (known := found.get(variant)) is not None:
            told = known.name if variant is not None else f"{known.name}, {told}"
        found[variant] = Goods(variant, sku or "", told, qty + (known.qty if known else 0))
    return tuple(found.values())


def parcels(read: Read, ids: Sequence[int]) -> list[int]:
    """Return the parcels that the tickets are about, so that they can be asked for."""
    query = sa.select(Ticket.parcel_id, Ticket.order_id).where(Ticket.id.in_(list(ids)))
    found: dict[int, None] = {}
    for parcel, order in read.connection.execute(query):
        travelling = parcels_of(read, [order]) if order is not None else []
        found |= dict.fromkeys(travelling if parcel is None else [parcel])
    return list(found)


def _orders(work: Work, ids: Sequence[int]) -> list[tuple[Ticket, Order]]:
    tickets = load(work, ids)
    refuse_unless(tickets, not_merged, about_order)
    return [(ticket, work.session.get_one(Order, ticket.order_id)) for ticket in tickets]


def about_order(ticket: Ticket) -> str | None:
    """Refuse a ticket that is about no order."""
    return None if ticket.order_id else _("it is about no order; link one first")


def _once(pairs: Sequence[tuple[Ticket, Order]]) -> list[int]:
    return list(dict.fromkeys(order.id for _ticket, order in pairs))


def _no_case(order: Order) -> str | None:
    return _("a return of it is open already") if order.case_state in OPEN_CASES else None


def _not_again(session: Session) -> rules.Guard:
    def guard(order: Order) -> str | None:
        there = sa.select(Task.id).where(
            Task.order_id == order.id, Task.kind == "resend", Task.state == "open"
        )
        found = session.scalars(there).first()
        return _("it is to be sent again already") if found else None

    return guard


def _chosen(order: Order, there: Sequence[Goods], items: Mapping[str, int] | None) -> list[Goods]:
    """Return the pieces that go again: all, or those that were asked for."""
    if not items:
        return list(there)
    by_sku = {one.sku.lower(): one for one in there if one.sku}
    chosen = []
    for sku, qty in items.items():
        one = by_sku.get(sku.strip().lower())
        if one is None:
            said = _("Order {number} has no {sku}.")
            raise Refusal(said.format(number=order.number, sku=sku))
        if not 0 < qty <= one.qty:
            said = _("Order {number} has {n} pieces of {sku}; say 1 to {n}.")
            raise Refusal(said.format(number=order.number, n=one.qty, sku=one.sku))
        chosen.append(Goods(one.variant_id, one.sku, one.name, qty))
    return chosen


def _made(work: Work, ticket: Ticket, task_ids: Sequence[int], act: str) -> None:
    """Link what an act made, and write down the act."""
    known = sa.select(TicketLink.target_id).where(
        TicketLink.ticket_id == ticket.id, TicketLink.kind == "task", TicketLink.place == "linked"
    )
    for task in sorted(set(task_ids) - set(work.session.scalars(known))):
        bind(work, ticket, "task", task)
    tell(work, ticket, "act", after=act)


def _ended(work: Work, tickets: Sequence[Ticket], label: str) -> Change:
    """End an act on orders that began at tickets: both follow."""
    said = called(tickets, label)
    following.follow(work, following.touched(work))
    return ended(work, said)
