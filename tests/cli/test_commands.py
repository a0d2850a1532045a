"""The command line as scripts use it: real processes, real files, one JSON document each."""

import json
import random
import subprocess
import sys

import pytest
from openpyxl import load_workbook
from tests import killing
from tests.desk import Desk
from tests.makers.excelize import write
from tests.makers.shopee import STANDARD
from tests.services.test_imports import export, line


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_the_way_of_a_morning(desk, tmp_path):
    path = export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A1"), line("A2", "Batal"))
    plan = desk.json("import", path, "--plan")
    assert (plan["entry"], plan["files"][0]["orders"]["new"]) == (None, 2)
    assert desk.json("orders", "list", "--limit", 0)["total"] == 0
    made = desk.json("import", path)
    assert made["entry"] == 1
    assert {
        "file",
        "format",
        "channel",
        "shop",
        "rows",
        "lines",
        "orders",
        "rejects",
        "warnings",
    } <= (set(made["files"][0]))
    listed = desk.json("orders", "list", "status:to_pack")
    assert listed["total"] == 1
    row = listed["rows"][0]
    assert row["placed"] == "2026-11-02T09:15:00+07:00"
    assert (row["number"], row["total"], row["currency"]) == ("A1", "60000.00", "IDR")
    assert set(row) == {
        "number", "channel", "shop", "status", "payment", "fulfilment", "case", "hold", "total",
        "currency", "placed", "ship_by", "courier", "tracking", "lines", "units",
    }  # fmt: skip
    assert desk.json("orders", "pack", "A1")["entry"] == 2
    (tmp_path / "resi.txt").write_text("A1\tJX0001112223\n")
    assert desk.json("orders", "ship", "--list", tmp_path / "resi.txt")["entry"] == 3
    shown = desk.json("orders", "show", "A1")
    assert shown["items"][0] == {
        "sku": "KAOS-M", "name": "Kaos KAOS-M", "variation": "", "qty": 1,
        "price": "50000.00", "subtotal": "50000.00",
    }  # fmt: skip
    assert [h["entry"] for h in shown["history"] if h["entry"]] == [1, 2, 3]
    assert desk.json("orders", "why", "A1")["turn"] == "courier"
    assert desk.json("undo")["label"].startswith("Undid: Shipped")
    assert desk.json("redo")["label"].startswith("Did again")
    assert desk.json("audit", "verify") == {"ok": True, "entries": 5, "wrong": [], "outside": True}
    assert len(desk.json("history")["entries"]) == 5


def test_resi_and_courier_are_changed(desk, tmp_path):
    desk.json("import", export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A1")))
    assert desk.json("orders", "edit", "A1", "--courier", "JNE Reguler")["entry"] == 2
    assert desk.json("orders", "edit", "A1", "--resi", "JX0001112223", "--plan")["entry"] is None
    assert desk.json("orders", "edit", "A1", "--resi", "JX0001112223")["entry"] == 3
    row = desk.json("orders", "show", "A1")
    assert (row["courier"], row["tracking"]) == ("JNE Reguler", "JX0001112223")
    code, _out, err = desk.run("orders", "edit", "A1", "--resi", "X", "--courier", "Y")
    assert (code, "either --resi or --courier" in err) == (1, True)


def test_what_is_handed_out(desk, tmp_path):
    path = export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A1"), line("00042"))
    desk.run("import", path)
    code, _out, err = desk.run("orders", "export", "sort:number", "--out", tmp_path / "queue.xlsx")
    assert code == 0, err
    sheet = load_workbook(tmp_path / "queue.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][0] == "00042"
    assert 60000 in rows[1]
    for paper in ("picklist", "slips"):
        assert desk.run("orders", paper, "--out", tmp_path / f"{paper}.pdf")[0] == 0
        assert (tmp_path / f"{paper}.pdf").read_bytes().startswith(b"%PDF")
    desk.run("orders", "pack", "A1")
    desk.run("orders", "ship", "A1", "--resi", "SPXID0123456789")
    assert desk.run("orders", "resi", "shopee", "--out", tmp_path / "resi.xlsx")[0] == 0
    rows = list(load_workbook(tmp_path / "resi.xlsx").active.iter_rows(values_only=True))
    assert rows == [
        ("No. Pesanan", "No. Resi", "Opsi Pengiriman"), ("A1", "SPXID0123456789", "SPX Standard"),
    ]  # fmt: skip


def test_refusals_exit_1_and_wrong_usage_2(desk, tmp_path):
    (tmp_path / "bad.xlsx").write_bytes(b"not a workbook")
    code, out, err = desk.run("import", tmp_path / "bad.xlsx", "--json")
    assert code == 1
    assert json.loads(out)["files"][0]["rejects"]
    assert "bad.xlsx" in err
    assert desk.run("orders", "pack", "NO-SUCH")[0] == 1
    assert desk.run("orders", "nosuch")[0] == 2
    assert desk.run("orders", "list", "nosuch:1")[0] == 1
    code, out, err = desk.run()
    assert (code, out) == (2, "")
    assert "terminal" in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_a_quick_answer_loads_nothing_heavy(word):
    script = (
        "import sys\nfrom shopdesk.__main__ import main\n"
        f"try: main([{word!r}])\nexcept SystemExit: pass\n"
        "loaded = {m.split('.')[0] for m in sys.modules}\n"
        "print(sorted(loaded & {'textual', 'sqlalchemy', 'openpyxl'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("kept", [True, False])
def test_an_import_killed_anywhere_leaves_all_or_nothing(tmp_path, kept):
    """`tests.bench.kills` strikes a hundred times; a plan leaves nothing in any case."""
    start = Desk(tmp_path / "start")
    start.run("import", export(tmp_path, "Order.all.20261001_20261010.xlsx", line("OLD")))
    big = tmp_path / "Order.all.20261101_20261120.xlsx"
    write(big, "orders", [list(STANDARD), *(line(f"K{i}") for i in range(800))])
    words = ("import", big) if kept else ("import", "--plan", big)
    aims = killing.AIMS if kept else killing.UNKEPT
    struck = killing.Killing(start, words, random.Random(5), aims)
    assert (len(struck.new["orders"]), len(struck.old["orders"])) == (801 if kept else 1, 1)
    assert set(struck.strike(6 if kept else 4)) - {killing.HITS[-1]}
