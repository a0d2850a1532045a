"""What the reads of payments return: frozen rows, free of any session."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One line of a statement or one transaction of a gateway. Minor units, UTC seconds.

    ``payer`` is the name as far as it can be told, ``words`` what the bank wrote. ``order`` and
    ``order_id`` are of the order that it pays, ``how`` (id, exact, manual) and ``why`` what made
    them fit; empty while it pays none.
    """

    id: int
    source: str
    provider: str
    account: str
    at: int
    day_only: bool
    incoming: bool
    state: str
    place: str
    amount: int
    currency: str
    fee: int | None
    net: int | None
    refunded: int | None
    method: str
    order_ref: str
    payer: str
    words: str
    signed: bool
    order: str = ""
    order_id: int | None = None
    how: str = ""
    why: str = ""
    by: str = ""
    key: tuple[object, int] = (0, 0)
    """Where the row stands in the asked-for order; give it back as ``after`` or ``before``."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order that a line may pay, and what speaks for it.

    ``difference`` is the line's amount less what the order still has to bring; ``hours`` from the
    order to the line; ``score`` the likeness of the names (0 to 100). ``named``: the line tells
    the order's number. ``inside``: the line stands in the order's window. ``over``: the order is
    paid, expired or denied already (its payment's word), else empty.
    """

    id: int
    number: str
    buyer: str
    shop: str
    payment: str
    placed: int
    total: int
    asked: int
    code: int
    paid: int
    currency: str
    difference: int
    hours: int
    score: int
    named: bool
    inside: bool
    over: str
    rank: int = 0
    """Its place among the candidates: the likeliest is 0."""
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.number} {self.buyer}"

    @property
    def exact(self) -> bool:
        """Whether it is just what the order still has to bring, in its window."""
        return not self.difference and self.inside and not self.over


@dataclass(frozen=True, slots=True)
class PaymentCard:
    """Everything about one line: the row, the orders that it may pay, the account's balance."""

    row: PaymentRow
    candidates: tuple[Candidate, ...]
    balance: int | None
    extra: dict[str, str]


@dataclass(frozen=True, slots=True)
class CodRow:
    """An order that is paid at the door. ``collected``: the money came in, else it is awaited."""

    id: int
    number: str
    channel: str
    shop: str
    buyer: str
    courier: str
    tracking: str
    status: str
    total: int
    currency: str
    placed: int
    delivered: int | None
    collected: bool
    key: tuple[()] = ()

    @property
    def words(self) -> str:
        """What a filter looks in."""
        return f"{self.number} {self.shop} {self.buyer} {self.courier} {self.tracking}"


@dataclass(frozen=True, slots=True)
class Paying:
    """How an order stands with its money: asked for, come in, and the lines that paid it.

    ``word`` is its own word beyond the order's payment: underpaid, overpaid, or empty.
    """

    asked: int
    code: int
    paid: int
    expires: int | None
    word: str
    lines: tuple[PaymentRow, ...]
    currency: str

    @property
    def missing(self) -> int:
        """What is still to come in."""
        return max(0, self.asked - self.code * 100 - self.paid) if self.word != "overpaid" else 0

    @property
    def surplus(self) -> int:
        """What came in beyond what was asked for."""
        return max(0, self.paid - self.asked) if self.word == "overpaid" else 0
