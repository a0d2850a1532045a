"""Words in a filter: parts of numbers, resi, names, phones and products, found without a scan.

Codes and names are in the store's index of trigrams. Products are few: their listings are looked up
first, then the lines that sold them.
"""

import functools
from dataclasses import dataclass
from typing import Any, Final, cast

import sqlalchemy as sa

from shopdesk.models.orders import OrderLine
from shopdesk.models.shops import Listing
from shopdesk.services.orders.goods import has
from shopdesk.services.orders.parts import ORDER, Hits, Strand, Test, test
from shopdesk.store import search

BLANK: Final = sa.literal_column("' '", sa.String)
TEXT: Final[sa.ColumnElement[str]] = functools.reduce(
    lambda text, name: text + sa.func.coalesce(ORDER[name], sa.literal_column("''")) + BLANK,
    search.SEARCHED,
    cast("sa.ColumnElement[str]", BLANK),
)
"""All that the index of trigrams holds of an order."""
MANY: Final = 500
"""Listings that are told one by one; of more the store keeps the list."""


def words(text: str, connection: sa.Connection | None = None) -> Strand:
    """Return the orders that have a part of number, resi, SKU, product, buyer or phone.

    One or two letters are the beginning of a word. With a connection the products are looked up.
    """
    token = text if len(text) >= search.SHORTEST else text.strip()
    if not token:
        return test(sa.false())
    own = _own(token)
    codes = _codes(token, own, connection)
    parts = (Listing.name, Listing.variation, Listing.sku, Listing.seller_sku)
    sold = _sold(sa.or_(*(part.icontains(text, autoescape=True) for part in parts)), connection)
    if sold is None:
        return Strand(hits=(codes,)) if codes else test(own)
    either = sa.or_(own, sold.test)
    if codes is None:
        return test(either)
    likely, exact = sa.union_all(codes.likely, sold.lines), sa.union(codes.exact, sold.lines)
    return Strand(hits=(Hits(likely, exact, either),))


def column(field: Any, text: str, *, whole: bool = False) -> Strand:
    """Return the orders that have the text in a column, or nothing else in it."""
    own = has(field, text, whole=whole)
    if field.name not in search.SEARCHED or len(text) < search.SHORTEST or not text.isascii():
        return test(own)
    likely = search.matching(text)
    return Strand(hits=(Hits(likely, _verified(likely, own), own),))


def products(condition: Test, connection: sa.Connection | None = None) -> Strand:
    """Return the orders that have a line of a listing of this kind."""
    sold = _sold(condition, connection)
    if sold is None:
        return test(sa.false())
    return Strand(hits=(Hits(sold.lines, sold.lines.distinct(), sold.test),))


def _codes(token: str, own: Test, connection: sa.Connection | None) -> Hits | None:
    """Return the orders whose own text has the token, or None where the index does not help."""
    if len(token) == 1:
        if connection is None:
            return None
        search.prepare(connection)
    likely = search.matching(token)
    if search.told(token) or not token.isascii():
        return Hits(likely, likely, own)
    return Hits(likely, _verified(likely, own), own)


def _own(token: str) -> Test:
    """Return the test on an order's own text."""
    if not token.isascii():
        # The store folds the case of plain letters only; its index that of all.
        return (
            ORDER.id.in_(search.matching(token)) if len(token) > 1 else TEXT.contains(f" {token}")
        )
    if any(map(str.isspace, token)):
        # What has a blank could begin in one column and end in the next.
        each = (ORDER[name].icontains(token, autoescape=True) for name in search.SEARCHED)
        return sa.or_(*each)
    sought = token if len(token) >= search.SHORTEST else f" {token}"
    return TEXT.icontains(sought, autoescape=True)


def _verified(likely: Any, own: Test) -> Any:
    return sa.select(ORDER.id).where(ORDER.id.in_(likely), own)


@dataclass(frozen=True, slots=True)
class Sold:
    """The listings that a condition means: their ids where those are few enough to be told."""

    condition: Test
    ids: tuple[int, ...] | None

    @property
    def lines(self) -> Any:
        """The orders that have a line of one of them."""
        among = sa.select(Listing.id).where(self.condition) if self.ids is None else self.ids
        return sa.select(OrderLine.order_id.label("id")).where(OrderLine.listing_id.in_(among))

    @property
    def test(self) -> Test:
        """Whether an order has such a line."""
        here = sa.exists().where(OrderLine.order_id == ORDER.id)
        if self.ids is not None:
            # A sum is in no index: the few lines of the order are the shorter way.
            return here.where((OrderLine.listing_id + 0).in_(self.ids))
        return here.where(Listing.id == OrderLine.listing_id, self.condition)


def _sold(condition: Test, connection: sa.Connection | None) -> Sold | None:
    """Return the listings of this kind, or None if there is none."""
    if connection is None:
        return Sold(condition, None)
    found = tuple(connection.scalars(sa.select(Listing.id).where(condition).limit(MANY + 1)))
    return Sold(condition, found if len(found) <= MANY else None) if found else None
