"""The line drops, or the machine goes down: out in time, the store whole, the screen left clean."""

import signal

import pytest
from tests.rig import NOW

SOON = 2.0
"""Seconds within which the program must be gone."""
CLEAN = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[<u")
"""Back from the other screen; cursor, mouse, paste and keyboard are the terminal's again."""


@pytest.fixture
def it(machine):
    machine.keeps({"number": "SO-77"}, {"number": "SO-78", "placed_at": NOW - 7200})
    it = machine.opens(size=(80, 24))
    it.sees("SO-77", "SO-78")
    it.presses("2")
    return it


def edits_a_note(it):
    it.presses("n")
    it.sees("Note SO-77")
    it.types("calls back at no")


def types_a_filter(it):
    it.presses("/", "ctrl+u")
    it.types("status:to_")
    it.sees("status:to_")


def ships(it):
    it.presses("b")
    it.row("SO-77", "to ship")
    it.presses("s")
    it.sees("Ship SO-77")
    it.types("JNE12")


@pytest.mark.parametrize("in_the_middle", [edits_a_note, types_a_filter, ships])
def test_the_line_drops_in_the_middle_of_work(machine, it, in_the_middle):
    in_the_middle(it)
    it.drops_the_line()
    took, code = it.is_gone()
    assert took < SOON
    assert code != 0
    machine.is_whole()
    stood = machine.status("SO-77")
    assert stood == ("to_ship" if in_the_middle is ships else "to_pack")
    again = machine.opens(size=(80, 24))
    again.row("SO-77", stood.replace("_", " "))
    again.presses("ctrl+q")
    assert again.is_gone()[1] == 0


def test_what_was_typed_into_a_cell_waits_for_the_next_time(machine, it):
    it.presses("j")
    it.row("▌", "SO-78")
    it.presses("e")
    it.sees("Courier")
    it.types("JNE Trucking")
    it.row("▌", "SO-78", "JNE Trucking")
    it.drops_the_line()
    assert it.is_gone()[0] < SOON
    assert machine.tells("orders", "show", "SO-78")["courier"] is None
    again = machine.opens(size=(80, 24))
    again.row("▌", "SO-78", "JNE Trucking")
    again.presses("enter")
    again.sees("undoes it")
    assert machine.tells("orders", "show", "SO-78")["courier"] == "JNE Trucking"


@pytest.mark.parametrize(
    ("number", "in_the_middle"),
    [(signal.SIGTERM, ships), (signal.SIGHUP, edits_a_note), (signal.SIGTERM, types_a_filter)],
)
def test_a_signal_leaves_the_terminal_clean(machine, it, number, in_the_middle):
    in_the_middle(it)
    it.signals(number)
    took, code = it.is_gone()
    assert took < SOON
    assert code == 128 + number
    for sequence in CLEAN:
        assert it.raw.rindex(sequence) > it.raw.rindex(b"SO-77"), sequence
    assert it.raw.rindex(b"\x1b[?25h") > it.raw.rindex(b"\x1b[?25l")
    assert b"Traceback" not in it.raw
    machine.is_whole()


def test_the_line_drops_while_a_file_comes_in(machine, it):
    """What was planned and not applied is gone, and no half of it came in."""
    machine.downloaded()
    before = machine.tells("orders", "list")["total"]
    it.presses("i")
    it.sees("orders_export_1.csv")
    it.presses("*", "i")
    it.sees("^x")
    it.drops_the_line()
    took, _code = it.is_gone()
    assert took < SOON
    machine.is_whole()
    assert machine.tells("orders", "list")["total"] == before
    assert not list(machine.home.scratch.glob("*"))


def test_leaving_with_ctrl_q_folds_everything_into_the_store(machine, it):
    it.presses("ctrl+q")
    _took, code = it.is_gone()
    assert code == 0
    beside = machine.home.store.with_name("shopdesk.db-wal")
    assert not beside.exists() or not beside.stat().st_size


def test_ctrl_q_leaves_from_a_dialog_and_from_a_field_in_one(machine, it):
    it.presses("?")
    it.sees("Help")
    it.presses("ctrl+q")
    _took, code = it.is_gone()
    assert code == 0
    machine.is_whole()
