"""The Orders desk: the queue is worked with keys, and every key tells what it did."""

from tests.hostile import HOSTILE
from tests.rig import NOW

HOUR = 3600
ORDERS = (
    {"number": "A-1", "ship_by": NOW - HOUR, "tracking": "JX0001"},
    {"number": "A-2", "ship_by": NOW + HOUR, "buyer": "Budi [XL]"},
    {"number": "A-3", "ship_by": NOW + 40 * HOUR},
    {"number": "A-4", "ship_by": NOW + 50 * HOUR, "payment": "unpaid"},
    {"number": "A-5", "fulfilment": "in_transit"},
)


async def test_the_queue_opens_with_what_is_due_first(shop):
    async with shop(ORDERS) as it:
        await it.until(lambda: "late 1h 00m" in it.text())
        lines = it.text().splitlines()
        numbers = [word for line in lines for word in line.split()[:2] if word.startswith("A-")]
        assert numbers[:4] == ["A-1", "A-2", "A-3", "A-4"]
        assert "▌ A-1" in it.text()
        assert "A-5" not in it.text()


async def test_an_order_goes_all_the_way(shop):
    async with shop(ORDERS) as it:
        await it.press("b")
        await it.said_so("Packed 1 order A-1", "u undoes it")
        await it.until(lambda: it.grid.row.status == "to_ship")
        assert it.grid.row.number == "A-1"
        await it.press("s")
        await it.said_so("Shipped 1 order A-1", "u undoes it")
        await it.until(lambda: it.grid.row.number == "A-2")
        await it.press("u")
        await it.said_so("Undid: Shipped 1 order A-1", "U redoes it")
        await it.until(lambda: it.grid.window.total == 4)


async def test_marked_orders_are_held_with_a_reason_and_released(shop):
    async with shop(ORDERS) as it:
        await it.press("space", "space")
        assert "2 marked" in it.text()
        assert "Hold (2)" in it.text()
        await it.press("t")
        await it.press("enter")
        assert "an answer is needed" in it.text()
        await it.type("alamat [x]")
        await it.press("enter")
        await it.said_so("Put 2 orders on hold")
        await it.until(lambda: it.grid.window.row(0).status == "on_hold")
        assert not it.grid.marks
        await it.press("g", "v", "j", "v", "T")
        await it.said_so("Released 2 orders")


async def test_a_refusal_is_shown_unchanged_and_nothing_changes(shop):
    async with shop(ORDERS) as it:
        await it.press("space", "space", "s")
        await it.said_so("A-1: it is not packed yet", "Nothing was changed.")
        assert it.grid.marks.ids
        assert "Traceback" not in it.text()


async def test_a_key_that_cannot_be_used_tells_why(shop):
    async with shop(ORDERS) as it:
        await it.press("d")
        await it.said_so("A-1 is “to pack”, not “shipped”.")


async def test_an_order_without_resi_is_asked_for_it(shop):
    async with shop(ORDERS) as it:
        await it.press("j", "b")
        await it.said_so("Packed 1 order A-2")
        await it.until(lambda: it.grid.row.status == "to_ship")
        await it.press("s")
        await it.type("JX77")
        await it.press("enter")
        await it.said_so("Shipped 1 order A-2")


async def test_filter_follows_typing_and_underlines_what_is_wrong(shop):
    async with shop(ORDERS) as it:
        await it.press("/")
        await it.type("buyer:budi")
        await it.until(lambda: it.grid.window.total == 1)
        await it.type(" stat:x")
        await it.until(lambda: "There is no field “stat”" in it.text())
        assert it.grid.window.total == 1
        await it.press("escape")
        await it.until(lambda: it.grid.window.total == 4)
        await it.press("/", "ctrl+u")
        await it.type("A-5")
        await it.press("enter")
        await it.until(lambda: it.grid.window.total == 1)
        assert it.grid.has_focus
        assert it.desk.where == "A-5"
        await it.press("escape")
        await it.until(lambda: it.desk.where == "@work")


async def test_keys_typed_ahead_reach_the_filter(shop):
    async with shop(ORDERS) as it:
        for key in ("slash", "i", "s", "colon", "l", "a", "t", "e"):
            it.app.post_message(_key(key))
        await it.until(lambda: it.desk.where == "@work is:late")
        await it.until(lambda: it.grid.window.total == 1)


def _key(name):
    from textual.events import Key

    signs = {"slash": "/", "colon": ":"}
    return Key(name, signs.get(name, name))


