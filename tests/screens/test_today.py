"""The Today desk: what needs a hand, the figures so far, and from each of them to its orders."""

import threading

import pytest
from tests.hostile import HOSTILE
from tests.rig import NOW, open_store

from shopdesk import locale
from shopdesk.models.shops import Arrival, Shop
from shopdesk.screens.today.desk import TodayDesk

HOUR, DAY = 3_600, 86_400
ORDERS = (
    {"number": "A-1", "ship_by": NOW - HOUR, "total": 9_000_000, "buyer": "Budi [XL]"},
    {"number": "A-2", "ship_by": NOW + HOUR},
    {"number": "A-3", "payment": "unpaid", "placed_at": NOW - DAY},
    {"number": "A-4", "payment": "unpaid", "placed_at": NOW - DAY},
    {"number": "A-5", "fulfilment": "failed", "placed_at": NOW - 7 * DAY},
    {"number": "A-6", "fulfilment": "delivered", "placed_at": NOW - 2 * HOUR},
    {"number": "A-7", "payment": "denied", "placed_at": NOW - 2 * HOUR},
    {"number": "A-8", "currency": "PHP", "total": 700, "ship_by": NOW - HOUR},
)


async def to_today(it):
    await it.press("1")
    await it.until(lambda: it.desk.PLACE == "today" and it.desk.needs.window.known)
    await it.until(lambda: it.desk.figures.window.known)
    await it.pilot.pause()


def rows(grid):
    return [grid.window.row(at) for at in range(grid.window.total)]


async def test_the_costliest_stands_first_and_each_need_says_what_is_at_stake(shop):
    async with shop(ORDERS) as it:
        await to_today(it)
        lines = it.text().splitlines()
        first = next(line for line in lines if "Late: ship-by time is over" in line)
        assert "▌ !" in first
        assert "Rp90.000" in first
        assert "late 1h 00m" in first
        assert [row.need.id for row in rows(it.desk.needs)] == [
            "late", "late", "due_soon", "exception", "to_verify", "stuck", "stuck"
        ]  # fmt: skip


async def test_every_need_opens_exactly_its_orders(shop):
    async with shop(ORDERS) as it:
        await to_today(it)
        needs = [row.need for row in rows(it.desk.needs)]
        for place, need in enumerate(needs):
            await it.press("enter")
            await it.until(lambda: it.desk.PLACE == "orders")
            await it.until(lambda need=need: it.desk.where == need.where)
            await it.until(lambda need=need: it.grid.window.total == need.orders)
            assert {row.currency for row in rows(it.grid)} == {need.currency}
            assert sum(row.total for row in rows(it.grid)) == need.at_stake
            await it.press("[")
            await it.until(lambda: it.desk.PLACE == "today")
            assert it.desk.needs.cursor == place
            await it.press("j")


async def test_every_figure_opens_the_orders_that_it_is_made_of(shop):
    async with shop(ORDERS) as it:
        await to_today(it)
        await it.press("tab")
        found = rows(it.desk.figures)
        assert next(row.figure.id for row in found if row.currency == "PHP") == "orders"
        for place, row in enumerate(found):
            assert it.desk.figures.cursor == place
            if row.currency == "PHP" and row.figure.id != "orders":
                await it.press("j")  # a second currency opens like the first
                continue
            today = row.tallies[0]
            count = {"": today.orders + today.cancelled, "status:cancelled": today.cancelled}
            await it.press("enter")
            await it.until(lambda: it.desk.PLACE == "orders")
            await it.until(lambda row=row: it.desk.where == row.where)
            wanted = count.get(row.figure.where, today.orders)
            await it.until(lambda wanted=wanted: it.grid.window.total == wanted)
            await it.press("[")
            await it.until(lambda: it.desk.PLACE == "today" and it.desk.figures.has_focus)
            await it.press("j")


async def test_the_first_visit_to_the_orders_already_has_the_filter(shop):
    """Nobody was on the Orders desk yet: the filter waits until it is there."""
    async with shop(ORDERS) as it:
        await to_today(it)
        it.app._screen_stacks.pop("orders")
        await it.press("enter")
        await it.until(lambda: it.desk.PLACE == "orders" and it.grid.window.total == 1)
        assert it.desk.where == "is:late currency:IDR"
        assert it.grid.row.number == "A-1"


async def test_figures_name_their_variant_and_stand_beside_other_days(shop):
    async with shop(ORDERS, size=(140, 40)) as it:
        await to_today(it)
        text = it.text()
        for said in ("Orders, not cancelled", "GMV, not cancelled", "GMV, with cancelled",
                     "Yesterday", "A week ago", "Cancelled / placed", "25.0 %"):  # fmt: skip
            assert said in text
        await it.press("tab", "j")
        await it.until(lambda: ": price × quantity, not cancelled" in it.text())


