"""How the Products desk looks, at three sizes, on a small catalogue whose clock stands still."""

import pytest
from tests.goods import stock_up
from tests.rig import NOW, home, open_store
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
    stock_up(store)
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


@pytest.mark.parametrize("size", SIZES)
def test_the_products_desk(looks, size):
    assert looks(size, ("3", "KAOS-L"), ("j j", "3 / 4"))


def test_a_plan_of_a_bulk_edit(looks):
    steps = ("3", "KAOS-L"), ("* b", "Value or formula"), ("c o s t asterisk 2 enter", "Refused 1")
    assert looks("normal", *steps)
