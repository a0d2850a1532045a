"""A small catalogue on a real store: a mug, a shirt in two sizes, a kit, and what shops list."""

from functools import partial

from tests.rig import NOW, add_orders

from shopdesk.models.shops import Shop
from shopdesk.services import products, stock
from shopdesk.services.products import NewOffer, NewVariant

RUPIAH = 100
PIECES = {"MUG-1": 12, "KAOS-M": 3, "KAOS-L": 30}


def stock_up(store, orders=()):
    """Put the catalogue into a store: products, pieces, a shop that offers two of them, orders."""
    store.do(
        products.add, "Mug Biru",
        [NewVariant("MUG-1", "Biru", price=15_000 * RUPIAH, cost=9_000 * RUPIAH, weight_g=350)],
        category="Dapur > Gelas", brand="Melati", description="Mug keramik.\nAman untuk microwave.",
    )  # fmt: skip
    shirts = [
        NewVariant(f"KAOS-{size}", size, price=69_000 * RUPIAH, cost=40_000 * RUPIAH, low_at=5)
        for size in ("M", "L")
    ]
    store.do(products.add, "Kaos [XL] Polos", shirts, brand="Melati")
    store.do(products.add, "Paket Kopi", [NewVariant("PAKET", parts={"MUG-1": 2})])
    pieces = [stock.Piece(sku, qty) for sku, qty in PIECES.items()]
    store.do(stock.receive, pieces, "SJ-1")
    if orders:
        store.run("seed", partial(add_orders, orders=[dict(one) for one in orders]))
    store.run("shop", _open_shop)
    offers = [
        NewOffer("77", "1", "MUG-1", "Mug Biru", "", price=16_000 * RUPIAH, stock=20),
        NewOffer("78", "1", "KAOS-M", "Kaos", "M", price=69_000 * RUPIAH, stock=3),
    ]
    store.do(products.offer, "shopee", "Toko Melati", offers)


def _open_shop(work):
    work.session.add(Shop(channel="shopee", name="Toko Melati", currency="IDR"))
    work.session.flush()
    return work.done("Opened a shop")


ORDER = {"number": "A-1", "ship_by": NOW + 3_600}
"""An open order of a mug."""