async def test_a_change_elsewhere_moves_the_needs_and_the_cursor_stays_on_its_row(shop):
    async with shop(ORDERS) as it:
        await to_today(it)
        await it.press("j", "j", "j", "j")
        assert it.desk.needs.row.need.id == "to_verify"
        await it.press("2")
        await it.until(lambda: it.desk.PLACE == "orders")
        it.desk.filter("is:late")
        await it.until(lambda: it.grid.window.total == 2)
        await it.press("*", "t")
        await it.type("alamat")
        await it.press("enter")
        await it.said_so("on hold")
        await it.press("1")
        await it.until(lambda: it.desk.PLACE == "today")
        await it.press("r")
        await it.until(lambda: it.desk.needs.row and it.desk.needs.row.need.id == "to_verify")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_it_reads_at_every_size(shop, size):
    async with shop(ORDERS, size=size) as it:
        await to_today(it)
        text = it.text()
        assert "Late: ship-by time is over" in text
        assert "GMV, not cancelled" in text
        assert ("Orders by hour" in text) == (size[0] > 80)
        assert ("A week ago" in text) == (size[0] > 80)
        assert ("Today (yesterday):" in text) == (size[0] == 80)
        await it.press("tab")
        await it.until(lambda: "A week ago" in it.text())
        assert it.desk.figures.has_focus
        await it.press("tab")
        assert it.desk.needs.has_focus


async def test_an_empty_shop_is_told_how_to_begin(shop):
    async with shop() as it:
        await to_today(it)
        await it.until(lambda: "No orders yet. i imports this morning's exports." in it.text())
        assert "Nothing was sold today" in it.text()


async def test_a_quiet_shop_is_told_so(shop):
    async with shop([{"number": "A-1", "fulfilment": "delivered"}]) as it:
        await to_today(it)
        await it.until(lambda: "Nothing needs a hand now." in it.text())


async def test_each_shop_tells_how_fresh_it_is_and_a_word_marks_the_old(shop, tmp_path):
    def arrive(work):
        fresh, old = Shop(channel="shopee", name=HOSTILE[0]), Shop(channel="tiktok", name="Toko B")
        work.session.add_all([fresh, old])
        work.session.flush()
        for one, applied in ((fresh, NOW - 2 * HOUR), (old, NOW - 3 * DAY)):
            work.session.add(Arrival(sha256=one.name, name="x", format="x.orders", shop_id=one.id,
                                     applied_at=applied))  # fmt: skip
        return work.done("arrived")

    store = open_store(tmp_path)
    store.do(arrive)
    store.close()
    async with shop(ORDERS, size=(140, 40)) as it:
        await to_today(it)
        await it.until(lambda: "2h 00m ago" in it.text())
        line = next(one for one in it.text().splitlines() if "TikTok · Toko B" in one)
        assert "3d 0h ago, old" in line
        assert "none yet" in it.text()


async def test_the_shell_is_drawn_before_the_rows_come(shop):
    async with shop(ORDERS) as it:
        gate = threading.Event()
        for _lane in range(2):
            it.app.ask(lambda _read: gate.wait(20), then=lambda _answer: None)
        await it.press("1")
        await it.until(lambda: isinstance(it.desk, TodayDesk) and "Loading…" in it.text())
        assert "Needs a hand now" in it.text()
        assert "Late" not in it.text()
        gate.set()
        await it.until(lambda: "Late: ship-by time is over" in it.text())


async def test_a_key_stands_other_days_beside_and_every_figure_opens_them(shop):
    async with shop(ORDERS) as it:
        await to_today(it)
        await it.press("b")
        await it.until(lambda: "7 before" in it.text() and "16–22 November 2026" in it.text())
        await it.press("tab")
        row = next(one for one in rows(it.desk.figures) if one.figure.id == "orders")
        assert (row.currency, row.tallies[0].orders) == ("IDR", 3)
        it.desk.figures.move(rows(it.desk.figures).index(row))
        await it.press("enter")
        await it.until(lambda: it.desk.PLACE == "orders" and it.desk.where == row.where)
        await it.until(lambda: it.grid.window.total == 3)
        await it.press("[")
        await it.until(lambda: it.desk.PLACE == "today")
        await it.press("b")
        await it.until(lambda: "Last month" in it.text())
        await it.press("b")
        await it.until(lambda: "A week ago" in it.text() and "same hour" in it.text())


async def test_a_key_turns_the_charts_where_there_is_no_room_for_all(shop):
    async with shop(ORDERS, size=(80, 24)) as it:
        await to_today(it)
        for said in ("Orders by hour", "GMV by day", "Orders by weekday and hour",
                     "Best products by GMV", "Newest export"):  # fmt: skip
            await it.press("t")
            await it.until(lambda said=said: said in it.text())
            assert "Late: ship-by time is over" not in it.text()
        await it.press("t")
        await it.until(lambda: "Late: ship-by time is over" in it.text())
        await it.press("t", "escape")
        await it.until(lambda: "Late: ship-by time is over" in it.text())
        assert it.desk.PLACE == "today"


async def test_the_wide_desk_has_all_charts_at_once(shop):
    async with shop(ORDERS, size=(200, 50)) as it:
        await to_today(it)
        await it.until(lambda: "Orders by weekday and hour" in it.text())
        assert "Best products by GMV" in it.text()
        assert "Mug Biru" in it.text()
        await it.press("t")
        await it.said_so("All charts are here.")


async def test_it_speaks_indonesian(shop):
    locale.use("id")
    async with shop(ORDERS) as it:
        await to_today(it)
        assert "Hari ini" in it.text()
        assert "telat 1j 00m" in it.text()
