"""The shell around the desks: looks, language, keys of one's own, toasts, widths, first steps."""

import pytest
from tests.rig import home

from shopdesk import locale, settings
from shopdesk.app import DESKS
from shopdesk.screens.desks import AllDesks
from shopdesk.screens.welcome import Welcome
from shopdesk.widgets import glyphs
from shopdesk.widgets.action import use_keys
from shopdesk.widgets.theme import DARK, LIGHT

ORDER = {"number": "A-1", "buyer": "sari"}


@pytest.fixture(autouse=True)
def as_found():
    """Leave signs and keys as they were for the tests after."""
    yield
    glyphs.use(glyphs.DRAWN)
    use_keys({})


# Looks


async def test_the_theme_turns_and_is_remembered(shop, tmp_path):
    async with shop([ORDER], home=home(tmp_path)) as it:
        assert it.app.theme == DARK.name
        await it.press("ctrl+t")
        assert it.app.theme == LIGHT.name
    assert home(tmp_path).settings().theme == LIGHT.name
    async with shop(home=home(tmp_path)) as it:
        assert it.app.theme == LIGHT.name


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_plain_signs_leave_no_other_sign_anywhere(shop, tmp_path, size):
    """Desks, lists, borders, scrollbars, help and palette: all ASCII when the setting says so."""
    settings.put(home(tmp_path).settings_file, "ascii", value=True)
    async with shop([{"number": f"A-{n}"} for n in range(60)], size, home=home(tmp_path)) as it:
        for desk in DESKS:
            it.app.go(desk.PLACE)
            await it.until(lambda desk=desk: it.desk.PLACE == desk.PLACE)
            for keys in ((), ("?",), ("escape", "ctrl+p"), ("escape",)):
                await it.press(*keys)
                await it.pilot.pause()
                assert it.text().isascii(), {sign for sign in it.text() if not sign.isascii()}


async def test_the_signs_change_at_once(shop):
    async with shop([ORDER]) as it:
        assert "▌" in it.text()
        it.app.change(ascii=True)
        await it.pilot.pause()
        assert it.text().isascii()
        it.app.change(ascii=False)
        await it.pilot.pause()
        assert "▌" in it.text()


# Language


async def test_another_language_is_spoken_at_once_everywhere(shop, tmp_path):
    """Footer, head of columns, views, help and palette, and the filter stays."""
    async with shop([ORDER], home=home(tmp_path)) as it:
        it.desk.filter("status:to_pack")
        await it.until(lambda: it.grid.window.known)
        english = it.text()
        await it.press("ctrl+l")
        await it.until(lambda: locale.language() == "id" and it.desk is not None)
        await it.until(lambda: it.app.current_mode == "orders" and "A-1" in it.text())
        await it.until(lambda: it.desk.where == "status:to_pack")
        spoken = it.text()
        for english_word, indonesian in (("Orders", "Pesanan"), ("Buyer", "Pembeli"),
                                         ("Pack", "Kemas"), ("Help", "Bantuan")):  # fmt: skip
            assert english_word in english
            assert english_word not in spoken
            assert indonesian in spoken
        await it.press("ctrl+l")
        await it.until(lambda: "Buyer" in it.text())
    assert home(tmp_path).settings().language == "en"


async def test_every_desk_speaks_it_and_those_not_yet_seen_too(shop):
    async with shop([ORDER]) as it:
        await it.press("0")
        await it.until(lambda: "Suppliers" in it.text())
        await it.press("ctrl+l")
        await it.until(lambda: isinstance(it.desk, AllDesks) and "Pemasok" in it.text())
        assert "Suppliers" not in it.text()
        await it.press("2")
        await it.until(lambda: "A-1" in it.text() and "Pembeli" in it.text())


# Keys of one's own


async def test_an_own_key_acts_and_is_shown(shop, tmp_path):
    settings.put(home(tmp_path).settings_file, "keys.orders.pack", "K")
    async with shop([ORDER], home=home(tmp_path)) as it:
        await it.until(lambda: "K Pack" in it.text())
        await it.press("b")
        assert not it.said()
        await it.press("K")
        await it.said_so("Packed", "u undoes it")


async def test_keys_that_cannot_be_are_named_and_the_declared_ones_act(shop, tmp_path):
    path = home(tmp_path).settings_file
    settings.put(path, "keys.orders.pack", "u")
    settings.put(path, "keys.orders.fly", "F")
    async with shop([ORDER], home=home(tmp_path)) as it:
        await it.said_so("orders.fly", "u for orders.pack is the key of house.undo")
        await it.press("b")
        await it.said_so("Packed")


# Toasts


async def test_what_went_wrong_stays_until_esc_and_a_step_back_comes_after(shop):
    async with shop([ORDER]) as it:
        await it.press("space")
        it.app.tell("First [/] fault.", wrong=True)
        it.app.tell("Second fault.", wrong=True)
        assert it.said() == ["Second fault."]
        (shown,) = it.app._notifications
        assert shown.time_left > 3600
        await it.press("escape")
        assert not it.said()
        assert it.grid.marks
        await it.press("escape")
        assert not it.grid.marks


