"""A shop to try the ledger on: products, orders that move through it, and what is there."""

from typing import Any

import sqlalchemy as sa
from tests.rig import NOW

from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.products import Variant
from shopdesk.models.shops import Listing, Shop
from shopdesk.models.states import Axes, Own, merge, queue_word
from shopdesk.services import stock
from shopdesk.services.stock.following import ended


def variant(store, sku="MUG-1"):
    """Return the id of a SKU's variant."""
    with store.read() as read:
        return read.connection.scalar(sa.select(Variant.id).where(Variant.sku == sku))


def level(store, sku="MUG-1"):
    """Return the level of a SKU."""
    with store.read() as read:
        found = stock.levels(read)
        query = sa.select(Variant.id).where(Variant.sku == sku)
        return found[read.connection.scalar(query)]


def by_lots(store, *skus):
    """Say that SKUs are kept by lots."""

    def set_them(work):
        work.session.execute(sa.update(Variant).where(Variant.sku.in_(skus)).values(lots=1))
        return work.done("Kept by lots")

    store.run("edit", set_them)


def taken(store, number, sku="MUG-1"):
    """Return what an order took from which lot, by the lot's code ("" is no lot)."""
    query = (
        "SELECT coalesce(l.code, ''), -m.qty FROM movements AS m "
        "LEFT JOIN lots AS l ON l.id = m.lot_id JOIN variants AS v ON v.id = m.variant_id "
        "WHERE m.kind = 'sale' AND m.document LIKE ? AND v.sku = ? ORDER BY m.id"
    )
    with store.read() as read:
        rows = read.connection.exec_driver_sql(query, (f"%:{number}", sku))
        return [tuple(row) for row in rows]


def places(work, number: str, lines: dict[str, int], channel="shopee", **facts: Any) -> None:
    """Put an order into the store, made of SKUs and pieces; facts are Order's columns."""
    session = work.session
    shop = session.scalar(sa.select(Shop).where(Shop.channel == channel))
    if shop is None:
        shop = Shop(channel=channel, name=f"Toko {channel}", currency="IDR")
        session.add(shop)
        session.flush()
    axes = Axes(facts.pop("payment", "paid"), facts.pop("fulfilment", "ready"))
    axes, _conflict = merge(axes, Own())
    order = Order(
        shop_id=shop.id, channel=channel, number=number, payment=axes.payment,
        fulfilment=axes.fulfilment, told_payment=axes.payment, told_fulfilment=axes.fulfilment,
        status=queue_word(axes, channel=channel, held=False, problem=False), total=1_500_000,
        **({"placed_at": NOW - 3600} | facts),
    )  # fmt: skip
    session.add(order)
    session.flush()
    for sku, qty in lines.items():
        query = sa.select(Listing).where(Listing.shop_id == shop.id, Listing.sku == sku)
        listing = session.scalar(query)
        if listing is None:
            listing = Listing(shop_id=shop.id, name=sku, seller_sku=sku, sku=sku)
            session.add(listing)
            session.flush()
        session.add(OrderLine(order_id=order.id, listing_id=listing.id, qty=qty, price=1_500_000,
                              subtotal=1_500_000))  # fmt: skip


def order(store, number: str, lines: dict[str, int], **facts: Any):
    """Take in one order, as an import does."""

    def take(work):
        places(work, number, lines, **facts)
        return ended(work, f"Took {number}")

    return store.run("import", take)


def tell(store, number: str, **axes: str):
    """Take in what the marketplace says of an order now: payment, fulfilment."""

    def take(work):
        found = work.session.scalar(sa.select(Order).where(Order.number == number))
        told = Axes(axes.get("payment", found.payment), axes.get("fulfilment", found.fulfilment),
                    cancelled=bool(axes.get("cancelled")))  # fmt: skip
        found.payment, found.fulfilment = told.payment, told.fulfilment
        found.cancelled = int(told.cancelled)
        if told.fulfilment in ("handed_over", "in_transit", "delivered"):
            found.shipped_at = found.shipped_at or work.clock.now()
        found.status = queue_word(told, channel=found.channel, held=False, problem=False)
        return ended(work, f"Told of {number}")

    return store.run("import", take)
