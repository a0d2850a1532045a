"""What needs a hand among parcels and tasks: each need counts just what its filter shows."""

import pytest
from tests.rig import NOW, open_store
from tests.road import EVENTS, ORDERS, on_the_road
from tests.services.shipping import order_ids, orders_in, told

from shopdesk.clock import Clock
from shopdesk.models.orders import Order
from shopdesk.services import shipments, tasks, today
from shopdesk.store import Store


@pytest.fixture
def store(tmp_path):
    """Return a store with four parcels on the road."""
    opened = open_store(tmp_path)
    on_the_road(opened)
    yield opened
    opened.close()


def needs(store, desk="shipments"):
    """Return the needs of one desk by their names."""
    with store.read() as read:
        return {need.id: need for need in today.needs(read) if need.desk == desk}


def test_each_need_counts_exactly_the_parcels_that_its_filter_shows(store):
    found = needs(store)
    assert {"parcels_lost", "parcels_failed", "parcels_unknown"} <= set(found)
    with store.read() as read:
        for need in found.values():
            rows = shipments.page(read, need.where, size=0)
            assert len(rows) == need.orders
            assert sum(row.value for row in rows) == need.at_stake


def test_a_lost_parcel_costs_money_and_is_gone_from_the_list_once_it_is_claimed(store):
    lost = needs(store)["parcels_lost"]
    assert (lost.grade, lost.orders, lost.at_stake) == (0, 1, 9_000_000)
    with store.read() as read:
        ids = shipments.ids(read, lost.where)
    store.do(tasks.take, ids)
    assert "parcels_lost" not in needs(store)
    assert needs(store, "tasks")["tasks"].at_stake == 9_000_000


def test_a_parcel_that_fails_once_more_after_the_call_asks_again(store):
    with store.read() as read:
        (one,) = shipments.ids(read, "status:failed_attempt")
    store.do(tasks.take, [one])
    with store.read() as read:
        (task,) = tasks.listed(read)
    store.do(tasks.done, [task.id])
    assert "parcels_failed" not in needs(store)
    again = dict(EVENTS[0][3]) | {"status": "failed_attempt"}
    later = Store(store.home, store.engine, store.key, Clock("Asia/Jakarta", now=NOW + 90_000))
    told(later, (EVENTS[0][0], -24, "Gagal lagi", again))
    assert needs(later)["parcels_failed"].orders == 1


def test_a_task_is_overdue_once_its_day_has_passed(store):
    with store.read() as read:
        ids = shipments.ids(read, "status:failed_attempt")
    store.do(tasks.take, ids)
    assert set(needs(store, "tasks")) == {"tasks"}
    tomorrow = Store(store.home, store.engine, store.key, Clock("Asia/Jakarta", now=NOW + 86_401))
    late = needs(tomorrow, "tasks")["tasks_late"]
    assert (late.orders, late.where, late.due) == (1, "@overdue", NOW + 86_400)


def test_currencies_stand_apart(store):
    orders_in(store, [dict(ORDERS[1]) | {"number": "S-9", "tracking": "CM99"}], "lazada")

    def ringgit(work):
        (key,) = order_ids(store, "S-9")
        order = work.session.get(Order, key)
        order.currency = "MYR"
        for parcel in shipments.parcels_of(work, [key]):
            work.connection.exec_driver_sql(
                "UPDATE parcels SET currency = 'MYR' WHERE id = ?", (parcel,)
            )
        return work.done("ringgit")

    store.run("ringgit", ringgit)
    with store.read() as read:
        ids = shipments.ids(read, "tracking:CM99")
    store.do(shipments.manual.set_status, ids, "lost")
    with store.read() as read:
        found = [need for need in today.needs(read) if need.id == "parcels_lost"]
        assert [need.currency for need in found] == ["IDR", "MYR"]
        assert [shipments.total(read, need.where) for need in found] == [1, 1]
