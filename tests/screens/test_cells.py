"""Cells, columns and marks through the Orders desk: changed, chosen, copied, and found again."""

from tests.hostile import HOSTILE
from tests.rig import NOW, add_orders, home, open_store
from tests.screens.conftest import Visit

from shopdesk.app import ShopDeskApp
from shopdesk.clock import Clock
from shopdesk.screens.dialogs.columns import ChooseColumns
from shopdesk.services import orders
from shopdesk.store import Store
from shopdesk.widgets.arrangement import Arrangement
from shopdesk.widgets.columns import Column

HOUR = 3600
ORDERS = (
    {"number": "A-1", "ship_by": NOW - HOUR, "tracking": "JX0001", "courier": "JNE"},
    {"number": "A-2", "ship_by": NOW + HOUR, "buyer": "Budi [XL]"},
    {"number": "A-3", "ship_by": NOW + 40 * HOUR},
    {"number": "A-4", "ship_by": NOW + 50 * HOUR, "payment": "unpaid"},
    {"number": "A-5", "fulfilment": "in_transit", "tracking": "JX0005"},
)
WIDE = (200, 40)


async def test_a_resi_is_typed_into_its_cell_and_taken_back(shop):
    async with shop(ORDERS, WIDE) as it:
        await it.press("j", "e", "tab")
        await it.type("jx 0002")
        await it.press("enter")
        await it.said_so("Changed the resi of 1 order A-2", "undoes it")
        await it.until(lambda: it.grid.row.tracking == "JX0002")
        assert it.grid.row.number == "A-2"
        assert it.grid.has_focus
        await it.press("u")
        await it.until(lambda: it.grid.row.tracking is None)
        assert it.grid.row.number == "A-2"


async def test_a_refused_resi_says_why_at_its_cell_and_stays_typed(shop):
    async with shop(ORDERS, WIDE) as it:
        await it.press("j", "e", "tab")
        await it.type("JX0001")
        await it.press("enter")
        await it.until(lambda: "Resi JX0001 already belongs to A-1" in it.text())
        assert not it.said()
        assert it.grid.typed
        await it.press("ctrl+u")
        await it.type("5.41980E+14")
        await it.press("enter")
        await it.until(lambda: "lost digits in a spreadsheet" in it.text())
        await it.press("escape")
        assert not it.grid.editing
        assert it.grid.row.tracking is None


async def test_the_courier_of_all_marks_is_completed_and_changed_at_once(shop):
    async with shop(ORDERS, WIDE) as it:
        await it.press("space", "space", "space", "e")
        await it.until(lambda: "changes 3 marked rows" in it.text())
        await it.type("sice")
        await it.press("right", "enter")
        await it.said_so("Changed the courier of 3 orders")
        await it.until(lambda: it.grid.window.row(2).courier == "SiCepat")
        assert not it.grid.marks


async def test_a_read_only_desk_opens_no_cell(shop):
    async with shop(ORDERS) as it:
        it.desk.read_only = True
        await it.press("e")
        await it.said_so("You may look")
        assert not it.grid.editing


async def test_what_is_typed_survives_changes_of_others(shop, tmp_path):
    async with shop(ORDERS, WIDE) as it:
        await it.until(lambda: it.app._version is not None)
        await it.press("j", "j", "e")
        await it.type("JN")
        other = open_store(tmp_path)
        other.run(
            "seed", lambda work: add_orders(work, [{"number": "A-0", "ship_by": NOW - 9}], "shopee")
        )
        other.close()
        await it.until(lambda: it.grid.window.total == 5)
        await it.until(lambda: it.grid.row is not None and it.grid.row.number == "A-3")
        await it.press("E", "enter")
        await it.said_so("Changed the courier of 1 order A-3")
        await it.until(lambda: it.grid.row.courier == "JNE")


class Opened:
    """The workstation of one home, opened as often as one likes."""

    def __init__(self, folder):
        self.folder = folder

    def app(self):
        clock = Clock("Asia/Jakarta", now=NOW)
        return ShopDeskApp(
            lambda: Store.open(home(self.folder), clock),
            clock=clock, folders=[], home=home(self.folder),
        )  # fmt: skip


async def visit(app, pilot):
    it = Visit(app, pilot)
    if app.current_mode != "orders":
        app.go("orders")
    await it.until(lambda: it.desk is not None and it.desk.PLACE == "orders")
    await it.until(lambda: it.grid.window.known and it.grid.row is not None)
    await pilot.pause()
    return it


def seeded(folder):
    store = open_store(folder)
    store.run("seed", lambda work: add_orders(work, [dict(one) for one in ORDERS]))
    store.close()
    return Opened(folder)


