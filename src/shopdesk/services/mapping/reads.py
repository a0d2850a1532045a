"""The unmapped list: what shops sell or list without saying which SKU of ours it is."""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.orders import OrderLine
from shopdesk.models.products import Offer, Variant
from shopdesk.models.shops import Listing, Shop
from shopdesk.refusal import Refusal
from shopdesk.services.mapping.rows import Thing, UnmappedRow
from shopdesk.store import Read

BATCH: Final = 5_000


def unmapped(read: Read, order: int | None = None) -> tuple[UnmappedRow, ...]:
    """Return listings and offers without a SKU of the catalogue, the most sold first.

    A code that the shop wrote and nobody knows counts as none, once there is a catalogue at all.
    With an order, only the listings of its lines.
    """
    known = bool(read.connection.scalar(sa.select(sa.exists(sa.select(Variant.id)))))
    listings = _listings().where(_nameless(Listing.sku, known=known))
    if order is not None:
        of_order = sa.select(OrderLine.listing_id).where(OrderLine.order_id == order)
        return tuple(_rows(read.connection, listings.where(Listing.id.in_(of_order))))
    offers = _offers().where(_nameless(Offer.sku, known=known))
    found = [*_rows(read.connection, listings), *_rows(read.connection, offers)]
    return tuple(sorted(found, key=lambda row: (-row.lines, row.shop.lower(), row.name, row.id)))


def rows_of(connection: sa.Connection, things: Sequence[Thing]) -> dict[Thing, UnmappedRow]:
    """Return these listings and offers, mapped or not.

    Raises:
        Refusal: one of them is not there.
    """
    found: dict[Thing, UnmappedRow] = {}
    for kind, model, query in (("listing", Listing, _listings()), ("offer", Offer, _offers())):
        keys = [key for one, key in things if one == kind]
        for start in range(0, len(keys), BATCH):
            part = query.where(model.id.in_(keys[start : start + BATCH]))
            found |= {row.thing: row for row in _rows(connection, part)}
    gone = next((thing for thing in things if thing not in found), None)
    if gone is not None:
        raise Refusal(
            (
                _("There is no listing {id}.")
                if gone[0] == "listing"
                else _("There is no offer {id}.")
            ).format(id=gone[1])
        )
    return found


def _nameless(sku: Any, *, known: bool) -> sa.ColumnElement[bool]:
    there = sa.exists().where(Variant.sku_key == sa.func.lower(sku))
    return sa.or_(sku == "", ~there) if known else sku == ""


def _rows(connection: sa.Connection, query: Any) -> list[UnmappedRow]:
    return [UnmappedRow(*row) for row in connection.execute(query)]


def _listings() -> Any:
    return (
        sa.select(
            sa.literal("listing"), Listing.id, Listing.shop_id, Shop.channel, Shop.name,
            Listing.market_sku, Listing.seller_sku, Listing.name, Listing.variation, Listing.sku,
            sa.func.count(OrderLine.id),
        )
        .join(Shop, Shop.id == Listing.shop_id)
        .outerjoin(OrderLine, OrderLine.listing_id == Listing.id)
        .group_by(Listing.id, Shop.channel, Shop.name)
    )  # fmt: skip


def _offers() -> Any:
    code = sa.case((Offer.variant_code != "", Offer.variant_code), else_=Offer.product_code)
    return sa.select(
        sa.literal("offer"), Offer.id, Offer.shop_id, Shop.channel, Shop.name, code,
        Offer.seller_sku, Offer.name, Offer.variation, Offer.sku, sa.literal(0),
    ).join(Shop, Shop.id == Offer.shop_id)  # fmt: skip
