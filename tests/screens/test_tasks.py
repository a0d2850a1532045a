"""The Tasks room: what presses first; done, dropped, opened again; each opens what it is about."""

from contextlib import asynccontextmanager

import pytest
from tests.goods import stock_up
from tests.rig import NOW, add_orders, open_store

from shopdesk.clock import DAY, HOUR
from shopdesk.models.orders import Order
from shopdesk.models.products import Variant
from shopdesk.services import tasks

ORDERS = (
    {"number": "T-1", "buyer": "Budi [XL]", "phone": "+62812000111", "recipient": "Budi"},
    {"number": "T-2"},
)


def make(work):
    """Make four tasks: one is overdue, one tells where goods go."""
    first, second = (
        work.session.query(Order).filter(Order.number == number).one() for number in ("T-1", "T-2")
    )
    mug = work.session.query(Variant).filter(Variant.sku == "MUG-1").one()
    mug.rack = "B-03"
    tasks.add(work, "put_away", first.id, variant_id=mug.id, qty=2, about="Cancelled")
    tasks.add(work, "call_buyer", first.id, due=NOW - HOUR, about="Rumah kosong")
    tasks.add(work, "claim", second.id, amount=9_000_000, due=NOW + 2 * DAY)
    return work.done("made")


@pytest.fixture
def room(shop, tmp_path):
    """Open the Tasks room: ``async with room() as it``."""

    @asynccontextmanager
    async def opened(size=(120, 36)):
        store = open_store(tmp_path)
        stock_up(store)
        store.run("seed", lambda work: add_orders(work, [dict(one) for one in ORDERS]))
        store.run("tasks", make)
        store.close()
        async with shop((), size) as it:
            await it.press("J")
            await it.until(lambda: it.desk.PLACE == "tasks" and it.grid.row is not None)
            await it.pilot.pause()
            yield it

    return opened


def kinds(it):
    """Return the kinds of tasks in the order of the list."""
    return [it.grid.window.row(at).task.kind for at in range(it.grid.window.total)]


async def test_what_is_overdue_comes_first_and_what_has_no_day_last(room):
    async with room() as it:
        assert kinds(it) == ["call_buyer", "claim", "put_away"]
        assert "late 1h 00m" in it.text()
        await it.until(lambda: "+62812000111" in it.text())


async def test_a_put_away_task_tells_sku_pieces_and_rack(room):
    async with room() as it:
        await it.press("G")
        await it.until(lambda: "2 × MUG-1" in it.text())
        assert "B-03" in it.text()
        await it.until(lambda: "Put on the shelf" in it.text())


async def test_done_goes_to_the_done_ones_and_undo_brings_it_back(room):
    async with room() as it:
        await it.press("f")
        await it.said_so("Did 1 task T-1", "u undoes it")
        await it.until(lambda: it.grid.window.total == 2)
        await it.press("u")
        await it.until(lambda: it.grid.window.total == 3)


async def test_marked_tasks_are_dropped_with_a_reason_and_opened_again(room):
    async with room() as it:
        await it.press("space", "space", "x")
        await it.type("not needed")
        await it.press("enter")
        await it.said_so("Dropped 2 tasks")
        await it.until(lambda: it.grid.window.total == 1)
        it.desk.filter("@dropped")
        await it.until(lambda: it.grid.window.total == 2 and it.grid.row is not None)
        await it.until(lambda: "not needed" in it.text())
        await it.press("X")
        await it.said_so("Opened 1 task again")


async def test_a_view_shows_one_kind_and_words_find_in_it(room):
    async with room() as it:
        await it.press("tab")
        await it.until(lambda: it.grid.window.total == 1)
        assert kinds(it) == ["call_buyer"]
        it.desk.filter("@open MUG")
        await it.until(lambda: it.grid.window.total == 1 and kinds(it) == ["put_away"])
        await it.press("escape")
        await it.until(lambda: it.grid.window.total == 3)


async def test_what_the_courier_is_told_is_copied(room):
    async with room() as it:
        await it.press("y")
        await it.said_so("+62812000111", "Rumah kosong")


async def test_a_done_task_cannot_be_done_twice(room):
    async with room() as it:
        await it.press("f")
        await it.until(lambda: it.grid.window.total == 2)
        it.desk.filter("@done")
        await it.until(lambda: it.grid.window.total == 1 and it.grid.row.task.state == "done")
        await it.press("f")
        await it.said_so("This task is “done”.")


async def test_today_leads_to_the_overdue_ones(room):
    async with room() as it:
        await it.press("1")
        await it.until(lambda: "Tasks overdue" in it.text())
        needs = it.desk.needs
        rows = [needs.window.row(at) for at in range(needs.window.total)]
        at = next(at for at, row in enumerate(rows) if row.need.id == "tasks_late")
        await it.press("g", *["j"] * at, "enter")
        await it.until(lambda: it.desk.PLACE == "tasks" and it.grid.window.total == 1)
        assert kinds(it) == ["call_buyer"]
