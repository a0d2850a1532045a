"""One SKU on the Products desk: opened whole, its pieces moved, its pictures drawn, other rooms."""

from contextlib import asynccontextmanager

import pytest
from PIL import Image
from tests.rig import open_store

from shopdesk.screens.products.lists import ListDialog
from shopdesk.services import products, stock
from shopdesk.services.stock.expecting import expect

WIDE = (200, 50)


async def test_enter_opens_the_sku_and_its_numbers_open_to_their_rows(desk):
    async with desk() as it:
        await it.press("j", "j", "enter")
        await it.until(lambda: "SKU MUG-1" in it.text())
        assert "stock 20  → 12" in it.text()
        await it.press("G")
        await it.until(lambda: "Aman untuk microwave." in it.text())
        await it.press("l")
        await it.until(lambda: isinstance(it.app.screen, ListDialog) and "SJ-1" in it.text())
        assert "+12" in it.text()
        await it.press("escape")
        await it.until(lambda: "SKU MUG-1" in it.text())
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.desk)


async def test_what_is_on_its_way_opens_to_its_deliveries(desk, tmp_path):
    async with desk() as it:
        store = open_store(tmp_path)
        store.do(expect, [stock.Piece("KAOS-L", 40)], "PO-7")
        store.close()
        await it.press("r")
        await it.until(lambda: it.grid.row.level.incoming == 40)
        await it.press("enter")
        await it.until(lambda: "SKU KAOS-L" in it.text())
        await it.press("i")
        await it.until(lambda: "PO-7" in it.text())
        assert "On the way: KAOS-L" in it.text()


async def test_pieces_are_received_sorted_out_and_set_aside(desk):
    async with desk() as it:
        await it.press("j", "j", "s", "r")
        await it.type("5")
        await it.press("tab")
        await it.type("SJ-2")
        await it.press("enter")
        await it.said_so("Received 5 pieces (SJ-2)")
        await it.until(lambda: it.grid.row.level.available == 17)
        await it.press("s", "d")
        await it.type("2")
        await it.press("enter")
        await it.said_so("Moved 2 × MUG-1")
        await it.until(lambda: it.grid.row.level.available == 15)
        await it.press("t")
        await it.type("4")
        await it.press("tab")
        await it.type("12.12")
        await it.press("enter")
        await it.said_so("Set 4 × MUG-1 aside")
        await it.until(lambda: it.grid.row.level.available == 11)
        await it.press("O")
        await it.until(lambda: "12.12" in it.text())
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.desk)
        await it.press("T")
        await it.until(lambda: "12.12: 4 pieces" in it.text())
        await it.press("tab", "enter")
        await it.said_so("Let go of 4 pieces of 12.12")


async def test_a_kit_has_no_stock_of_its_own(desk):
    async with desk() as it:
        await it.press("G", "s")
        await it.said_so("PAKET is a kit")


async def test_the_shops_are_told_nothing_before_one_has_looked(desk):
    async with desk() as it:
        await it.press("S")
        await it.until(lambda: "2 offers of 2 SKUs" in it.text())
        assert "→ 12" in it.text()


async def test_the_marks_or_all_that_is_shown_are_exported(desk):
    async with desk() as it:
        await it.press("E")
        await it.until(lambda: "Export for shops" in it.text())
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.desk)
        await it.press("space", "E")
        await it.until(lambda: "The 1 marked SKU" in it.text())


async def test_the_mapping_room_opens(desk):
    async with desk() as it:
        await it.press("m")
        await it.said_so("Everything that the shops list stands for a SKU.")


async def test_the_counting_room_opens_over_what_is_shown(desk):
    async with desk() as it:
        await it.press("C")
        await it.until(lambda: it.app.screen is not it.desk)
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.desk)


@pytest.fixture
def pictured(desk, tmp_path, monkeypatch):
    """Open the desk on a terminal with colours, the first product with a picture."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "TMUX", "KITTY_WINDOW_ID", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "kaos.png"
    Image.new("RGB", (600, 600), (200, 30, 30)).save(path)

    @asynccontextmanager
    async def opened(size=WIDE):
        async with desk(size) as it:
            store = open_store(tmp_path)
            store.do(products.pictures.add, it.grid.row.product_id, [str(path)])
            store.close()
            await it.press("r")
            yield it, path

    return opened


async def test_a_picture_stands_over_a_wide_panel_and_goes_with_its_product(pictured):
    async with pictured() as (it, _path):
        await it.until(lambda: "▀▀▀" in it.text())
        await it.press("G")
        await it.until(lambda: "▀" not in it.text() and "Put together from" in it.text())


async def test_an_opened_product_shows_its_picture_where_the_panel_has_no_room(pictured):
    async with pictured((100, 36)) as (it, _path):
        await it.pilot.pause(0.3)
        assert "▀" not in it.text()
        await it.press("enter")
        await it.until(lambda: "▀▀▀" in it.text())


async def test_a_damaged_picture_is_none_and_stalls_nothing(pictured):
    async with pictured() as (it, path):
        await it.until(lambda: "▀▀▀" in it.text())
        path.write_bytes(path.read_bytes()[:200])
        await it.press("r")
        await it.until(lambda: "▀" not in it.text())
        assert not it.said()
        await it.press("j", "k")
        assert it.grid.row.sku == "KAOS-L"


async def test_no_picture_is_drawn_without_colours_or_in_ascii(pictured, monkeypatch):
    async with pictured() as (it, _path):
        await it.until(lambda: "▀▀▀" in it.text())
        it.app.change(ascii=True)
        await it.press("enter")
        await it.until(lambda: "SKU KAOS-L" in it.text())
        await it.pilot.pause(0.3)
        assert not it.app.screen.query_one("Picture").display
        it.app.change(ascii=False)
        monkeypatch.setenv("NO_COLOR", "1")
        await it.press("escape", "enter")
        await it.pilot.pause(0.3)
        assert not it.app.screen.query_one("Picture").display
