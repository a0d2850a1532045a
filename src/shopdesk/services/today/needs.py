"""What needs a hand now: kinds of orders, each a filter, with the money that waits in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from shopdesk.clock import HOUR, Clock, Instant
from shopdesk.models.orders import Order
from shopdesk.models.payments import Payment
from shopdesk.services.orders.finding import WAITING
from shopdesk.services.payments.likely import likely
from shopdesk.services.today import clocks, messages, parcels, stale, tickets, waits
from shopdesk.services.today.matching import matching
from shopdesk.services.today.rows import ALL, COSTS, SOON, WAITS, Need
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of need: how bad it is, and the filter that finds its orders now.

    A kind without a filter now (an empty one) is left out.
    """

    id: str
    grade: int
    where: Callable[[Clock], str]


def needs(read: Read) -> tuple[Need, ...]:
    """Return what needs a hand, the costliest first: by grade, then by the money at stake.

    Currencies are never added together: each has a row of its own, rupiah before the others.
    """
    return in_order((*quick(read), *clocks.clocks(read)))


def quick(read: Read) -> tuple[Need, ...]:
    """Return the needs but for the clocks of seller health, which look at weeks of orders."""
    found = [need for kind in KINDS for need in _of(read, kind)]
    found += [*_to_match(read), *parcels.parcels(read), *parcels.tasks(read)]
    return (*found, *messages.messages(read), *tickets.tickets(read), *stale.stale(read))


def in_order(found: Iterable[Need]) -> tuple[Need, ...]:
    """Return needs by grade, then by the money at stake, rupiah first."""
    return tuple(sorted(found, key=lambda n: (n.grade, n.currency != "IDR", -n.at_stake)))


def _to_match(read: Read) -> Iterator[Need]:
    """Yield the credits that an order speaks for, and that wait for a person."""
    if not read.connection.scalar(sa.select(sa.exists().where(Payment.id > 0))):
        return
    ids = likely(read)
    query = sa.select(Payment.currency, sa.func.count(), sa.func.sum(Payment.amount))
    found = read.connection.execute(
        query.where(Payment.id.in_(ids)).group_by(Payment.currency)
    ).all()  # fmt: skip
    for currency, lines, amount in found if ids else ():
        where = f"is:likely currency:{currency}" if len(found) > 1 else "is:likely"
        yield Need("to_match", WAITS, where, currency, lines, amount, None, desk="payments")


def _of(read: Read, kind: Kind) -> Iterator[Need]:
    where = kind.where(read.clock)
    if not where:
        return
    found = _sums(read, where)
    hours = waits.hours(kind.id, read.clock)
    for currency, (orders, at_stake, due) in found.items():
        own = f"{where} currency:{currency}" if len(found) > 1 else where
        yield Need(kind.id, kind.grade, own, currency, orders, at_stake, due, hours)


def _sums(read: Read, where: str) -> dict[str, tuple[int, int, Instant | None]]:
    """Return per currency how many orders a filter means, their money, the nearest deadline."""
    running = sa.case((Order.status.in_(WAITING), Order.ship_by))
    query = sa.select(
        Order.currency, sa.func.count(), sa.func.sum(Order.total), sa.func.min(running)
    ).group_by(Order.currency)
    found: dict[str, tuple[int, int, Instant | None]] = {}
    for condition in matching(read, where):
        for currency, orders, at_stake, due in read.connection.execute(query.where(condition)):
            had = found.get(currency, (0, 0, None))
            nearest = min(filter(None, (had[2], due)), default=None)
            found[currency] = had[0] + orders, had[1] + at_stake, nearest
    return found


def _soon(clock: Clock) -> Instant:
    return clock.now() + waits.hours("due_soon", clock) * HOUR


def _due_soon(clock: Clock) -> str:
    return f"is:waiting -is:late ship_by<{waits.minute(_soon(clock), clock)}"


def _due_today(clock: Clock) -> str:
    midnight = clock.at(clock.today() + timedelta(days=1))
    if _soon(clock) >= midnight:
        return ""
    return f"is:waiting ship_by>={waits.minute(_soon(clock), clock)} ship_by:{clock.today()}"


def _held_long(clock: Clock) -> str:
    since = clock.now() - waits.hours("held_long", clock) * HOUR
    return f"status:on_hold held<{waits.minute(since, clock)}"


KINDS: Final = (
    Kind("late", COSTS, lambda _clock: "is:late"),
    Kind("conflict", COSTS, lambda _clock: "is:conflict"),
    Kind("cancelling", COSTS, lambda _clock: "is:waiting is:cancelling"),
    Kind("short", SOON, lambda _clock: "is:short"),
    Kind("due_soon", SOON, _due_soon),
    Kind("due_today", SOON, _due_today),
    Kind("exception", SOON, lambda _clock: "status:exception"),
    Kind("to_verify", WAITS, lambda _clock: "status:to_verify"),
    Kind("unmapped", WAITS, lambda _clock: "is:waiting is:unmapped"),
    Kind("held_long", WAITS, _held_long),
    Kind("stuck", ALL, lambda _clock: "is:stuck"),
)
