"""What a text is about: orders by number or resi, or by their customer; products by SKU or name.

Many texts are looked up together: every code once, along an index.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.couriers import tidy
from shopdesk.models.orders import Order
from shopdesk.models.products import Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.services.orders.parts import ORDER
from shopdesk.services.paging import CHUNK
from shopdesk.services.shipments.finding import PARCEL
from shopdesk.services.skus import sku_key
from shopdesk.services.tickets.cleaning import kept
from shopdesk.services.tickets.linking.customers import (
    COLUMNS,
    of_mail,
    of_name,
    of_phone,
    same,
)
from shopdesk.services.tickets.linking.reading import TAIL, Clues, clues, spellings
from shopdesk.services.tickets.linking.rows import Asked, Many, Suggestion, Suggestions
from shopdesk.store import Read
from shopdesk.text import phone_tail

VARIANT: Final = Variant.__table__.c
PRODUCT: Final = Product.__table__.c
PRODUCTS: Final = 5
"""Products that one text suggests at most."""


def find(
    read: Read, text: str, address: str = "", customer: str = "", channel: str = ""
) -> Suggestions:
    """Return what a text may be about, the surest first, each with its reason."""
    return find_many(read, [Asked(text, address, customer, channel)])[0]


def find_many(read: Read, asked: Many) -> list[Suggestions]:
    """Return what each of many texts may be about, looked up together."""
    asked = [Asked(*map(kept, astuple(one))) for one in asked]
    told = [clues(one.text) for one in asked]
    known = _known(read, told)
    customers = _Customers(read)
    return [
        _unique((*_orders(one, clue, known), *_products(clue, known)), one, clue, customers)
        for one, clue in zip(asked, told, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store has of the codes and names of all texts together."""

    numbers: dict[str, list[Any]]
    resi: dict[str, list[Any]]
    skus: dict[str, Any]
    titles: dict[str, list[Any]]


def _known(read: Read, told: Iterable[Clues]) -> _Known:
    codes = {code for one in told for code in one.codes}
    names = {name for one in told for name in one.names}
    return _Known(
        _numbers(read, {spelt for code in codes for spelt in spellings(code)}),
        _resi(read, {tidy(code) for code in codes}),
        {row.sku_key: row for row in _variants(read, VARIANT.sku_key, map(sku_key, codes))},
        _titles(read, names),
    )


def _numbers(read: Read, numbers: Collection[str]) -> dict[str, list[Any]]:
    query = sa.select(*COLUMNS).where(ORDER.shop_id.in_(sa.select(Shop.id)))
    return _by("number", _rows(read, query, ORDER.number, numbers))


def _resi(read: Read, resi: Collection[str]) -> dict[str, list[Any]]:
    query = sa.select(*COLUMNS, PARCEL.id.label("parcel"), PARCEL.tracking)
    query = query.join_from(PARCEL.id.table, Order, ORDER.id == PARCEL.order_id)
    return _by("tracking", _rows(read, query, PARCEL.tracking, resi))


def _variants(read: Read, column: Any, wanted: Iterable[str]) -> Iterator[Any]:
    query = sa.select(VARIANT.id, VARIANT.sku, VARIANT.sku_key, VARIANT.variation,
                      sa.func.lower(sa.func.trim(PRODUCT.name)).label("title"))  # fmt: skip
    query = query.join_from(Product, Variant, VARIANT.product_id == PRODUCT.id)
    yield from _rows(read, query.where(VARIANT.archived_at.is_(None)), column, set(wanted))


def _titles(read: Read, names: Collection[str]) -> dict[str, list[Any]]:
    title = sa.func.lower(sa.func.trim(PRODUCT.name))
    return _by("title", _variants(read, title, names))


def _rows(read: Read, query: sa.Select[Any], column: Any, wanted: Collection[str]) -> Iterator[Any]:
    told = sorted(wanted)
    for start in range(0, len(told), CHUNK):
        yield from read.connection.execute(query.where(column.in_(told[start : start + CHUNK])))


def _by(name: str, rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _orders(asked: Asked, clue: Clues, known: _Known) -> Iterator[Suggestion]:
    """Yield the orders and parcels whose number or resi stands in the text."""
    for code in clue.codes:
        for spelt in spellings(code):
            for row in known.numbers.get(spelt, ()):
                yield Suggestion("order", row.id, row.number, "number", same(row, asked))
        for row in known.resi.get(tidy(code), ()):
            own = same(row, asked)
            yield Suggestion("order", row.id, row.number, "resi", own)
            yield Suggestion("parcel", row.parcel, row.tracking, "resi", own)


def _products(clue: Clues, known: _Known) -> Iterator[Suggestion]:
    """Yield the products whose SKU or name stands in the text."""
    for code in clue.codes:
        if row := known.skus.get(sku_key(code)):
            yield Suggestion("variant", row.id, row.sku, "sku")
    for name in sorted(clue.names, key=len, reverse=True):
        if rows := known.titles.get(name):
            named = [row for row in rows if row.variation and row.variation.lower() in clue.names]
            row = min(named or rows, key=lambda one: one.id)
            yield Suggestion("variant", row.id, row.sku, "title")


class _Customers:
    """Orders by their customers, each customer asked for once."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._found: dict[tuple[str, str], list[Any]] = {}

    def of(self, asked: Asked, clue: Clues) -> list[Suggestion]:
        """Return the newest orders of addresses in the text and of the one who asks.

        A name is looked for only where no address is known: namesakes are many.
        """
        address = asked.address.strip().lower()
        own = "mail" if "@" in address else "phone"
        tail = phone_tail(address, TAIL)
        mails = (*([address] if own == "mail" else []), *clue.mails)
        tails = (*([tail] if own == "phone" and len(tail) == TAIL else []), *clue.tails)
        found = [one for mail in dict.fromkeys(mails) for one in self._suggested("mail", mail)]
        found += [one for tail in dict.fromkeys(tails) for one in self._suggested("phone", tail)]
        if found:
            return found
        account = address if own == "phone" and any(map(str.isalpha, address)) else ""
        names = dict.fromkeys(name.strip().lower() for name in (asked.customer, account))
        return [one for name in names for one in self._suggested("username", name)]

    def _suggested(self, why: str, token: str) -> Iterator[Suggestion]:
        if (why, token) not in self._found:
            look = {"mail": of_mail, "phone": of_phone, "username": of_name}[why]
            self._found[why, token] = look(self._read, token)
        for row in self._found[why, token]:
            yield Suggestion("order", row.id, row.number, why)


def _unique(
    found: tuple[Suggestion, ...], asked: Asked, clue: Clues, customers: _Customers
) -> Suggestions:
    """Return each target once; where the text names an order, others of its customer stay out."""
    named = [one for one in found if one.kind in ("order", "parcel")]
    products = [one for one in found if one.kind == "variant"]
    told = named or customers.of(asked, clue)
    once: dict[tuple[str, int], Suggestion] = {}
    for one in (*told, *products):
        once.setdefault((one.kind, one.target_id), one)
    orders = [one for one in once.values() if one.kind != "variant"]
    orders.sort(key=lambda one: not one.certain)
    return (*orders, *[one for one in once.values() if one.kind == "variant"][:PRODUCTS])
