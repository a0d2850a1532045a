"""A store of a million orders to read from: invented, journalled like any other, made once.

Three years of trade in four shops, 2.5 lines an order, a small share still open: the newest.
"""

import sys
from pathlib import Path
from random import Random

from tests.makers.people import CITIES, FAMILY, GIVEN, pick
from tests.rig import NOW, open_store

from shopdesk.models.orders import Order
from shopdesk.models.shops import Listing, Shop
from shopdesk.store import Change, Store, Work

DAY = 86_400
DAYS = 1_095
BATCH = 25_000
SHOPS = (("shopee", "Toko Uji Satu"), ("shopee", "Toko Uji Dua"), ("tiktok", "Toko Uji TT"),
         ("shopify", "toko-uji"))  # fmt: skip
LISTINGS = 2_000
GOODS = ("Kaos Katun", "Kemeja Linen", "Mug Keramik", "Tas Kanvas", "Sandal Pasir", "Lilin Melati",
         "Toples Kaca", "Hijab Voal", "Botol Embun", "Sprei Lembut")  # fmt: skip
COURIERS = (("J&T Express", "JX", 10), ("SPX Standard", "SPXID", 11), ("JNE", "CM", 11))
OPEN = (("to_pack", "paid", "ready", 40), ("to_ship", "paid", "packed", 38),
        ("on_hold", "paid", "ready", 7), ("exception", "paid", "failed", 5),
        ("to_verify", "unpaid", "ready", 10))  # fmt: skip
LEFT = (("shipped", "paid", "in_transit", 60), ("delivered", "paid", "delivered", 30),
        ("unpaid", "unpaid", "new", 10))  # fmt: skip
OVER = (("completed", "paid", "delivered", 88), ("cancelled", "paid", "ready", 11),
        ("returned", "refunded", "returned_to_sender", 1))  # fmt: skip
EXTRA = '{"Jumlah Produk di Pesan":"3","Total Berat":"480 gr","Perkiraan Ongkos Kirim":"12.000"}'
LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
COLUMNS = (
    "id", "shop_id", "channel", "number", "status", "payment", "fulfilment", "case_state",
    "cancelled", "told_payment", "told_fulfilment", "told_case", "told_cancelled", "market_status",
    "taken_at", "told_progress", "facts", "conflict", "hold_reason", "placed_at", "paid_at",
    "ship_by", "shipped_at", "completed_at", "currency", "total", "subtotal", "shipping_fee",
    "payment_method", "cod", "sample", "lines", "units", "courier", "service", "tracking", "buyer",
    "recipient", "phone", "address", "city", "province", "extra",
)  # fmt: skip
LINES = """
INSERT INTO order_lines(order_id, listing_id, line_key, occurrence, position, qty, returned,
    list_price, price, subtotal, discount, weight_g, extra)
SELECT o.id, 1 + (o.facts >> (8 * n.value)) % :listings, '', n.value, n.value, 1, 0,
    o.subtotal / o.lines, o.subtotal / o.lines, o.subtotal / o.lines, 0, 250,
    '{"Total Diskon":"6.500"}'
FROM orders AS o JOIN (SELECT 0 AS value UNION SELECT 1 UNION SELECT 2 UNION SELECT 3) AS n
    ON n.value < o.lines
WHERE o.id BETWEEN :first AND :last ORDER BY o.id, n.value
"""


def make(store: Store, orders: int = 1_000_000, share_open: float = 0.03) -> None:
    """Fill an empty store, batch by batch, each batch one journal entry."""
    store.do(_shops)
    dice = Random(7)
    for first in range(1, orders + 1, BATCH):
        last = min(first + BATCH, orders + 1)
        rows = [_order(dice, number, orders, share_open) for number in range(first, last)]
        store.run("import", lambda work, rows=rows: _batch(work, rows))  # type: ignore[misc]
        sys.stderr.write(f"\r{last - 1:,} orders")
    sys.stderr.write("\n")


def _shops(work: Work) -> Change:
    shops = [Shop(channel=channel, name=name, currency="IDR") for channel, name in SHOPS]
    work.session.add_all(shops)
    work.session.flush()
    for number in range(LISTINGS):
        # The last five are mapped to no SKU.
        name = f"{GOODS[number % len(GOODS)]} Seri {number // len(GOODS):03}"
        sku = f"{name[:3].upper()}-{number:04}" if number < LISTINGS - 5 else ""
        work.session.add(
            Listing(shop_id=shops[number % 4].id, name=name, seller_sku=sku, sku=sku,
                    variation=("Hitam", "Putih", "Krem,XL")[number % 3])
        )  # fmt: skip
    return work.done("Opened the shops")


