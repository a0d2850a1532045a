"""An order that goes in several parcels: which pieces lie in which, and one parcel again."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import money
from shopdesk.locale import _, ngettext
from shopdesk.models.orders import CALLED_OFF, Order, OrderLine
from shopdesk.models.shipments import Bundled, Parcel, ParcelLine, Print, Task
from shopdesk.models.shops import Listing
from shopdesk.refusal import Refusal
from shopdesk.services.orders import guards
from shopdesk.services.shipments.following import bring
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Read, Work

PARCEL: Final = Parcel.__table__.c
Part = Mapping[int, int]
"""What lies in one parcel: pieces by order line."""


def lines(read: Read, order_id: int) -> dict[int, tuple[str, int]]:
    """Return what an order has to send: name and pieces by order line."""
    query = (
        sa.select(OrderLine.id, Listing.name, Listing.variation, OrderLine.qty)
        .join(Listing, Listing.id == OrderLine.listing_id)
        .where(OrderLine.order_id == order_id)
        .where(sa.func.lower(sa.func.coalesce(OrderLine.line_status, "")).not_in(CALLED_OFF))
        .order_by(OrderLine.position, OrderLine.id)
    )
    rows = read.connection.execute(query)
    return {row[0]: (" ".join(filter(None, (row[1], row[2]))), row[3]) for row in rows}


def split(work: Work, order_id: int, parts: Sequence[Part]) -> Change:
    """Send an order in several parcels; together they hold just what was ordered.

    Raises:
        Refusal: the order cannot be split any more, or the pieces do not add up.
    """
    order = guards.load(work.session, [order_id])[0]
    wanted = [{line: qty for line, qty in part.items() if qty} for part in parts]
    _refuse_gone(work, order)
    _refuse_uneven(work, order, wanted)
    bring(work, [order_id])
    work.connection.execute(sa.delete(ParcelLine).where(ParcelLine.parcel_id.in_(_ids(order_id))))
    first = work.session.scalar(sa.select(Parcel).where(PARCEL.order_id == order_id))
    if first is None:
        first = Parcel(order_id=order_id, number=1, status="pending")
        work.session.add(first)
    shares = money.spread(order.total, _weights(work, order_id, wanted))
    for number, (part, share) in enumerate(zip(wanted, shares, strict=True), 1):
        parcel = first if number == 1 else Parcel(order_id=order_id, number=number)
        _fill(work, parcel, order, part, share)
    label = _("Split {number} into {n} parcels")
    return ended(work, label.format(number=order.number, n=len(wanted)))


def unsplit(work: Work, order_ids: Sequence[int]) -> Change:
    """Send orders in one parcel each again; it keeps the resi of the first.

    Raises:
        Refusal: an order is in one parcel already, or some of it has left.
    """
    orders = guards.load(work.session, order_ids)
    for order in orders:
        if _count(work, order.id) < 2:
            raise Refusal(_("{number} is in one parcel already.").format(number=order.number))
        _refuse_printed(work, order)
        more = sa.select(PARCEL.id).where(PARCEL.order_id == order.id, PARCEL.number > 1)
        work.connection.execute(
            sa.update(Task).where(Task.parcel_id.in_(more)).values(parcel_id=None)
        )
        whole = ParcelLine.parcel_id.in_(_ids(order.id))
        work.connection.execute(sa.delete(ParcelLine).where(whole))
        gone = sa.delete(Parcel).where(PARCEL.order_id == order.id, PARCEL.number > 1)
        work.connection.execute(gone)
    work.session.expire_all()
    bring(work, [order.id for order in orders])
    n = len(orders)
    label = ngettext("{n} order goes in one parcel", "{n} orders go in one parcel each", n)
    return ended(work, label.format(n=n))


def _refuse_gone(work: Work, order: Order) -> None:
    """Refuse to split what is cancelled, gone, printed, in several parcels, or in company."""
    gone = guards.before("handed_over", _("it was handed over already"))
    guards.refuse_unless([order], guards.open_order, gone)
    in_company = sa.select(sa.exists().where(Bundled.order_id == order.id))
    if work.session.scalar(in_company):
        raise Refusal(
            _("{number} shares a parcel with other orders; unmerge it first.").format(
                number=order.number
            )
        )
    if _count(work, order.id) > 1:
        raise Refusal(
            _("{number} goes in several parcels already; make it one again first.").format(
                number=order.number
            )
        )
    _refuse_printed(work, order)


def _refuse_printed(work: Work, order: Order) -> None:
    papers = sa.select(sa.exists().where(Print.order_id == order.id))
    left = sa.select(
        sa.exists().where(
            PARCEL.order_id == order.id,
            sa.or_(PARCEL.handed_at.is_not(None), PARCEL.last_at.is_not(None)),
        )
    )
    if work.session.scalar(papers):
        raise Refusal(_("{number}: its papers are printed.").format(number=order.number))
    if work.session.scalar(left):
        raise Refusal(_("{number}: a parcel of it has left.").format(number=order.number))


def _refuse_uneven(work: Work, order: Order, parts: Sequence[Part]) -> None:
    """Refuse parts that do not hold just what was ordered."""
    ordered = lines(work, order.id)
    if len(parts) < 2 or not all(parts):
        raise Refusal(
            _("{number}: say what lies in each of two or more parcels.").format(number=order.number)
        )
    strange = next((line for part in parts for line in part if line not in ordered), None)
    if strange is not None or any(qty < 1 for part in parts for qty in part.values()):
        raise Refusal(
            _("{number}: only its own items can lie in its parcels.").format(number=order.number)
        )
    for line, (name, qty) in ordered.items():
        held = sum(part.get(line, 0) for part in parts)
        if held != qty:
            raise Refusal(
                _("{number}: {name} is ordered {qty} times; the parcels hold {held}.").format(
                    number=order.number, name=name, qty=qty, held=held
                )
            )


def _weights(work: Work, order_id: int, parts: Sequence[Part]) -> list[int]:
    """Return what the pieces of each part are worth, or how many they are where all is free."""
    query = sa.select(OrderLine.id, OrderLine.price).where(OrderLine.order_id == order_id)
    prices: dict[int, Any] = {row[0]: row[1] for row in work.connection.execute(query)}
    worth = [sum(prices[line] * qty for line, qty in part.items()) for part in parts]
    return worth if any(worth) else [sum(part.values()) for part in parts]


def _fill(work: Work, parcel: Parcel, order: Order, part: Part, share: int) -> None:
    parcel.value, parcel.currency = share, order.currency
    parcel.cod = share if order.payment == "cod_due" else None
    if parcel.number > 1:
        parcel.courier, parcel.service, parcel.status = order.courier, order.service, "pending"
        parcel.made_at = order.placed_at or None
        work.session.add(parcel)
    work.session.flush()
    work.session.add_all(
        ParcelLine(parcel_id=parcel.id, order_line_id=line, qty=qty) for line, qty in part.items()
    )


def _ids(order_id: int) -> sa.Select[tuple[int]]:
    return sa.select(PARCEL.id).where(PARCEL.order_id == order_id)


def _count(work: Work, order_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(Parcel).where(PARCEL.order_id == order_id)
    return work.session.scalar(query) or 0
