"""The big store, stirred: what figures can trip over, spread over its orders by plain SQL.

Customers who buy again and customers nobody can tell, other currencies, discounts on orders and on
lines, pieces that came back, SKUs in the catalogue with and without a cost. Each step is one
journal entry, so that the sums which stand ready have to follow it.
"""

from pathlib import Path

from tests.bench import big_store
from tests.rig import open_store

from shopdesk.models.products import Product, Variant
from shopdesk.services import orders
from shopdesk.store import Change, Store, Work

SHARE = "((facts >> 8 & 1048575) * (facts >> 30 & 1048575) / 1099511627776.0)"
STEPS = (
    f"""
    UPDATE orders SET
        buyer = CASE facts >> 3 & 15 WHEN 0 THEN NULL WHEN 1 THEN 'p*****7'
            ELSE 'Pembeli.' || CAST({SHARE} * :people AS INTEGER) END,
        email = CASE WHEN channel = 'shopify' AND facts & 3 THEN
            'P' || CAST({SHARE} * :people AS INTEGER) || '@contoh.test' END,
        currency = CASE WHEN facts >> 40 & 31 THEN 'IDR' ELSE 'PHP' END,
        province = CASE facts >> 50 & 15 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE province END,
        payment_method = CASE facts >> 45 & 3 WHEN 0 THEN 'QRIS' WHEN 1 THEN 'qris'
            ELSE payment_method END,
        discount = CASE facts >> 20 & 7 WHEN 0 THEN 1234500 WHEN 1 THEN 777 WHEN 2 THEN 0 END
    """,
    """
    UPDATE order_lines SET
        qty = 1 + id % 3,
        list_price = CASE id % 4 WHEN 0 THEN price + 50000 WHEN 1 THEN NULL ELSE price END,
        discount = CASE id % 5 WHEN 0 THEN NULL WHEN 1 THEN 20000 ELSE 0 END,
        returned = CASE WHEN id % 23 = 0 THEN 1 + id % 3 ELSE 0 END
    """,
    "UPDATE orders SET placed_at = placed_at - 864000 WHERE id % 101 = 0",
    "UPDATE order_lines SET listing_id = 1 + listing_id % 2000 WHERE id % 97 = 0",
    "DELETE FROM order_lines WHERE id % 1009 = 0 AND position > 0",
    """
    UPDATE orders SET
        units = (SELECT sum(qty) FROM order_lines WHERE order_id = orders.id)
    """,
)
CATEGORIES = ("Dapur", "Pakaian", "Dapur > Gelas", "", "Kado")


def stock(folder: Path, count: int) -> Store:
    """Open the store in a folder, made and stirred first where it is missing."""
    ready = folder / f"stirred-{count}"
    store = open_store(folder)
    if not ready.exists():
        big_store.make(store, count)
        for at, step in enumerate(STEPS):
            store.run(f"stir-{at}", lambda work, step=step: _stir(work, step, count // 6))  # type: ignore[misc]
        store.do(_catalogue)
        store.do(orders.cancel, _open(store, 200), "stok habis")
        ready.touch()
    return store


def _stir(work: Work, step: str, people: int) -> Change:
    told = {"people": people} if ":people" in step else {}
    work.connection.exec_driver_sql(step, told)
    return work.done("Stirred")


def _catalogue(work: Work) -> Change:
    """Put two of three SKUs into the catalogue, and some that were never sold."""
    skus = [
        (row[0], row[1])
        for row in work.connection.exec_driver_sql(
            "SELECT sku, name FROM listings WHERE sku <> '' AND id % 3 ORDER BY id"
        )
    ]
    skus += [(f"BARU-{number:02}", "Barang baru") for number in range(40)]
    for number, (sku, name) in enumerate(skus):
        product = Product(name=name, category=CATEGORIES[number % len(CATEGORIES)])
        work.session.add(product)
        work.session.flush()
        cost = None if number % 7 == 0 else 100_000 * (1 + number % 90)
        work.session.add(Variant(product_id=product.id, sku=sku, sku_key=sku.lower(), cost=cost))
    return work.done("Filled the catalogue")


def _open(store: Store, most: int) -> list[int]:
    with store.read() as read:
        query = f"SELECT id FROM orders WHERE status IN ('to_pack', 'to_ship') LIMIT {most}"
        return [row[0] for row in read.connection.exec_driver_sql(query)]
