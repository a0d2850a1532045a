"""Counting at the terminal: scanned at full speed, typed into cells, held against the ledger."""

import pytest
from tests.rig import open_store
from tests.screens.conftest import Visit
from textual import events

from shopdesk.screens.counting import open_counting
from shopdesk.screens.counting.lines import CountDialog
from shopdesk.screens.counting.sheets import SheetsDialog
from shopdesk.services import products, stock
from shopdesk.services.products.editing import NewVariant
from shopdesk.services.stock import Piece, counting


@pytest.fixture
def counted(shop, tmp_path, monkeypatch):
    """A shop of twelve cups, ten of each, and a sheet over them; ``async with counted() as it``."""
    from contextlib import asynccontextmanager

    monkeypatch.setenv("SHOPDESK_USER", "ani")

    @asynccontextmanager
    async def opened(size=(120, 36), **sheet):
        store = open_store(tmp_path)
        for n in range(12):
            store.do(products.add, f"Cangkir {n}", [NewVariant(f"CUP-{n:02}", cost=500_000)])
        pieces = [Piece(f"CUP-{n:02}", 10) for n in range(12)]
        store.do(stock.receive, pieces, "SJ-1")
        store.do(counting.make, "opname", **sheet)
        store.close()
        async with shop(size=size) as it:
            open_counting(it.app)
            await it.until(
                lambda: isinstance(it.app.screen, SheetsDialog) and it.app.screen.is_mounted
            )
            await it.until(lambda: it.app.screen.grid.row is not None)
            yield it

    return opened


async def enter(it: Visit):
    await it.press("enter")
    await it.until(lambda: isinstance(it.app.screen, CountDialog) and it.app.screen.is_mounted)
    await it.until(lambda: it.app.screen.grid.row is not None)
    return it.app.screen


def seen(tmp_path, name="opname"):
    store = open_store(tmp_path)
    with store.read() as read:
        found = {line.sku: line.counted for line in counting.lines(read, name)}
    store.close()
    return found


async def test_a_sheet_is_made_over_the_filter_and_over_the_marks(counted, tmp_path):
    async with counted() as it:
        await it.press("escape")
        open_counting(it.app, "sku:CUP-03", [1, 2])
        await it.until(lambda: isinstance(it.app.screen, SheetsDialog) and it.app.screen.is_mounted)
        await it.press("a")
        await it.until(lambda: "New count sheet" in it.text())
        await it.type("dua")
        await it.press("enter")
        await it.until(lambda: "dua" in it.text() and "New count sheet" not in it.text())
        assert set(seen(tmp_path, "dua")) == {"CUP-00", "CUP-01"}
        await it.press("x")
        await it.said_so("Threw count sheet", "dua")
        await it.press("u")
        await it.said_so("Undid", "dua")


async def test_two_hundred_scans_typed_at_full_speed_are_all_counted(counted, tmp_path):
    async with counted() as it:
        dialog = await enter(it)
        for n in range(200):
            for character in f"cup-{n % 12:02}":
                it.app.post_message(events.Key(character, character))
            it.app.post_message(events.Key("enter", "\r"))
        await it.until(lambda: dialog.sheet and dialog.sheet.counted == 12 and not dialog.busy)
        assert dialog.missed == []
    assert sum(seen(tmp_path).values()) == 200
    assert seen(tmp_path)["CUP-00"] == 17


async def test_a_wrong_scan_is_told_and_the_ones_around_it_count(counted, tmp_path):
    async with counted() as it:
        dialog = await enter(it)
        for code in ("CUP-01", "NONE", "CUP-02=7"):
            dialog.scan_field.value = code
            await it.pilot.press("enter")
        await it.until(lambda: dialog.sheet and dialog.sheet.counted == 2 and not dialog.busy)
        assert any("NONE is no SKU" in said for said in dialog.missed)
        assert "Not counted, NONE" in it.text()
        await it.press("escape")
        assert "Not counted, NONE" not in it.text()
    assert (seen(tmp_path)["CUP-01"], seen(tmp_path)["CUP-02"]) == (1, 7)


