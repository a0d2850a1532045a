"""The room of seller health: from Today, from its key, and on to the orders behind a rate."""

from tests.rig import NOW

LATE = {"ship_by": NOW - 60, "placed_at": NOW - 86_400, "total": 5_000_000}
ORDERS = [
    *({"number": f"L{n}", **LATE} for n in range(3)),
    *({"number": f"G{n}", "ship_by": NOW + 9_000} for n in range(20)),
]


async def room(it):
    await it.press("I")
    await it.until(lambda: it.desk.PLACE == "health" and it.grid.row is not None)


async def test_the_worst_clock_stands_first_and_opens_to_its_orders(shop):
    async with shop(ORDERS, channel="tiktok") as it:
        await room(it)
        text = it.text()
        assert "13.04 %" in text
        assert "3 too many" in text
        assert "from 10 %" in text
        await it.press("enter")
        await it.until(lambda: it.desk.PLACE == "orders" and it.grid.window.total == 3)
        assert "health:late_dispatch.1" in it.text()


async def test_a_red_clock_is_a_need_of_today(shop):
    async with shop(ORDERS, channel="tiktok") as it:
        await it.press("1")
        await it.until(lambda: "a penalty runs" in it.text())
        await it.press("end")
        rows = it.desk._needs.rows
        at = next(at for at, row in enumerate(rows) if row.need.id == "clocks_penalty")
        assert rows[at].need.orders == 3
        await it.press("home", *["down"] * at, "enter")
        await it.until(lambda: it.desk.PLACE == "health" and it.grid.window.total == 1)


async def test_a_clock_that_nothing_pulls_says_so(shop):
    async with shop([{"number": "G1", "ship_by": NOW + 9_000}], channel="tiktok") as it:
        await room(it)
        await it.press("enter")
        await it.said_so("No order pulls this clock")
        await it.press("tab")
        await it.until(lambda: it.grid.window.total == 0)
        assert "No clock stands so" in it.text()
        await it.press("escape", "end")
        await it.until(lambda: it.grid.row is not None and it.grid.row.clock.rate is None)
        assert "no order to judge" in it.text()


async def test_a_shop_without_orders_has_no_clocks(shop):
    async with shop() as it:
        await it.press("I")
        await it.until(lambda: "No shop yet" in it.text())
