"""Resi for many orders from the Orders desk: a plan is shown before anything is entered."""

import openpyxl
from tests.rig import NOW

ORDERS = (
    {"number": "A-1", "ship_by": NOW + 3600, "fulfilment": "packed"},
    {"number": "A-2", "ship_by": NOW + 7200, "fulfilment": "packed"},
    {"number": "A-3", "ship_by": NOW + 9000, "tracking": "JX0000000003"},
    {"number": "A-4", "ship_by": NOW + 9100},
)


async def pasted(it, text):
    await it.press("R", "p")
    await it.until(lambda: "f2 shows the plan" in it.text())
    it.app.screen.query_one("#text").text = text
    await it.press("f2")
    await it.until(lambda: "nothing is changed yet" in it.text())


def tracking(it):
    return {row.number: row.tracking for n in range(4) if (row := it.grid.window.row(n))}


async def test_a_pasted_list_is_planned_then_entered_as_one_entry(shop):
    async with shop(ORDERS) as it:
        await pasted(it, "A-1 JX1234567890\nA-2 JX0000000003\nA-4 SPXID041234567890\nB-9 JX9")
        for words in (
            "Enters 2 resi", "2 are refused", "J&T Express?", "SPX?",
            "order A-3 already, so not to A-2", "no such order here", "line 4",
        ):  # fmt: skip
            assert words in it.text(), it.text()
        await it.press("a")
        await it.said_so("Entered 2 resi", "u undoes it")
        await it.until(lambda: tracking(it)["A-1"] == "JX1234567890")
        assert tracking(it)["A-4"] == "SPXID041234567890"
        await it.press("u")
        await it.until(lambda: not tracking(it)["A-1"])


async def test_a_plan_may_ship_in_the_same_step(shop):
    async with shop(ORDERS) as it:
        await pasted(it, "A-1 JX1234567890\nA-2 JX1234567891")
        await it.press("s")
        await it.said_so("Shipped 2 orders")


async def test_leaving_the_plan_changes_nothing(shop):
    async with shop(ORDERS) as it:
        await pasted(it, "A-1 JX1234567890")
        await it.press("escape")
        assert not tracking(it)["A-1"]
        assert not it.said()


async def test_a_spreadsheet_names_its_broken_cell(shop, tmp_path):
    book = openpyxl.Workbook()
    for row in (["No. Pesanan", "No. Resi"], ["A-1", 5.4198e17], ["A-2", "JX1234567891"]):
        book.active.append(row)
    book.save(tmp_path / "resi.xlsx")
    async with shop(ORDERS, folders=[tmp_path]) as it:
        await it.press("R", "f")
        await it.type("resi.xlsx")
        await it.press("enter")
        await it.until(lambda: "nothing is changed yet" in it.text())
        assert "1 is refused" in it.text()
        place = "resi.xlsx, sheet Sheet, row 2, column B (No. Resi): “5.4198e+17”"
        await it.until(lambda: place in it.text())
        await it.press("a")
        await it.said_so("Entered 1 resi A-2")


async def test_a_scanner_at_full_speed_pairs_orders_and_resi(shop):
    bells = []
    async with shop(ORDERS) as it:
        it.app.bell = lambda: bells.append(1)
        await it.press("R", "s")
        await it.until(lambda: "Nothing is scanned yet" in it.text())
        for code, end in (
            ("A-1", "enter"), ("JX1234567890", "tab"), ("nobody", "enter"), ("A-2", "tab"),
            ("JX0000000003", "enter"), ("JX1234567891", "enter"),
        ):  # fmt: skip
            await it.pilot.press(*code, end)
        await it.until(lambda: not it.app.screen.busy and "A-2: JX1234567891" in it.text())
        assert "2 wrong scans" in it.text()
        assert len(bells) in (1, 2)
        await it.press("f2")
        await it.until(lambda: "Enters 2 resi" in it.text())
        await it.press("a")
        await it.said_so("Entered 2 resi")


async def test_the_last_pair_can_be_forgotten(shop):
    async with shop(ORDERS) as it:
        await it.press("R", "s")
        await it.until(lambda: "Nothing is scanned yet" in it.text())
        await it.pilot.press(*"A-1", "enter", *"JX1234567890", "enter")
        await it.until(lambda: "1 resi" in it.text())
        await it.press("f4")
        await it.until(lambda: "Forgot JX1234567890 of A-1" in it.text())
        await it.press("f2")
        await it.said_so("Nothing is scanned yet.")
