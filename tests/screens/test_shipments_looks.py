"""How the Shipments desk and its dialogs look, on four parcels whose clock stands still."""

import pytest
from tests.rig import NOW, home, open_store
from tests.road import on_the_road
from tests.screens.conftest import Visit
from tests.screens.test_snapshots import SIZES, settle

from shopdesk.app import ShopDeskApp
from shopdesk.clock import Clock
from shopdesk.store import Store


@pytest.fixture
def looks(tmp_path, snap_compare, monkeypatch):
    """Return how to compare what a size and keys lead to with the picture that is kept."""
    monkeypatch.setenv("SHOPDESK_USER", "rani")
    store = open_store(tmp_path)
    on_the_road(store)
    store.close()
    clock = Clock("Asia/Jakarta", now=NOW)

    def compare(size, *steps):
        app = ShopDeskApp(lambda: Store.open(home(tmp_path), clock), clock=clock, folders=[])

        async def walk(pilot):
            it = Visit(app, pilot)
            for keys, word in steps:
                await it.press(*keys.split())
                await it.until(lambda word=word: word in it.text())
                await settle(it)

        same = snap_compare(app, terminal_size=SIZES[size], run_before=walk)
        app.doorway.close()
        return same

    return compare


def came(size):
    """Return what the desk says last: what is in the parcel, or its row where there is no panel."""
    return "JX0000000001" if size == "narrow" else "× Mug Biru"


@pytest.mark.parametrize("size", SIZES)
def test_the_shipments_desk(looks, size):
    assert looks(size, ("4", came(size)), ("shift+tab", "CM00000000002"))


@pytest.mark.parametrize("size", ["narrow", "normal"])
def test_where_the_days_go(looks, size):
    assert looks(size, ("4", came(size)), ("D", "░ nine of ten"))


def test_the_tasks_room(looks):
    steps = ("4", came("normal")), ("f", "To do: call the buyer"), ("J", "call the buyer")
    assert looks("normal", *steps)
