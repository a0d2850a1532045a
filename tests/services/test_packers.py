"""Several packers at one store, processes of their own: no order is packed or picked twice."""

from tests import packing as table
from tests.packers import race
from tests.rig import open_store

from shopdesk.services import journal, orders


def test_three_packers_who_scan_the_same_orders_pack_each_of_them_once(tmp_path):
    store = open_store(tmp_path)
    table.furnish(store)
    made = table.orders(store, {f"A-{n}": {"MUG-1": 2} for n in range(12)})
    store.close()
    told = [f"JXA{n} MUG-1 MUG-1" for n in range(12)]
    for said in race(tmp_path, 3, told):
        assert [one.split()[-1] for one in said].count("done") == 1
    store = open_store(tmp_path)
    with store.read() as read:
        assert orders.total(read, "status:to_ship") == len(made)
        done = read.connection.exec_driver_sql(
            "SELECT order_id, count(*) FROM scans WHERE verdict = 'done' GROUP BY order_id"
        ).all()
    assert [tuple(row) for row in done] == [(one, 1) for one in made]
    assert journal.verify(store).ok
    store.close()


def test_three_packers_who_start_the_same_wave_get_each_order_once(tmp_path):
    store = open_store(tmp_path)
    table.furnish(store)
    made = table.orders(store, {f"A-{n}": {"MUG-1": 1} for n in range(8)})
    store.close()
    told = [f"wave {made[n]} {made[n + 1]} {made[n + 2]}" for n in range(6)]
    said = list(race(tmp_path, 3, told))
    assert [sorted(one) for one in said] == [["made", "refused", "refused"]] * 6
    store = open_store(tmp_path)
    with store.read() as read:
        picked = read.connection.exec_driver_sql(
            "SELECT order_id FROM pickings ORDER BY order_id"
        ).scalars()
        assert list(picked) == made
    store.close()
