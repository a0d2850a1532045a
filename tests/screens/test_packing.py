"""The packing table at the terminal: a scanner types as fast as it can, and nothing is lost."""

from contextlib import asynccontextmanager

import pytest
from tests import packing as table
from tests.rig import open_store
from textual import events

from shopdesk.screens.packing import open_table, open_waves
from shopdesk.screens.packing.table import PackDialog
from shopdesk.screens.packing.waves import WavesDialog
from shopdesk.services import orders, packing
from shopdesk.widgets import wedge as wedge_module


@pytest.fixture
def bench(shop, tmp_path, monkeypatch):
    """A shop with orders to pack, and its packing table: ``async with bench(wanted) as it``."""
    monkeypatch.setenv("SHOPDESK_USER", "ani")
    monkeypatch.setenv("SHOPDESK_STATION", "meja 1")

    @asynccontextmanager
    async def opened(wanted, size=(80, 24), *, slips=False, before=None):
        store = open_store(tmp_path)
        table.furnish(store)
        made = table.orders(store, wanted)
        if not slips:
            store.home.settings_file.write_text("pack_slip = false\n")
        if before:
            before(store, made)
        store.close()
        async with shop(size=size) as it:
            open_table(it.app)
            await it.until(lambda: isinstance(it.app.screen, PackDialog) and it.app.screen.station)
            yield it

    return opened


def types(it, text, end="enter"):
    """Type as a scanner does: every sign before the program had a chance to look at the first."""
    for sign in text:
        it.app.post_message(events.Key(sign, sign))
    if end:
        it.app.post_message(events.Key(end, {"enter": "\r", "tab": "\t"}[end]))


async def at_rest(it):
    """Wait until all that was typed is written."""
    dialog = it.app.screen
    await it.pilot.pause()
    for _turn in range(3_000):
        if not dialog.busy and not dialog.wedge.value:
            return
        await it.pilot.pause(0.01)


def packed(tmp_path):
    store = open_store(tmp_path)
    with store.read() as read:
        found = set(orders.ids(read, "status:to_ship"))
    store.close()
    return found


@pytest.mark.parametrize("end", ["enter", "tab", None])
async def test_a_code_ends_with_enter_with_tab_or_with_a_pause(bench, tmp_path, end):
    async with bench({"A-1": {"MUG-1": 2}}) as it:
        for code in ("A-1", "8991234567891", "mug-1"):
            types(it, code, end)
            await at_rest(it)
        assert packed(tmp_path) == {1}
        assert "A-1 is packed" in it.text()


async def test_a_hundred_codes_at_full_speed_pack_twenty_five_orders(bench, tmp_path):
    wanted = {f"A-{n}": {"MUG-1": 2, "KAOS-M": 1} for n in range(25)}
    async with bench(wanted) as it:
        for n in range(25):
            for code in (f"JXA{n}", "MUG-1", "KAOS-M", "MUG-1"):
                types(it, code)
        await at_rest(it)
        assert len(packed(tmp_path)) == 25
    store = open_store(tmp_path)
    with store.read() as read:
        verdicts = [one.verdict for n in range(1, 26) for one in packing.scans(read, n)]
    store.close()
    assert verdicts == ["order", "ok", "ok", "ok", "done"] * 25


async def test_what_is_left_to_scan_is_read_from_a_step_away(bench):
    async with bench({"A-1": {"MUG-1": 2, "KAOS-M": 1}}) as it:
        types(it, "A-1")
        await at_rest(it)
        shown = it.text()
        assert "2 × MUG-1" in shown
        assert "rack B-10" in shown
        types(it, "MUG-1")
        await at_rest(it)
        assert "1 × MUG-1" in it.text()
        assert "1 of 2" in it.text()


