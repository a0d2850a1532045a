"""What can be done to orders. Every verb does all of its orders or none, as one journal entry."""

from collections.abc import Mapping, Sequence

from shopdesk.couriers import tidy
from shopdesk.locale import _, ngettext
from shopdesk.models.orders import Order, OrderNote
from shopdesk.models.states import CANCELLED, Axes, Own, merge, queue_word
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards
from shopdesk.services.orders.guards import load, refuse_unless
from shopdesk.services.orders.naming import counted
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work

FAULTS = ("buyer", "seller", "courier", "system")


def verify(work: Work, order_ids: Sequence[int]) -> Change:
    """Confirm by hand that the orders are paid."""
    orders = load(work.session, order_ids)
    refuse_unless(orders, guards.open_order, guards.understood, guards.unpaid)
    for order in orders:
        order.own_payment = "paid"
        order.paid_at = order.paid_at or work.clock.now()
        settle(order)
    return ended(
        work,
        counted(orders, ngettext("Verified {n} payment", "Verified {n} payments", len(orders))),
    )


def hold(work: Work, order_ids: Sequence[int], reason: str) -> Change:
    """Keep the orders from going on, for a reason that everybody sees."""
    orders = load(work.session, order_ids)
    if not reason.strip():
        raise Refusal(_("A hold needs a reason."))
    shipped = guards.before("handed_over", _("it was handed over already"))
    refuse_unless(orders, guards.open_order, guards.not_held, shipped)
    for order in orders:
        order.hold_reason = reason.strip()
        order.hold_by, order.hold_since = work.actor.name, work.clock.now()
        settle(order)
    return ended(
        work,
        counted(orders, ngettext("Put {n} order on hold", "Put {n} orders on hold", len(orders))),
    )


def release(work: Work, order_ids: Sequence[int]) -> Change:
    """Let held orders go on."""
    orders = load(work.session, order_ids)
    refuse_unless(orders, lambda order: None if order.hold_reason else _("it is not on hold"))
    for order in orders:
        order.hold_reason = order.hold_by = order.hold_since = None
        settle(order)
    return ended(
        work, counted(orders, ngettext("Released {n} order", "Released {n} orders", len(orders)))
    )


def pack(work: Work, order_ids: Sequence[int]) -> Change:
    """Say that the parcels are packed and wait for the courier."""
    orders = load(work.session, order_ids)
    rules = [*_going_on(), guards.before("packed", _("it is packed already"))]
    if work.settings.require_sku:
        rules.append(guards.mapped(work.session, orders))
    refuse_unless(orders, *rules)
    for order in orders:
        order.own_fulfilment = "packed"
        settle(order)
    return ended(
        work, counted(orders, ngettext("Packed {n} order", "Packed {n} orders", len(orders)))
    )


def ship(
    work: Work,
    order_ids: Sequence[int],
    *,
    tracking: Mapping[int, str] | None = None,
    courier: str = "",
) -> Change:
    """Hand the orders to their couriers. ``tracking`` gives a resi per order id.

    Orders that share a parcel go together, by one resi. One that goes in several parcels goes with
    all of them, each by its own.

    Raises:
        Refusal: an order is not packed or has no resi, or a resi is damaged or used elsewhere.
    """
    from shopdesk.services.shipments import handing

    given = {key: tidy(resi) for key, resi in (tracking or {}).items() if resi.strip()}
    leads = handing.along(work, order_ids)
    by_lead = {leads.get(key, key): resi for key, resi in given.items()}
    given = {key: by_lead[lead] for key, lead in leads.items() if lead in by_lead}
    orders = load(work.session, list(leads))
    several = handing.several(work, list(leads))
    refuse_unless(orders, *shippable(), _has_resi(given, several))
    guards.refuse_bad_resi(work.session, orders, given, leads)
    for order in orders:
        if (resi := given.get(order.id)) and order.id not in several:
            order.own_tracking = order.tracking = resi
        if courier:
            order.own_courier = order.courier = courier
    handing.hand_all(work, orders)
    hand_over(work, orders)
    return ended(
        work, counted(orders, ngettext("Shipped {n} order", "Shipped {n} orders", len(orders)))
    )


def shippable() -> list[guards.Guard]:
    """Return what must be true of an order that is handed over now."""
    packed = guards.after("packed", _("it is not packed yet"))
    away = guards.before("handed_over", _("it was handed over already"))
    return [*_going_on(), packed, away]


