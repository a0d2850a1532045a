"""The palette and the help: found by name, alias or number, in both languages, slips forgiven."""

import pytest
from tests.rig import home, open_store
from tests.services.ticketing import mail, take

from shopdesk.screens.dialogs.help import Help
from shopdesk.screens.dialogs.reader import Reader
from shopdesk.screens.palette import Palette

ORDER = {"number": "INV-7788", "buyer": "sari"}


async def opened(it, text=""):
    await it.press("ctrl+p")
    await it.until(lambda: isinstance(it.app.screen, Palette))
    await it.type(text)
    return it.app.screen


def names(palette):
    return [goal.name for goal in palette._shown]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("retur", "returns"), ("refunds", "returns"), ("pengembalian", "returns"),
        ("pesanan", "orders"), ("queue", "orders"), ("laporan", "reports"),
        ("prodcuts", "products"), ("pnegiriman", "shipments"), ("impor", "imports"),
        ("all des", "desks"),
    ],
)  # fmt: skip
async def test_a_desk_is_found_by_name_alias_or_with_a_slip(shop, typed, place):
    async with shop([ORDER]) as it:
        it.app.go("suppliers")
        await opened(it, typed)
        await it.press("enter")
        await it.until(lambda: it.app.current_mode == place)


async def test_an_action_is_found_in_either_language_and_done(shop):
    async with shop([ORDER]) as it:
        assert names(await opened(it, "kemas"))[0] == "Pack"
        await it.press("enter")
        await it.said_so("Packed")


async def test_an_action_that_is_off_is_dimmed_and_choosing_it_tells_why(shop):
    async with shop([ORDER]) as it:
        palette = await opened(it, "ship")
        ship = next(goal for goal in palette._shown if goal.name == "Ship")
        assert "to pack" in ship.reason
        await it.press(*["down"] * palette._shown.index(ship))
        await it.until(lambda: "is “to pack”, not “to ship”" in it.text())
        await it.press("enter")
        await it.said_so("is “to pack”, not “to ship”")


async def test_an_order_is_found_by_a_part_of_its_number_and_opened(shop):
    async with shop([ORDER, {"number": "INV-9000"}]) as it:
        it.app.go("reports")
        palette = await opened(it, "7788")
        await it.until(lambda: "INV-7788" in names(palette))
        assert names(palette)[0] == "INV-7788"
        await it.press("enter")
        await it.until(lambda: it.app.current_mode == "orders")
        await it.until(lambda: isinstance(it.app.screen, Reader) and "INV-7788" in it.text())


async def test_what_was_used_lately_comes_first_also_after_a_restart(shop, tmp_path):
    async with shop([ORDER], home=home(tmp_path)) as it:
        await opened(it, "suppliers")
        await it.press("enter")
        await it.until(lambda: it.app.current_mode == "suppliers")
        await it.press("2")
        await it.until(lambda: it.app.current_mode == "orders")
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, Reader))
    async with shop(home=home(tmp_path)) as it:
        first = names(await opened(it))[:2]
        assert "INV-7788" in first[0]
        assert first[1] == "Go to Suppliers"


async def test_what_memory_holds_is_looked_at_before_it_is_trusted(shop, tmp_path):
    path = home(tmp_path).memory_file
    path.parent.mkdir(parents=True)
    path.write_text('{"recent": [["action", 7], "x", ["record", "attic", 5, "Old"], null]}')
    async with shop([ORDER], home=home(tmp_path)) as it:
        await opened(it, "old")
        await it.press("enter")
        await it.pilot.pause()
        assert it.app.is_running


async def test_the_views_of_the_desk_are_offered_by_name(shop):
    async with shop([ORDER]) as it:
        known = it.desk.views_by_name()
        name = next(iter(known))
        assert f"View {name}" in names(await opened(it, name))


async def test_help_is_searched_by_typing_and_says_what_is_off(shop):
    async with shop([ORDER], size=(80, 24)) as it:
        await it.until(lambda: "s Ship" in it.text())
        await it.press("?")
        await it.until(lambda: isinstance(it.app.screen, Help))
        await it.type("courier")
        await it.until(lambda: "Hand them to the courier" in it.text())
        assert "is “to pack”, not “to ship”" in it.app.screen.paper("courier").content().plain
        assert "To the first row" not in it.text()
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.desk)


async def test_help_knows_the_filter_language_and_both_languages(shop):
    async with shop([ORDER]) as it:
        await it.press("?")
        await it.until(lambda: isinstance(it.app.screen, Help))
        help_ = it.app.screen
        everything = help_.paper("").content().plain
        for heading in ("This desk", "The list", "Everywhere", "The filter language"):
            assert heading in everything
        assert "status:to_pack,to_ship" in everything
        assert "Pack" in help_.paper("kemas").content().plain
        assert "these words" in help_.paper("zzzz").content().plain


async def test_a_ticket_is_found_by_its_number(shop, tmp_path):
    async with shop([ORDER]) as it:
        store = open_store(tmp_path)
        take(store, mail("m1", subject="Mug pecah"))
        store.close()
        palette = await opened(it, "t-1")
        await it.until(lambda: "T-1" in names(palette))
        assert palette._shown[0].about == "Mug pecah · Siti"
        await it.press("enter")
        await it.until(lambda: it.app.current_mode == "tickets")
