"""Somebody else writes to the store: the terminal says so and works on."""

from tests.holding import holding
from tests.rig import home


async def test_a_key_that_finds_the_store_busy_is_told_so_and_works_later(
    shop, tmp_path, monkeypatch
):
    monkeypatch.setenv("SHOPDESK_WAIT_MS", "100")
    async with shop([{"number": "A-1"}, {"number": "A-2"}]) as it:
        with holding(home(tmp_path), "write"):
            await it.press("b")
            await it.said_so("writing to this store just now", "try again")
            await it.press("r")
            await it.until(lambda: it.grid.window.total == 2)
        await it.press("b")
        await it.said_so("Packed 1 order")
