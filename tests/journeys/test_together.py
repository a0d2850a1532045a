"""Two at one store: somebody works at the desk while a file comes in, or a command runs beside."""

import shutil
import subprocess

import pytest
from tests.bench import files
from tests.journeys.machine import SHOPDESK

LINES = 10_000
WRONG = ("Something broke", "locked", "Traceback")


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    """Make an export of ten thousand lines, once."""
    sheet = tmp_path_factory.mktemp("export") / "Order.all.20260825_20261123.xlsx"
    files.make(LINES, 1, sheet, None)
    return sheet


@pytest.fixture
def it(machine, export):
    """Sit at sixty orders, while the ten thousand lines are being read."""
    shutil.copy(export, machine.downloads)
    machine.keeps(*({"number": f"SO-{n:03}"} for n in range(60)))
    it = machine.opens()
    it.sees("Help")
    it.presses("i")
    it.sees("Order.all")
    it.presses("i", "2")
    it.row("▌", "SO-000")
    it.sees("^x")
    return it


def test_work_goes_on_while_a_long_file_comes_in(machine, it):
    for step in range(2, 12):
        it.presses("j")
        it.sees(f"{step} / 60", "^x")
    it.presses("g", "space", "space", "b")
    it.sees("^x", "Ship 2")
    it.presses("/", "ctrl+u")
    it.types("SO-059")
    it.sees("1 / 1", "^x")
    it.presses("enter")

    it.sees("Import plan", "Applying writes", patience=60)
    it.presses("a")
    it.sees("Imported", "u undoes it", patience=60)
    it.row("▌", "SO-059")
    assert machine.tells("orders", "list", "status:to_ship total:15000")["total"] == 2
    assert not it.shows(*WRONG)
    machine.is_whole()


def test_long_work_stops_when_it_is_told_to(machine, it):
    it.presses("ctrl+x")
    it.sees_no("^x")
    it.row("▌", "SO-000")
    assert machine.tells("orders", "list")["total"] == 60
    it.presses("i")
    it.row("▌", "Order.all")
    it.presses("i")
    it.sees("Import plan", patience=60)


def test_a_command_beside_shows_in_the_terminal(machine):
    machine.keeps({"number": "SO-77"}, {"number": "SO-78"})
    it = machine.opens()
    it.row("▌", "SO-77", "to pack")
    machine.runs("orders", "hold", "SO-77", "--reason", "address")
    it.row("▌", "SO-77", "on hold")
    machine.runs("undo")
    it.row("▌", "SO-77", "to pack")
    it.presses("b")
    it.row("▌", "SO-77", "to ship")
    assert machine.status("SO-77") == "to_ship"
    assert not it.shows(*WRONG)


def test_commands_and_keys_at_the_same_moment_never_collide(machine):
    """Commands write notes on the last orders while the first ones are packed, one by one."""
    machine.keeps(*({"number": f"SO-{n}"} for n in range(10, 40)))
    it = machine.opens()
    it.row("▌", "SO-10", "to pack")
    beside = [
        subprocess.Popen(
            [*SHOPDESK, "orders", "note", f"SO-{n}", "--text", "fragile"],
            env=machine.env, cwd=machine.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for n in range(36, 40)
    ]  # fmt: skip
    for n in range(10, 22):
        it.row("▌", f"SO-{n}", "to pack")
        it.presses("b")
        it.row("▌", f"SO-{n}", "to ship")
        it.presses("j")
    for command in beside:
        complained = command.communicate(timeout=60)[1]
        assert command.returncode == 0, complained
    it.sees("Ship 12")
    assert not it.shows(*WRONG)
    acts = [entry["label"] for entry in machine.tells("history")["entries"]]
    assert sum("note" in label.lower() for label in acts) == 4
    assert machine.tells("orders", "list", "status:to_ship")["total"] == 12
    machine.is_whole()