async def test_a_wrong_piece_rings_says_so_and_stays_until_it_is_put_away(bench, monkeypatch):
    async with bench({"A-1": {"MUG-1": 2}}) as it:
        rung = []
        monkeypatch.setattr(it.app, "bell", lambda: rung.append(1))
        for code in ("A-1", "KOPI", "MUG-1"):
            types(it, code)
        await at_rest(it)
        assert rung == [1]
        assert "KOPI does not belong into A-1" in it.text()
        await it.press("escape")
        assert "KOPI does not belong" not in it.text()
        assert it.app.screen.box is not None


async def test_one_scan_too_many_does_not_hide_what_was_packed(bench):
    async with bench({"A-1": {"MUG-1": 1}}) as it:
        for code in ("A-1", "MUG-1", "MUG-1"):
            types(it, code)
        await at_rest(it)
        await it.until(lambda: "The table is free" in it.text())
        assert "A-1 is packed" in it.text()
        assert not it.app.screen._well


async def test_no_key_of_a_code_is_a_command(bench, tmp_path):
    """Digits would show desks, q and u and ? and : would do things: here they are signs."""
    async with bench({"12?u:qU[]/*-7": {"MUG-1": 1}}) as it:
        types(it, "12?u:qU[]/*-7")
        types(it, "MUG-1")
        await at_rest(it)
        assert packed(tmp_path) == {1}
        assert isinstance(it.app.screen, PackDialog)


async def test_what_is_pasted_is_taken_code_by_code(bench, tmp_path):
    async with bench({"A-1": {"MUG-1": 1}, "A-2": {"MUG-1": 1}}) as it:
        it.app.screen.wedge.post_message(events.Paste("A-1\nMUG-1\tA-2\r\nMUG-1"))
        await at_rest(it)
        assert packed(tmp_path) == {1, 2}


async def test_a_person_who_types_slowly_is_not_cut_off(bench):
    async with bench({"A-1": {"MUG-1": 1}}) as it:
        wedge = it.app.screen.wedge
        for at, sign in enumerate("MUG-1"):
            key = events.Key(sign, sign)
            key.time += at * 0.3
            await wedge.take(key)
        await it.pilot.pause(0.5)
        assert wedge.value == "MUG-1"


async def test_a_busy_program_takes_no_pause_for_the_end_of_a_code(bench, monkeypatch):
    """While it was busy the rest of the code may lie unread: only the end of it tells."""
    async with bench({"ABCD-1": {"MUG-1": 1}}) as it:
        late = iter(range(1_000_000))
        monkeypatch.setattr(wedge_module, "monotonic", lambda: float(next(late)))
        types(it, "ABCD", None)
        await it.pilot.pause(0.5)
        assert it.app.screen.wedge.value == "ABCD"
        types(it, "-1")
        await it.until(lambda: it.app.screen.box is not None)


async def test_esc_puts_an_order_aside_and_what_was_scanned_of_it_stays(bench):
    async with bench({"A-1": {"MUG-1": 2}}) as it:
        for code in ("A-1", "MUG-1"):
            types(it, code)
        await at_rest(it)
        await it.press("escape")
        await at_rest(it)
        assert it.app.screen.box is None
        types(it, "A-1")
        await at_rest(it)
        assert it.app.screen.box.left == 1
        await it.press("ctrl+g")
        await at_rest(it)
        types(it, "A-1")
        await at_rest(it)
        assert it.app.screen.box.left == 2


async def test_the_next_order_is_taken_and_the_last_one_unpacked(bench, tmp_path):
    async with bench({"A-1": {"MUG-1": 1}, "A-2": {"MUG-1": 1}}) as it:
        await it.press("ctrl+n")
        await it.until(lambda: it.app.screen.box is not None)
        types(it, "MUG-1")
        await at_rest(it)
        assert packed(tmp_path) == {1}
        await it.press("ctrl+y")
        await at_rest(it)
        assert packed(tmp_path) == set()


