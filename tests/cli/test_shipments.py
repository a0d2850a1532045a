"""``shopdesk shipments`` from the shell: exits, JSON, plans."""

import pytest
from tests.desk import Desk
from tests.rig import NOW
from tests.services.shipping import orders_in, told

from shopdesk.clock import Clock
from shopdesk.store import Store

KEYS = ["tracking", "courier", "order", "channel", "status", "raw_status", "last_event",
        "age_days", "late", "silent", "eta"]  # fmt: skip
HOME = {"buyer": "sriayu", "recipient": "Sri Ayu", "address": "Jl. Melati 3"}


@pytest.fixture
def desk(tmp_path):
    """A shop with two parcels on their way and three orders to pack."""
    made = Desk(tmp_path)
    made.run("config")
    store = Store.open(made.home, Clock("Asia/Jakarta", now=NOW))
    orders_in(
        store,
        [
            {"number": "A1", "tracking": "JX0000000001", "courier": "J&T Express",
             "placed_at": NOW - 2 * 86_400},
            {"number": "A2", "tracking": "JX0000000002", "courier": "J&T Express"},
            {"number": "M1", **HOME}, {"number": "M2", **HOME}, {"number": "N1"},
        ],
    )  # fmt: skip
    told(
        store,
        ("JX0000000001", 26, "Paket telah diterima oleh BEKASI", {"place": "Bekasi"}),
        ("JX0000000002", 2, "Paket dititipkan"),
    )
    store.close()
    return made


def said(desk, *words, code=0):
    """Run a command without JSON; return what it said on both channels."""
    found, out, err = desk.run(*words)
    assert found == code, err
    return out + err


def test_the_list_has_the_promised_keys(desk):
    found = desk.json("shipments", "list", "tracking:JX0000000001")
    assert found["total"] == 1
    (row,) = found["rows"]
    assert list(row) == KEYS
    assert row == {
        "tracking": "JX0000000001", "courier": "J&T Express", "order": "A1", "channel": "shopify",
        "status": "picked_up", "raw_status": "Paket telah diterima oleh BEKASI",
        "last_event": "2026-11-22T14:00:00+07:00", "age_days": 1, "late": False, "silent": False,
        "eta": None,
    }  # fmt: skip
    shown = said(desk, "shipments", "list", "is:moving")
    assert "JX0000000001" in shown
    assert "2 of 2 parcels" in shown
    assert "picked up" in shown
    assert "picked_up" not in shown
    desk.lang = "id"
    for name in ("list", "counts"):
        assert "diambil kurir" in said(desk, "shipments", name)


def test_one_parcel_and_its_timeline(desk):
    card = desk.json("shipments", "show", "A1")
    assert (card["orders"], card["events"][0]["location"]) == (["A1"], "Bekasi")
    assert card["value"] == "15000.00"
    timeline = desk.json("shipments", "events", "jx0000000001")
    assert [event["status"] for event in timeline["events"]] == ["picked_up"]
    for name in ("show", "events"):
        assert "Paket telah diterima oleh BEKASI" in said(desk, "shipments", name, "A1")
        assert "ENTAH" in said(desk, "shipments", name, "ENTAH", code=1)


def test_a_text_is_mapped_by_a_plan_then_for_good(desk):
    (text,) = desk.json("shipments", "unmapped")["unmapped"]
    assert (text["text"], text["courier"], text["events"]) == ("Paket dititipkan", "J&T Express", 1)
    words = ("shipments", "map", "Paket dititipkan", "ready_for_pickup", "--courier", "jnt")
    planned = desk.json(*words, "--plan")
    assert (planned["entry"], "1 event read again" in planned["label"]) == (None, True)
    assert desk.json("shipments", "list", "status:ready_for_pickup")["total"] == 0
    assert desk.json(*words)["entry"]
    assert desk.json("shipments", "unmapped") == {"unmapped": []}
    assert desk.json("shipments", "list", "status:ready_for_pickup")["total"] == 1
    said(desk, "shipments", "map", "Paket dititipkan", "--courier", "jnt", "--forget")
    assert "Paket dititipkan" in said(desk, "shipments", "unmapped")
    said(desk, "shipments", "map", "Paket dititipkan", code=1)
    assert "nowhere" in said(desk, "shipments", "map", "Paket dititipkan", "nowhere", code=1)


def test_a_status_by_hand_and_back(desk):
    said(desk, "shipments", "status", "A1", "--set", "lost", "--why", "searched")
    assert desk.json("shipments", "list", "is:manual")["rows"][0]["status"] == "lost"
    said(desk, "shipments", "status", "--where", "is:manual", "--release")
    assert desk.json("shipments", "list", "is:manual")["total"] == 0
    said(desk, "shipments", "status", "A1", code=1)
    said(desk, "shipments", "status", "--set", "lost", code=1)


def test_merge_says_who_fits_and_unmerge_takes_it_apart(desk):
    words = ("shipments", "merge", "M1", "M2", "N1", "--check")
    fits = {one["order"]: one["fits"] for one in desk.json(*words)["orders"]}
    assert fits == {"M1": True, "M2": True, "N1": False}
    assert "its buyer is another one" in said(desk, *words)
    said(desk, "shipments", "merge", "M1", "N1", code=1)
    said(desk, "shipments", "merge", "M1", "M2")
    said(desk, "shipments", "unmerge", "M2")
    said(desk, "shipments", "unmerge", "M2", code=1)


def test_split_by_positions(desk):
    lines = desk.json("shipments", "split", "N1")["lines"]
    assert lines == [{"position": 1, "name": "Mug Biru", "qty": 1}]
    assert "Mug Biru" in said(desk, "shipments", "split", "N1")
    twice = ("shipments", "split", "N1", "--parcel", "1x1", "--parcel", "1x1")
    assert "ordered 1 times" in said(desk, *twice, code=1)
    strange = ("shipments", "split", "N1", "--parcel", "2x1", "--parcel", "1")
    assert "1x2,3x1" in said(desk, *strange, code=1)
    assert "one parcel already" in said(desk, "shipments", "unsplit", "N1", code=1)


def test_parcels_are_edited_and_handed_over(desk):
    said(desk, "shipments", "edit", "A1", "--eta", "2026-11-20")
    assert desk.json("shipments", "list", "is:late")["rows"][0]["order"] == "A1"
    said(desk, "shipments", "edit", "A1", "--eta", "none")
    said(desk, "shipments", "edit", "A1", "--resi", "JX7", "--courier", "J&T Cargo")
    assert desk.json("shipments", "list", "JX7")["rows"][0]["courier"] == "J&T Cargo"
    said(desk, "shipments", "edit", "A1", code=1)
    said(desk, "orders", "pack", "N1")
    assert "no resi" in said(desk, "shipments", "handover", "N1", code=1)
    said(desk, "shipments", "edit", "N1", "--resi", "JX8")
    said(desk, "shipments", "handover", "N1")
    assert desk.json("orders", "show", "N1")["status"] == "shipped"


def test_days_and_counts(desk):
    assert desk.json("shipments", "counts")["counts"]["picked_up"] == 1
    one = desk.json("shipments", "days")["days"][0]
    assert (one["step"], one["n"], one["median_days"]) == ("house", 1, 0.9)
    assert "picked up" in said(desk, "shipments", "counts")
    assert "J&T Express" in said(desk, "shipments", "days")
