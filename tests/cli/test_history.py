"""The history on the command line: its list, and one entry with every fact before and after."""

import pytest
from tests.desk import Desk
from tests.services.test_imports import export, line


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.run("import", export(tmp_path, "Order.all.20261101_20261120.xlsx", line("A1"), line("A2")))
    desk.run("orders", "hold", "A1", "--reason", "address")
    return desk


def test_the_list_keeps_its_shape(desk):
    entries = desk.json("history")["entries"]
    assert [entry["entry"] for entry in entries] == [2, 1]
    assert set(entries[0]) == {"entry", "at", "who", "verb", "label", "rows", "undone", "undoes"}
    assert entries[0]["at"] == "2026-11-23T16:00:00+07:00"
    assert len(desk.json("history", "--limit", 1)["entries"]) == 1
    assert [e["verb"] for e in desk.json("history", "--where", "order:A2")["entries"]] == ["import"]


def test_one_entry_tells_its_records(desk):
    shown = desk.json("history", "show", 2)
    assert (shown["entry"], shown["verb"], shown["total"]) == (2, "hold", 1)
    [record] = shown["records"]
    assert (record["table"], record["op"], record["name"]) == ("orders", "changed", "A1")
    cells = {cell["field"]: (cell["before"], cell["after"]) for cell in record["cells"]}
    assert cells["status"] == ("to_pack", "on_hold")
    assert cells["hold_reason"] == (None, "address")
    assert cells["hold_since"] == (None, "2026-11-23T16:00:00+07:00")
    first = desk.json("history", 1, "--limit", 0)
    new = next(one for one in first["records"] if one["name"] == "A2")
    assert {"field": "total", "before": None, "after": "60000.00"} in new["cells"]
    assert len(first["records"]) == first["total"]


def test_it_reads_well_and_refuses_well(desk):
    code, out, err = desk.run("history", "show", 1, "--limit", 1)
    assert code == 0
    assert "Imported 2 orders" in out
    assert "more records" in err
    assert desk.run("history", "show", 99)[0] == 1
    assert "no entry 99" in desk.run("history", "99")[2]
    assert desk.run("history", "--where", "frob:1")[0] == 1
    desk.run("undo", 2)
    assert desk.run("redo", 1)[0] == 1
    assert desk.json("redo", 2)["label"].startswith("Did again: Put 1 order on hold")
