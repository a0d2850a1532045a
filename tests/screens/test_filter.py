"""The filter at the Orders desk: completed, checked, remembered, saved under a name."""

from tests.rig import NOW, open_store

HOUR = 3600
ORDERS = (
    {"number": "A-1001", "ship_by": NOW - HOUR, "courier": "JNE", "province": "Jawa Barat"},
    {"number": "A-1002", "ship_by": NOW + HOUR, "buyer": "budiman"},
    {"number": "A-1003", "ship_by": NOW + 40 * HOUR, "courier": "J&T Express"},
    {"number": "A-1004", "payment": "unpaid", "ship_by": NOW + 50 * HOUR},
    {"number": "B-2001", "fulfilment": "in_transit", "buyer": "sriayu"},
)


async def learnt(it):
    """Wait until the desk has learnt its language, and begin an empty filter."""
    await it.until(lambda: it.desk.grammar.fields)
    await it.press("/", "ctrl+u")


async def test_a_filter_is_completed_from_field_to_value(shop):
    async with shop(ORDERS) as it:
        await learnt(it)
        await it.type("stat")
        await it.until(lambda: "where it stands in the queue" in it.text())
        await it.press("tab")
        await it.until(lambda: "status:to_ship" in it.text())
        await it.press("down", "down", "enter")
        await it.until(lambda: it.desk.where == "status:to_pack")
        await it.until(lambda: it.grid.window.total == 3)
        assert it.desk.bar.editing
        await it.press("enter")
        assert it.grid.has_focus


async def test_values_come_from_the_store(shop):
    async with shop(ORDERS) as it:
        await learnt(it)
        await it.type("courier:j")
        await it.until(lambda: 'courier:"J&T Express"' in it.text())
        assert "courier:JNE" in it.text()
        await it.type("&")
        await it.press("tab")
        await it.until(lambda: it.desk.where == 'courier:"J&T Express"')
        await it.until(lambda: it.grid.row is not None and it.grid.row.number == "A-1003")


async def test_counts_stand_beside_statuses(shop):
    async with shop(ORDERS) as it:
        await it.until(lambda: "Pack 3" in it.text())
        await learnt(it)
        await it.type("status:to_p")
        await it.until(lambda: "to pack  3" in it.text())


async def test_tab_shows_every_field_where_nothing_is_typed(shop):
    async with shop(ORDERS) as it:
        await learnt(it)
        await it.press("tab")
        await it.until(lambda: "how far the payment is" in it.text())
        await it.press("up", "tab")
        await it.until(lambda: "most urgent first" in it.text())


async def test_an_error_stands_under_its_place_and_the_rows_stay(shop):
    async with shop(ORDERS) as it:
        await learnt(it)
        await it.type("A-1002")
        await it.until(lambda: it.desk.where == "A-1002")
        await it.type(" warna:x")
        await it.until(lambda: "There is no field “warna”" in it.text())
        lines = it.text().splitlines()
        typed = next(at for at, line in enumerate(lines) if "warna:x" in line)
        assert lines[typed].index("warna:x") == lines[typed + 1].index("There is no field")
        before = it.desk.where
        await it.pilot.pause(0.3)
        assert it.desk.where == before
        assert "warna:" not in before
        await it.press("enter")
        assert it.desk.bar.editing


async def test_esc_brings_the_former_filter_back(shop):
    async with shop(ORDERS) as it:
        await learnt(it)
        await it.type("B-2001")
        await it.until(lambda: it.grid.window.total == 1)
        await it.press("escape")
        assert it.desk.where == "@work"
        await it.until(lambda: it.grid.window.total == 4)


async def test_filters_from_before_come_back_also_after_a_restart(shop):
    async with shop(ORDERS) as it:
        for text in ("A-1001", "buyer:budi"):
            await learnt(it)
            await it.type(text)
            await it.press("enter")
        await it.press("/", "up", "up")
        assert it.desk.bar.query_one("#filter").value == "A-1001"
        await it.press("down")
        await it.until(lambda: it.desk.where == "buyer:budi")
        await it.press("down", "down")
        assert it.grid.has_focus
        assert it.app.memory.get("filters.orders") == ["buyer:budi", "A-1001"]


async def test_a_filter_typed_ahead_of_the_screen_is_not_garbled(shop):
    async with shop(ORDERS) as it:
        await learnt(it)
        for sign in "courier:jnX":
            it.app.post_message(_key(sign))
        it.app.post_message(_key("backspace"))
        it.app.post_message(_key("tab"))
        await it.until(lambda: it.desk.where == "courier:JNE")


def _key(name):
    from textual.events import Key

    return Key({":": "colon"}.get(name, name), name if len(name) == 1 else None)


