"""A store of the first schema: with the second one it can be walked and searched, all rows kept."""

import pytest
from tests import older
from tests.rig import home, open_store

from shopdesk.models.orders import Order
from shopdesk.services import orders
from shopdesk.store import engine, keys

COLUMNS = ", ".join(column.name for column in Order.__table__.columns)


@pytest.fixture
def store(tmp_path):
    """Bring up a store that the first ShopDesk left; with it come its orders as they were."""
    older.make(home(tmp_path), "0001", orders=60)
    place = home(tmp_path)
    old = engine.make_engine(place.store, keys.find(place).hexadecimal)
    with old.connect() as connection:
        rows = _orders(connection)
        names = _indexes(connection)
    old.dispose()
    opened = open_store(tmp_path)
    yield opened, rows, names
    opened.close()


def _orders(connection):
    return connection.exec_driver_sql(f"SELECT {COLUMNS} FROM orders ORDER BY id").fetchall()


def _indexes(connection):
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'")
    return {row[0] for row in rows}


def test_every_order_is_what_it_was(store):
    opened, rows, _names = store
    with opened.read() as read:
        assert _orders(read.connection) == rows
        assert len(rows) == orders.total(read) == 60


def test_its_indexes_are_those_of_a_new_store(store):
    opened, _rows, names = store
    with opened.read() as read:
        now = _indexes(read.connection)
    assert {index.name for index in Order.__table__.indexes} <= now
    assert {"ix_orders_number", "ix_orders_due", "ix_orders_total"} <= names - now


def test_it_is_found_from_the_first_letter_on(store):
    opened, _rows, _names = store
    with opened.read() as read:
        for word in ("p", "pe", "pem", "pembeli", "o", "ol", "old"):
            assert orders.total(read, word) == 60, word
        assert [row.number for row in orders.page(read, "old7")] == ["OLD7"]
        assert orders.total(read, "em") == 0
        by_amount = orders.page(read, "status:to_pack", "-total", size=3)
        assert [row.number for row in by_amount] == ["OLD60", "OLD59", "OLD58"]
