"""What lies on the disk: none of a thousand names and a thousand phones in clear.

Only the files that the person asked for hold them: the export that came, the papers that went out.
"""

import os
import random
import signal
import stat

import pytest
from tests.desk import Desk
from tests.services.test_imports import export, line

from shopdesk.store import Store, backup

NAME, PHONE = "Rahasia", "62899"
PEOPLE = 1000
DICE = random.Random(3)
NAMES = [f"{NAME}{DICE.randrange(10**9):09d}" for _ in range(PEOPLE)]
PHONES = [f"{PHONE}{DICE.randrange(10**9):09d}" for _ in range(PEOPLE)]
CLEAR = [word.encode(code) for word in (*NAMES, *PHONES) for code in ("utf-8", "utf-16-le")]
SIGNS = [word.encode(code) for word in (NAME, PHONE) for code in ("utf-8", "utf-16-le")]


@pytest.fixture
def sheet(tmp_path):
    """An export of a thousand people; all of each person's cells are planted."""
    (tmp_path / "outside").mkdir()
    rows = [
        line(f"P{i}", **{"Nama Penerima": name, "No. Telepon": phone, "Username (Pembeli)": name,
                         "Alamat Pengiriman": f"Jl. {name} {phone}", "Catatan dari Pembeli": name,
                         "Catatan": phone, "Kota/Kabupaten": name})
        for i, (name, phone) in enumerate(zip(NAMES, PHONES, strict=True))
    ]  # fmt: skip
    return export(tmp_path / "outside", "Order.all.20261101_20261120.xlsx", *rows)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "desk")


def leaks(desk):
    """Return the files of the home, its state, its keys and the temporary folder that tell."""
    return [
        str(file.relative_to(desk.folder))
        for file in desk.folder.rglob("*")
        if file.is_file() and tells(file.read_bytes())
    ]


def tells(content):
    return any(sign in content for sign in SIGNS) and any(word in content for word in CLEAR)


def private(desk):
    return [
        str(path.relative_to(desk.folder))
        for place in (desk.home.root, desk.home.keys, desk.home.state)
        for path in (place, *place.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def test_none_of_a_thousand_names_and_phones_lies_in_clear(desk, sheet, tmp_path):
    assert tells(NAMES[-1].encode())
    assert tells(PHONES[0].encode("utf-16-le"))
    assert desk.run("import", sheet, "--plan")[0] == 0
    assert desk.run("import", sheet)[0] == 0
    assert desk.json("orders", "list", NAMES[7])["total"] == 1
    assert desk.json("orders", "list", PHONES[9][-8:])["total"] == 1
    for words in (
        ("orders", "note", "P1", "--text", f"titip ke {NAMES[0]}"),
        ("orders", "hold", "P2", "--reason", PHONES[0]),
        ("orders", "pack", "NO-SUCH"),
        ("undo",), ("redo",), ("history",), ("key", "recovery"),
    ):  # fmt: skip
        desk.run(*words)
    store = Store.open(desk.home)
    made = backup.make(store.engine, desk.home.root / "backups" / "one.db", store.key)
    store.close()
    assert made.stat().st_size > 500_000
    assert leaks(desk) == []
    assert private(desk) == []


def test_what_goes_out_leaves_nothing_in_clear_behind(desk, sheet, tmp_path):
    desk.run("import", sheet)
    out = tmp_path / "out"
    out.mkdir()
    asked = {
        "queue.xlsx": ("export",), "queue.safe.csv": ("export",), "queue.json": ("export",),
        "resi.xlsx": ("resi", "shopee"), "pick.pdf": ("picklist",),
        "slip.pdf": ("slips", "number:P7"),
    }  # fmt: skip
    for name, words in asked.items():
        code, _out, err = desk.run("orders", *words, "--out", out / name)
        assert code == 0, err
    assert {path.name for path in out.rglob("*")} == set(asked)
    assert [path.name for path in out.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert leaks(desk) == []


def test_an_import_that_was_killed_leaves_nothing_in_clear_behind(desk, sheet):
    desk.run("history")
    process = desk.start("import", sheet, start_new_session=True)
    scratch = desk.home.scratch
    while process.poll() is None and not sum(p.stat().st_size for p in scratch.glob("import-*")):
        pass
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert leaks(desk) == []
    assert desk.run("import", sheet)[0] == 0
    assert not list(scratch.glob("*"))
    assert leaks(desk) == []
