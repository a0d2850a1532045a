"""A shop that answers tickets by mail, and customers who write to it."""

from pathlib import Path

from tests.rig import NOW, add_orders
from tests.telling import BUYER, shop

from shopdesk.models.tickets import Mailbox
from shopdesk.services.tickets import arriving, following, verbs
from shopdesk.services.tickets.rows import Incoming

__all__ = ["BUYER", "heard", "mail", "mailbox", "orders", "shop_of", "ticket"]
CUSTOMER = "sari@example.com"


def shop_of(folder: Path, port: int = 0, now: int = NOW):
    """Open a shop with two orders, the first with a tracking number."""
    store = shop(folder, port=port, now=now)
    orders(store)
    return store


def orders(store):
    """Put two orders into the store."""
    told = [{"number": "A1", "tracking": "JX1", **BUYER}, {"number": "A2", **BUYER}]
    store.run("seed", lambda work: add_orders(work, told))


def mailbox(store, port=0, **facts):
    """Make a mailbox, with a server of its own on this port."""
    told = {"name": "cs", "address": "cs@toko.example", "host": "127.0.0.1", "port": 143,
            "sender": "Toko Uji", "user": "", "smtp_security": "none",
            "smtp_host": "127.0.0.1" if port else "", "smtp_port": port or 25}  # fmt: skip

    def make(work):
        work.session.add(Mailbox(**told | facts))
        return work.done("mailbox")

    store.run("seed", make)
    with store.read() as read:
        return read.connection.exec_driver_sql("SELECT max(id) FROM mailboxes").scalar_one()


def heard(store, *incoming):
    """Take messages in, and return what became of them."""
    told = []

    def take(work):
        told.append(arriving.take_in(work, incoming))
        work.leaves("mails")
        return following.ended(work, "mails")

    store.run("fetch", take)
    return told[0]


def mail(n=1, **facts):
    """Return a mail of a customer."""
    told = {
        "channel": "email", "key": f"mail:{n}", "at": NOW - 600 + n, "body": f"Di mana? {n}",
        "author": "Sari Lestari", "address": CUSTOMER, "subject": "Paket saya",
        "wire_id": f"<in-{n}@example.com>",
    }  # fmt: skip
    return Incoming(**told | facts)


def ticket(store, order_id=None, **facts):
    """Make a ticket by hand and return its id."""
    told = {"channel": "shopee", "subject": "Paket saya", "body": "Di mana paket saya?",
            "customer": "dewi_88"}  # fmt: skip
    change = store.do(verbs.new, **told | facts, order_id=order_id)
    with store.read() as read:
        return verbs.made(read, change.entry)[0]
