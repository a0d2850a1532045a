"""Which orders a rule looks at, and which of them count against the seller: conditions in SQL."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from shopdesk.clock import Clock, Instant
from shopdesk.models.orders import Order
from shopdesk.models.shipments import Parcel, ParcelEvent
from shopdesk.models.shops import Shop
from shopdesk.services.health.rules import Rule, rules_of

Test = sa.ColumnElement[bool]
ORDER: Final = Order.__table__.c
PARCEL: Final = Parcel.__table__.c
EVENT: Final = ParcelEvent.__table__.c
SHOP: Final = Shop.__table__.c
NEVER_PAID: Final = ("unpaid", "authorised", "expired", "denied")
AWAY: Final = ("handed_over", "in_transit", "delivered", "failed", "returned_to_sender", "lost")
SCANNED: Final = (
    "picked_up", "in_transit", "out_for_delivery", "ready_for_pickup", "failed_attempt", "on_hold",
    "delivered", "returning", "returned",
)  # fmt: skip
"""What a courier only says of a parcel that it has."""

LEFT: Final = ORDER.shipped_at
FIRST_SCAN: Final = (
    sa.select(sa.func.min(EVENT.at))
    .join(Parcel, PARCEL.id == EVENT.parcel_id)
    .where(PARCEL.order_id == ORDER.id, EVENT.status.in_(SCANNED))
    .correlate(Order)
    .scalar_subquery()
)
PAID: Final = ORDER.payment.not_in(NEVER_PAID)
OUT: Final = sa.and_(ORDER.cancelled == 1, LEFT.is_(None))
"""Cancelled, and never sent."""
IN_TIME: Final = sa.and_(OUT, sa.func.coalesce(ORDER.cancelled_at, 0) <= ORDER.ship_by)
UNTIMED: Final = sa.and_(ORDER.fulfilment.in_(AWAY), LEFT.is_(None))
"""It has left, but its export does not say when: nobody can judge it."""
KEPT: Final = sa.and_(PAID, ORDER.ship_by.is_not(None), sa.not_(UNTIMED), sa.not_(IN_TIME))


class Window(NamedTuple):
    """A span of whole days of the shop's calendar: start ≤ t < end."""

    start: Instant
    end: Instant


def windows(rule: Rule, clock: Clock) -> tuple[Window, Window]:
    """Return the window of a rule now, and the one before it."""
    today = clock.today()
    first = today - timedelta(days=rule.days - 1)
    before = first - timedelta(days=rule.days)
    end = clock.day_bounds(today)[1]
    return Window(clock.at(first), end), Window(clock.at(before), clock.at(first))


def anchor(rule: Rule) -> Any:
    """Return the instant that puts an order into a window."""
    cancelled = sa.case((OUT, sa.func.coalesce(ORDER.cancelled_at, ORDER.placed_at)))
    return {
        "placed": ORDER.placed_at,
        "shipped": LEFT,
        "fate": sa.func.coalesce(cancelled, ORDER.placed_at),
    }[rule.by]


def looked_at(rule: Rule, now: Instant) -> Test:
    """Return the test of an order that the rule looks at."""
    return OF[rule.of](rule, now)


def against(rule: Rule, now: Instant) -> Test:
    """Return the test of an order, of those looked at, that counts against the seller."""
    return COUNTS[rule.counts](rule, now)


def pulling(clock: Clock, measure: str, shop_id: int | None = None) -> sa.Select[tuple[int]]:
    """Return the ids of the orders that pull a clock now: of a shop, or of all shops."""
    shops = Shop.__table__
    every = sa.select(ORDER.id).join(shops, SHOP.id == ORDER.shop_id)
    own = sa.true() if shop_id is None else ORDER.shop_id == shop_id
    return every.where(own, sa.or_(sa.false(), *_by_channel(clock, measure)))


def _by_channel(clock: Clock, measure: str) -> list[Test]:
    from shopdesk import tables

    on = clock.today()
    named = {row["channel"] for row in tables.rows("health", on) if row["channel"]}
    found = [
        sa.and_(SHOP.channel == channel, in_window(rules[measure], clock))
        for channel in sorted(named)
        if measure in (rules := rules_of(channel, on))
    ]
    if measure in (rules := rules_of("", on)):
        found.append(sa.and_(SHOP.channel.not_in(named), in_window(rules[measure], clock)))
    return found


def in_window(rule: Rule, clock: Clock) -> Test:
    """Return the test of an order that counts against the seller in the window of now."""
    window, now, at = windows(rule, clock)[0], clock.now(), anchor(rule)
    within = sa.and_(at >= window.start, at < window.end)
    return sa.and_(within, looked_at(rule, now), against(rule, now))


def _decided(_rule: Rule, now: Instant) -> Test:
    return sa.and_(KEPT, sa.or_(LEFT.is_not(None), ORDER.ship_by < now))


def _owed(rule: Rule, now: Instant) -> Test:
    return sa.and_(PAID, sa.or_(ORDER.cancelled == 0, _seller_cancelled(rule, now)))


def _seller_cancelled(rule: Rule, _now: Instant) -> Test:
    return sa.and_(OUT, PAID, ORDER.cancel_by.in_(rule.who))


def _after(left: Any, now: Instant) -> Test:
    """Return the test of an order that left late, or has not left and should have."""
    over = sa.case((OUT, ORDER.cancelled_at), else_=now)
    return ORDER.ship_by < sa.func.coalesce(left, over)


OF: Final[Mapping[str, Callable[[Rule, Instant], Test]]] = {
    "placed": lambda _rule, _now: sa.true(),
    "kept": lambda _rule, _now: KEPT,
    "decided": _decided,
    "shipped": lambda _rule, _now: sa.and_(LEFT.is_not(None), ORDER.ship_by.is_not(None)),
    "owed": _owed,
}
COUNTS: Final[Mapping[str, Callable[[Rule, Instant], Test]]] = {
    "late": lambda _rule, now: _after(LEFT, now),
    "slow": lambda _rule, now: _after(sa.func.coalesce(FIRST_SCAN, LEFT), now),
    "seller_cancelled": _seller_cancelled,
}
