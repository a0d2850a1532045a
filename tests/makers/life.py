"""What happens to an order after it was placed: paid, packed, carried, delivered, or none of it.

The shop packs Monday to Saturday from nine to four and is late now and then; couriers need a day or
five; some buyers never pay, change their minds, are not at home or send things back.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from string import ascii_uppercase, digits

from tests.makers.people import pick
from tests.makers.shop import Order

BUYER_REASONS = (
    *("Ingin mengubah alamat pengiriman", "Ingin mengubah rincian pesanan (warna, ukuran)"),
    *("Berubah pikiran", "Need to change delivery address"),
)
SELLER_REASONS = ("Stok habis", "Alamat di luar jangkauan kurir")
UNPAID_REASON = "Pesanan tidak dibayar tepat waktu"
SUNDAY = 6
OPEN, CLOSE = 9, 16
SIGNS = digits + ascii_uppercase


@dataclass(frozen=True, slots=True)
class Courier:
    """A courier's name and service as the seller centre writes them, and the shape of its resi."""

    service: str
    name: str
    resi: str  # see `shaped`
    fee: int
    instant: bool = False


def shaped(rng: Random, pattern: str, when: datetime) -> str:
    """A number in its shape: strftime first, then # is a digit and * a digit or capital letter."""
    text = when.strftime(pattern) if "%" in pattern else pattern
    width = {"#": 10, "*": 36}
    return "".join([SIGNS[int(rng.random() * width[s])] if s in width else s for s in text])


def between(rng: Random, low: float, high: float) -> timedelta:
    """A random span of so many hours, to the second."""
    return timedelta(seconds=int((low + rng.random() * (high - low)) * 3_600))


def shift(rng: Random, moment: datetime) -> datetime:
    """The moment when the packers get round to it: within hours, or the next working morning."""
    if moment.weekday() != SUNDAY and moment.hour < CLOSE - 1:
        return max(moment, moment.replace(hour=OPEN, minute=0)) + between(rng, 0.2, 4)
    return workday(moment).replace(hour=OPEN, minute=0) + between(rng, 0, 6)


def workday(moment: datetime, days: int = 1) -> datetime:
    """So many working days later (Sundays do not count)."""
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() != SUNDAY
    return moment


def live(rng: Random, order: Order, courier: Courier, package: str) -> Order:
    """The order with everything that will ever happen to it."""
    fate = rng.random()
    if fate < 0.03 and not (order.cod or order.sample):
        return _called_off(order, "system", UNPAID_REASON, timedelta(days=1))
    free = order.cod or order.sample
    seen = shift(rng, order.placed) if order.manual else order.placed + between(rng, 0.02, 1.5)
    due = order.placed if free else seen
    order = replace(order, paid=None if free else due, ship_by=_deadline(rng, order, due, courier))
    if fate < 0.08:
        reason = pick(rng, BUYER_REASONS)
        asked = due - order.placed + between(rng, 0.2, 3)
        order = replace(order, cancel_asked=order.placed + asked)
        return _called_off(order, "buyer", reason, asked + between(rng, 0.5, 20))
    if fate < 0.095:
        return _called_off(order, "seller", pick(rng, SELLER_REASONS), between(rng, 20, 40))
    return _carried(rng, _packed(rng, order, due, courier, package), courier)


def _called_off(order: Order, who: str, reason: str, after: timedelta) -> Order:
    return replace(order, cancelled=order.placed + after, cancel_by=who, cancel_reason=reason)


def _deadline(rng: Random, order: Order, due: datetime, courier: Courier) -> datetime:
    """Hours for an instant courier, a week for a pre-order, else the end of a working day."""
    if courier.instant:
        return shift(rng, due).replace(minute=0, second=0) + timedelta(hours=4)
    last = workday(due, 7 if order.preorder else 1 if due.hour < CLOSE - 1 else 2)
    if rng.random() < 0.4:
        return last.replace(second=0)
    return last.replace(hour=23, minute=59, second=0)


def _packed(rng: Random, order: Order, due: datetime, courier: Courier, package: str) -> Order:
    """Label printed and courier called; one in twenty is forgotten for a day or two."""
    ready = workday(due, 5) if order.preorder else due
    if rng.random() < 0.05 and not courier.instant:
        ready = workday(ready, 2)
    arranged = shift(rng, ready)
    return replace(
        order,
        arranged=arranged,
        tracking=shaped(rng, courier.resi, arranged),
        package=shaped(rng, package, arranged),
    )


def _carried(rng: Random, order: Order, courier: Courier) -> Order:
    """Handed over, delivered or not, accepted or sent back."""
    assert order.arranged
    if courier.instant:
        shipped = order.arranged + between(rng, 0.3, 1)
        delivered = shipped + between(rng, 0.5, 2)
    else:
        pickup = order.arranged if rng.random() < 0.85 else workday(order.arranged)
        shipped = max(pickup, pickup.replace(hour=17, minute=0)) + between(rng, 0.2, 2.5)
        days = 1 + int(rng.random() * 5)
        delivered = (shipped + timedelta(days=days)).replace(hour=OPEN) + between(rng, 0, 10)
    order = replace(order, shipped=shipped)
    if rng.random() < (0.06 if order.cod else 0.01):
        return replace(order, failed=shipped + timedelta(days=6))
    paid = delivered if order.cod else order.paid
    order = replace(order, delivered=delivered, paid=paid)
    if rng.random() < 0.5:
        order = replace(order, return_until=delivered + timedelta(days=3))
    if rng.random() < 0.035 and not order.sample:
        return _sent_back(rng, order, delivered)
    return replace(order, completed=delivered + between(rng, 3, 130))


def _sent_back(rng: Random, order: Order, delivered: datetime) -> Order:
    """One line, or a part of it, goes home; the money follows."""
    first, *rest = order.lines
    first = replace(first, returned=1 + int(rng.random() * first.qty))
    asked = delivered + between(rng, 2, 60)
    back = asked + between(rng, 90, 260)
    return replace(order, lines=(first, *rest), return_asked=asked, returned=back, completed=back)
