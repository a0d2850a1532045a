"""Invented trade that has everything sales can be told apart by, and the same in plain Python.

``fill`` writes orders into a store; ``every_line`` reads them back as plain rows, from which tests
work out every figure without a word of SQL.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

import sqlalchemy as sa
from tests.rig import NOW

from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.products import Product, Variant
from shopdesk.models.shops import Listing, Shop
from shopdesk.store import Change, Read, Work

DAY = 86_400
SHOPS = (("shopee", "Toko"), ("shopee", "Toko Dua"), ("tiktok", "Toko"), ("shopify", 'Kios "Uji"'))
GOODS = (
    ("Mug Biru", "Dapur", "MUG-1"), ("Mug Biru", "Dapur", "MUG-2"), ("mug biru", "", "MUG-3"),
    ('Pisau 8" Baja', "Dapur > Pisau", "PSU-8"), ("Kaos, polos", "Pakaian", "KAOS-A"),
    ("Lilin 100%_murni", "", "LLN"),
)  # fmt: skip
"""Products of the catalogue: name, category, SKU. Other listings stand for no SKU."""
PROVINCES = ("JAWA BARAT", "Jawa Barat", "Bali ", "DI Yogyakarta", "", None)
COURIERS = ("JNE", "JNE Reguler", "SiCepat REG", "Kurir Kampung", "kurir kampung", None)
METHODS = ("COD (Bayar di Tempat)", "QRIS", "qris", 'Kartu "A", B', None)
STATUSES = ("completed", "completed", "completed", "cancelled", "to_pack", "returned", "shipped")


def fill(work: Work, orders: int = 300, days: int = 100, seed: int = 5) -> Change:
    """Write shops, a catalogue, and so many orders of the last days."""
    dice = Random(seed)
    shops = [Shop(channel=channel, name=name) for channel, name in SHOPS]
    work.session.add_all(shops)
    for name, category, sku in GOODS:
        product = Product(name=name, category=category)
        work.session.add(product)
        work.session.flush()
        work.session.add(Variant(product_id=product.id, sku=sku, sku_key=sku.lower()))
    work.session.flush()
    listings = _listings(work, shops)
    heads = [_order(dice, number, shops, days) for number in range(1, orders + 1)]
    lines = [line for head in heads for line in _lines(dice, head, listings[head["shop_id"]])]
    work.connection.execute(sa.insert(Order), heads)
    work.connection.execute(sa.insert(OrderLine), lines)
    return work.done(f"Traded {orders} orders")


def _listings(work: Work, shops: list[Shop]) -> dict[int, list[int]]:
    """Return the listings of each shop: the whole catalogue in other words, and two unmapped."""
    made: dict[int, list[int]] = {}
    for at, shop in enumerate(shops):
        some = [
            Listing(shop_id=shop.id, name=f"{name} {at}", seller_sku=sku,
                    sku=sku.lower() if at == 1 else sku)
            for name, _category, sku in GOODS
        ]  # fmt: skip
        some += [Listing(shop_id=shop.id, name="Barang lama"), Listing(shop_id=shop.id, name="")]
        work.session.add_all(some)
        work.session.flush()
        made[shop.id] = [one.id for one in some]
    return made


def _order(dice: Random, number: int, shops: list[Shop], days: int) -> dict[str, Any]:
    shop, status = dice.choice(shops), dice.choice(STATUSES)
    placed = NOW - int(dice.random() ** 1.2 * days * DAY)
    return {
        "id": number, "shop_id": shop.id, "channel": shop.channel, "number": f"T{number}",
        "status": status, "payment": "paid", "fulfilment": "ready", "told_payment": "paid",
        "told_fulfilment": "ready", "cancelled": int(status == "cancelled"),
        "case_state": "none", "placed_at": placed, "total": 0, "units": 0, "lines": 0,
        "currency": "PHP" if dice.random() < 0.08 else "IDR",
        "discount": dice.choice((None, 0, 0, 100, 1_234_500, 777)),
        "province": dice.choice(PROVINCES), "courier": dice.choice(COURIERS),
        "payment_method": dice.choice(METHODS), "ship_by": placed + 2 * DAY,
    }  # fmt: skip


def _lines(dice: Random, order: dict[str, Any], listings: list[int]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for listing in dice.sample(listings, dice.choice((1, 1, 2, 3))):
        qty, price = dice.choice((1, 1, 2, 5)), dice.choice((0, 999_99, 1_500_000, 333_333))
        cut = dice.choice((None, 0, 50_000, 1))
        bears = dice.choice((None, 0, 20_000, 900_000))
        made.append({
            "order_id": order["id"], "listing_id": listing, "position": len(made), "qty": qty,
            "price": price, "list_price": None if cut is None else price + cut,
            "subtotal": qty * price, "discount": bears,
            "returned": qty if dice.random() < 0.06 else 0,
        })  # fmt: skip
        order["units"] += qty
        order["lines"] += 1
    return made


@dataclass(frozen=True)
class Line:
    """One line with its order, listing, shop and product, as the store has them."""

    order: dict[str, Any]
    line: dict[str, Any]
    listing: dict[str, Any]
    shop: dict[str, Any]
    product: dict[str, Any] | None

    @property
    def gmv(self) -> int:
        """Deal price × quantity."""
        return int(self.line["qty"] * self.line["price"])

    @property
    def listed(self) -> int:
        """List price × quantity; the deal price where there is none."""
        price = self.line["list_price"]
        return int(self.line["qty"] * (self.line["price"] if price is None else price))


def every_line(read: Read) -> list[Line]:
    """Return all lines, in the order of their ids."""
    orders, shops, listings = (_rows(read, name) for name in ("orders", "shops", "listings"))
    products = _rows(read, "products")
    skus = {row["sku_key"]: products[row["product_id"]] for row in _rows(read, "variants").values()}
    return [
        Line(orders[row["order_id"]], row, listing, shops[listing["shop_id"]],
             skus.get(listing["sku"].lower()))
        for row in _rows(read, "order_lines").values()
        for listing in (listings[row["listing_id"]],)
    ]  # fmt: skip


def _rows(read: Read, table: str) -> dict[int, dict[str, Any]]:
    found = read.connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id").mappings()
    return {row["id"]: dict(row) for row in found}
