"""Answers at hand and macros at the workstation: chosen by typing, seen before, run as one."""

from contextlib import asynccontextmanager

import pytest
from tests.answering import BUYER, ticket
from tests.rig import open_store

ORDERS = ({"number": "A1", "tracking": "JX1", **BUYER}, {"number": "A2", **BUYER})


@pytest.fixture
def tickets(shop, tmp_path):
    """Open the Tickets desk on three tickets; only the first one's order has gone."""

    @asynccontextmanager
    async def opened(**more):
        store = open_store(tmp_path)
        store.close()
        async with shop(ORDERS, **more) as it:
            store = open_store(tmp_path)
            for order in (1, 2, None):
                ticket(store, order)
            store.close()
            await it.press("5")
            await it.until(lambda: it.desk.PLACE == "tickets" and it.grid.row is not None)
            await it.pilot.pause()
            yield it

    return opened


async def front(it, place):
    """Wait until this dialog stands in front, and return it."""
    await it.until(lambda: getattr(it.app.screen, "PLACE", "") == place)
    return it.app.screen


async def test_a_macro_is_chosen_by_typing_seen_and_run(tickets):
    """Down goes on to the next line; F2 runs what the list says, and no more."""
    async with tickets() as it:
        await it.press("asterisk", "m")
        picker = await front(it, "macro")
        await it.until(lambda: picker.choices.option_count > 3)
        await it.press("down")
        assert picker.choices.highlighted == 1
        await it.press(*"where")
        await it.until(lambda: picker.here and picker.here.name == "where")
        await it.until(lambda: "2 refused" in it.text())
        await it.press("enter")
        await front(it, "macro_plan")
        await it.until(lambda: "1 ticket changes" in it.text())
        assert "What is sent is not taken back" in it.text()
        await it.press("f2")
        await it.said_so("Macro “where” on 1 ticket")
        await it.until(lambda: it.app.screen is it.desk)


async def test_a_macro_that_would_change_nothing_is_not_run(tickets):
    async with tickets(size=(80, 24)) as it:
        await it.press("G", "m")
        picker = await front(it, "macro")
        await it.until(lambda: picker.choices.option_count > 3)
        await it.press(*"where", "enter")
        plan = await front(it, "macro_plan")
        await it.press("f2")
        await it.said_so("none of these")
        assert it.app.screen is plan


async def test_the_shop_writes_an_answer_of_its_own(tickets):
    async with tickets() as it:
        await it.press("at")
        shelf = await front(it, "answers")
        await it.until(lambda: shelf.grid.row is not None)
        name = shelf.grid.row.name
        await it.press("e")
        write = await front(it, "write")
        write.lines.text = "Halo {custmer}"
        await it.press("f2")
        await it.until(lambda: "Do you mean {customer}" in it.text())
        write.lines.text = "Halo {customer}"
        await it.press("f2")
        await it.until(lambda: shelf.grid.row is not None and shelf.grid.row.own)
        assert shelf.grid.row.name == name
        await it.press("u")
        await it.until(lambda: not shelf.grid.row.own)
