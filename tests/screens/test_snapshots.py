"""How the main desks look, at three sizes, on a demo shop whose clock stands still.

A change that is meant: `python -m pytest tests/screens/test_snapshots.py --snapshot-update`, then
look at every picture that git shows as changed.
"""

import asyncio
import os
import shutil
import threading
import tomllib
from pathlib import Path

import pytest
from tests.rig import NOW, home, open_store
from tests.screens.conftest import Visit

from shopdesk.app import ShopDeskApp
from shopdesk.clock import Clock
from shopdesk.services import demo, imports
from shopdesk.store import Store

SIZES = {"narrow": (80, 24), "normal": (120, 36), "wide": (200, 50)}
PANEL = "Marketplace says"
"""What the record panel says, the last thing to come."""
PLANNED = "Semua pesanan-2026-11-23-09_12.csv"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    """Import the demo files once, at four in the afternoon of their own day."""
    folder = tmp_path_factory.mktemp("shelf")
    downloads = folder / "Downloads"
    shutil.copytree(demo.folder(), downloads, ignore=shutil.ignore_patterns("pictures", "mails"))
    for path in downloads.iterdir():
        os.utime(path, (NOW - 3_600, NOW - 3_600))
    told = tomllib.loads((downloads / "demo.toml").read_text("utf-8"))
    store = open_store(folder)
    for file in told["file"]:
        if file["name"] != PLANNED:
            imports.run(store, [downloads / file["name"]], shop=file["shop"])
    store.close()
    for path in downloads.iterdir():
        if path.name != PLANNED:
            path.unlink()
    return folder


@pytest.fixture
def looks(shelf, snap_compare, monkeypatch):
    """Return how to compare what a size, keys and words lead to with the picture that is kept."""
    monkeypatch.setenv("SHOPDESK_USER", "rani")
    monkeypatch.chdir(shelf)
    clock = Clock("Asia/Jakarta", now=NOW)

    def compare(size, *steps):
        app = ShopDeskApp(
            lambda: Store.open(home(shelf), clock), clock=clock, folders=[Path("Downloads")]
        )

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


async def answered(doorway):
    """Wait until the threads that read have come back with all that was asked of them so far."""
    readers = 2
    gate = threading.Barrier(readers + 1)
    for _thread in range(readers):
        doorway._readers.put(gate.wait)
    await asyncio.to_thread(gate.wait)


async def settle(it, rest=8):
    """Wait until nothing on the screen changes any more: the panel and the counts have come."""
    seen, same = "", 0
    while same < rest:
        await answered(it.app.doorway)
        await it.pilot.pause(0.05)
        seen, same = it.text(), same + 1 if it.text() == seen else 0


@pytest.mark.parametrize("size", SIZES)
def test_the_orders_desk(looks, size):
    assert looks(size, ("2", "Late 18" if size == "narrow" else PANEL))


def test_today(looks):
    assert looks("normal", ("1", "Rp"))


def test_marks_filter_and_a_question(looks):
    assert looks("normal", ("2", PANEL), ("v j j v", "3 marked"), ("t", "Why?"))


def test_an_import_plan(looks):
    assert looks("normal", ("i", PLANNED[:20]), ("i", "Apply"))


def test_the_help_of_the_orders_desk(looks):
    assert looks("normal", ("2", PANEL), ("?", "This desk"))
