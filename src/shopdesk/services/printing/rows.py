"""What papers tell of a parcel and of an order. Money is in minor units, moments are instants."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PackItem:
    """Pieces of one SKU in a parcel."""

    sku: str
    name: str
    variation: str
    qty: int


@dataclass(frozen=True, slots=True)
class Sent:
    """One parcel as its label and its packing slip tell it.

    ``numbers`` are the orders that travel in it. What a marketplace masked stays masked. ``cod``
    is what the courier collects, None where nothing is.
    """

    order_id: int
    parcel: int
    parcels: int
    numbers: tuple[str, ...]
    channel: str
    shop: str
    courier: str
    service: str
    resi: str
    recipient: str
    phone: str
    address: str
    place: str
    buyer: str
    buyer_note: str
    seller_note: str
    cod: int | None
    currency: str
    fragile: bool
    items: tuple[PackItem, ...]

    @property
    def number(self) -> str:
        """The number of the order, or of the first of several."""
        return self.numbers[0]

    @property
    def pieces(self) -> int:
        """How many pieces lie in it."""
        return sum(item.qty for item in self.items)


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line of an invoice."""

    sku: str
    name: str
    variation: str
    qty: int
    price: int
    subtotal: int


@dataclass(frozen=True, slots=True)
class Bill:
    """One order as its invoice tells it.

    ``other`` is what stands between the sum of the amounts and the total: fees of a marketplace.
    """

    order_id: int
    number: str
    channel: str
    shop: str
    placed_at: int
    paid_at: int | None
    payment: str
    method: str
    recipient: str
    phone: str
    address: str
    place: str
    lines: tuple[BillLine, ...]
    subtotal: int
    discount: int
    shipping: int
    other: int
    total: int
    refunded: int
    currency: str
