"""The unmapped list, worked with the keyboard."""

import pytest
from tests.rig import open_store
from tests.services.test_mapping import MUG, seed

from shopdesk.screens.dialogs.pick import Pick
from shopdesk.screens.mapping import open_mapping
from shopdesk.screens.mapping.plan import MappingPlan
from shopdesk.screens.mapping.sku import AskSku
from shopdesk.screens.mapping.unmapped import UnmappedDialog
from shopdesk.services import mapping, products
from shopdesk.services.products.editing import NewVariant


@pytest.fixture
def stocked(tmp_path):
    """Put a catalogue and unmapped listings into the store that the shop opens with."""
    store = open_store(tmp_path)
    store.do(products.add, "Mug Keramik", [
        NewVariant("MUG-1", "Biru 350ml"), NewVariant("MUG-2", "Merah 350ml"),
    ])  # fmt: skip
    store.do(products.add, "Baki [/] Kayu", [NewVariant("BAKI")])
    store.do(seed)
    store.close()
    return tmp_path


def left(folder):
    """Return what is still unmapped."""
    store = open_store(folder)
    with store.read() as read:
        found = {(row.kind, row.name) for row in mapping.unmapped(read)}
    store.close()
    return found


async def visit(it):
    """Open the list and wait for its suggestions."""
    open_mapping(it.app)
    await it.until(lambda: isinstance(it.app.screen, UnmappedDialog) and it.app.screen.is_mounted)
    await it.until(lambda: any(row.best for row in it.app.screen._rows.rows))
    await it.until(lambda: it.app.screen.grid.row is not None)
    await it.pilot.pause()
    return it.app.screen


async def test_the_list_says_what_waits_and_what_it_may_be(shop, stocked):
    async with shop() as it:
        await visit(it)
        said = it.text()
        for words in ("Which SKU is it?", "6 stand for no SKU.", "3 order lines wait.",
                      "known by their ids", "PROMO Mug", "MUG-1", "100%"):  # fmt: skip
            assert words in said


async def test_enter_and_a_digit_map_one_and_u_takes_it_back(shop, stocked):
    async with shop() as it:
        dialog = await visit(it)
        assert dialog.grid.row.name == MUG
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, Pick))
        assert "name and variation are alike" in it.text()
        await it.press("1")
        await it.said_so("Mapped", "to MUG-1, 3 order lines", "u undoes it")
        await it.until(lambda: len(dialog._rows.rows) == 5)
        await it.press("u")
        await it.said_so("Undid: Mapped")
        await it.until(lambda: len(dialog._rows.rows) == 6)


async def test_m_types_a_sku_completed_by_words_of_its_name(shop, stocked):
    async with shop() as it:
        await visit(it)
        await it.press("m")
        await it.until(lambda: isinstance(it.app.screen, AskSku) and it.app.screen._found)
        await it.press("ctrl+u")
        await it.type("merah")
        await it.until(lambda: [one.sku for one in it.app.screen._found] == ["MUG-2"])
        await it.press("tab")
        assert it.app.screen.typed == "MUG-2"
        await it.press("enter")
        await it.said_so("to MUG-2")
    assert ("listing", MUG) not in left(stocked)


async def test_a_sku_that_is_not_there_is_refused_and_nothing_changes(shop, stocked):
    async with shop() as it:
        await visit(it)
        await it.press("m")
        await it.until(lambda: isinstance(it.app.screen, AskSku))
        await it.type("NOPE-9")
        await it.until(lambda: not it.app.screen._found)
        await it.press("enter")
        await it.said_so("There is no SKU “NOPE-9” in the catalogue")
    assert len(left(stocked)) == 6


async def test_the_likeliest_of_the_marks_is_taken_by_a_plan_and_one_undo(shop, stocked):
    async with shop() as it:
        dialog = await visit(it)
        await it.press("*", "a")
        await it.until(lambda: isinstance(it.app.screen, MappingPlan) and it.app.screen.is_mounted)
        await it.until(lambda: "as one entry" in it.text())
        said = it.text()
        assert "Mapping plan: nothing is changed yet" in said
        assert "stay" in said
        planned = len(it.app.screen._rows.rows)
        await it.press("a")
        await it.said_so(f"Mapped {planned} listings, 3 order lines")
        await it.until(lambda: len(dialog._rows.rows) == 6 - planned)
        await it.press("u")
        await it.until(lambda: len(dialog._rows.rows) == 6)


async def test_esc_leaves_a_plan_as_it_was_then_marks_then_the_list(shop, stocked):
    async with shop() as it:
        dialog = await visit(it)
        await it.press("space", "a")
        await it.until(lambda: isinstance(it.app.screen, MappingPlan) and it.app.screen.is_mounted)
        await it.press("escape")
        await it.until(lambda: it.app.screen is dialog)
        assert dialog.grid.marks
        await it.press("escape")
        assert not dialog.grid.marks
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.desk)
    assert len(left(stocked)) == 6


async def test_t_plans_only_what_an_id_tells(shop, stocked):
    async with shop() as it:
        await visit(it)
        await it.press("t")
        await it.until(lambda: isinstance(it.app.screen, MappingPlan) and it.app.screen.is_mounted)
        names = {row.name for row in it.app.screen._rows.rows}
        assert names == {"Baki baru", "apa saja"}


async def test_words_filter_the_list(shop, stocked):
    async with shop() as it:
        dialog = await visit(it)
        await it.press("slash")
        await it.until(lambda: it.app.screen is not dialog)
        await it.type("baki")
        await it.press("enter")
        await it.until(lambda: dialog.grid.window.total == 1)
        await it.press("escape")
        await it.until(lambda: dialog.grid.window.total == 6)


async def test_m_on_the_orders_desk_opens_the_lines_of_that_order(shop, stocked):
    async with shop() as it:
        await it.until(lambda: it.grid.window.total == 4)
        for _row in range(4):
            if it.grid.row.number.startswith("B"):
                break
            await it.press("j")
        await it.press("m")
        await it.until(lambda: isinstance(it.app.screen, UnmappedDialog))
        assert [row.name for row in it.app.screen._rows.rows] == [MUG]
        await it.press("escape")
        await it.press("g")
        while not it.grid.row.number.startswith("A"):
            await it.press("j")
        await it.press("m")
        await it.said_so("Every line of this order stands for a SKU")
