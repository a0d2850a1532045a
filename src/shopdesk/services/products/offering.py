"""What shops offer of the catalogue, by the marketplaces' own numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from shopdesk.locale import _, ngettext
from shopdesk.models.products import Offer
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services.stock.following import ended
from shopdesk.store import Change, Work


@dataclass(frozen=True, slots=True)
class NewOffer:
    """A variant in a shop, the price and the stock it shows there; an empty ``sku``: unmapped.

    An ``own_price`` is what this shop alone shall ask from now on.
    """

    product_code: str
    variant_code: str
    sku: str
    name: str
    variation: str
    price: int | None = None
    stock: int | None = None
    own_price: int | None = None


def offer(work: Work, channel: str, name: str, offers: Sequence[NewOffer]) -> Change:
    """Note what a shop offers; an offer that is known by its numbers is brought up to date.

    Raises:
        Refusal: there is no such shop.
    """
    query = sa.select(Shop.id).where(Shop.channel == channel, Shop.name == name)
    shop = work.session.scalar(query)
    if shop is None:
        raise Refusal(
            _("There is no shop “{name}” on {channel}.").format(name=name, channel=channel)
        )
    known = {
        (row.product_code, row.variant_code): row
        for row in work.session.scalars(sa.select(Offer).where(Offer.shop_id == shop))
    }
    for new in offers:
        codes = new.product_code, new.variant_code
        row = known.get(codes) or Offer(shop_id=shop, product_code=codes[0], variant_code=codes[1])
        row.sku, row.seller_sku = new.sku, new.sku
        row.name, row.variation = new.name, new.variation
        row.told_price, row.told_stock, row.told_at = new.price, new.stock, work.clock.now()
        row.own_price = row.own_price if new.own_price is None else new.own_price
        work.session.add(row)
    n = len(offers)
    label = ngettext("{shop} offers {n} SKU", "{shop} offers {n} SKUs", n)
    return ended(work, label.format(shop=name, n=n))
