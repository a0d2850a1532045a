"""A shop with a small catalogue, stock and offers, for what leaves the house."""

from shopdesk.models.products import Offer, Picture, Product, Variant
from shopdesk.models.shops import Shop
from shopdesk.services import products, stock
from shopdesk.services.products import NewVariant

TEXT = "Kaos katun combed 30s, adem, jahitan rapi."


HERE, THERE = "/gambar/b.jpg", "https://toko.example/a.jpg"
"""A picture on this machine, and one with an address."""


def fill(store, shops=(("shopee", "Toko Satu"),), offers=(), pictures=(THERE, HERE)):
    """Add two products, stock, the shops, and offers as (shop, product, variant, sku)."""
    store.do(
        products.add, "Kaos Polos",
        [NewVariant("KAOS-M", "Merah,M", price=8_500_000, cost=4_000_000, weight_g=180,
                    length_mm=200, width_mm=150, height_mm=35, barcode="4006381333931"),
         NewVariant("KAOS-L", "Merah,L", price=9_000_000, weight_g=190, buffer=2)],
        category="Aksesoris > Topi", brand="Melati", description=TEXT,
        specs={"Bahan": "Katun, combed"},
    )  # fmt: skip
    store.do(products.add, "Mug Kopi", [NewVariant("MUG", price=5_550_000, weight_g=400)],
             category="Mug & Gelas", description="Mug keramik 300 ml, tahan panas.")  # fmt: skip
    pieces = [stock.Piece("KAOS-M", 12), stock.Piece("KAOS-L", 9), stock.Piece("MUG", 40)]
    store.do(stock.receive, pieces, "SJ-1")
    store.run("seed", lambda work: _seed(work, shops, offers, pictures))


def _seed(work, shops, offers, pictures):
    ids = {}
    for channel, name in shops:
        shop = Shop(channel=channel, name=name, currency="IDR")
        work.session.add(shop)
        work.session.flush()
        ids[name] = shop.id
    for shop, product, variant, sku in offers:
        work.session.add(Offer(shop_id=ids[shop], product_code=product, variant_code=variant,
                               sku=sku, name="Barang"))  # fmt: skip
    for place, source in enumerate(pictures):
        for product in work.session.query(Product):
            work.session.add(Picture(product_id=product.id, position=place, source=source))
    return work.done("seeded")


def variant(store, sku):
    """Return the columns of a variant."""
    with store.read() as read:
        return read.connection.execute(
            Variant.__table__.select().where(Variant.__table__.c.sku == sku)
        ).one()


def offer(store, variant_code):
    """Return the columns of an offer."""
    with store.read() as read:
        return read.connection.execute(
            Offer.__table__.select().where(Offer.__table__.c.variant_code == variant_code)
        ).one()
