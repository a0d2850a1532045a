"""Which shop an export is for, and which SKUs."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import Offer, Variant
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services import products
from shopdesk.services.exports.matching import column_of, plain
from shopdesk.services.exports.shapes import Sheet, Wish
from shopdesk.services.shops import Named, every, shop_of
from shopdesk.store import Read

Codes = tuple[str, str]
"""The marketplace's numbers of a product and of its variation."""


class Shopfront(NamedTuple):
    """The shop that an export is for."""

    id: int
    channel: str
    name: str
    currency: str


def shop_for(read: Read, channel: str, wish: Wish, codes: Collection[Codes] = ()) -> Shopfront:
    """Return the shop that is named, or that alone offers what the template lists.

    ``codes`` are the marketplace's numbers in the template.

    Raises:
        Refusal: there is no such shop, or several could be meant.
    """
    # One seller centre serves TikTok and Tokopedia; orders may have come under either name.
    channels = ("tiktok", "tokopedia") if channel in {"tiktok", "tokopedia"} else (channel,)
    if wish.shop:
        named = shop_of(read.connection, wish.shop)
        if named.channel not in channels:
            raise Refusal(
                _("{shop} is a shop on {theirs}; this file is for {channel}.").format(
                    shop=named.name, theirs=named.channel, channel=channel
                )
            )
        return _front(read, named)
    shops: Sequence[Named] = [s for s in every(read.connection) if s.channel in channels]
    if len(shops) > 1 and codes:
        shops = _most(read, shops, codes)
    if not shops:
        raise Refusal(
            _("There is no shop on {channel} yet; import one of its files first.").format(
                channel=channel
            )
        )
    if len(shops) > 1:
        raise Refusal(
            _("Several shops on {channel} could be meant ({names}); name one with --shop.").format(
                channel=channel, names=", ".join(shop.name for shop in shops)
            )
        )
    return _front(read, shops[0])


def _front(read: Read, shop: Named) -> Shopfront:
    currency = read.connection.scalar(sa.select(Shop.currency).where(Shop.id == shop.id))
    return Shopfront(*shop, str(currency))


def chosen(read: Read, wish: Wish) -> frozenset[int] | None:
    """Return the variants that the wish names, None for all."""
    if wish.ids is not None:
        return frozenset(wish.ids)
    return frozenset(products.ids(read, wish.where)) if wish.where.strip() else None


def codes_of(sheet: Sheet) -> frozenset[Codes]:
    """Return the marketplace's numbers that a template lists: product and variation."""
    layout = sheet.layout
    columns = [column_of(sheet, names) for names in (layout.product, layout.variant)]
    found = set()
    for row in sheet.rows:
        product, variant = (
            plain(row[column - 1]) if column and column <= len(row) else "" for column in columns
        )
        if product or variant:
            found.add((product, variant))
    return frozenset(found)


def _most(read: Read, shops: Sequence[Named], codes: Collection[Codes]) -> Sequence[Named]:
    """Return the shops that offer most of what is listed: one, unless nothing tells."""
    products = {product for product, _variant in codes}
    query = sa.select(Offer.shop_id, Offer.product_code, Offer.variant_code)
    hits: Counter[int] = Counter()
    for row in read.connection.execute(query.where(Offer.shop_id.in_([s.id for s in shops]))):
        product = plain(row.product_code)
        hits[row.shop_id] += (product in products) + ((product, plain(row.variant_code)) in codes)
    most = max(hits.values(), default=0)
    return [shop for shop in shops if hits[shop.id] == most]


def whole_products(read: Read, variants: Collection[int] | None) -> list[int]:
    """Return all living variants of the products of these (None: of every product)."""
    query = sa.select(Variant.id, Variant.product_id).where(Variant.archived_at.is_(None))
    found = read.connection.execute(query.order_by(Variant.product_id, Variant.id)).all()
    wanted = {row.product_id for row in found if variants is None or row.id in variants}
    return [row.id for row in found if row.product_id in wanted]


def living(read: Read, variants: Collection[int] | None) -> list[int]:
    """Return those of the variants (None: all) that are not archived, product by product."""
    query = sa.select(Variant.id).where(Variant.archived_at.is_(None))
    found = read.connection.scalars(query.order_by(Variant.product_id, Variant.id))
    return [one for one in found if variants is None or one in variants]
