"""A wire to a host: its failures in clear sentences, its patience, and never a key in a word."""

import logging
import socket

import pytest
from tests.trackers_server import KEY, Still, replaying

from shopdesk.connectors.http import MOST, Request, Wire, check_address
from shopdesk.connectors.pace import Watch
from shopdesk.connectors.trouble import Trouble
from shopdesk.refusal import Refusal

ASK = Request("/v1/track", {"api_key": KEY, "awb": "JP1", "courier": "jnt"})


@pytest.fixture
def server():
    with replaying() as server:
        yield server


@pytest.fixture
def still():
    return Still()


def wire(server, still, **more):
    address = server if isinstance(server, str) else server.address
    return Wire("Teluk", address, KEY, watch=Watch(still.now, still.sleep), **more)


def trouble(made):
    with pytest.raises(Trouble) as caught:
        made.ask(ASK)
    assert KEY not in str(caught.value)
    assert KEY not in repr(caught.value)
    assert KEY not in repr(made)
    return caught.value


def test_an_answer_is_read_with_its_status(server, still):
    answer = wire(server, still).ask(ASK)
    assert (answer.status, answer.document["status"]) == (200, 200)
    server.say(400, b'{"status": 400}')
    assert wire(server, still).ask(ASK).status == 400


def test_a_host_that_asks_for_rest_gets_it_and_is_asked_again(server, still):
    server.say(429, headers={"Retry-After": "7"})
    assert wire(server, still).ask(ASK).status == 200
    assert (len(server.asked), round(still.slept)) == (2, 7)


def test_rest_until_a_date_is_counted_by_the_hosts_own_clock(server, still):
    server.say(503, headers={
        "Date": "Mon, 23 Nov 2026 10:00:00 GMT", "Retry-After": "Mon, 23 Nov 2026 10:00:09 GMT",
    })  # fmt: skip
    wire(server, still).ask(ASK)
    # The library of the test server adds a date of its own first; ours is the one that is last.
    assert len(server.asked) == 2


def test_a_host_that_asks_for_an_hour_is_busy_at_once(server, still):
    server.say(429, headers={"Retry-After": "3600"})
    said = trouble(wire(server, still))
    assert (said.kind, said.wait, len(server.asked), still.slept) == ("busy", 3600, 1, 0)
    assert str(said) == "Teluk was asked too often; it wants 3600 s of rest."


def test_a_broken_host_is_asked_three_times_ever_more_slowly(server, still):
    server.say(500, b"<html>oops</html>", times=9)
    said = trouble(wire(server, still))
    assert (said.kind, len(server.asked), round(still.slept)) == ("unreachable", 3, 3)
    assert "HTTP 500" in str(said)


def test_it_gets_well_in_between(server, still):
    server.say(502, times=2)
    assert wire(server, still).ask(ASK).status == 200


def test_questions_to_one_host_keep_their_distance(server, still):
    for _turn in range(4):
        wire(server, still, apart=2).ask(ASK)
    assert round(still.slept) == 6


@pytest.mark.parametrize(
    ("status", "body", "kind", "word"),
    [
        (401, b"{}", "denied", "does not take the key"),
        (403, b"<html>", "denied", "config secret set"),
        (302, b"", "unreachable", "another address"),
        (200, b"<html><body>Maintenance</body></html>", "garbled", "not JSON"),
        (200, b"", "garbled", "not JSON"),
        (200, b"\xff\xfe\x00", "garbled", "not JSON"),
        (200, b"[" * 100_000, "garbled", "not JSON"),
        (200, b'"' + b"x" * (MOST + 1) + b'"', "garbled", "more than 2 MB"),
    ],
    ids=["401", "403", "302", "html", "empty", "bytes", "deep", "huge"],
)
def test_what_cannot_be_read_is_one_clear_trouble_at_once(server, still, status, body, kind, word):
    server.say(status, body, headers={"Location": "http://127.0.0.1:1/"})
    said = trouble(wire(server, still))
    assert (said.kind, word in str(said), len(server.asked)) == (kind, True, 1), str(said)


def test_a_bomb_that_unpacks_to_much_is_left_alone(server, still):
    server.say(200, b" " * (20 * MOST), headers={"Content-Encoding": "gzip"})
    assert "more than 2 MB" in str(trouble(wire(server, still)))


def test_rubbish_that_says_it_is_packed_is_a_trouble(server, still):
    server.say(200, b"{}", headers={"Content-Encoding": "gzip", "X": "raw"})
    assert "unpacked" in str(trouble(wire(server, still)))


def test_a_host_that_hangs_up_or_is_silent_is_told_apart(server, still):
    server.say(200, b'{"status":', close=True, times=3)
    assert "broke off" in str(trouble(wire(server, still)))
    server.say(200, b'{"status": 200}', drip=0.3, times=3)
    assert "within 0.1 s" in str(trouble(wire(server, still, silence=0.1)))


def test_an_answer_that_drips_for_ever_is_given_up(server, still):
    server.say(200, b" " * 1000, drip=0.001)

    class Racing(Still):
        def now(self):
            self.at += 1
            return self.at

    assert "not done" in str(trouble(wire(server, Racing())))


def test_nobody_there_is_said_with_the_host_alone(still):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = trouble(wire(f"http://127.0.0.1:{port}", still))
    assert str(said) == f"Teluk (127.0.0.1:{port}) does not take the call."


def test_a_stop_ends_the_waiting(server, still):
    server.say(429, headers={"Retry-After": "20"})
    made = wire(server, still, stopped=lambda: still.slept > 1)
    assert (trouble(made).kind, still.slept < 2) == ("stopped", True)


def test_no_proxy_of_the_environment_is_used(server, still, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert wire(server, still).ask(ASK).status == 200
    assert "proxy" in str(trouble(wire(server, still, proxy="http://127.0.0.1:9"))).casefold()
    with pytest.raises(Refusal, match="http://10"):
        wire(server, still, proxy="ftp:nothing").ask(ASK)


@pytest.mark.parametrize(
    "address",
    ["", "api.example", "http://api.example", "https://", "https://u:p@api.example", "http://[::1",
     "ftp://127.0.0.1", "http://8.8.8.8", "https://api.example:x"],
)  # fmt: skip
def test_an_address_that_would_give_the_key_away_is_refused(address):
    with pytest.raises(Refusal, match="https://"):
        check_address("Teluk", address)


@pytest.mark.parametrize(
    "address",
    ["https://api.example", "http://127.0.0.1:8080", "http://192.168.1.7", "http://localhost"],
)
def test_an_address_at_home_may_be_plain(address):
    check_address("Teluk", address)


def test_no_log_holds_the_key(server, still, caplog):
    caplog.set_level(logging.DEBUG)
    server.say(200, b"{}", headers={"X-Bad": "a\r\n : folded\r\nnonsense"})
    wire(server, still).ask(ASK)
    server.say(500, times=3)
    trouble(wire(server, still))
    assert KEY not in caplog.text
