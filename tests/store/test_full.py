"""A full disk: the sentence names the place and the need, nothing is half done, it works again."""

import pytest
from tests import killing, smalldisk
from tests.bench import files
from tests.desk import Desk

TRIES = 8
"""Imports that may be over before the disk is full; every one of them is looked at."""


@pytest.fixture
def disk(tmp_path):
    try:
        with smalldisk.mounted(tmp_path / "disk", 64) as mounted:
            yield mounted
    except PermissionError as why:
        pytest.skip(str(why))


@pytest.fixture
def desk(disk):
    return Desk(disk / "home")


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "Order.all.20260825_20261123.xlsx"
    files.make(400, 1, path, None)
    return path


def test_an_import_without_room_is_refused_before_it_begins(desk, disk, sheet):
    desk.run("history")
    smalldisk.fill(disk, leave=10_000_000)
    old = killing.tables(desk)
    code, out, err = desk.run("import", sheet)
    assert (code, out) == (1, "")
    assert f"The disk that holds {desk.home.root} is full: 9 MB are free and 17 MB" in err
    assert killing.tables(desk) == old
    smalldisk.clear(disk)
    assert desk.run("import", sheet)[0] == 0


@pytest.mark.parametrize("leave", [0, 200_000])
def test_a_disk_that_fills_up_meanwhile_leaves_all_or_nothing(desk, disk, sheet, leave):
    desk.run("history")
    said = (smalldisk.squeeze(desk, disk, sheet, leave) for _try in range(TRIES))
    assert any("The disk that holds" in one for one in said)


def test_a_disk_without_a_byte_says_so_and_still_shows_the_orders_later(desk, disk, sheet):
    desk.run("import", sheet)
    smalldisk.fill(disk, leave=0)
    for words in (("orders", "note", "--text", "x", "--where", "status:to_pack"), ("undo",)):
        code, _out, err = desk.run(*words)
        assert code == 1
        assert "The disk that holds" in err
        assert "Traceback" not in err
    smalldisk.clear(disk)
    assert desk.json("audit", "verify")["entries"] == 1
    assert desk.run("undo")[0] == 0
