"""``shopdesk web``: one workstation per visitor, behind a key, on this machine alone."""

import asyncio
import contextlib
import http.client
import json
import signal
from urllib.parse import urlsplit

import aiohttp
import pytest
from tests.desk import Desk

PATIENCE = 30


@pytest.fixture
def served(tmp_path):
    """Serve the workstation of an empty home; yields its address with the key."""
    server = Desk(tmp_path).start("web", "--port", 0, "--json")
    try:
        told = "".join(iter(server.stdout.readline, "}\n")) + "}"
        yield server, json.loads(told)["url"]
    finally:
        server.kill()
        server.communicate()


def answer(url, **headers):
    """Return the status, the text and the headers."""
    there = urlsplit(url)
    line = http.client.HTTPConnection(there.hostname, there.port, timeout=PATIENCE)
    with contextlib.closing(line):
        line.request("GET", f"{there.path or '/'}?{there.query}", headers=headers)
        found = line.getresponse()
        return found.status, found.read().decode(), dict(found.headers)


def test_it_answers_on_loopback_and_stops_cleanly(served):
    server, url = served
    assert urlsplit(url).hostname == "127.0.0.1"
    status, page, headers = answer(url)
    assert status == 200
    assert "ShopDesk" in page
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "SameSite=Strict" in headers["Set-Cookie"]
    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0
    assert "Traceback" not in server.stderr.read()


def test_whoever_has_no_key_or_comes_from_another_page_stays_outside(served):
    _server, url = served
    bare = url.partition("/?")[0]
    assert answer(bare + "/")[0] == 403
    assert answer(bare + "/?key=wrong")[0] == 403
    assert answer(bare + "/static/js/textual.js")[0] == 403
    assert answer(bare + "/ws")[0] == 403
    assert answer(url, Origin="http://evil.example")[0] == 403
    assert answer(url, Host="evil.example")[0] == 403


def test_a_visitor_gets_the_workstation_and_it_ends_with_the_server(served):
    server, url = served
    bare = url.partition("/?")[0]

    async def visit():
        cookies = aiohttp.CookieJar(unsafe=True)  # an address without a name
        async with aiohttp.ClientSession(cookie_jar=cookies) as visitor:
            assert (await visitor.get(url)).status == 200
            address = f"{bare.replace('http', 'ws', 1)}/ws?width=80&height=24"
            async with visitor.ws_connect(address, origin=bare) as line:
                seen = b""
                async with asyncio.timeout(PATIENCE):
                    while b"Welcome to ShopDesk" not in seen:
                        message = await line.receive()
                        assert message.type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}
                        seen += message.data if isinstance(message.data, bytes) else b""
                server.send_signal(signal.SIGTERM)
                async with asyncio.timeout(PATIENCE):
                    while (await line.receive()).type != aiohttp.WSMsgType.CLOSED:
                        pass

    asyncio.run(visit())
    assert server.wait(PATIENCE) == 0


def test_other_machines_are_let_in_only_by_those_who_say_so(tmp_path):
    desk = Desk(tmp_path)
    code, _out, err = desk.run("web", "--port", 0, "--host", "0.0.0.0")  # noqa: S104
    assert code == 1
    assert "--without-login" in err


def test_a_port_that_is_taken_is_a_refusal(served, tmp_path):
    _server, url = served
    code, _out, err = Desk(tmp_path).run("web", "--port", urlsplit(url).port)
    assert (code, "cannot be listened on" in err) == (1, True)