async def test_views_turn_with_tab_and_with_the_mouse(shop):
    async with shop(ORDERS) as it:
        await it.press("tab")
        await it.until(lambda: it.desk.where == "" and it.grid.window.total == 5)
        await it.press("tab")
        await it.until(lambda: it.desk.where == "is:late" and it.grid.window.total == 1)
        await it.pilot.click("#views", offset=(3, 0))
        await it.until(lambda: it.desk.where == "@work")


async def test_why_names_the_key_that_helps_and_takes_it(shop):
    async with shop(ORDERS) as it:
        await it.press("w")
        await it.until(lambda: "It waits to be packed." in it.text())
        assert "b  Pack" in it.text()
        await it.press("b")
        await it.said_so("Packed 1 order A-1")


async def test_the_panel_follows_and_enter_opens_the_order(shop):
    async with shop(ORDERS) as it:
        await it.until(lambda: "1 × Mug Biru" in it.text())
        await it.press("j", "enter")
        await it.until(lambda: "Order A-2" in it.text())
        assert "MUG-1" in it.text()
        await it.press("q")
        assert it.app.screen is it.desk


async def test_esc_goes_back_in_its_order(shop):
    async with shop(ORDERS) as it:
        await it.press("0", "2", "/", "ctrl+u")
        await it.type("A")
        await it.press("enter", "v", "n")
        assert len(it.app.screen_stack) == 2
        await it.press("escape")
        assert len(it.app.screen_stack) == 1
        await it.press("escape")
        assert it.grid.begun is None
        await it.press("space", "escape")
        assert not it.grid.marks
        assert it.desk.where == "A"
        await it.press("escape")
        assert it.desk.where == "@work"
        await it.press("escape")
        await it.until(lambda: it.desk.PLACE == "desks")


async def test_changes_of_others_are_seen(shop, tmp_path):
    from tests.rig import open_store

    from shopdesk.services import orders

    async with shop(ORDERS) as it:
        await it.until(lambda: it.app._version is not None)
        other = open_store(tmp_path)
        with other.read() as read:
            found = orders.find(read, ["A-1"])
        other.do(orders.pack, found)
        other.close()
        await it.until(lambda: it.grid.row.status == "to_ship")


async def test_hostile_text_is_shown_and_harms_nothing(shop):
    orders = [
        {"number": f"H-{at:02}", "ship_by": NOW + at * HOUR, "buyer": text, "courier": text,
         "recipient": text, "buyer_note": text, "market_status": text, "problem": None}
        for at, text in enumerate(text.encode("utf-8", "replace").decode() for text in HOSTILE)
    ]  # fmt: skip
    async with shop(orders, size=(200, 50)) as it:
        for at in range(len(orders)):
            await it.until(lambda at=at: f"H-{at:02}" in it.text())
            await it.press("enter")
            await it.until(lambda: len(it.app.screen_stack) == 2)
            shown = it.text().replace("\n", "")
            bad = [
                c for c in shown if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200b"
            ]
            assert not bad, HOSTILE[at]
            await it.press("q", "w")
            await it.until(lambda: len(it.app.screen_stack) == 2)
            await it.press("q", "j")
        assert it.app.is_running


async def test_an_empty_store_says_how_to_begin(shop):
    async with shop() as it:
        await it.until(lambda: "No orders yet. i imports" in it.text())
        await it.press("b", "w", "enter", "space", "*", "v", "y", "p")
        assert it.app.screen is it.desk


async def test_a_storm_of_resizes_is_survived(shop):
    sizes = [(1, 1), (200, 60), (2, 3), (80, 24), (13, 7), (120, 4), (40, 50), (5, 30), (111, 36)]
    async with shop(ORDERS) as it:
        for turn, size in enumerate(sizes * 3):
            await it.pilot.resize_terminal(*size)
            await it.press(*("j", "w", "escape", "tab", "/", "escape")[: turn % 7])
        await it.pilot.resize_terminal(120, 36)
        await it.press("escape", "escape")
        await it.until(lambda: "A-" in it.text())


async def test_a_dialog_that_closes_draws_no_row_anew(shop):
    async with shop(ORDERS) as it:
        await it.press("t", "escape")
        await it.pilot.pause(0.3)
        drawn = []
        refresh = it.grid.refresh
        it.grid.refresh = lambda *regions, **options: (
            drawn.append(regions) or refresh(*regions, **options)
        )
        it.desk.reload()
        await it.pilot.pause(0.3)
        assert not drawn
