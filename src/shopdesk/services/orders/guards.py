"""What must be true before a step, in the order in which a person would mend it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session, object_session

from shopdesk import money
from shopdesk.couriers import looks_damaged
from shopdesk.locale import _, language, ngettext
from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.payments import Due
from shopdesk.models.shops import Listing
from shopdesk.models.states import RANK
from shopdesk.refusal import Refusal
from shopdesk.services.guards import refuse_failing
from shopdesk.services.orders.dues import RUPIAH

Guard = Callable[[Order], str | None]
PAID: Final = ("paid", "cod_due", "part_refunded")


def load(session: Session, order_ids: Sequence[int]) -> list[Order]:
    """Return the orders, in the asked order.

    Raises:
        Refusal: none was asked for, or one is no longer there.
    """
    if not order_ids:
        raise Refusal(_("No order is chosen."))
    found: dict[int, Order] = {}
    asked = list(dict.fromkeys(order_ids))
    for start in range(0, len(asked), 900):
        chunk = asked[start : start + 900]
        found |= {o.id: o for o in session.scalars(sa.select(Order).where(Order.id.in_(chunk)))}
    if len(found) < len(asked):
        raise Refusal(_("An order is no longer here; reload the list."))
    return [found[order_id] for order_id in asked]


def refuse_unless(orders: Sequence[Order], *guards: Guard) -> None:
    """Refuse all when one order fails a guard, naming the first few and why.

    Raises:
        Refusal: with the numbers and the first failing reason of each.
    """
    refuse_failing(orders, guards, lambda order: order.number)


def refuse_bad_resi(
    session: Session, orders: Sequence[Order], given: Mapping[int, str],
    leads: Mapping[int, int] | None = None,
) -> None:  # fmt: skip
    """Refuse resi (by order id) that a spreadsheet broke, or that are another order's.

    ``leads`` tells which orders share a parcel, and so may share a resi.

    Raises:
        Refusal: with the first such resi, and whose it is.
    """
    for order in orders:
        broken = given.get(order.id, "")
        if looks_damaged(broken):
            raise Refusal(
                _("{number}: resi {resi} lost digits in a spreadsheet; copy it again.").format(
                    number=order.number, resi=broken
                )
            )
    owners = {((leads or {}).get(order_id, order_id), resi) for order_id, resi in given.items()}
    told = [resi for _owner, resi in owners]
    doubled = [resi for resi in set(told) if told.count(resi) > 1]
    used = sa.select(Order.tracking, Order.number).where(
        Order.tracking.in_(told), Order.id.not_in(list(given))
    )
    taken = session.execute(used).first()
    if doubled or taken:
        resi, owner = (taken[0], taken[1]) if taken else (doubled[0], _("two orders of this list"))
        raise Refusal(
            _("Resi {resi} already belongs to {owner}. Nothing was changed.").format(
                resi=resi, owner=owner
            )
        )


def open_order(order: Order) -> str | None:
    """Refuse orders that are over."""
    if order.cancelled:
        return _("it is cancelled")
    if order.fulfilment == "returned_to_sender":
        return _("it was returned")
    return None


def understood(order: Order) -> str | None:
    """Refuse orders whose marketplace status nobody could read."""
    if order.problem:
        return _("its status “{status}” is not known").format(status=order.market_status)
    return None


def not_held(order: Order) -> str | None:
    """Refuse orders on hold."""
    if order.hold_reason:
        return _("it is on hold ({reason})").format(reason=order.hold_reason)
    return None


def no_cancel_request(order: Order) -> str | None:
    """Refuse orders whose buyer wants out."""
    if order.case_state == "cancel_requested":
        return _("the buyer asks to cancel it")
    return None


def paid(order: Order) -> str | None:
    """Refuse orders that are not paid yet; cash on delivery may go on."""
    if order.payment in PAID:
        return None
    if missing := _missing(order):
        return _("it is not paid yet; {amount} is missing").format(amount=missing)
    return _("it is not paid yet")


def _missing(order: Order) -> str:
    """Return what is missing where a part of an order's money came in, else nothing."""
    session = object_session(order)
    query = sa.select(Due).where(Due.order_id == order.id, Due.paid > 0)
    due = session.scalar(query) if session else None
    if due is None:
        return ""
    return money.show(due.amount - due.code * RUPIAH - due.paid, order.currency, language())


def unpaid(order: Order) -> str | None:
    """Refuse orders whose payment needs no confirmation."""
    if order.payment in ("unpaid", "authorised"):
        return None
    return _("its payment is already “{payment}”").format(payment=order.payment)


def before(step: str, done: str) -> Guard:
    """Return a guard that refuses orders which have come to this step already."""

    def guard(order: Order) -> str | None:
        return done if RANK[order.fulfilment] >= RANK[step] else None

    return guard


def after(step: str, missing: str) -> Guard:
    """Return a guard that refuses orders which have not come to this step yet."""

    def guard(order: Order) -> str | None:
        return None if RANK[order.fulfilment] >= RANK[step] else missing

    return guard


def mapped(session: Session, orders: Sequence[Order]) -> Guard:
    """Return a guard that refuses orders with items that stand for no SKU."""
    query = (
        sa.select(OrderLine.order_id, sa.func.count())
        .join(Listing, Listing.id == OrderLine.listing_id)
        .where(Listing.sku == "", OrderLine.order_id.in_([o.id for o in orders]))
        .group_by(OrderLine.order_id)
    )
    missing = {row[0]: row[1] for row in session.execute(query)}

    def guard(order: Order) -> str | None:
        n = missing.get(order.id, 0)
        return (
            ngettext("{n} item is unmapped", "{n} items are unmapped", n).format(n=n) if n else None
        )

    return guard
