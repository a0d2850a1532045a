"""The sheet of rules: what the shops would be told, changed in the cells, and taken back."""

import pytest
from tests.rig import NOW, open_store

from shopdesk.models.products import Offer
from shopdesk.models.shops import Shop
from shopdesk.screens.pushing import open_pushing
from shopdesk.screens.pushing.sheet import PushingDialog
from shopdesk.services import products, stock
from shopdesk.services.stock import pushing

ORDERS = [{"number": "A1"}]


@pytest.fixture
def filled(tmp_path):
    store = open_store(tmp_path, NOW)
    store.do(products.add, "Mug", [products.NewVariant("MUG-1"), products.NewVariant("MUG-2")])
    store.do(stock.receive, [stock.Piece("MUG-1", 10), stock.Piece("MUG-2", 4)], "SJ-1")

    def offer(work):
        for channel, name in (("shopee", "Toko A"), ("tiktok", "Toko B")):
            shop = Shop(channel=channel, name=name)
            work.session.add(shop)
            work.session.flush()
            for sku in ("MUG-1", "MUG-2"):
                work.session.add(Offer(
                    shop_id=shop.id, product_code=sku, sku=sku, told_stock=4,
                ))  # fmt: skip
        return work.done("offered")

    store.run("offer", offer)
    store.close()
    return tmp_path


async def visit(it, ids=None):
    open_pushing(it.app, ids)
    await it.until(lambda: isinstance(it.app.screen, PushingDialog) and it.app.screen.is_mounted)
    await it.until(lambda: it.app.screen.told.window.known)
    await it.pilot.pause()
    return it.app.screen


def shown(sheet):
    return [(row.told.shop, row.told.sku, row.told.qty) for row in sheet._told.rows]


async def test_it_shows_what_would_change_and_the_rules(shop, filled):
    async with shop(size=(120, 36)) as it:
        sheet = await visit(it)
        assert sheet.told.window.total == 2
        text = it.text()
        for words in ("4 offers of 2 SKUs: 16 → 28 pieces; 2 change", "Toko B", "100 %", "MUG-1"):
            assert words in text
        await it.press("shift+tab")
        await it.until(lambda: sheet.told.window.total == 4)
        await it.press("escape")
        await it.until(lambda: it.app.screen is not sheet)


async def test_a_number_is_changed_in_its_cell_and_counts_at_once(shop, filled):
    async with shop(size=(120, 36)) as it:
        sheet = await visit(it)
        await it.press("R", "e")
        await it.press("backspace", "backspace", "backspace", "5", "0", "enter")
        await it.until(lambda: ("Toko A", "MUG-1", 5) in shown(sheet))
        assert ("Toko B", "MUG-1", 10) in shown(sheet)
        await it.said_so("50%", "undoes it")
        await it.press("u")
        await it.until(lambda: ("Toko A", "MUG-1", 10) in shown(sheet))


async def test_a_number_that_makes_no_sense_is_said_at_the_cell(shop, filled):
    async with shop(size=(120, 36)) as it:
        sheet = await visit(it)
        await it.press("R", "e")
        await it.press("x", "enter")
        await it.until(lambda: "is no whole number" in it.text())
        await it.press(*["backspace"] * 4, "1", "0", "1", "enter")
        await it.until(lambda: "101 percent cannot be told" in it.text())
        await it.press("escape")
        assert ("Toko A", "MUG-1", 10) in shown(sheet)


async def test_a_sku_gets_a_rule_of_its_own_and_loses_it(shop, filled):
    async with shop(size=(120, 36)) as it:
        sheet = await visit(it)
        await it.press("a")
        await it.until(lambda: "MUG-1 in Toko A" in it.text())
        await it.press("backspace", "backspace", "backspace", "0", "enter")
        await it.until(lambda: ("Toko A", "MUG-1", 0) in shown(sheet))
        await it.until(lambda: len(sheet._rules.rows) == 3)
        assert ("Toko A", "MUG-2", 4) in shown(sheet)
        assert sheet.no_rule() is None
        await it.press("x")
        await it.until(lambda: ("Toko A", "MUG-1", 10) in shown(sheet))
        assert "Nobody set a rule" in sheet.no_rule()


async def test_a_shop_and_words_narrow_the_list_and_esc_widens_it_again(shop, filled):
    async with shop(size=(120, 36)) as it:
        sheet = await visit(it)
        await it.press("R", "enter")
        await it.until(lambda: sheet.told.window.total == 1)
        assert "Only: Toko A" in it.text()
        await it.press("slash")
        await it.type("mug-2")
        await it.press("enter")
        await it.until(lambda: sheet.told.window.total == 0)
        assert "tab shows the next one" in it.text()
        await it.press("escape")
        await it.until(lambda: sheet.told.window.total == 2)
        assert it.app.screen is sheet


async def test_only_the_chosen_skus_are_worked_out(shop, filled):
    store = open_store(filled, NOW)
    with store.read() as read:
        chosen = {row.variant_id for row in pushing.told(read) if row.sku == "MUG-2"}
    store.close()
    async with shop(size=(80, 24)) as it:
        sheet = await visit(it, chosen)
        assert {row.told.sku for row in sheet._told.rows} == {"MUG-2"}
