"""``shopdesk shipments wave|picklist|scan|packing|scans``: a packing day from the command line."""

import pytest
from tests import packing as table
from tests.desk import Desk
from tests.rig import NOW

from shopdesk.clock import Clock
from shopdesk.store import Store


@pytest.fixture
def desk(tmp_path):
    """A shop with three orders that are to be packed; ani packs."""
    made = Desk(tmp_path, SHOPDESK_USER="ani", SHOPDESK_STATION="meja 1")
    made.run("config")
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    table.furnish(store)
    table.orders(store, {"A-1": {"MUG-1": 2}, "A-2": {"PAKET": 1}, "A-3": {"KAOS-M": 1}})
    store.close()
    return made


def test_from_the_wave_to_the_packed_order(desk, tmp_path):
    planned = desk.json("shipments", "wave", "make", "--name", "pagi", "--plan")
    assert planned["entry"] is None
    assert desk.json("shipments", "wave", "list")["rows"] == []
    made = desk.json("shipments", "wave", "make", "status:to_pack", "--name", "pagi")
    assert made["label"] == "Made wave pagi: 3 orders"
    rows = desk.json("shipments", "picklist", "--wave", "pagi")["rows"]
    assert [(row["rack"], row["sku"], row["qty"]) for row in rows] == [
        ("A-1", "KOPI", 1), ("B-2", "KAOS-M", 1), ("B-10", "MUG-1", 4),
    ]  # fmt: skip
    out = tmp_path / "list.pdf"
    desk.json("shipments", "picklist", "--wave", "pagi", "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF")
    said = desk.json("shipments", "scan", "A-1", "MUG-1", "MUG-1", "A-3", "KAOS-M")
    assert [row["verdict"] for row in said["rows"]] == ["order", "ok", "done", "order", "done"]
    (wave,) = desk.json("shipments", "wave", "list")["rows"]
    assert (wave["state"], wave["packed"], wave["left"]) == ("open", 2, 1)
    assert desk.json("shipments", "wave", "done", "pagi")["entry"]
    code, _out, err = desk.run("shipments", "wave", "drop", "pagi")
    assert (code, "not open" in err) == (1, True)


def test_a_refused_scan_is_told_and_the_order_stays_with_its_packer(desk):
    code, _out, err = desk.run("shipments", "scan", "A-1", "KOPI", "MUG-1")
    assert (code, "KOPI does not belong into A-1" in err) == (1, True)
    (held,) = desk.json("shipments", "packing")["rows"]
    assert (held["order"], held["packer"], held["station"]) == ("A-1", "ani", "meja 1")
    assert (held["scanned"], held["pieces"], held["free"]) == (1, 2, False)
    code, _out, err = desk.run("--user", "budi", "shipments", "scan", "A-1", "--station", "meja 2")
    assert (code, "ani at meja 1 is packing it" in err) == (1, True)
    done = desk.json("shipments", "scan", "MUG-1", "--at", "A-1")
    assert (done["rows"][-1]["packed"], done["open"]) == (True, False)
    assert desk.json("undo", str(done["rows"][-1]["entry"]))["entry"]
    assert desk.json("orders", "show", "A-1")["status"] == "to_pack"


def test_the_scans_of_an_order_are_shown_with_their_proof(desk):
    desk.run("shipments", "scan", "A-1", "KOPI", "MUG-1", "MUG-1")
    shown = desk.json("shipments", "scans", "A-1")
    assert shown["proof"] is True
    assert [row["verdict"] for row in shown["rows"]] == ["order", "wrong", "ok", "ok", "done"]
    assert {(row["packer"], row["station"]) for row in shown["rows"]} == {("ani", "meja 1")}


def test_a_pick_list_is_of_a_filter_or_of_a_wave(desk):
    rows = desk.json("shipments", "picklist", "total>0")["rows"]
    assert sum(row["qty"] for row in rows) == 6
    code, _out, err = desk.run("shipments", "picklist", "total>0", "--wave", "pagi")
    assert (code, "not both" in err) == (1, True)
    assert desk.run("shipments", "picklist", "status:completed")[0] == 1
