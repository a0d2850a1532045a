"""The export dialog: what, which, templates, the plan with its cells, and where the files lie."""

import pytest
from tests.makers import sellercentre as made
from tests.makers.templates import changed
from tests.rig import open_store
from tests.services.exporting import fill, offer
from tests.services.test_exports import OFFERS, ROWS, V
from tests.services.test_exports_channels import LAZADA

from shopdesk.screens.exporting import open_exporting


@pytest.fixture
def goods(tmp_path):
    """Put the catalogue into the store that the workstation opens, and templates into a folder."""
    store = open_store(tmp_path)
    shops = (("shopee", "Toko Satu"), ("lazada", "Toko Tiga"))
    fill(store, shops, [*OFFERS, ("Toko Tiga", "7001", "70010", "MUG")])
    store.close()
    folder = tmp_path / "unduhan"
    folder.mkdir()
    made.shopee_sales(ROWS).write(folder / "a.xlsx")
    made.lazada_stock(LAZADA).write(folder / "b.xlsx")
    return folder


async def planned(it):
    await it.press("enter")  # the folder as it stands
    await it.until(lambda: "Export plan" in it.text())


async def test_a_folder_of_templates_is_planned_and_written_in_one_go(shop, goods):
    async with shop(folders=[goods]) as it:
        open_exporting(it.app)
        await it.until(lambda: "Export for shops" in it.text())
        it.app.screen.query_one("#yes").press()
        await it.until(lambda: "Templates: files" in it.text())
        await planned(it)
        await it.until(lambda: "→ 12" in it.text())
        assert "Writes 2 rows into 2 files" in it.text()
        assert "KAOS-M" in it.text()
        await it.press("a")
        await it.until(lambda: "Wrote 2 files" in it.text())
        out = goods / "a-stock-2026-11-23.xlsx"
        await it.until(lambda: out.name in it.text())
        assert changed(goods / "a.xlsx", out, "Sheet1") == {"I7": "12"}
        filled = goods / "b-stock-2026-11-23.xlsx"
        assert changed(goods / "b.xlsx", filled, "template") == {"M4": 40.0}
        await it.press("y")
        await it.said_so("Copied the paths")


async def test_a_file_can_be_left_out_and_esc_writes_nothing(shop, goods):
    async with shop(folders=[goods], size=(80, 24)) as it:
        open_exporting(it.app)
        await it.until(lambda: "Export for shops" in it.text())
        it.app.screen.query_one("#yes").press()
        await it.until(lambda: "Templates: files" in it.text())
        await planned(it)
        await it.press("shift+tab")
        await it.press("x")
        await it.until(lambda: "Writes 1 row into 1 file" in it.text())
        await it.press("tab", "tab")
        await it.until(lambda: "not ours" in it.text())
        await it.press("escape")
        await it.until(lambda: "Export plan" not in it.text())
        assert sorted(path.name for path in goods.iterdir()) == ["a.xlsx", "b.xlsx"]


async def test_a_fresh_file_needs_no_template_and_a_wrong_kind_is_said_at_once(shop, goods):
    async with shop(folders=[goods]) as it:
        open_exporting(it.app, kind="products")
        await it.until(lambda: "Export for shops" in it.text())
        screen = it.app.screen
        screen.query_one("#ask-format").value = "shopify.inventory"
        await it.app.animator.wait_for_idle()
        screen.query_one("#yes").press()
        await it.until(lambda: "tells only: Stock" in it.text())
        screen.query_one("#ask-format").value = "shopify.products"
        await it.until(lambda: screen.query_one("#ask-format").value == "shopify.products")
        screen.query_one("#yes").press()
        await it.until(lambda: "Export plan" in it.text())
        await it.press("a")
        await it.until(lambda: "Wrote 1 file" in it.text())
        [path] = goods.glob("shopify-products-2026-11-23.csv")
        assert path.read_text("utf-8").startswith("Title,URL handle")


async def test_what_was_told_is_noted_and_undone_with_u(shop, goods, tmp_path):
    async with shop(folders=[goods / "a.xlsx"]) as it:
        open_exporting(it.app)
        await it.until(lambda: "Export for shops" in it.text())
        it.app.screen.query_one("#yes").press()
        await it.until(lambda: "Templates: files" in it.text())
        await planned(it)
        await it.press("a")
        await it.until(lambda: "Wrote 1 file" in it.text())
        await it.until(lambda: "a-stock-2026-11-23.xlsx" in it.text())
        await it.press("escape", "u")
        await it.said_so("Undid", "Told stock")
    store = open_store(tmp_path)
    assert offer(store, V).told_stock is None
    store.close()