async def test_counts_are_typed_down_the_list_however_fast(counted, tmp_path):
    async with counted(size=(80, 24)) as it:
        dialog = await enter(it)
        await it.press("escape")
        for key in ("e", "9", "enter", "1", "2", "enter", "0", "enter", "escape"):
            it.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await it.until(lambda: dialog.sheet and dialog.sheet.counted == 3)
        await it.until(lambda: dialog.grid.cursor == 3 and not dialog.grid.editing)
        assert "3 of 12 counted" in it.text()
        assert "3 differ" in it.text()
    assert [seen(tmp_path)[f"CUP-0{n}"] for n in range(4)] == [9, 12, 0, None]


async def test_the_cell_opens_in_the_line_that_it_is_of(counted):
    async with counted(size=(80, 24)) as it:
        dialog = await enter(it)
        await it.press("escape", "e")
        await it.until(lambda: dialog.grid.editing)
        await it.type("777")
        line = next(line for line in it.text().splitlines() if "777" in line)
        assert "CUP-00" in line


async def test_a_barcode_that_falls_into_a_cell_is_no_count(counted, tmp_path):
    async with counted() as it:
        dialog = await enter(it)
        await it.press("escape", "e", *"4006381333931", "enter")
        await it.until(lambda: "no count but a barcode" in it.text())
        await it.press("escape")
        assert dialog.sheet.counted == 0
    assert set(seen(tmp_path).values()) == {None}


async def test_differences_posting_and_its_undo(counted, monkeypatch):
    async with counted() as it:
        dialog = await enter(it)
        dialog.scan_field.value = "CUP-03=8"
        await it.press("enter")
        await it.until(lambda: dialog.sheet and dialog.sheet.counted == 1)
        await it.press("escape", "d")
        await it.until(lambda: "2 missing" in it.text() and "-Rp10.000" in it.text())
        await it.press("escape", "P")
        await it.said_so("ani counted opname, so somebody else posts it")
        monkeypatch.setenv("SHOPDESK_USER", "budi")
        await it.press("P")
        await it.said_so("Posted count opname: 1 SKU differed; not counted: 11")
        await it.until(lambda: dialog.sheet.state == "posted")
        await it.press("s")
        await it.said_so("is posted; u takes that back")
        await it.press("u")
        await it.until(lambda: dialog.sheet.state == "open")


async def test_a_blind_sheet_shows_no_stock_while_it_is_counted(counted):
    async with counted(blind=True) as it:
        await enter(it)
        assert "In the ledger" not in it.text()
        assert "blind" in it.text()
        await it.press("escape", "d")
        await it.said_so("This sheet is blind")


async def test_a_sheet_goes_out_and_comes_back_filled(counted, tmp_path):
    from openpyxl import load_workbook

    async with counted() as it:
        dialog = await enter(it)
        await it.press("escape", "E")
        await it.until(lambda: "Write to" in it.text())
        path = tmp_path / "out.xlsx"
        it.app.screen.query_one("#path").value = str(path)
        await it.press("enter")
        await it.said_so("Wrote")
        book = load_workbook(path)
        titles = [cell.value for cell in book.active[1]]
        book.active.cell(2, titles.index("Counted") + 1).value = 4
        book.active.cell(3, titles.index("Counted") + 1).value = "tiga"
        book.save(path)
        await it.press("i")
        await it.until(lambda: "Filled sheet" in it.text())
        it.app.screen.query_one("#path").value = str(path)
        await it.press("enter")
        await it.until(lambda: "1 cell was not taken" in it.text())
        assert "row 3" in it.text()
        await it.press("q")
        assert dialog.sheet.counted == 1
    assert seen(tmp_path)["CUP-00"] == 4
