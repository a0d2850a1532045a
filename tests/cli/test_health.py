"""``shopdesk health``: the clocks as a table and as JSON, and a code for cron."""

import pytest
from tests.desk import Desk
from tests.rig import NOW, add_orders

from shopdesk.clock import Clock
from shopdesk.store import Store


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    store = Store.open(desk.home, Clock("Asia/Jakarta", now=NOW))
    late = {"ship_by": NOW - 60, "placed_at": NOW - 86_400}
    orders = [{"number": "L1", **late}, {"number": "L2", "ship_by": NOW + 9}]
    store.run("seed", lambda work: add_orders(work, orders, "tiktok"))
    store.close()
    return desk


def test_the_clocks_and_the_orders_behind_them(desk):
    rows = {row["clock"]: row for row in desk.json("health")["rows"]}
    assert list(rows) == ["seller_cancellation", "late_dispatch", "fast_dispatch"]
    late = rows["late_dispatch"]
    assert (late["rate"], late["target"], late["penalty"], late["spare"], late["stands"]) == (
        50.0, 4.0, 10.0, -1, "penalty",
    )  # fmt: skip
    assert (late["since"], late["until"], late["before"]) == ("2026-11-17", "2026-11-23", None)
    told = desk.json("health", "--orders", "late_dispatch", "--shop", "tiktok")
    assert [row["order"] for row in told["rows"]] == ["L1"]
    assert desk.json("orders", "list", late["where"])["total"] == 1


def test_a_clock_that_costs_something_is_a_bad_code(desk):
    code, out, err = desk.run("health")
    assert (code, "50 %" in out, "penalty" in out, err) == (1, True, True, "")
    assert desk.run("health", "--shop", "nowhere")[0] == 1
    assert desk.run("health", "--orders", "speed")[0] == 1
    desk.run("orders", "ship", "L1", "--resi", "JP1")
    assert desk.run("orders", "list", "health:seller_cancellation")[0] == 0


def test_an_empty_shop_has_no_clocks(tmp_path):
    code, _out, err = Desk(tmp_path).run("health")
    assert (code, err) == (0, "")
