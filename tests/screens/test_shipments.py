"""The Shipments desk: what is in trouble first, and one key for its next step."""

from contextlib import asynccontextmanager

import pytest
from tests.hostile import HOSTILE
from tests.rig import NOW, open_store
from tests.road import EVENTS, ORDERS, on_the_road

from shopdesk.clock import DAY


@pytest.fixture
def road(shop, tmp_path):
    """Open the Shipments desk on four parcels: ``async with road() as it``."""

    @asynccontextmanager
    async def opened(size=(120, 36), orders=ORDERS, events=EVENTS, view=""):
        store = open_store(tmp_path)
        on_the_road(store, orders, events)
        store.close()
        async with shop((), size) as it:
            await it.press("4")
            await it.until(lambda: it.desk.PLACE == "shipments" and it.grid.window.known)
            await it.until(lambda: it.desk.grammar.fields)
            it.desk.filter("" if view == "all" else it.desk.FIRST)
            await it.until(lambda: it.grid.row is not None)
            await it.pilot.pause()
            yield it

    return opened


def resi(it):
    """Return the resi in the order of the list."""
    return [it.grid.window.row(at).tracking for at in range(it.grid.window.total)]


async def test_late_and_silent_parcels_come_first_and_the_dearest_before_the_others(road):
    async with road(view="all") as it:
        assert resi(it)[0] == "JX0000000001"
        assert "late" in it.text()
        assert "delivery failed" in it.text()


async def test_the_panel_tells_what_the_courier_said_and_what_is_to_be_done(road):
    async with road() as it:
        await it.until(lambda: "Paket gagal diantar" in it.text())
        assert "call the buyer" in it.text()
        assert "Bandung" in it.text()


@pytest.mark.parametrize(
    ("number", "said", "kind"),
    [("JX0000000001", "call the buyer of JX0000000001", "call_buyer"),
     ("CM00000000002", "claim CM00000000002 from its courier", "claim")],
)  # fmt: skip
async def test_one_key_takes_the_step_that_the_state_asks_for(road, number, said, kind):
    async with road(view="all") as it:
        it.desk.filter(f"tracking:{number}")
        await it.until(lambda: it.grid.window.total == 1 and it.grid.row.tracking == number)
        await it.press("f")
        await it.said_so(said, "u undoes it")
        await it.press("J")
        await it.until(lambda: it.desk.PLACE == "tasks" and it.grid.row is not None)
        assert it.grid.row.task.kind == kind
        assert "Rp90.000" in it.text() or kind != "claim"


async def test_a_parcel_without_trouble_has_no_step_and_says_so(road):
    async with road(view="all") as it:
        it.desk.filter("status:delivered")
        await it.until(lambda: it.grid.window.total == 1 and it.grid.row.status == "delivered")
        await it.press("f")
        await it.said_so("It is “delivered”", "w tells more")


async def test_two_keys_set_a_status_by_hand_and_one_gives_it_back(road):
    async with road() as it:
        assert it.grid.row.status == "failed_attempt"
        await it.press("s", "t")
        await it.until(lambda: it.grid.row.by_hand == "in_transit")
        await it.press("T")
        await it.until(lambda: it.grid.row.by_hand is None)
        assert it.grid.row.status == "failed_attempt"


async def test_a_text_that_nobody_understands_is_mapped_with_two_keys_and_remembered(road):
    async with road(view="all") as it:
        await it.press("m")
        await it.until(lambda: "What do the couriers mean?" in it.text())
        assert "Nyangkut di gudang [XL]" in it.text()
        await it.press("enter", "h")
        await it.until(lambda: "Every text is understood now" in it.text())
        await it.press("escape")
        it.desk.filter("status:on_hold")
        await it.until(lambda: it.grid.row is not None and it.grid.row.status == "on_hold")
        assert resi(it) == ["004600000003"]


async def test_why_names_the_days_and_the_keys_that_help(road):
    async with road() as it:
        await it.press("w")
        await it.until(lambda: "No news since" in it.text() or "Handed over on" in it.text())
        assert "Ask the buyer when and where" in it.text()
        await it.press("f")
        await it.said_so("call the buyer of JX0000000001")


async def test_a_resi_and_a_courier_are_typed_into_their_cells(road):
    async with road(orders=({"number": "S-9", "shipped_at": NOW - DAY},), events=()) as it:
        assert it.grid.row.tracking is None
        assert "(S-9)" in it.text()
        await it.press("e")
        await it.type("jx7")
        await it.press("enter")
        await it.until(lambda: it.grid.row is not None and it.grid.row.tracking == "JX7")


async def test_where_the_days_go_opens_to_the_parcels(road):
    delivered = ("JX0000000004", 1, "Paket telah diterima", {"status": "delivered"})
    async with road((80, 24), events=(delivered,), view="all") as it:
        await it.press("D")
        await it.until(lambda: "Where the days go" in it.text())
        await it.until(lambda: "handed over → delivered" in it.text())
        assert "█" in it.text()
        assert "12.0 d" in it.text()
        await it.press("G", "enter")
        await it.until(lambda: it.grid.window.total == 1 and "delivered>=" in it.desk.where)
        assert it.grid.row.tracking == "JX0000000004"


async def test_a_note_goes_to_the_order_and_the_order_opens(road):
    async with road() as it:
        await it.press("n")
        await it.type("call at 5")
        await it.press("enter")
        await it.said_so("Noted on 1 order S-1")
        await it.press("O")
        await it.until(lambda: "call at 5" in it.text())


async def test_hostile_words_of_a_courier_harm_nothing(road):
    events = [("JX0000000001", 30 + at, text or "-") for at, text in enumerate(HOSTILE[:8])]
    async with road(events=events, view="all") as it:
        await it.until(lambda: it.grid.window.total == 4)
        assert "\x1b" not in it.text()


async def test_marks_are_counted_and_copied(road):
    async with road(view="all") as it:
        await it.press("space", "space")
        assert "Next step (2)" in it.text()
        await it.press("y", "r")
        await it.said_so("Copied 2 lines")


async def test_a_key_on_an_empty_desk_says_that_there_is_nothing(shop):
    async with shop(({"number": "A-1"},)) as it:
        await it.press("4")
        await it.until(lambda: "No parcel" in it.text())
        await it.press("f")
        await it.said_so("There is no parcel here.")
