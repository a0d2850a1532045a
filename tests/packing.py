"""A shop with something to pack: three SKUs with racks and barcodes, a kit, and orders of them."""

from functools import partial

from tests.rig import NOW

from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shipments import Bundled
from shopdesk.models.shops import Listing, Shop
from shopdesk.models.states import Axes, Own, merge, queue_word
from shopdesk.services import packing, products, stock
from shopdesk.services.products import NewVariant

RUPIAH = 100
BARCODES = {"MUG-1": "8991234567891", "KAOS-M": "036000291452"}
RACKS = {"MUG-1": "B-10", "KAOS-M": "B-2", "KOPI": "A-1"}


def furnish(store):
    """Put products with racks and barcodes, their stock and a kit of two mugs and a coffee in."""
    for sku, rack in RACKS.items():
        new = NewVariant(sku, price=10_000 * RUPIAH, barcode=BARCODES.get(sku, ""))
        store.do(products.add, f"Barang {sku}", [new])
        with store.read() as read:
            (one,) = products.ids(read, f"sku:{sku}")
        store.do(products.edit, [one], {"rack": rack})
    store.do(products.add, "Paket", [NewVariant("PAKET", parts={"MUG-1": 2, "KOPI": 1})])
    store.do(stock.receive, [stock.Piece(sku, 900) for sku in RACKS], "SJ-1")
    store.run("shop", _open_shop)


def _open_shop(work):
    shop = Shop(channel="shopify", name="Toko Uji", currency="IDR")
    work.session.add(shop)
    work.session.flush()
    for sku in (*RACKS, "PAKET", ""):
        work.session.add(Listing(shop_id=shop.id, name=f"Barang {sku}", seller_sku=sku, sku=sku))
    return work.done("Opened a shop")


def order(store, number, lines, **facts):
    """Put one order of these SKUs and pieces into the store, to be packed; returns its id."""
    return orders(store, {number: lines}, **facts)[0]


def orders(store, wanted, **facts):
    """Put many orders into the store at once: number to pieces by SKU."""
    made = []
    store.run("seed", partial(_add, wanted=wanted, facts=facts, made=made))
    return made


def _add(work, wanted, facts, made):
    from shopdesk.services.stock.following import ended

    shop = work.session.query(Shop).one()
    listings = {one.sku: one for one in work.session.query(Listing)}
    for number, lines in wanted.items():
        told = {"payment": "paid", "fulfilment": "ready", "placed_at": NOW - 3600, **facts}
        axes, _conflict = merge(Axes(told["payment"], told["fulfilment"]), Own())
        one = Order(
            shop_id=shop.id, channel=shop.channel, number=number, told_payment=told["payment"],
            told_fulfilment=told["fulfilment"], total=1_000_000, lines=len(lines),
            units=sum(lines.values()), tracking=f"JX{number.replace('-', '')}",
            status=queue_word(axes, channel=shop.channel, held=False, problem=False), **told,
        )  # fmt: skip
        work.session.add(one)
        work.session.flush()
        for sku, qty in lines.items():
            work.session.add(OrderLine(order_id=one.id, listing_id=listings[sku].id, qty=qty,
                                       price=1_000, subtotal=1_000))  # fmt: skip
        made.append(one.id)
    return ended(work, "Added orders")


def bundle(store, lead, *others):
    """Let orders travel together."""

    def act(work):
        for one in (lead, *others):
            work.session.add(Bundled(order_id=one, lead_id=lead))
        return work.done("Merged")

    store.run("bundle", act)


def scan(store, *codes, at=None, station="meja 1"):
    """Scan codes at a table, and return what came of them."""
    return packing.scan(store, codes, at=at, station=station)


def verdicts(table):
    """Return the verdicts of the scans."""
    return [one.verdict for one in table.heard]


def state(store, order_id):
    """Return the status of an order and the state of its picking."""
    with store.read() as read:
        return read.connection.exec_driver_sql(
            "SELECT o.status, p.state FROM orders AS o LEFT JOIN pickings AS p "
            f"ON p.order_id = o.id WHERE o.id = {order_id}"
        ).one()
