"""The quality room: figures in words, periods, and the way to the tickets behind a line."""

from tests.rig import NOW, open_store
from tests.services.ticketing import chat, take

from shopdesk.clock import DAY, HOUR

SAYINGS = (
    chat("a", "sari", at=NOW - 9 * HOUR),
    chat("b", "sari", at=NOW - 8 * HOUR, kind="out"),
    chat("c", "budi", at=NOW - 2 * DAY),
)


async def test_a_figure_opens_to_its_tickets(shop, tmp_path):
    store = open_store(tmp_path)
    take(store, *SAYINGS)
    store.close()
    async with shop(()) as it:
        await it.press("5")
        await it.until(lambda: it.desk.PLACE == "tickets" and it.grid.row is not None)
        await it.press("percent_sign")
        await it.until(lambda: "First answer in time" in it.text())
        assert "50.0 %" in it.text()
        assert "1 of 2" in it.text()
        room = it.app.screen
        await it.until(lambda: room.grid.row is not None)
        while room.grid.row.row.name != "Next answers in time":
            await it.press("down")
        await it.press("enter")
        await it.said_so("No ticket stands behind this line.")
        while room.grid.row.row.name != "First answer in time":
            await it.press("up")
        await it.press("enter")
        await it.until(lambda: it.app.screen is it.desk and it.grid.window.total == 1)
        assert it.grid.window.row(0).customer == "budi"
        await it.press("percent_sign")
        await it.until(lambda: "This month" in it.text())
        for _turn in range(3):
            await it.press("tab")
        await it.until(lambda: "No ticket was opened in this period." in it.text())
