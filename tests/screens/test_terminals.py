"""Terminals of every kind: without colour, with sixteen, with ASCII alone, and none at all."""

import os
import pty
import re
import subprocess
import sys
from contextlib import closing

import pytest
from tests.journeys.terminal import Terminal
from tests.rig import add_orders, home, open_store

from shopdesk import settings

SHOPDESK = [sys.executable, "-m", "shopdesk", "--lang", "en"]
COLOUR = re.compile(r"\x1b\[([0-9;:]*)m")
WIDE = re.compile(r"[34]8[;:](?:2[;:]\d+[;:]\d+[;:]\d+|5[;:]\d+)")
SIXTEEN = re.compile(r"(?:[34]|9|10)[0-7]")


@pytest.fixture
def there(tmp_path):
    """The environment of a shop with two orders, one of them late."""
    store = open_store(tmp_path)
    orders = [{"number": "SO-77", "ship_by": 1_700_000_000}, {"number": "SO-78"}]
    store.run("seed", lambda work: add_orders(work, orders))
    store.close()
    found = home(tmp_path)
    return os.environ | {
        "SHOPDESK_HOME": str(found.root),
        "SHOPDESK_KEY_FILE": str(next(found.keys.glob("*.key"))),
    }


def colours(raw):
    """Return every colour asked for: of the sixteen as "31", of the others as "38;2;1;2;3"."""
    found = set()
    for codes in COLOUR.findall(raw.decode("latin-1")):
        found.update(WIDE.findall(codes))
        found.update(code for code in WIDE.sub("", codes).split(";") if SIXTEEN.fullmatch(code))
    return found


def opened(there, tmp_path, **env):
    return closing(Terminal(SHOPDESK, there | env, tmp_path, size=(80, 24)))


def walk(it):
    """See the queue, mark an order, make a fault, and ask for help."""
    it.sees("SO-77", "SO-78", "to pack")
    it.presses("space", "s")
    it.presses("?")
    it.sees("Help: Orders")
    it.presses("escape")
    it.sees_no("Help: Orders")


def test_without_colour_there_is_none_and_every_state_is_a_word_or_a_sign(there, tmp_path):
    with opened(there, tmp_path, NO_COLOR="1") as it:
        walk(it)
        for colour in colours(it.raw):
            _ground, _kind, *parts = colour.split(";")
            assert len(set(parts)) == 1, colour  # a grey
        it.sees("1 marked", "to pack", "late")
        assert "✓" in it.row("SO-77")
        assert "▌" in it.row("SO-78")


@pytest.mark.parametrize("theme", ["shopdesk-ansi-dark", "shopdesk-ansi-light"])
def test_the_ansi_themes_send_the_terminals_own_colours_alone(there, tmp_path, theme):
    settings.put(home(tmp_path).settings_file, "theme", theme)
    with opened(there, tmp_path) as it:
        walk(it)
        assert not [colour for colour in colours(it.raw) if ";" in colour]
        assert colours(it.raw) & {"44", "46"}  # the cursor


def test_with_ascii_nothing_else_is_ever_sent(there, tmp_path):
    settings.put(home(tmp_path).settings_file, "ascii", value=True)
    with opened(there, tmp_path) as it:
        walk(it)
        it.presses("ctrl+p")
        it.sees("Palette")
        it.presses("escape")
        assert bytes(it.raw).isascii()


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_place_a_cursor_is_refused_in_a_sentence(there, tmp_path, term):
    with opened(there, tmp_path, TERM=term) as it:
        assert it.is_gone()[1] == 2
        assert it.shows("shopdesk --help")


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_each_of_the_three_streams_must_be_a_terminal(there, tmp_path, stream):
    """Textual draws on stderr: a log in its place would swallow the screen."""
    master, slave = pty.openpty()
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), slave)
    streams[stream] = subprocess.DEVNULL if stream == "stdin" else subprocess.PIPE
    if stream != "stderr":
        streams["stderr"] = subprocess.PIPE
    done = subprocess.run(SHOPDESK, env=there, cwd=tmp_path, check=False, **streams)
    os.close(slave)
    os.close(master)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"shopdesk --help" in done.stderr


def test_settings_that_cannot_be_read_are_a_sentence_and_no_traceback(there, tmp_path):
    home(tmp_path).settings_file.write_text('theme = "neon"\n')
    with opened(there, tmp_path) as it:
        assert it.is_gone()[1] == 1
        said = bytes(it.raw)
        assert b"settings.toml" in said
        assert b"neon" in said
        assert b"Traceback" not in said


def test_from_the_demo_to_ones_own_shop_and_back(there, tmp_path):
    """One key leads from either to the other; the demo never touches a person's own store."""
    with closing(Terminal([*SHOPDESK, "demo"], there, tmp_path, size=(80, 24))) as it:
        it.sees("DEMO SHOP", "to pack")
        assert not it.shows("SO-77")
        it.presses("ctrl+d")
        it.sees("SO-77", "SO-78")
        it.sees_no("DEMO SHOP")
        it.presses("ctrl+d")
        it.sees("DEMO SHOP", "to pack")
        it.presses("ctrl+q")
        assert it.is_gone()[1] == 0