def _batch(work: Work, rows: list[tuple[object, ...]]) -> Change:
    marks = ", ".join("?" * len(COLUMNS))
    work.connection.exec_driver_sql(
        f"INSERT INTO {Order.__tablename__}({', '.join(COLUMNS)}) VALUES ({marks})", rows
    )
    work.connection.exec_driver_sql(
        LINES, {"listings": LISTINGS, "first": rows[0][0], "last": rows[-1][0]}
    )
    return work.done(f"Imported {len(rows)} orders")


def _order(dice: Random, number: int, orders: int, share_open: float) -> tuple[object, ...]:
    placed = NOW - DAYS * DAY + int(number / orders * DAYS * DAY) - int(dice.random() * 7_200)
    shop = 1 + int(dice.random() * 3.4)
    status, payment, fulfilment = _stand(dice, number / orders, share_open, shop)
    waits = status in {"to_pack", "to_ship", "on_hold", "exception", "to_verify"}
    due = NOW + int((dice.random() * 4 - 0.6) * DAY) if waits else placed + 2 * DAY
    courier, prefix, digits = pick(dice, COURIERS)
    gone = status in {"shipped", "delivered", "completed", "returned"}
    given, family = pick(dice, GIVEN), pick(dice, FAMILY)
    city, province = pick(dice, CITIES)[:2]
    total = 1_000_000 + int(dice.random() ** 3 * 90_000) * 1_000
    cancelled = int(status == "cancelled")
    case = "closed" if status in {"completed", "cancelled", "returned"} else "none"
    cod = int(dice.random() < 0.15)
    return (
        number, shop, SHOPS[shop - 1][0], _number(dice, shop, placed, number), status, payment,
        fulfilment, case, cancelled, payment, fulfilment, case, cancelled, "Selesai", NOW, 5,
        dice.getrandbits(62), "cancelled_after_packed" if cancelled and number % 997 == 0 else None,
        "alamat kurang jelas" if status == "on_hold" else None, placed,
        placed + 600 if payment == "paid" else None, None if shop == 4 else due,
        placed + DAY if gone else None, placed + 9 * DAY if case == "closed" else None, "IDR",
        total, total, 1_200_000, "COD" if cod else "Transfer Bank", cod,
        int(dice.random() < 0.001), 1 + int(dice.random() * 4), 4, courier, "Reguler (Cashless)",
        f"{prefix}{int(dice.random() * 10**digits):0{digits}}" if gone or status == "to_ship"
        else None,
        f"{given.lower()}{pick(dice, ('.', '_', ''))}{family[:4].lower()}{number % 250_000}",
        f"{given[0]}******{family[-1]}", f"******{int(dice.random() * 100):02}", "******No. 40",
        city.upper(), province.upper(), EXTRA,
    )  # fmt: skip


def _stand(dice: Random, age: float, share_open: float, shop: int) -> tuple[str, str, str]:
    """Return where an order stands: the newest are open, those before them on their way."""
    newest = 1 - age + dice.random() * 0.01
    kinds = OPEN if newest < share_open else LEFT if newest < share_open + 0.02 else OVER
    at = dice.random() * sum(kind[3] for kind in kinds)
    for status, payment, fulfilment, weight in kinds:
        at -= weight
        if at < 0 and (status != "to_verify" or shop == 4):
            return status, payment, fulfilment
    return kinds[0][:3]


def _number(dice: Random, shop: int, placed: int, number: int) -> str:
    if shop == 4:
        return f"#{number}"
    if shop == 3:
        return f"57{placed}{int(dice.random() * 10**6):06}"
    day = 260_000 + placed // DAY % 1_200  # the day as Shopee writes it, near enough
    return f"{day}" + "".join(pick(dice, tuple(LETTERS)) for _ in range(8))


def stock(folder: Path, orders: int, share_open: float) -> Store:
    """Open the store in a folder, made first where it is missing."""
    ready = folder / f"ready-{orders}-{share_open}"
    store = open_store(folder)
    if not ready.exists():
        make(store, orders, share_open)
        ready.touch()
    return store
