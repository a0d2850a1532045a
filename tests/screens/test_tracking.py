"""Rounds in the background: told in one line, in nobody's way, over with the workstation."""

import threading

import pytest
from tests.rig import NOW, home, open_store
from tests.trackers_server import KEY, replaying

from shopdesk import tables
from shopdesk.services import secrets
from shopdesk.services.stock.following import ended

ORDER = {
    "number": "A1", "tracking": "JP0000000001", "courier": "J&T Express",
    "fulfilment": "handed_over", "shipped_at": NOW - 172_800, "placed_at": NOW - 200_000,
}  # fmt: skip


@pytest.fixture
def server():
    with replaying() as server:
        yield server
    tables.use(None)


@pytest.fixture
def desk(shop, tmp_path, server):
    """Open the workstation of a shop that has a tracker; give more settings as lines."""

    def opened(*lines, tracker="binderbyte"):
        from tests.rig import add_orders

        place = home(tmp_path)
        place.tables.mkdir(parents=True)
        quick = '[[rows]]\ntracker = "binderbyte"\na_minute = 60000\n'
        (place.tables / "trackers.toml").write_text(quick)
        told = [f'tracker = "{tracker}"', f'tracker_address = "{server.address}"', *lines]
        place.settings_file.write_text("\n".join(told))
        store = open_store(tmp_path)
        store.run("seed", lambda work: ended(work, add_orders(work, [dict(ORDER)]).label))
        store.do(secrets.put, "binderbyte", KEY)
        store.close()
        return shop(home=place)

    return opened


async def test_news_are_one_line_and_no_toast(desk, server, monkeypatch):
    monkeypatch.setattr("shopdesk.screens.aside.SETTLED", 0.01)
    async with desk() as it:
        it.app.tracking.turn()
        await it.until(lambda: "Couriers: 3 new events, 1 parcels moved on" in it.text())
        assert it.said() == []
        it.app.tracking.turn()
        await it.until(lambda: not it.app.tracking._under_way)
        assert len(server.asked) == 1


async def test_a_round_begins_by_itself_where_the_shop_wants_it(desk, server, monkeypatch):
    monkeypatch.setattr("shopdesk.screens.tracking.FIRST", 0.01)
    async with desk() as it:
        await it.until(lambda: len(server.asked) == 1)


@pytest.mark.parametrize("lines", [{"tracker": ""}, {"minutes": "track_minutes = 0"}])
async def test_none_begins_where_it_does_not(desk, server, monkeypatch, lines):
    monkeypatch.setattr("shopdesk.screens.tracking.FIRST", 0.01)
    tracker = lines.get("tracker", "binderbyte")
    async with desk(*[lines[n] for n in lines if n == "minutes"], tracker=tracker) as it:
        await it.pilot.pause(0.2)
        assert server.asked == []


async def test_the_screen_goes_on_while_a_tracker_keeps_silent(desk, server):
    began, over = threading.Event(), threading.Event()
    answer = server.RequestHandlerClass._answer

    def slow(handler, body):
        began.set()
        over.wait(20)
        answer(handler, body)

    server.RequestHandlerClass = type("Slow", (server.RequestHandlerClass,), {"_answer": slow})
    async with desk() as it:
        it.app.tracking.turn()
        await it.until(began.is_set)
        assert it.app.job is None
        it.app.do("orders.note", [1], "sambil menunggu")
        await it.said_so("u undoes it")
        await it.press("4")
        await it.until(lambda: it.desk.PLACE == "shipments" and it.grid.row is not None)
        assert it.grid.row.status == "picked_up"
        over.set()
        await it.until(lambda: it.grid.row.status == "out_for_delivery")


async def test_what_goes_wrong_is_told_once(desk, server, monkeypatch):
    monkeypatch.setattr("shopdesk.screens.aside.SETTLED", 0.01)
    server.always = (401, b"", {}, 0.0, False)
    async with desk() as it:
        it.app.tracking.turn()
        await it.until(lambda: "BinderByte does not take the key" in it.text())
        await it.press("4")
        await it.until(lambda: it.desk.PLACE == "shipments" and it.grid.row is not None)
        it.app.tracking.turn()
        await it.until(lambda: not it.app.tracking._under_way)
        await it.pilot.pause(0.1)
        assert "does not take the key" not in it.text()
        assert it.said() == []
