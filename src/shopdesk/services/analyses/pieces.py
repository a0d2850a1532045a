"""Pieces that were ordered, listing by listing and day by day or week by week."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.models.figures import SalesItem
from shopdesk.models.shops import Listing, Shop
from shopdesk.services.figures.scope import Scope, Span
from shopdesk.store import Read


def pieces(
    read: Read, span: Span, scope: Scope | None = None, *, days: int = 1
) -> Sequence[sa.Row[int, int, int]]:
    """Return listing, step and pieces of orders not cancelled; a step has so many days, from 0 on.

    Without a scope all shops and currencies count; of a scope all but its span is looked at.
    """
    first, last = span.bounds
    step = (SalesItem.day - first) // days
    query = sa.select(SalesItem.listing_id, step, sa.func.sum(SalesItem.units))
    query = query.where(SalesItem.day.between(first, last), SalesItem.units > 0)
    if scope is not None:
        query = query.where(_within(scope))
    return read.connection.execute(query.group_by(SalesItem.listing_id, step)).all()


def _within(scope: Scope) -> sa.ColumnElement[bool]:
    """Return whether a listing's sums are of the scope's currency, shop and channel."""
    same = SalesItem.currency == scope.currency
    if scope.shop_id is None and not scope.channel:
        return same
    among = sa.select(Listing.id).join(Shop, Shop.id == Listing.shop_id)
    if scope.shop_id is not None:
        among = among.where(Listing.shop_id == scope.shop_id)
    if scope.channel:
        among = among.where(Shop.channel == scope.channel)
    return sa.and_(same, SalesItem.listing_id.in_(among))