async def test_a_word_that_is_nowhere_finds_those_like_it(shop):
    async with shop(ORDERS) as it:
        await learnt(it)
        await it.type("budinan")
        await it.until(lambda: "Nothing matches exactly; similar:" in it.text())
        await it.press("tab")
        await it.until(lambda: it.desk.where == "budiman")
        await it.until(lambda: it.grid.row is not None and it.grid.row.number == "A-1002")


async def test_a_word_that_is_elsewhere_says_so(shop):
    async with shop(ORDERS) as it:
        await it.until(lambda: it.desk.grammar.fields)
        await it.press("/")
        await it.type("sriayu")
        await it.until(lambda: "without the rest of the filter" in it.text())
        await it.press("tab")
        await it.until(lambda: it.grid.row is not None and it.grid.row.number == "B-2001")


async def test_a_filter_is_saved_shown_renamed_and_removed(shop, tmp_path):
    async with shop(ORDERS) as it:
        await learnt(it)
        await it.type("status:to_pack sort:-total")
        await it.press("enter", "V")
        await it.until(lambda: "@stuck" in it.text())
        await it.press("a")
        await it.type("besar dulu")
        await it.press("enter")
        await it.said_so("Saved the view “besar-dulu”", "u undoes it")
        await it.until(lambda: " besar-dulu " in it.text().splitlines()[1])
        await it.press("escape", "/", "ctrl+u")
        await it.type("@bes")
        await it.press("tab", "enter")
        await it.until(lambda: it.desk.where == "@besar-dulu" and it.grid.window.total == 3)
        assert it.grid.window.sort == "-total"
        await it.press("V", "e")
        await it.press("ctrl+u")
        await it.type("mahal")
        await it.press("enter")
        await it.said_so("Renamed the view “besar-dulu” to “mahal”")
        await it.press("V")
        await it.until(lambda: "@mahal" in it.text())
        await it.press("x")
        await it.said_so("Removed the view “mahal”")
        await it.press("u")
        await it.said_so("Undid: Removed the view “mahal”")
        await it.until(lambda: " mahal " in it.text().splitlines()[1])


async def test_a_view_saved_in_the_shell_is_there(shop, tmp_path):
    from shopdesk.services import views

    async with shop(ORDERS) as it:
        other = open_store(tmp_path)
        other.do(views.save, "orders", "kurir", "courier:JNE", shop=True)
        other.close()
        await it.press("r")
        await it.until(lambda: " kurir " in it.text().splitlines()[1])
        await it.press("shift+tab")
        await it.until(lambda: it.desk.where == "@kurir" and it.grid.window.total == 1)


async def test_a_built_in_view_is_not_touched(shop):
    async with shop(ORDERS) as it:
        await it.until(lambda: it.desk.grammar.fields)
        await it.press("V")
        await it.until(lambda: "@stuck" in it.text())
        await it.press("x")
        assert "Choose a view that somebody saved." in it.text()
        await it.press("escape")
        assert it.app.screen is it.desk


async def test_a_view_keeps_its_columns_and_gives_the_others_back(shop, tmp_path):
    from shopdesk.services import views

    async with shop(ORDERS) as it:
        other = open_store(tmp_path)
        other.do(views.save, "orders", "pendek", "is:late", shop=True, columns=("number", "total"))
        other.close()
        every = len(it.grid.columns)
        await it.press("r")
        await it.until(lambda: " pendek " in it.text().splitlines()[1])
        await it.press("shift+tab")
        await it.until(lambda: it.desk.where == "@pendek")
        assert [column.id for column in it.grid.columns] == ["number", "total"]
        await it.press("V", "a", "enter")
        await it.said_so("Changed the view “pendek”")
        await it.press("escape")
        assert len(it.grid.columns) == every
        other = open_store(tmp_path)
        with other.read() as read:
            (view,) = views.every(read, "orders")
        assert (view.filter, view.columns) == ("is:late", ("number", "total"))
        other.close()


async def test_a_view_that_is_gone_leaves_the_first(shop, tmp_path):
    from shopdesk.services import views

    async with shop(ORDERS) as it:
        other = open_store(tmp_path)
        other.do(views.save, "orders", "kurir", "courier:JNE")
        await it.press("r")
        await it.until(lambda: " kurir " in it.text().splitlines()[1])
        await it.press("shift+tab")
        await it.until(lambda: it.desk.where == "@kurir" and it.grid.window.total == 1)
        other.do(views.save, "orders", "kurir", "number:A")
        await it.press("r")
        await it.until(lambda: it.grid.window.total == 4)
        other.do(views.remove, "orders", "kurir")
        other.close()
        await it.press("r")
        await it.until(lambda: it.desk.where == "@work")
