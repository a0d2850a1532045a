"""The words that fields of orders hold in this store, for whoever completes a filter."""

from typing import Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.products import Product
from shopdesk.models.shops import Listing, Shop
from shopdesk.store import Read

ORDER: Final = Order.__table__.c
NEWEST: Final = 20_000
"""Orders that are looked at: what was not among them is hardly asked for."""
MOST: Final = 400
"""Words of one field."""
_TOLD: Final = {
    "courier": ORDER.courier, "province": ORDER.province, "city": ORDER.city,
    "method": ORDER.payment_method, "currency": ORDER.currency,
}  # fmt: skip


def held(read: Read) -> dict[str, tuple[str, ...]]:
    """Return the words by field, the most frequent first."""
    found = {name: _newest(read, column) for name, column in _TOLD.items()}
    found["shop"] = _every(read, Shop.name)
    found["sku"] = _every(read, Listing.sku)
    found["category"] = _every(read, Product.category)
    return found


def channels(read: Read) -> tuple[str, ...]:
    """Return the channels that the shops are on."""
    return _every(read, Shop.channel)


def _newest(read: Read, column: sa.ColumnElement[str]) -> tuple[str, ...]:
    newest = sa.select(column.label("word")).order_by(ORDER.placed_at.desc()).limit(NEWEST)
    word = newest.subquery().c.word
    query = sa.select(word).where(word != "").group_by(word).order_by(sa.func.count().desc(), word)
    found: dict[str, str] = {}
    for one in read.connection.scalars(query.limit(2 * MOST)):
        found.setdefault(one.casefold(), one)  # "JAWA BARAT" finds "Jawa Barat" too
    return tuple(found.values())[:MOST]


def _every(read: Read, column: sa.orm.InstrumentedAttribute[str]) -> tuple[str, ...]:
    query = sa.select(column).where(column != "").distinct().order_by(column).limit(MOST)
    return tuple(read.connection.scalars(query))
