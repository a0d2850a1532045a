"""``shopdesk stock`` for scripts: what is expected, lots, what is let go, the ledger's rows."""

import json

import pytest
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path):
    """A shop with one SKU."""
    made = Desk(tmp_path)
    made.json("products", "add", "Mug", "--sku", "MUG-1", "--cost", "8000")
    return made


def test_goods_are_expected_come_in_parts_and_the_rest_is_cancelled(desk):
    paper = ("--document", "PO-7")
    planned = desk.json("stock", "expect", "MUG-1=10", *paper, "--due", "2026-12-01", "--plan")
    assert planned["entry"] is None
    assert desk.json("stock", "expect", "MUG-1=10", *paper, "--due", "2026-12-01")["entry"] == 2
    came = desk.json("stock", "receive", "MUG-1=4", "--document", "SJ-1", "--against", "PO-7")
    assert came["label"] == "Received 4 pieces (SJ-1); 6 still to come"
    assert desk.json("stock", "expect")["rows"] == [{
        "document": "PO-7", "sku": "MUG-1", "name": "Mug", "qty": 10, "received": 4, "left": 6,
        "location": "Gudang", "due": "2026-12-01T00:00:00+07:00", "cost": None,
    }]  # fmt: skip
    assert desk.json("stock", "list")["rows"][0]["incoming"] == 6
    assert desk.json("stock", "expect", *paper, "--cancel")["entry"] == 4
    assert desk.json("stock", "expect")["rows"] == []


def test_the_rows_of_a_ledger(desk):
    desk.json("stock", "receive", "MUG-1=5", "--document", "SJ-1")
    desk.json("stock", "adjust", "MUG-1", "--qty", "-2", "--reason", "pecah")
    rows = desk.json("stock", "ledger", "MUG-1")["rows"]
    assert [{name: row[name] for name in ("at", "kind", "qty", "document", "balance")}
            for row in rows] == [
        {"at": "2026-11-23T16:00:00+07:00", "kind": "adjustment", "qty": -2,
         "document": "adjustment:3", "balance": 3},
        {"at": "2026-11-23T16:00:00+07:00", "kind": "receipt", "qty": 5, "document": "receipt:SJ-1",
         "balance": 5},
    ]  # fmt: skip


def test_every_command_that_writes_can_be_planned(desk):
    desk.json("stock", "receive", "MUG-1=5", "--document", "SJ-1")
    for words in (
        ("receive", "MUG-1=1", "--document", "SJ-2"),
        ("move", "MUG-1=1", "--from", "", "--to", "Toko"),
        ("adjust", "MUG-1", "--qty", "-1", "--reason", "x"),
        ("sort", "MUG-1", "--qty", "1", "--to", "damaged"),
        ("reserve", "MUG-1", "--qty", "1", "--reason", "12.12"),
        ("count", "now", "MUG-1=3", "--sheet", "s"),
        ("count", "make"),
    ):
        assert desk.json("stock", *words, "--plan")["entry"] is None, words
    assert len(desk.json("history")["entries"]) == 2


def test_what_is_over_is_let_go(desk):
    desk.json("stock", "receive", "MUG-1=5", "--document", "SJ-1")
    words = ("--qty", "2", "--reason", "12.12", "--until", "2026-11-24")
    desk.json("stock", "reserve", "MUG-1", *words)
    assert desk.json("stock", "release", "--expired")["entry"] is None
    later = Desk(desk.folder, SHOPDESK_NOW="2026-11-25T09:00:00+07:00")
    assert later.json("stock", "release", "--expired", "--plan")["entry"] is None
    assert later.json("stock", "release", "--expired")["label"].startswith("Let go of 2 pieces")
    code, _out, err = later.run("stock", "release")
    assert (code, "--expired" in err) == (1, True)


def test_lots_are_listed_in_the_order_in_which_they_leave(desk, tmp_path):
    from tests.services.stocking import by_lots

    from shopdesk.clock import Clock
    from shopdesk.store import Store

    store = Store.open(desk.home, Clock("Asia/Jakarta"))
    by_lots(store, "MUG-1")
    store.close()
    for lot, day in (("B", "2027-01-31"), ("A", "2026-11-01"), ("C", "")):
        words = ("--document", lot, "--lot", lot, *(("--expires", day) if day else ()))
        desk.json("stock", "receive", "MUG-1=2", *words)
    rows = desk.json("stock", "lots", "MUG-1")["rows"]
    assert [(row["lot"], row["expires"], row["expired"]) for row in rows] == [
        ("A", "2026-11-01", True), ("B", "2027-01-31", False), ("C", None, False),
    ]  # fmt: skip
    assert len(desk.json("stock", "lots", "--expired")["rows"]) == 1
    assert desk.json("stock", "sort", "--expired")["label"].startswith("Put 2 expired pieces")
    assert json.loads(desk.run("--json", "stock", "lots", "--expired")[1]) == {"rows": []}
