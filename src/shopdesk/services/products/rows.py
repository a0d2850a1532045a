"""What the catalogue's reads return: frozen rows, free of any session."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.services.stock.ledger import LedgerRow
from shopdesk.services.stock.levels import Level

if TYPE_CHECKING:
    from shopdesk.services.products.completeness import Gap


@dataclass(frozen=True, slots=True)
class OfferRow:
    """Where a SKU is on sale, and the price and stock that the shop told last.

    ``own_price`` is what this shop alone shall ask; None: the SKU's price.
    """

    channel: str
    shop: str
    listing_id: str
    sku_id: str
    price: int | None
    stock: int | None
    own_price: int | None = None
    shop_id: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One SKU of the catalogue; money in minor units of its currency.

    ``channels`` are those that offer it or have sold it, ``offers`` what their catalogues list. A
    ``score`` of None: nobody has looked yet.
    """

    id: int
    product_id: int
    sku: str
    name: str
    variation: str
    category: str
    brand: str
    barcode: str
    price: int | None
    compare_at: int | None
    cost: int | None
    currency: str
    weight_g: int | None
    kit: bool
    archived: bool
    state: str
    low_at: int | None
    level: Level
    score: int | None
    errors: int
    channels: tuple[str, ...]
    offers: tuple[OfferRow, ...]
    key: tuple[object, int] = (0, 0)
    """Where the row stands in the asked-for order; give it back as ``after`` or ``before``."""
    rack: str = ""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture of a product: a path or an address, and what is in it once somebody has looked."""

    id: int
    position: int
    source: str
    kind: str
    width: int | None
    height: int | None
    bytes: int | None


@dataclass(frozen=True, slots=True)
class PartRow:
    """So many pieces of a SKU in one kit, and how many of them nobody waits for."""

    id: int
    sku: str
    name: str
    variation: str
    qty: int
    available: int


@dataclass(frozen=True, slots=True)
class ProductCard:
    """Everything about one SKU.

    ``sides`` are length, width and height in millimetres, ``siblings`` the other SKUs of the
    product, ``cover`` the days that its stock lasts (None: nobody can tell).
    """

    row: ProductRow
    description: str
    specs: Mapping[str, str]
    sides: tuple[int | None, int | None, int | None]
    pictures: tuple[PictureRow, ...]
    parts: tuple[PartRow, ...]
    offers: tuple[OfferRow, ...]
    ledger: tuple[LedgerRow, ...]
    siblings: tuple[ProductRow, ...]
    gaps: "tuple[Gap, ...]"
    cover: int | None
