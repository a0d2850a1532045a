"""``shopdesk report``: printed, as JSON, into files, and by itself at night."""

import hashlib
import shutil

import pytest
from tests.desk import Desk
from tests.services.test_imports import export, line


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Return the folder of a shop with two orders, to be copied."""
    folder = tmp_path_factory.mktemp("shop")
    path = export(folder, "Order.all.20261101_20261120.xlsx", line("A1"), line("A2", "Batal"))
    Desk(folder).run("import", path)
    return folder


@pytest.fixture
def desk(tmp_path, shop):
    shutil.copytree(shop, tmp_path / "shop")
    return Desk(tmp_path / "shop")


def later(desk, moment):
    desk.env["SHOPDESK_NOW"] = moment


def test_a_report_is_printed_and_told_as_one_document(desk):
    code, out, err = desk.run("report", "sales", "--period", "2026-11")
    assert (code, err) == (0, "")
    assert "GMV" in out
    told = desk.json("report", "sales", "--period", "2026-11")
    assert (told["report"], told["first"], told["currency"]) == ("sales", "2026-11-01", "IDR")
    tiles = next(block for block in told["blocks"] if block["kind"] == "tiles")["tiles"]
    assert [one["value"] for one in tiles if one["name"] == "GMV, not cancelled"] == ["50000.00"]
    listed = desk.json("report", "list")["reports"]
    assert {one["report"]: one["last"] for one in listed}["sales"] is None
    assert {one["report"] for one in listed if one["personal"]} == {"customers"}


def test_what_is_not_understood_is_refused(desk):
    for words, sentence in (
        (("slaes",), "Reports: daily"),
        (("sales", "--set", "by"), "QUESTION=ANSWER"),
        (("sales", "--names"), "does not ask “names”"),
    ):
        code, out, err = desk.run("report", *words)
        assert (code, out, sentence in err) == (1, "", True), err


def test_a_file_is_written_noted_with_its_hash_and_the_same_again(desk, tmp_path):
    out = tmp_path / "sales.safe.csv"
    asked = ("report", "returns", "--period", "2026-11", "--out", out)
    assert (desk.json(*asked, "--plan")["entry"], out.exists()) == (None, False)
    made = desk.json(*asked)
    assert made["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    again = desk.json(*asked)
    assert (again["sha256"], again["entry"]) == (made["sha256"], made["entry"] + 1)
    assert made["sha256"] in desk.run("history", "show", made["entry"])[1]


def test_what_is_due_is_made_once_also_after_missed_nights(desk, tmp_path):
    out = tmp_path / "night" / "{report}-{period}.csv"
    assert desk.run("report", "schedule")[0] == 1  # nothing to call yet
    desk.run(
        "report",
        "schedule",
        "add",
        "night",
        "returns",
        "--every",
        "daily",
        "--out",
        out,
        "--at",
        "06:00",
    )
    later(desk, "2026-11-24T06:05:00+07:00")
    assert "OnCalendar=*-*-* 06:00:00 Asia/Jakarta" in desk.run("report", "schedule")[1]
    due = desk.json("report", "schedule", "run", "--due", "--plan")["made"]
    assert [(one["period"], one["entry"]) for one in due] == [("2026-11-23", None)]
    first = desk.json("report", "schedule", "run", "--due")["made"]
    assert [one["period"] for one in first] == ["2026-11-23"]
    assert desk.json("report", "schedule", "run", "--due")["made"] == []
    later(desk, "2026-11-26T09:00:00+07:00")
    both = desk.json("report", "schedule", "run", "--due")["made"]
    assert [one["period"] for one in both] == ["2026-11-24", "2026-11-25"]
    assert sorted(path.name for path in out.parent.iterdir()) == [
        "returns-2026-11-23.safe.csv", "returns-2026-11-24.safe.csv", "returns-2026-11-25.safe.csv",
    ]  # fmt: skip
    shown = desk.json("report", "schedule", "list")["schedules"][0]
    assert (shown["language"], shown["next"]) == ("en", "2026-11-27T06:00:00+07:00")


def test_one_that_cannot_be_written_is_told_and_owed_again(desk, tmp_path):
    (tmp_path / "full").write_text("no folder")
    desk.run("report", "schedule", "add", "a", "returns", "--out", tmp_path / "full" / "a.txt")
    desk.run("report", "schedule", "add", "b", "returns", "--out", tmp_path / "b.txt")
    code, _out, err = desk.run("report", "schedule", "run", "--due")
    assert (code, "a: " in err, "b: wrote" in err) == (1, True, True)
    assert (tmp_path / "b.txt").exists()
    owed = desk.json("report", "schedule", "run", "--due", "--plan")["made"]
    assert [one["schedule"] for one in owed] == ["a"]
