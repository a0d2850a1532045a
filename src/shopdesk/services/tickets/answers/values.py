"""What the variables of an answer stand for: the order, the ticket, the SKU, the shop."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from shopdesk import money
from shopdesk.models.products import Product, Shelf, Variant
from shopdesk.models.shipments import Parcel
from shopdesk.models.shops import Shop
from shopdesk.models.tickets import Mailbox, Ticket
from shopdesk.services.analyses import basket
from shopdesk.services.messages import facts
from shopdesk.services.messages.addresses import masked
from shopdesk.services.stock.levels import levels
from shopdesk.store import Actor, Read
from shopdesk.tickets import name_of

SPECS: Final = 8
"""Specifications that an answer names at most."""
OTHERS: Final = 3
"""Alternatives that an answer names at most."""


def of_tickets(read: Read, ticket_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return what every variable stands for, by ticket; "" where nothing does."""
    rows = _tickets(read, list(dict.fromkeys(ticket_ids)))
    places = {row.id: (row.order_id, row.number or 0) for row in rows if row.order_id}
    about = facts.gather(read, places.values())
    asked = {(row.variant_id, row.language) for row in rows if row.variant_id}
    goods = {one: product(read, *one) for one in asked}
    found = {}
    for row in rows:
        known = about.get(places.get(row.id, (0, 0)))
        told = facts.values(read, known, row.language) if known else facts.shop(read, row.shop)
        sold = goods.get((row.variant_id, row.language), {})
        found[row.id] = told | _ticket(row, told) | sold
    return found


def _tickets(read: Read, ids: Sequence[int]) -> Sequence[Any]:
    query = (
        sa.select(
            Ticket.id, Ticket.customer, Ticket.language, Ticket.order_id, Ticket.variant_id,
            Parcel.number, sa.func.coalesce(Shop.name, Mailbox.sender, "").label("shop"),
        )
        .outerjoin(Parcel, sa.and_(Parcel.id == Ticket.parcel_id,
                                   Parcel.order_id == Ticket.order_id))
        .outerjoin(Shop, Shop.id == Ticket.shop_id)
        .outerjoin(Mailbox, Mailbox.id == Ticket.mailbox_id)
        .where(Ticket.id.in_(ids))
    )  # fmt: skip
    return read.connection.execute(query).fetchall()


def _ticket(row: Any, told: Mapping[str, str]) -> dict[str, str]:
    name = "" if masked(row.customer) else row.customer.strip()
    known = told.get("buyer_name") or name
    return {
        "greeting": facts.greeting(known, row.language),
        "customer": name or known,
        "ticket_number": name_of(row.id),
        "agent": Actor.here().name,
    }


def product(read: Read, variant_id: int, language: str) -> dict[str, str]:
    """Return what is said of a SKU; "" where nothing is known."""
    query = sa.select(
        Variant.product_id, Variant.sku, Variant.variation, Variant.price, Variant.currency,
        Product.name, Product.specs, Product.category,
    ).join(Product, Product.id == Variant.product_id)  # fmt: skip
    row = read.connection.execute(query.where(Variant.id == variant_id)).first()
    if row is None:
        return {}
    stock = levels(read, [variant_id])[variant_id].sellable
    others = alternatives(read, row, variant_id)
    return {
        "product": called(row),
        "sku": row.sku,
        "price": priced(row, language),
        "stock": str(stock) if stock > 0 else "",
        "specs": specs_of(row.specs),
        "alternatives": "\n".join(_line(other, language) for other in others),
        "together": "\n".join(_line(other, language) for other in companions(read, row.sku)),
    }


def alternatives(read: Read, row: Any, variant_id: int) -> list[Any]:
    """Return what is in stock of the same product, then of its category, nearest in price first."""
    price = row.price or 0
    near = sa.func.abs(sa.func.coalesce(Variant.price, 0) - price)
    same = Variant.product_id == row.product_id
    alike = sa.and_(Product.category != "", Product.category == row.category)
    query = (
        sa.select(Variant.id, Variant.sku, Variant.variation, Variant.price, Variant.currency,
                  Product.name)
        .join(Product, Product.id == Variant.product_id)
        .join(Shelf, Shelf.variant_id == Variant.id)
        .where(Variant.id != variant_id, Shelf.archived == 0,
               Shelf.free > Shelf.buffer, sa.or_(same, alike))
        .order_by(sa.not_(same), near, Variant.id)
        .limit(OTHERS)
    )  # fmt: skip
    return list(read.connection.execute(query))


def companions(read: Read, sku: str) -> list[Any]:
    """Return what customers bought with a SKU more often than by chance and is in stock."""
    likely = [pair.other for pair in basket.advised(read, sku)]
    query = (
        sa.select(Variant.sku_key, Variant.variation, Variant.price, Variant.currency,
                  Product.name)
        .join(Product, Product.id == Variant.product_id)
        .join(Shelf, Shelf.variant_id == Variant.id)
        .where(Variant.sku_key.in_(likely), Shelf.archived == 0, Shelf.free > Shelf.buffer)
    )  # fmt: skip
    there = {row.sku_key: row for row in read.connection.execute(query)}
    most = basket.rule("advised", read.clock.today())
    return [there[key] for key in likely if key in there][:most]


def called(row: Any) -> str:
    """Return what customers call a SKU."""
    return ", ".join(filter(None, (row.name, row.variation)))


def priced(row: Any, language: str) -> str:
    """Return the price of a SKU, or nothing."""
    return "" if row.price is None else money.show(row.price, row.currency, language)


def _line(row: Any, language: str) -> str:
    return "- " + ", ".join(filter(None, (called(row), priced(row, language))))


def specs_of(kept: str) -> str:
    """Return specifications as they are kept as lines of an answer."""
    told = json.loads(kept or "{}")
    lines = [f"{name}: {value}" for name, value in told.items() if str(value).strip()]
    return "\n".join(lines[:SPECS])
