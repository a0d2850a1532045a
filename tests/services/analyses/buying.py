"""Invented orders of some hundred customers on a real store, and plain rows to count them from."""

from random import Random

from tests.rig import NOW

from shopdesk.models.orders import Order, OrderLine
from shopdesk.models.shops import Listing, Shop

DAY = 86_400
SHOPS = (("shopee", "Satu"), ("tiktok", "Dua"), ("shopify", "web"), ("tokopedia", "Tiga"))
SKUS = ("MUG-1", "mug-2", "KAOS-M", "KAOS-L", "TAS", "LILIN", "PAKET", "", "Topi")
STATUSES = ("completed",) * 6 + ("to_pack", "cancelled")


def fill(store, orders=700, seed=5, days=500, people=120):
    """Put orders of so many days into an empty store, a few of them in another currency."""
    store.run("seed", lambda work: _fill(work, Random(seed), orders, days, people))


def _fill(work, dice, orders, days, people):
    shops = [Shop(channel=channel, name=name, currency="IDR") for channel, name in SHOPS]
    work.session.add_all(shops)
    work.session.flush()
    listings = {
        shop.id: [Listing(shop_id=shop.id, name=sku or "?", variation=str(at), sku=sku)
                  for at, sku in enumerate((*SKUS, "MUG-1"))]
        for shop in shops
    }  # fmt: skip
    for some in listings.values():
        work.session.add_all(some)
    work.session.flush()
    made = [_order(dice, number, dice.choice(shops), days, people) for number in range(orders)]
    work.session.add_all(made)
    work.session.flush()
    for order in made:
        goods = dice.sample(listings[order.shop_id], dice.choice((1, 1, 2, 3)))
        for listing in goods:
            price = dice.randrange(1, 9) * 1_000_000
            qty = dice.choice((1, 1, 2))
            work.session.add(OrderLine(order_id=order.id, listing_id=listing.id, qty=qty,
                                       price=price, subtotal=qty * price))  # fmt: skip
    return work.done("Filled")


def _order(dice, number, shop, days, people):
    who = int(dice.random() ** 2 * people)
    buyer, mail, phone = f"Pembeli.{who}", None, None
    if shop.channel == "shopify":
        mail = dice.choice(
            (f"P{who}@contoh.test", f" p{who}@Contoh.test", None, "p***@contoh.test")
        )
        phone = dice.choice((f"0812-00-{who:05}", f"+62 812 00 {who:05}", None, "0812*****99"))
    elif dice.random() < 0.1:
        buyer = dice.choice((None, "p*****7", " "))
    status = dice.choice(STATUSES)
    return Order(
        shop_id=shop.id, channel=shop.channel, number=f"N{number}", status=status, payment="paid",
        fulfilment="delivered", told_payment="paid", told_fulfilment="delivered",
        cancelled=int(status == "cancelled"), buyer=buyer, email=mail, phone=phone,
        currency="PHP" if dice.random() < 0.05 else "IDR", total=0, lines=1, units=1,
        placed_at=NOW - dice.randrange(days * 24) * 3_600,
    )  # fmt: skip


def told(store):
    """Return every order as a plain dict with customer, GMV and SKUs, worked out in Python."""
    with store.read() as read:
        orders = read.connection.exec_driver_sql(
            "SELECT id, shop_id, channel, status, placed_at, currency, buyer, email, phone "
            "FROM orders"
        ).mappings().all()  # fmt: skip
        lines = read.connection.exec_driver_sql(
            "SELECT l.order_id, l.qty * l.price, lower(g.sku) FROM order_lines l "
            "JOIN listings g ON g.id = l.listing_id"
        ).all()
    found = {row["id"]: {**row, "who": who(row), "gmv": 0, "skus": set()} for row in orders}
    for order, gmv, sku in lines:
        found[order]["gmv"] += gmv
        found[order]["skus"] |= {sku} - {""}
    return sorted(found.values(), key=lambda one: (one["placed_at"], one["id"]))


def who(row):
    """Return the customer of an order."""
    buyer, mail = (row["buyer"] or "").strip(), (row["email"] or "").strip()
    digits = "".join(sign for sign in row["phone"] or "" if sign.isdigit()).lstrip("0")
    if row["channel"] in {"shopee", "tiktok"} and buyer and "*" not in buyer:
        return f"{row['channel']}:{buyer.lower()}"
    if "@" in mail and "*" not in mail:
        return f"mail:{mail.lower()}"
    if "*" not in (row["phone"] or "") and len(digits) >= 8:
        return f"phone:{digits.removeprefix('62')}"
    return None
