"""Sums of sales that stand ready: right in any zone, made anew where they must be, and checked."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from tests.rig import NOW, add_orders, home, open_store

from shopdesk.clock import Clock
from shopdesk.services import doctor, figures, journal, products
from shopdesk.services.figures import Scope, Span
from shopdesk.services.products.editing import NewVariant
from shopdesk.store import Store, sums


@pytest.fixture
def shop(tmp_path):
    """Open a store with orders in every hour around both changes of the clock in Europe."""
    store = open_store(tmp_path)
    starts = (datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 27), (10, 23)))
    hours = [int(start.timestamp()) + 3_600 * hour for start in starts for hour in range(96)]
    facts = [{"number": f"D{at}", "placed_at": at, "total": 100 + at % 7} for at in hours]
    store.do(add_orders, facts)
    yield store
    store.close()


def test_a_zone_says_when_its_clock_changes():
    assert Clock("Asia/Jakarta").shifts() == ((0, 25_200),)
    berlin = dict(Clock("Europe/Berlin").shifts())
    spring = int(datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp())
    assert (berlin[spring], spring - 1 in berlin) == (7_200, False)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Europe/Berlin", "Asia/Kathmandu"])
def test_days_are_those_of_the_shops_own_clock(shop, tmp_path, zone):
    shop.close()
    clock = Clock(zone, now=NOW)
    store = Store.open(home(tmp_path), clock)
    with store.read() as read:
        placed = read.connection.exec_driver_sql("SELECT placed_at FROM orders").scalars().all()
        span = Span(date(2026, 3, 1), date(2026, 11, 23))
        days = figures.by_day(read, Scope(span))
        hours = figures.by_hour(read, Scope(span))
        assert not sums.differences(read.connection, clock)
    store.close()
    wanted = Counter(clock.day(at) for at in placed)
    assert {day: tally.orders for day, tally in days if tally.orders} == wanted
    local = map(clock.local, placed)
    assert {key: tally.orders for key, tally in hours.items()} == Counter(
        (at.weekday(), at.hour) for at in local
    )


def test_the_doctor_finds_a_sum_that_was_touched_and_mends_it(shop):
    shop.do(products.add, "Mug", [NewVariant("MUG-1")])
    assert not any(one.wrong for one in doctor.examine(shop))
    with shop.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sales_hours SET gmv = gmv + 1 WHERE day = 20540")
        connection.exec_driver_sql("UPDATE order_counts SET orders = 3 WHERE status = 'to_pack'")
        connection.exec_driver_sql("UPDATE shelf SET on_hand = 7")
    wrong = {one.id: len(one.wrong) for one in doctor.examine(shop) if one.wrong}
    assert wrong == {"sales": 48, "order_counts": 2, "shelf": 2}
    doctor.rebuild(shop)
    assert not any(one.wrong for one in doctor.examine(shop))


def test_an_order_moved_twice_and_then_taken_away_by_one_undo_leaves_no_sum_behind(shop):
    def move(work, *steps):
        for column, value in steps:
            work.connection.exec_driver_sql(f"UPDATE orders SET {column} = {value} WHERE id = 1")
        return work.done("Moved")

    def add_and_move(work):
        add_orders(work, [{"number": "NEW", "placed_at": NOW, "total": 100}], "tiktok")
        at = NOW - 3 * 86_400
        work.connection.exec_driver_sql(f"UPDATE orders SET placed_at = {at} WHERE number = 'NEW'")
        return work.done("Added and moved")

    shop.do(add_and_move)
    journal.undo(shop)
    shop.do(add_orders, [{"number": "L1", "placed_at": NOW, "total": 100}], "lazada")
    shop.do(move, ("shop_id", 2), ("placed_at", NOW))
    with shop.read() as read:
        assert not sums.differences(read.connection, read.clock)


def test_a_program_that_knows_an_older_zone_keeps_the_sums_by_the_newer_one(shop, tmp_path):
    newer = Store.open(home(tmp_path), Clock("Europe/Berlin", now=NOW))
    shop.do(add_orders, [{"number": "T1", "placed_at": NOW + 9_000, "total": 100}], "tiktok")
    with newer.read() as read:
        assert not sums.differences(read.connection, read.clock)
        assert sums.differences(read.connection, shop.clock)
    newer.close()
