"""What the reads return: frozen rows, free of any session."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.services.payments.rows import Paying
    from shopdesk.services.shipments.rows import ParcelRow


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order as a line of the queue. Instants in UTC seconds, money in minor units.

    ``paying`` is its own word beyond the payment: underpaid, overpaid, challenged, or empty.
    """

    id: int
    number: str
    channel: str
    shop: str
    status: str
    payment: str
    fulfilment: str
    case: str
    hold: str | None
    total: int
    currency: str
    placed: int
    ship_by: int | None
    courier: str | None
    tracking: str | None
    lines: int
    units: int
    buyer: str | None
    cod: bool
    problem: str | None
    conflict: str | None
    paying: str = ""
    key: tuple[object, int] = (0, 0)
    """Where the row stands in the asked-for order; give it back as ``after`` or ``before``."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order. ``sku`` is our own code, empty while the listing is unmapped."""

    listing: int
    sku: str
    name: str
    variation: str
    qty: int
    returned: int
    price: int
    subtotal: int
    status: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One moment of an order's history: the marketplace's clock, or something done here."""

    at: int
    what: str
    who: str
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class OrderCard:
    """Everything about one order."""

    row: OrderRow
    items: tuple[Item, ...]
    history: tuple[Happening, ...]
    notes: tuple[Happening, ...]
    money: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, str], ...]
    extra: dict[str, str]
    paying: "Paying | None" = None
    parcels: "tuple[ParcelRow, ...]" = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why an order does not go on: the first failing guard, whose turn it is, and what fixes it.

    ``clock`` is the instant of the deadline that runs, ``key`` the key on the Orders desk.
    """

    number: str
    reason: str
    since: int | None
    turn: str
    clock: int | None
    clock_name: str
    fix: str
    key: str
