"""The history desk: find an entry, open it, take it back, do it again; what stands in the way."""

from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.history.entry import EntryDialog

ORDERS = [{"number": f"A-{n}"} for n in range(1, 7)]


async def visit(it):
    await it.press("H")
    await it.until(lambda: it.desk.PLACE == "history" and it.grid.window.known and it.grid.row)


async def held(it, number, reason):
    """Put the order under the cursor on hold, as a person does."""
    await it.press("t")
    await it.until(lambda: it.app.screen is not it.desk)
    await it.type(reason)
    await it.press("enter")
    await it.said_so("on hold", number)


async def test_an_entry_opens_and_tells_every_record_in_peoples_words(shop):
    async with shop(ORDERS) as it:
        number = it.grid.row.number
        await held(it, number, "address")
        await visit(it)
        assert it.grid.window.total == 2
        await it.until(lambda: "Hold: – → address" in it.text())
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, EntryDialog))
        await it.until(lambda: "Status: to pack → on hold" in it.text())
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, Reader))
        await it.until(lambda: "to pack  →  on hold" in it.text())
        await it.press("escape", "w")
        await it.until(lambda: f"Order {number}" in it.text())
        await it.press("H")
        await it.until(lambda: f"Who touched {number}" in it.text())
        await it.until(lambda: "Put 1 order on hold" in it.text())
        await it.press("escape")
        await it.until(lambda: f"Order {number}" in it.text())


async def test_the_records_of_an_entry_are_shown_kind_by_kind(shop):
    async with shop(ORDERS) as it:
        await visit(it)
        await it.press("enter")
        await it.until(lambda: "Orders 6  Lines 6  Products 1  Shops 1" in it.text())
        await it.press("tab")
        await it.until(lambda: it.app.screen.records.window.total == 6)
        await it.until(lambda: it.app.screen.records.row.what == "order")
        await it.press("tab", "tab")
        await it.until(lambda: it.app.screen.records.window.total == 1)
        await it.until(lambda: "Mug Biru" in it.text())


async def test_any_entry_is_taken_back_and_done_again(shop):
    async with shop(ORDERS) as it:
        await held(it, it.grid.row.number, "address")
        await visit(it)
        await it.press("X")
        await it.said_so("was not undone")
        await it.press("x")
        await it.said_so("Undid: Put 1 order on hold")
        await it.until(lambda: it.grid.window.total == 3)
        await it.until(lambda: it.grid.row.entry == 2 and it.grid.row.undone)
        await it.press("x")
        await it.said_so("was undone already")
        await it.press("X")
        await it.said_so("Did again: Put 1 order on hold")
        await it.until(lambda: not it.grid.row.undone)
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, EntryDialog))
        await it.press("x")
        await it.said_so("Undid: Put 1 order on hold")


async def test_what_stands_in_the_way_is_listed_record_by_record(shop):
    async with shop(ORDERS) as it:
        number = it.grid.row.number
        await held(it, number, "address")
        await visit(it)
        await it.press("end", "x")
        await it.until(lambda: "cannot be undone yet" in it.text())
        said = it.text()
        assert "1 record of entry 1 was changed again later" in said
        assert "#2 Put 1 order on hold" in said
        assert f"order {number}" in said


async def test_the_history_is_filtered_like_every_list(shop):
    async with shop(ORDERS) as it:
        await held(it, it.grid.row.number, "address")
        await visit(it)
        await it.press("/")
        await it.type("verb:hold")
        await it.press("enter")
        await it.until(lambda: it.grid.window.known and it.grid.window.total == 1)
        await it.press("escape")
        await it.until(lambda: it.grid.window.total == 2)
        await it.press("tab", "tab")
        await it.until(lambda: it.desk.where == "@imports")
        await it.until(lambda: "Nothing is in “Imports”" in it.text())
