"""Parcels follow their orders, from the first resi to the end."""

import sqlalchemy as sa
from tests import older
from tests.rig import NOW, dump, home, open_store
from tests.services.shipping import order, order_ids, orders_in, parcels, store, told
from tests.services.test_imports import export, line, take

from shopdesk.services import journal, orders
from shopdesk.store import Store, engine, keys

__all__ = ["store"]


def test_an_order_has_a_parcel_once_it_is_packed_or_has_a_resi(store):
    assert set(parcels(store)) == {
        "JX0000000001", "CM00000000002", "004600000003", "JX0000000004",
    }  # fmt: skip
    store.do(orders.pack, order_ids(store, "A5"))
    row = parcels(store)["A5"]
    assert (row.status, row.value, row.number) == ("pending", 1_500_000, 1)


def test_a_parcel_goes_along_with_its_order(store):
    ids = order_ids(store, "A4")
    assert parcels(store)["JX0000000004"].cod == 1_500_000
    store.do(orders.pack, ids)
    assert parcels(store)["JX0000000004"].status == "info_received"
    store.do(orders.ship, ids, tracking={ids[0]: "jx 0000000044"}, courier="J&T Cargo")
    row = parcels(store)["JX0000000044"]
    assert (row.status, row.courier, row.handed_at) == ("picked_up", "J&T Cargo", NOW)
    store.do(orders.deliver, ids)
    row = parcels(store)["JX0000000044"]
    assert (row.status, row.delivered_at, row.cod) == ("delivered", NOW, 1_500_000)
    with store.read() as read:
        moments = read.connection.exec_driver_sql(
            "SELECT made_at, packed_at, handed_at, ended_at FROM parcels WHERE id = ?", (row.id,)
        ).one()
    assert tuple(moments) == (NOW - 3600, NOW, NOW, NOW)


def test_a_resi_that_is_taken_away_takes_its_parcel_along(store):
    orders_in(store, [{"number": "C1"}], "tiktok")
    ids = order_ids(store, "C1")
    store.do(orders.edit, ids, "tracking", "JX77")
    assert "JX77" in parcels(store)
    store.do(orders.edit, ids, "courier", "JNE")
    assert parcels(store)["JX77"].courier == "JNE"
    store.do(orders.edit, ids, "tracking", "")
    assert "C1" not in parcels(store)


def test_a_cancelled_order_cancels_its_parcel(store):
    store.do(orders.cancel, order_ids(store, "A1"), "buyer changed their mind", "buyer")
    assert parcels(store)["JX0000000001"].status == "cancelled"


def test_taking_an_act_back_takes_its_parcel_back(store):
    before = dump(store)
    change = store.do(orders.pack, order_ids(store, "A5", "A1"))
    journal.undo(store, change.entry)
    assert dump(store) == before


def test_an_export_that_tells_of_a_later_end_is_believed(tmp_path):
    opened = open_store(tmp_path)
    placed, fresh = "2026-11-01 10:00", "Order.all.20261101_20261122.xlsx"
    on_way = {"Status Pesanan": "Sedang Dikirim", "No. Resi": "SPXID0000000001",
              "Waktu Pesanan Dibuat": placed}  # fmt: skip
    first = export(tmp_path, "Order.all.20261101_20261120.xlsx", line("S1", **on_way))
    take(opened, first)
    told(opened, ("SPXID0000000001", 70, "InTransit"))
    assert parcels(opened)["SPXID0000000001"].status == "in_transit"
    done = on_way | {"Status Pesanan": "Selesai", "Waktu Pesanan Selesai": "2026-11-22 10:00"}
    take(opened, export(tmp_path, fresh, line("S1", **done)))
    row = parcels(opened)["SPXID0000000001"]
    assert (row.status, order(opened, "S1").status) == ("delivered", "completed")
    opened.close()


def test_an_import_makes_the_parcels_and_its_undo_takes_them(tmp_path):
    opened = open_store(tmp_path)
    empty = dump(opened)
    sheet = export(
        tmp_path, "Order.all.20261101_20261120.xlsx",
        line("S1", **{"Status Pesanan": "Sedang Dikirim", "No. Resi": "SPXID0000000001"}),
        line("S2", **{"Status Pesanan": "Perlu Dikirim"}),
    )  # fmt: skip
    take(opened, sheet)
    assert set(parcels(opened)) == {"SPXID0000000001"}
    journal.undo(opened)
    assert dump(opened) == empty
    opened.close()


def test_orders_of_an_older_store_get_the_parcels_that_new_ones_have(tmp_path):
    """The same orders: once in a store that is migrated, once written by today's program."""
    old = home(tmp_path / "old")
    older.make(old, "0005", orders=1)
    made = engine.make_engine(old.store, keys.find(old).hexadecimal)
    new = open_store(tmp_path / "new")
    orders_in(
        new,
        [
            {"number": "P1"}, {"number": "P2", "tracking": "JX1", "courier": "J&T Express"},
            {"number": "P3", "fulfilment": "packed"},
            {"number": "P4", "fulfilment": "delivered", "tracking": "JX2", "delivered_at": NOW - 9},
            {"number": "P5", "fulfilment": "in_transit", "tracking": "JX3", "shipped_at": NOW - 99},
            {"number": "P6", "payment": "cod_due", "cod": 1, "tracking": "JX4"},
            {"number": "P7", "tracking": "JX5", "cancelled": 1},
        ],
    )  # fmt: skip
    with new.read() as read, made.begin() as connection:
        rows = read.connection.exec_driver_sql("SELECT * FROM orders").mappings().all()
        connection.exec_driver_sql("DELETE FROM orders")
        for row in rows:
            names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
            connection.execute(sa.text(f"INSERT INTO orders ({names}) VALUES ({marks})"), dict(row))
    made.dispose()
    asked = (
        "SELECT order_id, number, courier, tracking, status, made_at, handed_at, delivered_at, "
        "value, cod, currency FROM parcels ORDER BY order_id"
    )
    migrated = Store.open(old, new.clock)
    with new.read() as one, migrated.read() as other:
        expected = [tuple(row) for row in one.connection.exec_driver_sql(asked)]
        assert [tuple(row) for row in other.connection.exec_driver_sql(asked)] == expected
        assert len(expected) == 5
    migrated.close()
    new.close()
