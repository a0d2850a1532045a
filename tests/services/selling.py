"""A small shop that sold for half a year: seeded, with all that makes sums of SKUs hard.

Two shops and two currencies, cancelled orders, SKUs of the same value, one spelt in two ways, one
that the catalogue does not have, a listing without a SKU, a kit, SKUs without a cost, one archived
and one that never sold; and a ledger that runs out of stock now and then.
"""

import atexit
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from tests.rig import NOW, open_store

from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.products import Variant
from shopdesk.models.shops import Listing, Shop
from shopdesk.models.stock import Movement
from shopdesk.services import products
from shopdesk.services.products import NewVariant
from shopdesk.services.stock.places import location_of

DAY = 86_400
DAYS = 200
COSTS = {f"W-{n:02}": 500_000 + n * 10_000 for n in range(12)} | {"W-03": None, "W-06": None}
STEADY = ("W-00", "W-01")
SOLD = (*(sku for sku in COSTS if sku != "W-11"), "SET", "w-05", "FOREIGN", "")
COMES = {"W-09": (), "W-11": (DAYS,)}
"""When stock came in, in days before now, where not as of all others."""
SPANS = ("2026-11", "2026-08-01..2026-11-23", "2026-05-01..2026-11-23", "2026-11-20")


@cache
def shop():
    """Return the store of this shop, to be read alone: it is made once for all who ask."""
    kept = TemporaryDirectory()
    store = open_store(Path(kept.name))
    atexit.register(kept.cleanup)
    atexit.register(store.close)
    _fill(store)
    return store


def _fill(store):
    for sku, cost in COSTS.items():
        store.do(products.add, f"Barang {sku}", [NewVariant(sku, cost=cost)])
    store.do(products.add, "Paket", [NewVariant("SET", parts={"W-01": 2, "W-02": 1})])
    store.do(products.archive, ["W-10"])
    store.run("seed", _orders)
    store.run("seed", _ledger)


def _orders(work):
    dice = Random(20)
    shops = [Shop(channel=channel, name=channel.title(), currency="IDR")
             for channel in ("shopee", "tiktok")]  # fmt: skip
    work.session.add_all(shops)
    work.session.flush()
    listings = {
        (shop.id, sku): Listing(shop_id=shop.id, name=f"Listing {sku}", seller_sku=sku, sku=sku)
        for shop in shops
        for sku in SOLD
    }
    work.session.add_all(listings.values())
    work.session.flush()
    for number in range(700):
        _order(work, dice, shops[dice.random() < 0.3], listings, number)
    return work.done("Sold for half a year")


def _order(work, dice, shop, listings, number):
    status = "cancelled" if dice.random() < 0.1 else "completed"
    placed = NOW - int(dice.random() * DAYS * DAY)
    order = Order(
        id=number + 1, shop_id=shop.id, channel=shop.channel, number=f"N-{number}", payment="paid",
        fulfilment="delivered", told_payment="paid", told_fulfilment="delivered", status=status,
        cancelled=int(status == "cancelled"), placed_at=placed,
        currency="PHP" if dice.random() < 0.04 else "IDR", lines=0, units=0,
    )  # fmt: skip
    work.session.add(order)
    skus = {dice.choice(STEADY), dice.choice(SOLD)}
    # Both always go together, at one price: they are equal in every sum.
    skus |= {"W-07", "W-08"} if skus & {"W-07", "W-08"} else set()
    for position, sku in enumerate(sorted(skus)):
        qty = 1 if sku in {"W-07", "W-08"} else dice.choice((1, 1, 2, 5))
        price = 900_000 if sku in {"W-07", "W-08"} else 400_000 + 1_000 * dice.randrange(700)
        work.session.add(OrderLine(
            order_id=order.id, listing_id=listings[shop.id, sku].id, position=position, qty=qty,
            price=price, subtotal=qty * price, line_key=str(position),
        ))  # fmt: skip
        order.lines, order.units = order.lines + 1, order.units + qty


def _ledger(work):
    """Receive stock now and then, and sell from it as long as there is some."""
    dice, place = Random(4), location_of(work, "")
    rows = work.session.execute(sa.select(Variant.id, Variant.sku).where(Variant.kit == 0))
    for variant, sku in rows:
        pieces = 0
        for ago in range(DAYS, -1, -1):
            comes = ago in COMES.get(sku, (DAYS, 120, 60))
            receipt = dice.randrange(20, 60) if comes else 0
            sale = -min(pieces, dice.randrange(3)) if sku != "W-11" else 0
            for kind, qty in (("receipt", receipt), ("sale", sale)):
                if qty:
                    work.session.add(Movement(
                        variant_id=variant, location_id=place, kind=kind, qty=qty,
                        at=NOW - ago * DAY, document=f"seed:{sku}", line=ago,
                    ))  # fmt: skip
            pieces += receipt + sale
    return work.done("Moved")


def rows(read, table):
    """Return every row of a table as a dictionary."""
    found = read.connection.exec_driver_sql(f"SELECT * FROM {table}")
    return [dict(row) for row in found.mappings()]
