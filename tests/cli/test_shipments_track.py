"""``shipments track`` as cron runs it: one JSON document, and a code that tells a bad day."""

import pytest
from tests.desk import Desk
from tests.rig import NOW, add_orders
from tests.trackers_server import KEY, replaying

from shopdesk.clock import Clock
from shopdesk.services import secrets
from shopdesk.services.stock.following import ended
from shopdesk.store import Store

QUICK = '[[rows]]\ntracker = "binderbyte"\na_minute = 6000\n'


@pytest.fixture
def server():
    with replaying() as server:
        yield server


@pytest.fixture
def desk(tmp_path, server):
    desk = Desk(tmp_path)
    desk.home.tables.mkdir(parents=True)
    (desk.home.tables / "trackers.toml").write_text(QUICK)
    desk.home.settings_file.write_text(
        f'tracker = "binderbyte"\ntracker_address = "{server.address}"\n'
    )
    store = Store.open(desk.home, Clock("Asia/Jakarta", now=NOW))
    told = {"fulfilment": "handed_over", "shipped_at": NOW - 172_800, "courier": "J&T Express"}
    orders = [{"number": f"A{n}", "tracking": f"JP{n:010d}", **told} for n in range(3)]
    orders.append({"number": "B1", "tracking": "NO1", **told})
    store.run("seed", lambda work: ended(work, add_orders(work, orders).label))
    store.do(secrets.put, "binderbyte", KEY)
    store.close()
    return desk


def test_a_round_from_the_command_line(desk):
    done = desk.json("shipments", "track")
    assert {name: done[name] for name in ("tracker", "asked", "new", "changed", "left")} == {
        "tracker": "binderbyte", "asked": 4, "new": 9, "changed": 3, "left": 0,
    }  # fmt: skip
    assert done["troubled"] == [
        {"tracking": "NO1", "trouble": "BinderByte knows nothing of it: Data not found"}
    ]
    assert done["stopped"] is None
    listed = desk.json("shipments", "list", "status:out_for_delivery")
    assert listed["total"] == 3
    code, out, err = desk.run("shipments", "track")
    assert (code, out, err) == (0, "", "No parcel has to be asked for now.\n")


def test_a_filter_and_a_limit_choose(desk, server):
    code, _out, err = desk.run("shipments", "track", "order:A1")
    assert (code, err) == (0, "Asked for 1 parcel: 3 new events, 1 changed.\n")
    assert desk.json("shipments", "track", "--limit", "1")["left"] == 2
    assert len(server.asked) == 2


def test_a_bad_day_is_a_bad_code(desk, server):
    server.always = (429, b"", {"Retry-After": "600"}, 0.0, False)
    code, _out, err = desk.run("shipments", "track")
    assert (code, err) == (1, "BinderByte was asked too often; it wants 600 s of rest.\n")
    assert desk.json("shipments", "track")["stopped"].startswith("BinderByte was asked too often")
    desk.run("config", "secret", "drop", "binderbyte")
    code, _out, err = desk.run("shipments", "track")
    assert (code, "config secret set binderbyte" in err) == (1, True)
    assert len(server.asked) == 2