async def test_a_word_of_success_takes_the_place_of_the_fault_and_names_the_way_back(shop):
    async with shop([ORDER]) as it:
        it.app.tell("A fault.", wrong=True)
        await it.press("b")
        await it.said_so("Packed", "u undoes it")
        assert len(it.said()) == 1
        await it.press("u")
        await it.said_so("Undid", "U redoes it")
        await it.press("U")
        await it.said_so("Did again", "u undoes it")


async def test_long_work_is_told_on_every_desk_and_stops(shop):
    import threading

    gate = threading.Event()

    def work(_store, job):
        job.progress("file.xlsx", 1200, 0.4)
        while not job.cancelled():
            gate.wait(0.01)

    async with shop([ORDER], size=(80, 24)) as it:
        it.app.follow(work, label="Reading", then=lambda _none: None)
        await it.until(lambda: "file.xlsx · 1,200 rows · 40%" in it.text())
        await it.press("3")
        await it.until(lambda: it.desk.PLACE == "products" and "file.xlsx" in it.text())
        await it.press("ctrl+x")
        await it.until(lambda: it.app.job is None)
        await it.until(lambda: "file.xlsx" not in it.text())


# First steps, and all desks


async def test_an_empty_store_offers_two_ways_and_nothing_else(shop, tmp_path):
    async with shop(home=home(tmp_path), size=(80, 24)) as it:
        await it.until(lambda: isinstance(it.app.screen, Welcome))
        assert "Import my exports" in it.text()
        assert "Show me a demo" in it.text()
        for key in ("escape", "2", "?", "u", "slash"):
            await it.press(key)
            assert isinstance(it.app.screen, Welcome)
        await it.press("i")
        await it.until(lambda: it.app.current_mode == "imports")


async def test_the_demo_is_a_shop_of_its_own(shop, tmp_path):
    async with shop(home=home(tmp_path)) as it:
        await it.until(lambda: isinstance(it.app.screen, Welcome))
        await it.press("down", "enter")
        await it.until(lambda: not it.app.is_running)
    assert it.app.return_value == "demo"


async def test_whoever_has_orders_is_not_greeted(shop, tmp_path):
    async with shop([ORDER], home=home(tmp_path)) as it:
        await it.press("r")
        assert it.app.screen is it.desk


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_demo_shop_says_on_every_desk_what_it_is_and_the_way_out(shop, size):
    async with shop([ORDER], size, demo=True) as it:
        for desk in DESKS:
            it.app.go(desk.PLACE)
            await it.until(lambda desk=desk: it.desk.PLACE == desk.PLACE)
            await it.until(lambda: "DEMO SHOP  ^d back to your own shop" in it.text())
        it.app.doorway.stop()
        await it.press("ctrl+d")
        await it.until(lambda: not it.app.is_running)
    assert it.app.return_value == "own"


async def test_all_desks_lists_each_with_its_key_and_enter_goes_there(shop):
    async with shop([ORDER], size=(100, 36)) as it:
        await it.press("0")
        await it.until(lambda: isinstance(it.desk, AllDesks) and it.grid.window.known)
        for desk in DESKS:
            if desk is not AllDesks:
                assert desk.NAME in it.text()
        await it.press("j", "j", "enter")
        await it.until(lambda: it.app.current_mode == "products")


async def test_settings_are_chosen_checked_and_kept(shop, tmp_path):
    from textual.widgets import Input, Select

    from shopdesk.screens.dialogs.ask import Ask

    async with shop([ORDER], size=(80, 24), home=home(tmp_path)) as it:
        await it.press("comma")
        await it.until(lambda: isinstance(it.app.screen, Ask))
        it.app.screen.query_one("#ask-theme", Select).value = "dracula"
        zone = it.app.screen.query_one("#ask-zone", Input)
        zone.value = "Asia/Atlantis"
        zone.focus()
        await it.press("enter")
        await it.until(lambda: "cannot be “Asia/Atlantis”" in it.text())
        zone.value = "Asia/Makassar"
        await it.press("enter")
        await it.until(lambda: it.app.screen is it.desk)
        assert it.app.theme == "dracula"
    kept = home(tmp_path).settings()
    assert (kept.theme, kept.zone, kept.language) == ("dracula", "Asia/Makassar", "")


async def test_the_workstation_opens_with_the_desk_of_the_settings(shop, tmp_path):
    settings.put(home(tmp_path).settings_file, "start", "imports")
    from tests.rig import open_store

    from shopdesk.app import ShopDeskApp
    from shopdesk.store import Store

    open_store(tmp_path).close()
    app = ShopDeskApp(lambda: Store.open(home(tmp_path)), folders=[], home=home(tmp_path))
    async with app.run_test():
        assert app.current_mode == "imports"
        assert app.desk.PLACE == "imports"
    app.doorway.close()
