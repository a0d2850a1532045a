"""The import desk with sheets of products, stock and deliveries."""

import pytest
from tests.makers import sellercentre as maker
from tests.rig import open_store
from tests.screens.test_imports import plan, visit
from tests.services.catalogue import SALES, sheet, stocked

from shopdesk.models.shops import Shop
from shopdesk.screens.dialogs.ask import Ask
from shopdesk.screens.imports.mapping import MappingDialog
from shopdesk.screens.imports.plan import PlanDialog


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "downloads"
    made.mkdir()
    return made


@pytest.fixture
def store(tmp_path):
    """The store that the workstation opens afterwards."""
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def sales(folder, rows=SALES):
    maker.shopee_sales(rows).write(folder / "mass_update.xlsx")


async def test_the_first_sheet_of_products_is_planned_cell_by_cell_and_applied(shop, folder):
    rows = [list(row) for row in SALES]
    rows[2][6] = "45.000"
    sales(folder, rows)
    async with shop(folders=[folder]) as it:
        await visit(it)
        await it.until(lambda: "Shopee price, stock" in it.text())
        await it.press("enter")
        said = await plan(it)
        for words in ("writes 2 records", "1 row is refused", "New SKUs come into", "45.000"):
            assert words in said
        await it.press("a")
        await it.said_so("Imported 2 SKUs (2 new, 0 changed)", "u undoes it")
        await it.until(lambda: "✓ 23 Nov" in it.text())


async def test_new_products_are_a_choice_of_the_plan(shop, folder):
    sales(folder)
    async with shop(folders=[folder]) as it:
        await visit(it)
        await it.press("enter")
        first = await plan(it)
        before = it.app.screen
        await it.press("n")
        await it.until(
            lambda: isinstance(it.app.screen, PlanDialog) and it.app.screen is not before
        )
        second = await plan(it)
        assert "New SKUs come into the catalogue" in first
        assert "New SKUs come into the catalogue" not in second


async def test_what_a_shop_shows_otherwise_is_listed_beside_ours(shop, store, folder):
    sales(folder)
    stocked(store, "MUG-1")
    async with shop(folders=[folder]) as it:
        await visit(it)
        await it.press("enter")
        await plan(it)
        it.app.screen._show("differs")
        await it.until(lambda: "Rp40.000" in it.text() and "Rp45.000" in it.text())
        assert "In the shop" in it.text()


async def test_a_sheet_that_may_be_of_several_shops_asks_which(shop, store, folder):
    sales(folder)

    def two(work):
        work.session.add_all([Shop(channel="shopee", name=name) for name in ("Dua", "Satu")])
        return work.done("two shops")

    store.do(two)
    async with shop(folders=[folder]) as it:
        await visit(it)
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, Ask))
        await it.until(lambda: "Which shop is mass_update.xlsx of?" in it.text())
        await it.press("tab", "enter")
        assert "Dua" in await plan(it)


async def test_a_delivery_note_is_guessed_mapped_and_received(shop, store, folder):
    sheet(folder, "SJ-9.csv", "Kode Barang,Qty,Harga Beli,No. Surat Jalan",
          ["MUG-1", "24", "18.500", "SJ-9"])  # fmt: skip
    stocked(store, "MUG-1")
    async with shop(folders=[folder]) as it:
        await visit(it)
        await it.press("m")
        await it.until(lambda: isinstance(it.app.screen, MappingDialog))
        await it.until(lambda: "Rp18.500" in it.text())
        for words in ("a delivery", "Pieces received", "Delivery note", "SJ-9"):
            assert words in it.text()
        await it.press("t", "t", "t", "t", "t", "t")
        await it.until(lambda: "Choose a column for: Order number" in it.text())
        await it.press("t", "t")
        await it.until(lambda: "Rp18.500" in it.text() and it.app.screen.wrong() is None)
        await it.press("s")
        assert "delivery note" in await plan(it)
        await it.press("a")
        await it.said_so("Received 24 pieces")
