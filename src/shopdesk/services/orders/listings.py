"""The unmapped list: what the shop sells on a channel without saying which SKU it is."""

from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.models.orders import OrderLine
from shopdesk.models.shops import Listing, Shop
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A listing that stands for no SKU yet, and how many order lines wait for it."""

    id: int
    channel: str
    shop: str
    market_sku: str
    name: str
    variation: str
    lines: int


def unmapped(read: Read) -> tuple[Unmapped, ...]:
    """Return the listings without a SKU, the most sold first."""
    lines = sa.func.count(OrderLine.id)
    query = (
        sa.select(
            Listing.id, Shop.channel, Shop.name, Listing.market_sku, Listing.name,
            Listing.variation, lines,
        )
        .join(Shop, Shop.id == Listing.shop_id)
        .outerjoin(OrderLine, OrderLine.listing_id == Listing.id)
        .where(Listing.sku == "")
        .group_by(Listing.id, Shop.channel, Shop.name)
        .order_by(lines.desc(), Listing.id)
    )  # fmt: skip
    return tuple(Unmapped(*row) for row in read.connection.execute(query))
