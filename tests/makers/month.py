"""A seeded month of a web shop: orders, the statement lines that pay them, and traps among both.

Every line carries the truth: the number of the order that it pays, or nothing. The month is lived
day by day, as a shop lives it: orders come in, buyers are asked to pay, the statement is imported
and matched by itself, what is overdue expires.
"""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import sqlalchemy as sa
from tests.makers.month_traps import DAYS, PRICES, START, Buying, Line, Traps
from tests.makers.payments import RP, account
from tests.makers.people import FAMILY, GIVEN, pick

from shopdesk.clock import DAY, HOUR, MINUTE
from shopdesk.models.orders import Order
from shopdesk.models.payments import Due, Match, Payment
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services import payments
from shopdesk.store import Change, Store, Work

SLOT: Final = 4 * HOUR
"""Buyers are asked to pay so often."""
SHIPPING: Final = (0, 9_000, 12_000, 15_000, 18_000)
KINDS: Final = ("coded",) * 13 + ("plain",) * 3 + ("gateway",) * 3 + ("cod",)
SHARE: Final = 0.0535
"""Of the lines that traps want; a few of them never come, so that 5 % are left."""
COMPANIES: Final = (
    "PT PASAR DARING NUSANTARA", "PT PEMBAYARAN LANCAR", "CV GROSIR MAKMUR", "PT KURIR ANGIN",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """How the month went: lines matched by themselves, rightly and wrongly, of all that pay."""

    orders: int
    lines: int
    traps: int
    right: int
    wrong: tuple[str, ...]
    paying: int
    clean: int
    clean_right: int
    seconds: float
    by_trap: dict[str, tuple[int, int]]

    @property
    def precision(self) -> float:
        """The share of the matched lines that is right."""
        matched = self.right + len(self.wrong)
        return self.right / matched if matched else 1.0

    @property
    def recall(self) -> float:
        """The share of the paying lines that was matched by itself."""
        return self.right / self.paying

    @property
    def clean_recall(self) -> float:
        """The same, of lines that are no trap."""
        return self.clean_right / self.clean


class Month:
    """Makes the month and lives it on a store whose clock it moves."""

    def __init__(self, store: Store, *, orders: int, lines: int, seed: int = 7) -> None:
        self.store, self.dice = store, Random(seed)
        self.size, self.lines = orders, lines
        self.truth: dict[str, Line] = {}
        self._number = 1000
        self._coming: dict[int, list[Line]] = defaultdict(list)
        self._orders = sorted(self._plan(), key=lambda one: one.placed)

    # What will happen

    def _plan(self) -> list[Buying]:
        """Return the orders of the month: traps first, then the others up to the size."""
        traps = Traps(self)
        made: list[Buying] = []
        while traps.lines < self.lines * SHARE:
            made += traps.next()
        while len(made) < self.size:
            made.append(self.order(pick(self.dice, KINDS)))
        return made[: self.size]

    def between(self, low: float, high: float) -> float:
        """Return a number between two."""
        return low + self.dice.random() * (high - low)

    def name(self) -> str:
        """Return somebody's name."""
        return f"{pick(self.dice, GIVEN)} {pick(self.dice, FAMILY)}"

    def order(
        self, kind: str, *, total: int = 0, placed: int = 0, buyer: str = "",
        pay: Callable[["Buying", int, int], list[Line]] | None = None,
    ) -> Buying:  # fmt: skip
        """Return an order; ``pay`` says how its buyer pays, else as buyers of its kind do."""
        self._number += 1
        sums = total or pick(self.dice, PRICES) + pick(self.dice, SHIPPING)
        when = placed or int(self.between(START, START + (DAYS - 1) * DAY))
        way = pay or self.usual
        one = Buying(str(self._number), kind, when, buyer or self.name(), sums, lambda _s, _t: [])
        one.pay = lambda asked, since: way(one, asked, since)
        return one

    def usual(self, one: Buying, asked: int, since: int) -> list[Line]:
        """Return how most buyers pay: soon, the sum asked for, some by another's account."""
        if one.kind == "cod" or self.dice.random() < 0.06:
            return []
        at = since + int(self.between(2 * MINUTE, 20 * HOUR))
        payer = one.buyer if self.dice.random() < 0.88 else self.name()
        if one.kind == "gateway":
            return [self.through_gateway(one, at)]
        return [self.line(at, asked, payer, one.number)]

    def through_gateway(self, one: Buying, at: int, state: str = "paid", **more: Any) -> Line:
        """Return a transaction that names its order."""
        told = {"order_ref": one.number, "state": state, "method": "qris"} | more
        return Line(at, one.total, "", one.number, "", "midtrans", told)

    def line(self, at: int, amount: int, payer: str, truth: str | None, trap: str = "",
             **more: Any) -> Line:  # fmt: skip
        """Return a statement line, of the bank that tells only days or of one that tells times."""
        told = "bca" if self.dice.random() < 0.6 else "mandiri"
        return Line(at, amount, payer, truth, trap, more.pop("provider", told), more)

    def _noise(self, wanted: int) -> Iterator[Line]:
        """Yield lines that pay no order: marketplaces, resellers, the owner, fees, suppliers."""
        for _n in range(wanted):
            at = int(self.between(START, START + DAYS * DAY))
            turn = self.dice.random()
            if turn < 0.35:
                odd = int(self.between(200_000, 9_000_000))
                yield self.line(at, odd, pick(self.dice, COMPANIES), None)
            elif turn < 0.55:
                yield self.line(at, round(self.between(20, 900)) * 1000, self.name(), None)
            else:
                odd = int(self.between(2_500, 600_000))
                yield self.line(at, odd, self.name(), None, incoming=0)

    # Living it

    def live(self) -> None:
        """Live the month day by day."""
        self.store.run("seed", self._open_shop)
        queue = iter(self._orders)
        next_one = next(queue, None)
        for slot in range(START, START + DAYS * DAY, SLOT):
            fresh = []
            while next_one is not None and next_one.placed < slot + SLOT:
                fresh.append(next_one)
                next_one = next(queue, None)
            self._now(slot + SLOT)
            self._take_orders(fresh)
            if (slot + SLOT - START) % DAY == 0:
                self._end_day(slot + SLOT)
        self._now(START + (DAYS + 1) * DAY)
        self._end_day(START + 90 * DAY)

    def _now(self, instant: int) -> None:
        self.store.clock._now = instant

    def _open_shop(self, work: Work) -> Change:
        work.session.add(Shop(id=1, channel="shopify", name="Toko Uji", currency="IDR"))
        for provider, source in (("bca", "bank"), ("mandiri", "bank"), ("midtrans", "gateway")):
            account(work, provider, source)
        return work.done("Opened")

    def _take_orders(self, fresh: list[Buying]) -> None:
        if not fresh:
            return
        self.store.run("import", lambda work: _put(work, fresh))
        numbers = {one.number for one in fresh if one.kind == "coded"}
        with self.store.read() as read:
            found = dict(read.connection.execute(sa.select(Order.number, Order.id)).fetchall())
        ids = [found[number] for number in sorted(numbers)]
        if ids:
            self.store.do(payments.ask, ids)
        with self.store.read() as read:
            asked = dict(read.connection.execute(sa.select(Due.order_id, Due.amount)).fetchall())
            now = read.clock.now()
        for one in fresh:
            total = asked.get(found[one.number], one.total * RP) // RP
            since = now if one.kind == "coded" else one.placed
            for line in one.pay(total, since):
                self._coming[0].append(line)

    def _end_day(self, until: int) -> None:
        """Import what the banks and the gateway tell by now, match it, let the overdue expire."""
        came = [line for line in self._coming[0] if line.at < until]
        self._coming[0] = [line for line in self._coming[0] if line.at >= until]
        if until > START + DAYS * DAY:
            came += self._noise(self.lines - len(self.truth) - len(came))
            came.sort(key=lambda line: line.at)
        else:
            share = (self.lines - 2 * self.size) // DAYS
            day = until - DAY
            fitting = self._noise(share)
            came += [_moved(line, day) for line in fitting]
        self.store.run("import", lambda work: self._import(work, came))
        with contextlib.suppress(Refusal):  # nothing was overdue
            self.store.do(payments.expire)

    def _import(self, work: Work, came: list[Line]) -> Change:
        numbers = {name: account(work, name) for name in ("bca", "mandiri", "midtrans")}
        for line in came:
            ref = f"L{len(self.truth) + 1:06}"
            self.truth[ref] = line
            work.session.add(_payment(line, ref, numbers[line.provider], work))
        return payments.match_auto(work)

    def left(self) -> tuple[int, int]:
        """Return how many paying lines wait for a person, and whose order stands first there."""
        right = waits = 0
        with self.store.read() as read:
            for payment_id in payments.ids(read, "is:open"):
                ref = read.connection.scalar(sa.select(Payment.ref).where(Payment.id == payment_id))
                if truth := self.truth[str(ref)].truth:
                    found = payments.candidates(read, [payment_id])
                    waits += 1
                    right += bool(found) and found[0].number == truth
        return waits, right

    def score(self, seconds: float) -> Score:
        """Hold what was matched by itself against the truth."""
        with self.store.read() as read:
            query = (
                sa.select(Payment.ref, Order.number).join(Match, Match.payment_id == Payment.id)
                .join(Order, Order.id == Match.order_id)
            )  # fmt: skip
            matched = dict(read.connection.execute(query).fetchall())
        right = {ref for ref, number in matched.items() if self.truth[ref].truth == number}
        paying = {ref for ref, line in self.truth.items() if line.truth}
        clean = {ref for ref in paying if not self.truth[ref].trap}
        by_trap: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for ref, line in self.truth.items():
            by_trap[line.trap][0] += 1
            by_trap[line.trap][1] += ref in matched
        return Score(
            orders=len(self._orders), lines=len(self.truth),
            traps=sum(bool(line.trap) for line in self.truth.values()), right=len(right),
            wrong=tuple(
                f"{ref} ({self.truth[ref].trap or 'clean'}): {number}, not {self.truth[ref].truth}"
                for ref, number in matched.items() if ref not in right
            ),
            paying=len(paying), clean=len(clean), clean_right=len(clean & right), seconds=seconds,
            by_trap={name: (n, m) for name, (n, m) in sorted(by_trap.items())},
        )  # fmt: skip


def _moved(line: Line, day: int) -> Line:
    line.at = day + line.at % DAY
    return line


def _put(work: Work, fresh: list[Buying]) -> Change:
    for one in fresh:
        payment = "cod_due" if one.kind == "cod" else "unpaid"
        work.session.add(Order(
            shop_id=1, channel="shopify", number=one.number, buyer=one.buyer,
            status="to_pack" if one.kind == "cod" else "to_verify", payment=payment,
            told_payment=payment, fulfilment="new", told_fulfilment="new",
            placed_at=one.placed, total=one.total * RP, cod=int(one.kind == "cod"),
        ))  # fmt: skip
    return work.done("Imported orders")


def _payment(line: Line, ref: str, number: int, work: Work) -> Payment:
    """Return a line as its bank words it: BCA tells days only, and cuts names off."""
    told = {"incoming": 1, "state": "paid"} | line.more
    told.pop("provider", "")
    at, day_only = line.at, 0
    if line.provider == "bca":
        at, day_only = work.clock.at(work.clock.day(line.at)), 1
    way = ("TRSF E-BANKING CR 0509/FTSCY/WS95051", "BI-FAST CR TRANSFER DARI 014")[len(ref) % 2]
    words = f"{way} {line.amount}.00 {line.payer.upper()[:18]}" if line.payer else ""
    return Payment(
        account_id=number, ref=ref, at=at, day_only=day_only, amount=line.amount * RP,
        words=words, **told,
    )  # fmt: skip
