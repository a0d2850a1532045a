"""The seeded generator: orders of a believable Indonesian shop, each with its whole timeline.

Buyers order in the evening, at weekends and on paydays; what happens next is told in `life`. Only
`Random.random()` is drawn, so that the same seed gives the same orders under every Python.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from tests.makers.goods import GOODS
from tests.makers.life import Courier, live, shaped
from tests.makers.people import crowd, pick
from tests.makers.shop import Buyer, Good, Line, Order

HOURS = (2, 1, 1, 0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 7, 5, 5, 5, 6, 7, 10, 13, 12, 8, 4)
WEEKDAYS = (9, 9, 9, 10, 11, 13, 13)
NOTES = (
    *("Tolong bubble wrap ya kak", "Kirim cepat ya 🙏", "Warna sesuai foto"),
    *("Untuk kado, jangan ada nota", "Kalau kosong ganti warna lain", "titip ke pos satpam"),
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a channel's orders look. Shares are of 1; numbers are shapes, `$` a running number."""

    number: str
    item: str
    couriers: tuple[Courier, ...]
    methods: tuple[str, ...]
    package: str = ""
    cod_share: float = 0.0
    cod_method: str = ""
    manual: str = ""  # the method that the admin verifies by hand
    voucher_share: float = 0.0
    coins: bool = False
    free_shipping: float = 0.4
    line_fee: int = 0
    sample_share: float = 0.0
    nameless_share: float = 0.0  # lines whose seller SKU was never filled in
    goods: tuple[Good, ...] = field(default=GOODS)
    more_lines: float = 0.18  # the chance of one more line, again and again


def trade(
    manner: Manner,
    *,
    seed: int,
    start: datetime,
    end: datetime,
    count: int,
    buyers: int = 200,
    first: int = 1001,
) -> Iterator[Order]:
    """So many orders between two moments, oldest first; `first` starts the running numbers."""
    rng = Random(seed)
    people = crowd(rng, buyers)
    regulars = people[: max(1, buyers // 10)]
    for running, placed in enumerate(sorted(_moments(rng, start, end, count)), first):
        buyer = pick(rng, regulars if rng.random() < 0.3 else people)
        courier = pick(rng, manner.couriers)
        order = _placed(rng, manner, placed, buyer, courier)
        order = replace(order, number=order.number.replace("$", str(running)))
        yield live(rng, order, courier, manner.package)


def _moments(rng: Random, start: datetime, end: datetime, count: int) -> Iterator[datetime]:
    """Moments by weekday and hour; twice as likely on the 25th to the 1st and on twin dates."""
    span = (end - start).total_seconds()
    top = max(HOURS) * max(WEEKDAYS) * 2
    while count:
        moment = start + timedelta(seconds=int(rng.random() * span))
        payday = moment.day >= 25 or moment.day in {1, moment.month}
        weight = HOURS[moment.hour] * WEEKDAYS[moment.weekday()] * (2 if payday else 1)
        if rng.random() * top < weight:
            count -= 1
            yield moment


def _placed(rng: Random, manner: Manner, placed: datetime, buyer: Buyer, courier: Courier) -> Order:
    """The order at the moment when it was placed."""
    sample = rng.random() < manner.sample_share
    cod = not sample and rng.random() < manner.cod_share
    lines = tuple(_lines(rng, manner, placed, sample=sample))
    fee = courier.fee + sum(line.good.weight_g * line.qty for line in lines) // 1_000 * 3_000
    worth = sum(line.subtotal for line in lines)
    voucher = rng.random() < manner.voucher_share and worth > 60_000
    method = manner.cod_method if cod else pick(rng, manner.methods)
    return Order(
        number=shaped(rng, manner.number, placed),
        placed=placed,
        lines=lines,
        buyer=buyer,
        method="" if sample else method,
        courier=courier.name,
        service=courier.service,
        shipping=0 if sample or rng.random() < manner.free_shipping else fee,
        shipping_list=fee,
        seller_voucher=5_000 * (1 + int(rng.random() * 3)) if voucher else 0,
        platform_voucher=10_000 if voucher and rng.random() < 0.4 else 0,
        coins=int(rng.random() * 12_000) if voucher and manner.coins else 0,
        voucher_code="MELATI" if voucher else "",
        cod=cod,
        manual=method == manner.manual,
        sample=sample,
        preorder=not sample and rng.random() < 0.02,
        buyer_note=pick(rng, NOTES) if rng.random() < 0.12 else "",
    )


def _lines(rng: Random, manner: Manner, placed: datetime, *, sample: bool) -> Iterator[Line]:
    """One line, often two, rarely eleven; a sample is one free piece."""
    for _ in range(11):
        good = pick(rng, manner.goods)
        if rng.random() < manner.nameless_share:
            good = replace(good, sku="")
        cut = good.price * int(rng.random() * 4) // 20 if rng.random() < 0.5 else 0
        yield Line(
            item=shaped(rng, manner.item, placed),
            good=good,
            qty=1 if sample or rng.random() < 0.82 else 2 + int(rng.random() * 4),
            list_price=0 if sample else good.price,
            seller_discount=0 if sample else cut // 500 * 500,
            platform_discount=1_000 if cut and rng.random() < 0.1 and not sample else 0,
            fee=0 if sample else manner.line_fee,
        )
        if sample or rng.random() >= manner.more_lines:
            return
