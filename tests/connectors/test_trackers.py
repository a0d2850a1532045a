"""Four trackers behind one question; and answers that are not what their makers describe."""

import json

import pytest
from tests import trackers_server as shapes
from tests.trackers_server import KEY, Still, replaying

from shopdesk.clock import Clock
from shopdesk.connectors.http import Wire
from shopdesk.connectors.pace import Watch
from shopdesk.connectors.trackers import TRACKERS, Waybill
from shopdesk.connectors.trouble import Trouble

CLOCK = Clock("Asia/Jakarta", now=1_795_424_400)
NAMES = tuple(TRACKERS)


@pytest.fixture
def server():
    with replaying() as server:
        yield server


def ask(server, name, number="JP1234567890", key=KEY, **waybill):
    still = Still()
    tracker = TRACKERS[name]
    wire = Wire(tracker.title, server.address, key, watch=Watch(still.now, still.sleep))
    return tracker.ask(wire, Waybill(number, "jnt", **waybill), CLOCK)


def trouble(*asked, **more):
    with pytest.raises(Trouble) as caught:
        ask(*asked, **more)
    assert KEY not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("name", NAMES)
def test_each_tells_the_same_history_of_the_same_parcel(server, name):
    told = ask(server, name)
    seen = sorted(told.sightings)
    assert [(CLOCK.iso(one.at)[:19].replace("T", " "), one.raw) for one in seen] == [
        (at, said) for at, said, _place in shapes.HISTORY
    ]
    assert told.unread == 0


def test_what_else_they_tell_is_kept(server):
    assert {one.place for one in ask(server, "binderbyte").sightings} == {"JAKARTA", "BANDUNG"}
    assert [one.code for one in ask(server, "biteship").sightings] == [
        "picked", "dropping_off", "delivered",
    ]  # fmt: skip
    assert {one.code for one in ask(server, "kiriminaja").sightings} == {"100"}


def test_they_are_asked_as_they_want_to_be(server):
    for name in NAMES:
        ask(server, name, "JP/1 2", phone="67890" if name == "komerce" else "")
    asked = [(method, path, fields, body) for method, path, fields, _h, body, _n in server.asked]
    assert asked == [
        ("GET", "/v1/track", {"api_key": KEY, "courier": "jnt", "awb": "JP/1 2"}, {}),
        ("POST", "/api/v1/track/waybill",
         {"awb": "JP/1 2", "courier": "jnt", "last_phone_number": "67890"}, {}),
        ("GET", "/v1/trackings/JP%2F1%202/couriers/jnt", {}, {}),
        ("POST", "/api/mitra/tracking", {}, {"order_id": "JP/1 2"}),
    ]  # fmt: skip
    headers = [headers for _m, _p, _f, headers, _b, _n in server.asked]
    assert headers[1]["key"] == KEY
    assert headers[2]["Authorization"] == KEY
    assert headers[3]["Authorization"] == f"Bearer {KEY}"


def test_a_delivery_that_only_the_summary_tells_is_told_too(server):
    body = json.dumps(shapes.komerce("JP1", delivered=True)).encode()
    server.say(200, body)
    last = ask(server, "komerce").sightings[-1]
    assert (CLOCK.iso(last.at)[:16], last.raw, last.receiver) == (
        "2026-11-23T10:30", "DELIVERED", "Sari",
    )  # fmt: skip
    old = {"rajaongkir": {"status": {"code": 200},
                          "result": shapes.komerce("JP1")["data"]}}  # fmt: skip
    server.say(200, json.dumps(old).encode())
    assert len(ask(server, "komerce").sightings) == 3


@pytest.mark.parametrize("name", NAMES)
def test_a_parcel_that_it_does_not_know_is_said_in_its_words(server, name):
    said = trouble(server, name, "NO1")
    assert said.kind == "unknown"
    assert str(said).startswith(f"{TRACKERS[name].title} knows nothing of it: ")


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_key_is_no_trouble_of_the_parcel(server, name):
    assert trouble(server, name, key="wrong").kind == "denied"


def test_a_wrong_key_told_with_a_good_status_is_understood(server):
    server.say(200, b'{"status": 401, "message": "API key not found"}')
    assert trouble(server, "binderbyte").kind == "denied"
    server.say(200, b'{"meta": {"code": 429, "message": "limit"}}')
    assert trouble(server, "komerce").kind == "busy"


def test_a_key_that_the_tracker_repeats_is_cut_out(server):
    server.say(400, json.dumps({"status": 400, "message": f"bad \x1b[31m {KEY} \n!"}).encode())
    assert str(trouble(server, "binderbyte")) == "BinderByte knows nothing of it: bad �[31m …  !"


GARBAGE = [
    [], 7, "text", None, True, {}, {"data": []}, {"data": "x"}, {"status": 200}, {"status": {}},
    {"status": 200, "data": {"history": {}}}, {"status": 200, "data": {"history": "none"}},
    {"status": 200, "data": {"history": [1, 2]}}, {"status": 200, "data": {"history": [{}]}},
    {"status": 200, "data": {"history": [{"date": [], "desc": {}}]}},
    {"status": 200, "data": {"history": [{"date": "0001-01-01", "desc": "x"}]}},
    {"status": 200, "data": {"history": [{"date": "9" * 400, "desc": "x"}]}},
    {"status": 200, "data": {"history": [{"date": "soon", "desc": "x"}] * 9999}},
    {"meta": {"code": 200}, "data": {"manifest": None}}, {"meta": []},
    {"success": True}, {"success": True, "history": [None]}, {"success": "yes"},
    {"success": True, "history": [{"status": True, "note": 1, "updated_at": 5}]},
    {"status": True, "histories": [{"created_at": None}]}, {"status": True, "histories": 3},
    {"rajaongkir": {"result": []}}, {"rajaongkir": 1},
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_whatever_comes_it_is_one_clear_trouble(server, name):
    for status in (200, 404):
        for body in GARBAGE:
            server.say(status, json.dumps(body).encode())
            said = trouble(server, name)
            assert said.kind in ("garbled", "unknown"), body
            assert "\n" not in str(said)
            assert len(str(said)) < 250


def test_good_lines_are_read_among_bad_ones(server):
    told = shapes.binderbyte("JP1")
    told["data"]["history"] += [{"date": "?", "desc": "x"}, None, {"date": "2026-11-20 10:00"}]
    told["extra"] = {"never": "seen"}
    server.say(200, json.dumps(told).encode())
    found = ask(server, "binderbyte")
    assert (len(found.sightings), found.unread) == (3, 3)


@pytest.mark.parametrize(
    "written",
    ["2026-11-20 09:15:00", "20-11-2026 09:15", "20/11/2026 09:15", "2026-11-20T02:15:00Z",
     "2026-11-20T02:15:00.123+00:00"],
)  # fmt: skip
def test_dates_are_read_as_they_are_written(server, written):
    server.known["JP9"] = ((written, "Paket", "X"),)
    found = ask(server, "binderbyte", "JP9").sightings
    assert [CLOCK.iso(one.at) for one in found] == ["2026-11-20T09:15:00+07:00"]


def test_no_history_yet_is_an_answer(server):
    server.known["JP9"] = ()
    for name in NAMES:
        assert ask(server, name, "JP9") == ((), 0)