async def test_an_order_that_somebody_holds_can_be_taken_over(bench, tmp_path, monkeypatch):
    def hold(store, _made):
        monkeypatch.setenv("SHOPDESK_USER", "budi")
        table.scan(store, "A-1", "MUG-1", station="meja 2")
        monkeypatch.setenv("SHOPDESK_USER", "ani")

    async with bench({"A-1": {"MUG-1": 2}}, before=hold) as it:
        types(it, "A-1")
        await at_rest(it)
        assert "budi at meja 2" in it.text()
        await it.press("ctrl+o")
        await at_rest(it)
        assert it.app.screen.box.left == 1
        await it.press("f2")
        await it.until(lambda: "Who packs what" in it.text())
        await it.until(lambda: "1/2" in it.text())


async def test_the_orders_desk_takes_no_order_from_somebody_else(bench, monkeypatch):
    def hold(store, _made):
        monkeypatch.setenv("SHOPDESK_USER", "budi")
        table.scan(store, "A-1", "MUG-1", station="meja 2")
        monkeypatch.setenv("SHOPDESK_USER", "ani")

    async with bench({"A-1": {"MUG-1": 2}}, before=hold) as it:
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.app.desk)
        await it.press("B")
        await it.until(lambda: "budi at meja 2 is packing it" in it.text())
        assert it.app.screen.box is None


async def test_what_lay_on_the_table_when_the_line_dropped_lies_there_again(bench):
    def begin(store, _made):
        table.scan(store, "A-1", "MUG-1", station="meja 1")

    async with bench({"A-1": {"MUG-1": 2}}, before=begin) as it:
        await it.until(lambda: it.app.screen.box is not None)
        assert "was not finished" in it.text()


async def test_a_finished_order_prints_its_slip(bench, tmp_path):
    async with bench({"A-1": {"MUG-1": 1}}, slips=True, size=(120, 36)) as it:
        for code in ("A-1", "MUG-1"):
            types(it, code)
        await at_rest(it)
        await it.until(lambda: "slip-A-1.pdf" in it.text())
    assert (tmp_path / "data" / "papers" / "slip-A-1.pdf").read_bytes().startswith(b"%PDF")


async def test_a_wave_is_made_of_the_marks_printed_and_packed(bench, tmp_path):
    async with bench({"A-1": {"MUG-1": 1}, "A-2": {"MUG-1": 1}}) as it:
        await it.press("escape")
        open_waves(it.app, "", [1])
        await it.until(lambda: isinstance(it.app.screen, WavesDialog) and it.app.screen.is_mounted)
        await it.press("a")
        await it.until(lambda: "New wave" in it.text())
        await it.press("enter")
        await it.until(lambda: it.app.screen.PLACE == "waves" and it.app.screen.grid.row)
        assert it.app.screen.grid.row.orders == 1
        await it.press("enter")
        await it.until(lambda: isinstance(it.app.screen, PackDialog) and it.app.screen.station)
        assert "1 order is to be packed" in it.text()
        await it.press("ctrl+n")
        await it.until(lambda: it.app.screen.box is not None)
        types(it, "MUG-1")
        await at_rest(it)
        assert packed(tmp_path) == {1}


async def test_u_alone_is_told_once_what_unpacks_and_a_scanner_never_is(bench):
    async with bench({"UA-1": {"MUG-1": 2}, "U": {"MUG-1": 1}}) as it:
        types(it, "u", end=None)
        await it.until(lambda: "^y unpacks what was packed last" in it.text())
        await it.press("escape")
        assert not it.app.screen.wedge.value
        for code in ("ua-1", "MUG-1"):
            types(it, code)
        await at_rest(it)
        assert it.app.screen.box.left == 1
        assert "^y unpacks" not in it.text()


async def test_the_orders_desk_leads_to_the_table_with_its_order_and_to_the_waves(bench):
    async with bench({"A-1": {"MUG-1": 1}}) as it:
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.app.desk)
        await it.press("B")
        await it.until(lambda: isinstance(it.app.screen, PackDialog) and it.app.screen.box)
        assert it.app.screen.box.number == "A-1"
        await it.press("escape")
        await it.until(lambda: it.app.screen.box is None)
        await it.press("escape")
        await it.until(lambda: it.app.screen is it.app.desk)
        await it.press("W")
        await it.until(lambda: isinstance(it.app.screen, WavesDialog))
