"""The catalogue as lists: one row per SKU, with its stock and where it is on offer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.locale import _
from shopdesk.models.products import Offer, Product, Shelf, Variant
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services.paging import CHUNK, Key, Page
from shopdesk.services.products.finding import SHELF, Finder
from shopdesk.services.products.rows import OfferRow, ProductRow
from shopdesk.services.skus import sku_key
from shopdesk.services.stock.levels import Level, levels
from shopdesk.store import Read

VARIANT: Final = Variant.__table__.c
PRODUCT: Final = Product.__table__.c
FACTS: Final = (
    sa.select(
        VARIANT.id, VARIANT.product_id, VARIANT.sku, PRODUCT.name, VARIANT.variation,
        PRODUCT.category, PRODUCT.brand, VARIANT.barcode, VARIANT.price, VARIANT.compare_at,
        VARIANT.cost, VARIANT.currency, VARIANT.weight_g, VARIANT.kit, SHELF.archived,
        PRODUCT.state, VARIANT.low_at, SHELF.score, SHELF.errors, SHELF.shops,
        SHELF.sku.label("sku_key"), VARIANT.rack,
    )
    .join_from(Variant, Product, PRODUCT.id == VARIANT.product_id)
    .join(Shelf, SHELF.variant_id == VARIANT.id)
)  # fmt: skip


def page(
    read: Read,
    where: str = "",
    sort: str = "sku",
    *,
    after: Key | None = None,
    before: Key | None = None,
    skip: int = 0,
    size: int = 100,
) -> tuple[ProductRow, ...]:
    """Return one page of the SKUs that match, in the asked-for order; see ``Page``."""
    listed = Finder(where, read, sort).listed
    query = sa.select(*listed.order).where(listed.condition)
    wanted = Page(after, before, skip, size)
    keys = wanted.of(read.connection, query, listed.order, descending=listed.descending)
    return tuple(rows_of(read, [(stands, one) for stands, one in keys]))


def every(read: Read, where: str = "", *, size: int = 2000) -> Iterator[ProductRow]:
    """Yield all SKUs that match, page by page: what exports are made of."""
    last: Key | None = None
    while rows := page(read, where, after=last, size=size):
        yield from rows
        last = rows[-1].key


def total(read: Read, where: str = "") -> int:
    """Return how many SKUs match."""
    return Finder(where, read).listed.total(read.connection)


def ids(read: Read, where: str = "", sort: str = "sku") -> Sequence[int]:
    """Return the ids of all SKUs that match, in the asked-for order."""
    listed = Finder(where, read, sort).listed
    order = (column.desc() if listed.descending else column for column in listed.order)
    query = sa.select(listed.order[-1]).where(listed.condition).order_by(*order)
    return read.connection.scalars(query).all()


def signposts(read: Read, where: str, sort: str, apart: int) -> tuple[Key, ...]:
    """Return the keys of the SKUs in the places ``apart``, twice that and so on, less one."""
    listed = Finder(where, read, sort).listed
    query = sa.select(*listed.order).where(listed.condition)
    posts: list[Key] = []
    at = Page(skip=apart - 1, size=1)
    while found := at.of(read.connection, query, listed.order, descending=listed.descending):
        posts.append(tuple(found[0]))
        at = Page(after=posts[-1], skip=apart - 1, size=1)
    return tuple(posts)


def place(read: Read, where: str, sort: str, variant_id: int, key: Key = ()) -> int | None:
    """Return how many SKUs of this list stand before one; see ``Listed``."""
    return Finder(where, read, sort).listed.place(read.connection, variant_id, key)


def among(read: Read, where: str, variant_ids: Collection[int]) -> int:
    """Return how many of these SKUs match."""
    return Finder(where, read).listed.among(read.connection, variant_ids)


def labels(read: Read, variant_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Return SKU and barcode (empty where there is none) of these, in this order."""
    query = sa.select(VARIANT.id, VARIANT.sku, VARIANT.barcode)
    found = {row[0]: (row[1], row[2]) for row in _chunked(read, query, variant_ids)}
    return [found[one] for one in variant_ids if one in found]


def skus(read: Read, variant_ids: Sequence[int]) -> list[str]:
    """Return the SKUs with these ids, in this order."""
    return [sku for sku, _barcode in labels(read, variant_ids)]


def find(read: Read, skus: Sequence[str]) -> list[int]:
    """Return the ids of these SKUs, archived ones too.

    Raises:
        Refusal: a SKU is not in the catalogue.
    """
    query = sa.select(Variant.sku_key, Variant.id)
    found: dict[str, int] = {}
    for start in range(0, len(skus), CHUNK):
        some = [sku_key(sku) for sku in skus[start : start + CHUNK]]
        rows = read.connection.execute(query.where(Variant.sku_key.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    missing = next((sku for sku in skus if sku_key(sku) not in found), None)
    if missing is not None:
        raise Refusal(_("There is no SKU “{sku}” in the catalogue.").format(sku=missing))
    return list(dict.fromkeys(found[sku_key(sku)] for sku in skus))


def rows_of(read: Read, keys: Iterable[tuple[Any, int]]) -> list[ProductRow]:
    """Return the rows with these keys, in this order, as far as they are there."""
    told = list(keys)
    wanted = [variant_id for _stands, variant_id in told]
    facts = {row.id: row for row in _chunked(read, FACTS, wanted)}
    stock: dict[int, Level] = {}
    for start in range(0, len(wanted), CHUNK):
        stock |= levels(read, wanted[start : start + CHUNK])
    offers = _offers(read, [row.sku_key for row in facts.values()])
    channels = dict(read.connection.execute(sa.select(Shop.id, Shop.channel)).fetchall())
    return [
        _row(facts[key[1]], stock, offers, channels, key) for key in told if key[1] in facts
    ]  # fmt: skip


def _row(
    row: Any, stock: dict[int, Level], offers: dict[str, list[OfferRow]], channels: dict[int, str],
    key: tuple[Any, int],
) -> ProductRow:  # fmt: skip
    sold = {channels[int(shop)] for shop in row.shops.split(",") if shop}
    return ProductRow(  # type: ignore[call-arg]  # the first cells are in the row's own order
        *row[:13], bool(row.kit), bool(row.archived), row.state, row.low_at,
        stock.get(row.id, Level()), None if row.score < 0 else row.score, row.errors,
        tuple(sorted(sold)), tuple(offers.get(row.sku_key, ())), key, row.rack,
    )  # fmt: skip


def _chunked(read: Read, query: sa.Select[Any], variant_ids: Sequence[int]) -> Iterator[Any]:
    for start in range(0, len(variant_ids), CHUNK):
        some = Variant.id.in_(variant_ids[start : start + CHUNK])
        yield from read.connection.execute(query.where(some))


def _offers(read: Read, keys: Sequence[str]) -> dict[str, list[OfferRow]]:
    """Return what the shops offer, by the SKU in small letters."""
    named = sa.func.lower(Offer.sku)
    query = (
        sa.select(
            named, Shop.channel, Shop.name, Offer.product_code, Offer.variant_code,
            Offer.told_price, Offer.told_stock, Offer.own_price, Offer.shop_id, Offer.id,
        )
        .join(Shop, Shop.id == Offer.shop_id)
        .order_by(Shop.channel, Shop.name, Offer.id)
    )  # fmt: skip
    found: dict[str, list[OfferRow]] = defaultdict(list)
    for start in range(0, len(keys), CHUNK):
        for row in read.connection.execute(query.where(named.in_(keys[start : start + CHUNK]))):
            found[row[0]].append(OfferRow(*row[1:]))
    return found
