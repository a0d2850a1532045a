"""What a month of payments is made of: orders and lines to come, and the traps among them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tests.makers.people import pick
from tests.rig import NOW

from shopdesk.clock import DAY, HOUR

if TYPE_CHECKING:
    from tests.makers.month import Month

DAYS: Final = 30
START: Final = NOW - 16 * HOUR - DAYS * DAY
"""Midnight in Jakarta, so many days before."""
PRICES: Final = tuple(range(45_000, 405_000, 9_000))
"""Rupiah; few enough that many orders are of one sum."""


@dataclass(slots=True)
class Line:
    """A line to come: when, how much (rupiah), whose name, and the order that it truly pays."""

    at: int
    amount: int
    payer: str
    truth: str | None
    trap: str = ""
    provider: str = "bca"
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Buying:
    """An order to come; ``pay`` makes its lines once the buyer knows the sum and the time."""

    number: str
    kind: str
    placed: int
    buyer: str
    total: int
    pay: Callable[[int, int], list[Line]]


class Traps:
    """The traps of the month, one kind after the other."""

    def __init__(self, month: "Month") -> None:
        self._month, self._turn, self.lines = month, 0, 0
        self._kinds = (
            self.two_buyers, self.swapped_names, self.off_by_one, self.onto_another,
            self.paid_twice, self.late, self.debit_twin, self.went_back, self.stranger,
            self.no_code, self.paid_short, self.pending, self.refunded, self.tried_again,
            self.gave_up, self.namesakes, self.told_twice,
        )  # fmt: skip

    def next(self) -> list[Buying]:
        """Return the orders of the next trap."""
        kind = self._kinds[self._turn % len(self._kinds)]
        self._turn += 1
        return kind()

    def _line(self, at: float, amount: int, payer: str, truth: str | None, **more: Any) -> Line:
        trap = self._kinds[(self._turn - 1) % len(self._kinds)].__name__
        return self._month.line(int(at), amount, payer, truth, trap, **more)

    def _alone(self, kind: str, lines: int, pay: Callable[[Buying, int, int], list[Line]],
               **more: Any) -> list[Buying]:  # fmt: skip
        self.lines += lines
        turn = self._turn

        def named(one: Buying, asked: int, since: int) -> list[Line]:
            self._turn = turn  # the lines are made later, and bear the name of their trap
            return pay(one, asked, since)

        return [self._month.order(kind, pay=named, **more)]

    def _pair(self, kind: str, pay: Callable[[Buying, str, int, int], list[Line]],
              *, namesake: bool = False) -> list[Buying]:  # fmt: skip
        month = self._month
        placed = int(month.between(START, START + (DAYS - 2) * DAY))
        total = pick(month.dice, PRICES)
        one, other = month.name(), month.name()
        other = one if namesake else other
        first = self._alone(kind, 1, lambda o, a, s: pay(o, other, a, s), total=total,
                            placed=placed, buyer=one)  # fmt: skip
        second = self._alone(kind, 1, lambda o, a, s: pay(o, one, a, s), total=total,
                             placed=placed + 3 * HOUR, buyer=other)  # fmt: skip
        return first + second

    def two_buyers(self) -> list[Buying]:
        """Two buyers owe the same sum at the same time."""
        return self._pair("plain", lambda o, _other, asked, since: [
            self._line(since + 5 * HOUR, asked, o.buyer, o.number)])  # fmt: skip

    def swapped_names(self) -> list[Buying]:
        """Two buyers pay for each other, with codes and without."""
        kind = "coded" if self._turn % 2 else "plain"
        return self._pair(kind, lambda o, other, asked, since: [
            self._line(since + 5 * HOUR, asked, other, o.number)])  # fmt: skip

    def namesakes(self) -> list[Buying]:
        """Two buyers of one name owe the same sum."""
        return self._pair("plain", lambda o, _other, asked, since: [
            self._line(since + 6 * HOUR, asked, o.buyer, o.number)], namesake=True)  # fmt: skip

    def off_by_one(self) -> list[Buying]:
        """The code is mistyped by one."""
        by = 1 if self._turn % 2 else -1
        return self._alone("coded", 1, lambda o, asked, since: [
            self._line(since + HOUR, asked + by, o.buyer, o.number)])  # fmt: skip

    def onto_another(self) -> list[Buying]:
        """The code is mistyped, and hits the sum that another buyer was asked for."""
        told: list[int] = []

        def pay(o: Buying, other: str, asked: int, since: int) -> list[Line]:
            told.append(asked)
            if len(told) == 1:
                return []  # the first never pays; the second hits its sum
            return [self._line(since + HOUR, told[0], o.buyer, o.number)]

        return self._pair("coded", pay)

    def paid_twice(self) -> list[Buying]:
        """A buyer pays twice, hours or a day apart."""
        apart = pick(self._month.dice, (HOUR, 5 * HOUR, DAY))
        return self._alone("coded", 2, lambda o, asked, since: [
            self._line(since + HOUR, asked, o.buyer, o.number),
            self._line(since + HOUR + apart, asked, o.buyer, o.number)])  # fmt: skip

    def told_twice(self) -> list[Buying]:
        """One transfer stands on two statements in two layouts."""
        return self._alone("coded", 2, lambda o, asked, since: [
            self._line(since + HOUR, asked, o.buyer, o.number),
            self._line(since + HOUR, asked, o.buyer, None)])  # fmt: skip

    def late(self) -> list[Buying]:
        """The buyer pays days after the window."""
        days = self._month.between(3.2, 8)
        kind = "coded" if self._turn % 2 else "plain"
        return self._alone(kind, 1, lambda o, asked, since: [
            self._line(since + days * DAY, asked, o.buyer, o.number)])  # fmt: skip

    def debit_twin(self) -> list[Buying]:
        """The shop pays somebody else just the same sum."""
        return self._alone("coded", 1, lambda o, asked, since: [
            self._month.line(since + HOUR, asked, o.buyer, o.number),
            self._line(since + 2 * HOUR, asked, self._month.name(), None, incoming=0)])  # fmt: skip

    def went_back(self) -> list[Buying]:
        """The transfer was taken back by the bank."""
        return self._alone("coded", 2, lambda o, asked, since: [
            self._line(since + HOUR, asked, o.buyer, None, provider="bca"),
            self._line(since + 1.2 * HOUR, asked, o.buyer, None, incoming=0, provider="bca"),
        ])  # fmt: skip

    def stranger(self) -> list[Buying]:
        """The buyer never pays, and a stranger sends just that sum for something else."""
        return self._alone("plain", 1, lambda _o, asked, since: [
            self._line(since + HOUR, asked, self._month.name(), None)])  # fmt: skip

    def no_code(self) -> list[Buying]:
        """The buyer leaves the code out."""
        return self._alone("coded", 1, lambda o, _asked, since: [
            self._line(since + HOUR, o.total, o.buyer, o.number)])  # fmt: skip

    def paid_short(self) -> list[Buying]:
        """The buyer pays less, then the rest."""
        return self._alone("coded", 2, lambda o, asked, since: [
            self._line(since + HOUR, asked - 20_000, o.buyer, o.number),
            self._line(since + 9 * HOUR, 20_000, o.buyer, o.number)])  # fmt: skip

    def pending(self) -> list[Buying]:
        """The bank has it as pending."""
        return self._alone("coded", 1, lambda o, asked, since: [
            self._line(since + HOUR, asked, o.buyer, o.number, state="pending")])  # fmt: skip

    def refunded(self) -> list[Buying]:
        """The gateway paid and gave back, by the time that its report is read."""
        return self._gateway(1, lambda since: [("refunded", since + HOUR)])

    def tried_again(self) -> list[Buying]:
        """The gateway denied the first attempt."""
        return self._gateway(2, lambda since: [
            ("denied", since + HOUR), ("paid", since + 2 * HOUR)])  # fmt: skip

    def gave_up(self) -> list[Buying]:
        """The attempts at the gateway expired."""
        return self._gateway(1, lambda since: [("expired", since + DAY)])

    def _gateway(self, lines: int, told: Callable[[int], list[tuple[str, int]]]) -> list[Buying]:
        trap = self._kinds[(self._turn - 1) % len(self._kinds)].__name__

        def pay(o: Buying, _asked: int, since: int) -> list[Line]:
            made = []
            for state, at in told(since):
                line = self._month.through_gateway(o, at, state)
                line.trap = trap
                line.truth = o.number if state in {"paid", "refunded"} else None
                made.append(line)
            return made

        return self._alone("gateway", lines, pay)
