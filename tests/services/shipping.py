"""Orders with resi on their way, and what their couriers say of them."""

import pytest
from tests.rig import NOW, add_orders, open_store

from shopdesk.services import shipments
from shopdesk.services.shipments import Reported
from shopdesk.services.stock.following import ended

HOUR = 3_600
DAY = 86_400


def orders_in(store, orders, channel="shopify"):
    """Put orders into the store, and let their parcels be made."""
    return store.run(
        "add_orders", lambda work: ended(work, add_orders(work, orders, channel).label)
    )


def told(store, *events):
    """Record events; each is resi, hours ago, text, and what else there is to say."""
    kept = []

    def act(work):
        reported = [
            Reported(resi, more.pop("courier", ""), NOW - int(ago * HOUR), text, **more)
            for resi, ago, text, more in ((*event, {})[:4] for event in events)
        ]
        kept.append(shipments.record(work, reported))
        return ended(work, "Events")

    store.run("events", act)
    return kept[0]


def parcels(store, where="", sort="made"):
    """Return the parcels that a filter matches, by resi, or by the order's number without one."""
    with store.read() as read:
        rows = shipments.page(read, where, sort, size=0)
        return {row.tracking or row.order: row for row in rows}


def order(store, number):
    """Return one order's own row of the table."""
    with store.read() as read:
        found = read.connection.exec_driver_sql("SELECT * FROM orders WHERE number = ?", (number,))
        return found.one()


def order_ids(store, *numbers):
    """Return the ids of these orders."""
    from shopdesk.services import orders

    with store.read() as read:
        return orders.find(read, numbers)


@pytest.fixture
def store(tmp_path):
    """A store with five orders: four have a resi, one of them is to be paid at the door."""
    opened = open_store(tmp_path)
    orders_in(
        opened,
        [
            {"number": "A1", "tracking": "JX0000000001", "courier": "J&T Express"},
            {"number": "A2", "tracking": "CM00000000002", "courier": "JNE", "total": 9_000_000},
            {"number": "A3", "tracking": "004600000003", "courier": "SiCepat"},
            {"number": "A4", "tracking": "JX0000000004", "courier": "J&T Express",
             "payment": "cod_due", "cod": 1},
            {"number": "A5"},
        ],
    )  # fmt: skip
    yield opened
    opened.close()