def hand_over(work: Work, orders: Sequence[Order]) -> None:
    """Write down that orders left the house, now where nothing tells when."""
    for order in orders:
        order.own_fulfilment = "handed_over"
        order.shipped_at = order.shipped_at or work.clock.now()
        settle(order)


def deliver(work: Work, order_ids: Sequence[int]) -> Change:
    """Say that the buyers have their parcels."""
    from shopdesk.services.shipments import manual

    orders = load(work.session, order_ids)
    sent = guards.after("handed_over", _("it was not shipped yet"))
    done = guards.before("delivered", _("it was delivered already"))
    refuse_unless(orders, guards.open_order, guards.understood, sent, done)
    for order in orders:
        order.own_fulfilment = "delivered"
        order.delivered_at = order.delivered_at or work.clock.now()
        if order.payment == "cod_due":
            order.own_payment = "paid"
        settle(order)
    manual.arrived(work, [order.id for order in orders])
    return ended(
        work, counted(orders, ngettext("Delivered {n} order", "Delivered {n} orders", len(orders)))
    )


def complete(work: Work, order_ids: Sequence[int]) -> Change:
    """Close delivered orders for good."""
    orders = load(work.session, order_ids)
    there = guards.after("delivered", _("it was not delivered yet"))
    closed = _unless_closed
    refuse_unless(orders, guards.open_order, guards.understood, there, closed)
    for order in orders:
        order.own_fulfilment, order.own_case = "delivered", "closed"
        order.completed_at = order.completed_at or work.clock.now()
        settle(order)
    return ended(
        work, counted(orders, ngettext("Completed {n} order", "Completed {n} orders", len(orders)))
    )


def cancel(work: Work, order_ids: Sequence[int], reason: str, fault: str = "seller") -> Change:
    """Cancel orders that have not left the house, with a reason and whose fault it is.

    Raises:
        Refusal: no reason, an unknown fault, or an order that left the house already.
    """
    orders = load(work.session, order_ids)
    if not reason.strip():
        raise Refusal(_("A cancellation needs a reason."))
    if fault not in FAULTS:
        raise Refusal(_("Fault must be one of: {faults}.").format(faults=", ".join(FAULTS)))
    left = guards.before("handed_over", _("it left the house already; open a return instead"))
    refuse_unless(orders, guards.open_order, left)
    for order in orders:
        order.own_case = CANCELLED
        order.cancel_by, order.cancel_reason = fault, reason.strip()
        order.cancelled_at = order.cancelled_at or work.clock.now()
        settle(order)
    return ended(
        work, counted(orders, ngettext("Cancelled {n} order", "Cancelled {n} orders", len(orders)))
    )


def note(work: Work, order_ids: Sequence[int], text: str) -> Change:
    """Write a note on the orders; it never leaves the house."""
    orders = load(work.session, order_ids)
    if not text.strip():
        raise Refusal(_("The note is empty."))
    for order in orders:
        work.session.add(
            OrderNote(
                order_id=order.id, at=work.clock.now(), author=work.actor.name, body=text.strip()
            )
        )
    return ended(
        work, counted(orders, ngettext("Noted on {n} order", "Noted on {n} orders", len(orders)))
    )


def settle(order: Order) -> None:
    """Derive the merged axes, the contradiction and the queue's word anew."""
    told = Axes(
        order.told_payment, order.told_fulfilment, order.told_case, bool(order.told_cancelled)
    )
    axes, order.conflict = merge(told, Own(order.own_payment, order.own_fulfilment, order.own_case))
    order.payment, order.fulfilment = axes.payment, axes.fulfilment
    order.case_state, order.cancelled = axes.case, int(axes.cancelled)
    order.status = queue_word(
        axes, channel=order.channel, held=bool(order.hold_reason), problem=bool(order.problem)
    )


def _going_on() -> list[guards.Guard]:
    return [
        guards.open_order, guards.understood, guards.not_held, guards.no_cancel_request,
        guards.paid,
    ]  # fmt: skip


def _unless_closed(order: Order) -> str | None:
    return _("it is completed already") if order.status == "completed" else None


def _has_resi(given: Mapping[int, str], several: Sequence[int]) -> guards.Guard:
    def guard(order: Order) -> str | None:
        known = order.tracking or given.get(order.id) or order.id in several
        return None if known else _("it has no resi yet")

    return guard
