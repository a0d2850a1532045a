"""How the Reports desk looks, with one report made by hand and a clock that stands still."""

import pytest
from tests import reported
from tests.rig import NOW, home, open_store
from tests.screens.conftest import Visit
from tests.screens.test_snapshots import SIZES, settle

from shopdesk.app import ShopDeskApp
from shopdesk.clock import Clock
from shopdesk.reports import catalogue
from shopdesk.store import Store


@pytest.fixture
def looks(tmp_path, snap_compare, monkeypatch):
    """Return how to compare what a size and keys lead to with the picture that is kept."""
    monkeypatch.setenv("SHOPDESK_USER", "rani")
    monkeypatch.setattr(catalogue, "every", lambda: (reported.REPORT,))
    monkeypatch.setattr(catalogue, "named", lambda _name: reported.REPORT)
    open_store(tmp_path).close()
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


OPEN = ("9", "How the month went"), ("enter", "October 2026")


def test_a_report_at_its_top(looks):
    assert looks("normal", *OPEN)


def test_a_table_under_a_chart_of_heat(looks):
    assert looks("narrow", *OPEN, ("tab tab tab tab down", "Products by GMV"), ("down", "0005"))
