"""The neutral order: what happened in a shop, before a seller centre puts it into its own words.

Money is whole rupiah (int), times are naive local times of the shop (WIB). An order carries its
whole timeline; `seen_at` cuts it off at a moment, so an older and a newer export of one shop are
two views of the same orders.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum, auto


class State(StrEnum):
    """Where an order stands, in no marketplace's words."""

    UNPAID = auto()
    TO_VERIFY = auto()  # the buyer says it is paid, the admin has to look
    TO_PACK = auto()
    TO_SHIP = auto()  # resi given, the courier has not come yet
    SHIPPED = auto()
    DELIVERED = auto()
    COMPLETED = auto()
    CANCEL_ASKED = auto()
    CANCELLED = auto()
    RETURN_OPEN = auto()
    RETURNED = auto()
    FAILED = auto()  # the courier gave up; the parcel comes home
    UNKNOWN = auto()  # the seller centre shows a word that nobody has seen before


@dataclass(frozen=True, slots=True)
class Good:
    """One SKU of the shop; price in rupiah, weight in gram."""

    parent: str
    sku: str
    name: str
    variation: str
    category: str
    price: int
    weight_g: int
    market_sku: str = ""  # 19 digits, the marketplace's own number


@dataclass(frozen=True, slots=True)
class Line:
    """One order line. Prices and discounts are rupiah per piece, `fee` is rupiah per line."""

    item: str  # the marketplace's number of this line, digits
    good: Good
    qty: int
    list_price: int
    seller_discount: int = 0
    platform_discount: int = 0
    fee: int = 0
    returned: int = 0

    @property
    def price(self) -> int:
        """What the buyer pays per piece."""
        return self.list_price - self.seller_discount - self.platform_discount

    @property
    def subtotal(self) -> int:
        """What the buyer pays for the line, without its fee."""
        return self.price * self.qty


@dataclass(frozen=True, slots=True)
class Buyer:
    """An invented person; every mail address is @example.com, every phone has a run of zeros."""

    username: str
    name: str
    phone: str  # digits, 62…
    street: str
    village: str
    district: str
    city: str  # "Kota Bandung", "Kab. Bogor"
    province: str
    postcode: str

    @property
    def email(self) -> str:
        """A mail address that can reach nobody."""
        return f"{self.username}@example.com"


@dataclass(frozen=True, slots=True)
class Order:
    """One order with its whole timeline. Every money field is what the buyer sees."""

    number: str
    placed: datetime
    lines: tuple[Line, ...]
    buyer: Buyer
    method: str
    courier: str
    service: str
    tracking: str = ""
    package: str = ""
    shipping: int = 0  # paid by the buyer
    shipping_list: int = 0  # the courier's price
    handling: int = 0
    insurance: int = 0
    seller_voucher: int = 0
    platform_voucher: int = 0
    coins: int = 0
    voucher_code: str = ""
    cod: bool = False
    manual: bool = False  # bank transfer that the admin verifies
    sample: bool = False
    preorder: bool = False
    ship_by: datetime | None = None
    paid: datetime | None = None
    arranged: datetime | None = None
    shipped: datetime | None = None
    delivered: datetime | None = None
    completed: datetime | None = None
    cancel_asked: datetime | None = None
    cancelled: datetime | None = None
    return_asked: datetime | None = None
    returned: datetime | None = None
    failed: datetime | None = None
    return_until: datetime | None = None
    cancel_by: str = ""  # buyer, seller, system
    cancel_reason: str = ""
    buyer_note: str = ""
    seller_note: str = ""
    warehouse: str = "Gudang Utama"
    raw_status: str = ""  # a status text that no document knows

    @property
    def subtotal(self) -> int:
        """The lines together, before vouchers and shipping."""
        return sum(line.subtotal for line in self.lines)

    @property
    def total(self) -> int:
        """What the buyer pays for the order."""
        fees = sum(line.fee for line in self.lines)
        off = self.seller_voucher + self.platform_voucher + self.coins
        return self.subtotal + fees + self.shipping + self.handling + self.insurance - off

    @property
    def refund(self) -> int:
        """What went back to the buyer for returned pieces."""
        return sum(line.price * line.returned for line in self.lines) if self.returned else 0

    @property
    def state(self) -> State:
        """The last thing that happened decides."""
        if self.raw_status:
            return State.UNKNOWN
        for moment, state in (
            (self.cancelled, State.CANCELLED),
            (self.returned, State.RETURNED),
            (self.return_asked, State.RETURN_OPEN),
            (self.failed, State.FAILED),
            (self.completed, State.COMPLETED),
            (self.delivered, State.DELIVERED),
            (self.shipped, State.SHIPPED),
            (self.cancel_asked, State.CANCEL_ASKED),
            (self.arranged, State.TO_SHIP),
        ):
            if moment:
                return state
        if self.paid or self.cod or self.sample:
            return State.TO_PACK
        return State.TO_VERIFY if self.manual else State.UNPAID


TIMES = (
    *("paid", "arranged", "shipped", "delivered", "completed"),
    *("cancel_asked", "cancelled", "return_asked", "returned", "failed"),
)


def seen_at(order: Order, moment: datetime) -> Order:
    """The order as its seller centre shows it at `moment`: nothing later has happened yet."""
    later = [t for t in TIMES if (when := getattr(order, t)) and when > moment]
    if not later:
        return order
    changes: dict[str, object] = dict.fromkeys(later)
    if "arranged" in later:
        changes |= {"tracking": "", "package": ""}
    if "return_asked" in later:
        changes["lines"] = tuple(replace(line, returned=0) for line in order.lines)
    if "cancelled" in later:
        changes |= {"cancel_by": "", "cancel_reason": ""}
    return replace(order, **changes)  # type: ignore[arg-type]


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """Split an amount by weights so that the parts sum to the whole, to the rupiah."""
    whole = sum(weights) or len(weights)
    parts = [amount * (w if sum(weights) else 1) // whole for w in weights]
    for i in range(amount - sum(parts)):
        parts[i % len(parts)] += 1
    return parts