async def test_a_dropped_line_in_the_middle_of_a_cell_loses_nothing(tmp_path):
    opened = seeded(tmp_path)
    app = opened.app()
    async with app.run_test(size=WIDE) as pilot:
        it = await visit(app, pilot)
        await it.press("tab", "tab", "tab", "j", "e")
        where, number = it.desk.where, it.grid.row.number
        await it.type("Ninja X")
        # nobody leaves the cell: the line is gone
    app.doorway.close()
    app = opened.app()
    async with app.run_test(size=WIDE) as pilot:
        it = await visit(app, pilot)
        await it.until(lambda: it.grid.editing)
        await it.said_so("Draft restored")
        assert (it.desk.where, it.grid.row.number) == (where, number)
        await it.press("s", "enter")
        await it.until(lambda: it.grid.row.courier == "Ninja Xs")
    app.doorway.close()
    app = opened.app()
    async with app.run_test(size=WIDE) as pilot:
        it = await visit(app, pilot)
        await it.pilot.pause(0.2)
        assert not it.grid.editing
    app.doorway.close()


async def test_a_draft_for_an_order_that_went_on_is_told(tmp_path):
    opened = seeded(tmp_path)
    app = opened.app()
    async with app.run_test(size=WIDE) as pilot:
        it = await visit(app, pilot)
        await it.press("e", "tab")
        await it.type("9")
    app.doorway.close()
    store = open_store(tmp_path)
    with store.read() as read:
        found = orders.find(read, ["A-1"])
    store.do(orders.cancel, found, "sold out")
    store.close()
    app = opened.app()
    async with app.run_test(size=WIDE) as pilot:
        it = await visit(app, pilot)
        await it.said_so("A draft for A-1", "JX00019")
        assert not it.grid.editing
    app.doorway.close()


async def test_columns_are_chosen_moved_widened_and_remembered(tmp_path):
    opened = seeded(tmp_path)
    app = opened.app()
    async with app.run_test(size=WIDE) as pilot:
        it = await visit(app, pilot)
        head = next(line for line in it.text().splitlines() if "Status" in line)
        assert head.index("Status") < head.index("Ship by")
        await it.press("c")
        await it.press("space")
        await it.said_so("it always stays")
        await it.press("j", "J", "+", "+", "j", "space", "enter")
        head = next(line for line in it.text().splitlines() if "Ship by" in line).partition("│")[0]
        assert head.index("Ship by") < head.index("Status")
        assert "Channel" not in head
        await it.press("c", "0", "escape")
        assert head in it.text()
    app.doorway.close()
    app = opened.app()
    async with app.run_test(size=WIDE) as pilot:
        it = await visit(app, pilot)
        assert head in it.text()
        await it.press("c", "0", "enter")
        assert "Channel" in it.text()
    app.doorway.close()
    home(tmp_path).memory_file.write_bytes(b'{"columns.orders.orders": [1, 2')
    app = opened.app()
    async with app.run_test(size=WIDE) as pilot:
        it = await visit(app, pilot)
        assert "Channel" in it.text()
    app.doorway.close()
    assert home(tmp_path).memory_file.stat().st_mode & 0o077 == 0


async def test_marks_that_the_filter_hides_are_told(shop):
    async with shop(ORDERS) as it:
        await it.press("space", "space", "space")
        await it.press("/", "ctrl+u")
        await it.type("A-2")
        await it.press("enter")
        await it.until(lambda: "3 marked, 2 not shown here" in it.text())
        await it.press("t")
        await it.type("wait")
        await it.press("enter")
        await it.said_so("Put 3 orders on hold")


async def test_the_clipboard_takes_the_numbers_of_all_marks(shop):
    async with shop(ORDERS) as it:
        taken = []
        it.app.copy_to_clipboard = taken.append
        await it.press("y", "n")
        assert taken == ["A-1"]
        await it.press("space", "space", "y")
        assert "Copy of 2 marked orders" in it.text()
        await it.press("n")
        await it.said_so("Copied 2 lines")
        assert taken[-1] == "A-1\nA-2"
        await it.press("y", "p")
        await it.said_so("Copied 1 line; 1 marked orders have no resi")
        assert taken[-1] == "A-1 JX0001"


async def test_the_clipboard_has_an_end_and_says_so(shop):
    many = [{"number": f"N-{at:04}", "ship_by": NOW + at} for at in range(1_005)]
    async with shop(many) as it:
        taken = []
        it.app.copy_to_clipboard = taken.append
        await it.press("*", "y", "n")
        await it.said_so("Copied 1,000 lines, of the first 1,000 of 1,005 marked orders")
        assert len(taken[-1].splitlines()) == 1_000


async def test_a_step_tells_its_place_in_the_frame_of_the_cursor(shop):
    async with shop(ORDERS) as it:
        place = it.app.screen.query_one("#place")
        it.grid.do_down()
        assert place._right[0].text.strip() == "2 / 4"


async def test_hostile_heads_do_no_harm_in_the_chooser(shop):
    columns = [
        Column(f"c{at}", text.encode("utf-8", "replace").decode(), lambda _row: "", 9)
        for at, text in enumerate(HOSTILE)
    ]
    async with shop(ORDERS, (100, 50)) as it:
        chosen = []
        it.app.push_screen(ChooseColumns(columns, Arrangement()), chosen.append)
        await it.press(*["j", "space", "J", "+"] * len(columns))
        text = it.text().replace("\n", "")
        assert not [c for c in text if c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u200b"]
        await it.press("enter")
        assert set(chosen[0].order) == {column.id for column in columns}
