"""Leaving: when the line drops or the machine goes down, in time and with a clean terminal."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest
from tests.rig import add_orders, home, open_store

PROGRAM = """
import sys
from pathlib import Path
from shopdesk.app import ShopDeskApp
from shopdesk.config import Home
from shopdesk.store import Store

root = Path(sys.argv[1])
found = Home(root / "data", root / "keys", root / "state")
app = ShopDeskApp(lambda: Store.open(found), folders=[])
app.run()
app.doorway.close()
sys.exit(app.return_code or 0)
"""
DEADLINE = 30.0


class Terminal:
    """A program on a terminal of its own, which is its controlling terminal."""

    def __init__(self, folder):
        self.seen = b""
        self.master, slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.program = subprocess.Popen(
            ["setsid", "-c", sys.executable, "-c", PROGRAM, str(folder)],
            stdin=slave, stdout=slave, stderr=slave,
        )  # fmt: skip
        os.close(slave)

    def until(self, text):
        """Read until this was shown."""
        end = time.monotonic() + DEADLINE
        while text not in self.seen and time.monotonic() < end:
            self.read(0.2)
        assert text in self.seen, self.seen[-2000:]

    def read(self, patience):
        if select.select([self.master], [], [], patience)[0]:
            with contextlib.suppress(OSError):
                self.seen += os.read(self.master, 65_536)

    def gone(self):
        """Wait for the end; returns seconds and exit code."""
        began = time.monotonic()
        while self.program.poll() is None and time.monotonic() - began < DEADLINE:
            self.read(0.05)
        took = time.monotonic() - began
        if self.program.poll() is None:
            self.program.kill()
        return took, self.program.wait()


@pytest.fixture
def terminal(tmp_path):
    store = open_store(tmp_path)
    store.run("seed", lambda work: add_orders(work, [{"number": "SO-77"}]))
    store.close()
    return Terminal(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_time_and_leaves_the_terminal_clean(terminal, number):
    terminal.until(b"SO-77")
    terminal.program.send_signal(number)
    took, code = terminal.gone()
    assert took < 2.5
    assert code == 128 + number
    left = terminal.seen
    assert b"\x1b[?1049l" in left  # back from the other screen
    assert left.rindex(b"\x1b[?25h") > left.rindex(b"\x1b[?25l")  # the cursor is there again
    assert b"\x1b[?1000l" in left  # the mouse is the terminal's again


def test_a_line_that_drops_ends_it_in_time(terminal):
    terminal.until(b"SO-77")
    os.close(terminal.master)
    assert terminal.program.wait(timeout=5) != 0


def test_ctrl_q_leaves_with_0(terminal, tmp_path):
    terminal.until(b"SO-77")
    os.write(terminal.master, b"\x11")
    _took, code = terminal.gone()
    assert code == 0
    assert home(tmp_path).store.exists()
    assert not home(tmp_path).store.with_name("shopdesk.db-wal").exists() or not (
        home(tmp_path).store.with_name("shopdesk.db-wal").stat().st_size
    )
