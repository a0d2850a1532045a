"""A real terminal for the real program: a pty, pyte as its screen, and a person before it.

    it = Terminal(["python", "-m", "shopdesk"], env, folder, size=(80, 24))
    it.sees("2 Orders")
    it.presses("s")

A thread of its own reads what the program paints, so the program never waits for the test; whoever
waits is woken by each piece that arrives. Nothing here sleeps.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import threading
import time
import unicodedata

import pyte
from pyte.screens import wcwidth

DEADLINE = 30.0
"""Seconds that anything may take, on a machine that does much else at the same time."""

KEYS = {
    "enter": "\r", "tab": "\t", "space": " ", "backspace": "\x7f", "f2": "\x1bOQ",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b[27u",  # as terminals with the kitty protocol say it: no guessing by time
}  # fmt: skip
OURS = re.compile("\x1b\\[<[0-9;]*u")
"""A sequence that pyte would draw: the end of the kitty protocol."""


class Picture(pyte.Screen):
    """What a terminal shows. Characters without a width of their own stay with their base."""

    def cursor_forward(self, count=None, *_more):
        """Move; a sequence that a lost line cut off may have more numbers, as terminals forgive."""
        super().cursor_forward(count)

    def draw(self, data):
        super().draw("".join(c for c in data if wcwidth(c) or unicodedata.combining(c)))

    @property
    def display(self):
        """Return the lines. Half of a wide character, its other half drawn over, is a blank."""
        return ["".join(self._cells(self.buffer[y])) for y in range(self.lines)]

    def _cells(self, line):
        for x in range(self.columns):
            if line[x].data:
                yield line[x].data
            elif not (x and line[x - 1].data and wcwidth(line[x - 1].data[0]) == 2):
                yield " "

    def select_graphic_rendition(self, *attrs, private=False):
        if not private:
            super().select_graphic_rendition(*attrs)


class Terminal:
    """A program on a terminal of its own, and the hands and eyes of whoever sits there."""

    def __init__(self, command, env, folder, size=(120, 36)):
        self.raw = bytearray()
        """Every byte that the program sent, from the first."""
        self.arrivals = []
        """When each piece of them came, and how many bytes there were by then."""
        self.painting = True
        """Whether what arrives is drawn."""
        self._drawn, self._over = 0, False
        self._news = threading.Condition()
        self._wake, self._bell = os.pipe()
        self._master, slave = pty.openpty()
        self.size = size
        self._measure(self._master)
        self._picture = Picture(*size)
        self._stream = pyte.ByteStream(self._picture)
        self.program = subprocess.Popen(
            ["setsid", "-c", *command], stdin=slave, stdout=slave, stderr=slave, env=env, cwd=folder
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # What arrives

    def _read(self):
        while self._wake not in (ready := select.select([self._master, self._wake], [], [])[0]):
            assert ready
            try:
                piece = os.read(self._master, 65_536)
            except OSError:
                piece = b""
            with self._news:
                self.raw += piece
                self.arrivals.append((time.monotonic(), len(self.raw)))
                self._over = not piece
                if self.painting:
                    self._draw()
                self._news.notify_all()
            if self._over:
                return

    def _draw(self):
        fresh = self.raw[self._drawn :].decode("latin-1")
        self._stream.feed(OURS.sub("", fresh).encode("latin-1"))
        self._drawn = len(self.raw)

    def waits_for(self, so, what, patience=DEADLINE):
        """Wait until this is so of the terminal; a test that waits in vain shows the screen."""
        with self._news:
            self._news.wait_for(lambda: so() or self._over, patience)
            assert so(), f"{what}:\n{self._framed()}"

    def quiet(self, rest=0.25):
        """Wait until nothing came for so many seconds, and return how many bytes there are."""
        end = time.monotonic() + DEADLINE
        with self._news:
            while self._news.wait(rest):
                assert time.monotonic() < end, "it never rests"
            return len(self.raw)

    # The eyes

    def _framed(self):
        return "\n".join(f"│{line}│" for line in self._picture.display)

    def screen(self):
        """Return what the terminal shows, line by line."""
        with self._news:
            return "\n".join(self._picture.display)

    def shows(self, *words):
        """Tell whether all of these stand on the screen now."""
        said = self.screen()
        return all(word in said for word in words)

    def sees(self, *words, patience=DEADLINE):
        """Wait until all of these stand on the screen at once."""
        self.waits_for(lambda: self._holds(words), f"no {words} here", patience)

    def sees_no(self, *words, patience=DEADLINE):
        """Wait until none of these stands on the screen."""
        self.waits_for(
            lambda: not any(self._holds([word]) for word in words), f"still {words}", patience
        )

    def row(self, *words):
        """Wait for a line with all of these on it, on one side of what divides it; return it."""
        found = []

        def there():
            sides = (side for line in self._picture.display for side in line.split("│"))
            found[:] = [side for side in sides if all(word in side for word in words)]
            return bool(found)

        self.waits_for(there, f"no line with {words}")
        return found[0].strip()

    def _holds(self, words):
        said = "\n".join(self._picture.display)
        return all(word in said for word in words)

    # The hands

    def presses(self, *keys):
        """Press keys, one after the other: "s", "enter", "ctrl+x"."""
        for key in keys:
            self.sends(chr(ord(key[-1]) & 31) if key.startswith("ctrl+") else KEYS.get(key, key))

    def types(self, text):
        """Type a text."""
        self.sends(text)

    def pastes(self, text):
        """Paste a text, as terminals do that know the bracketed paste."""
        self.sends(f"\x1b[200~{text}\x1b[201~")

    def clicks(self, word):
        """Click on the first place where this word stands."""
        self.sees(word)
        for y, line in enumerate(self.screen().split("\n"), 1):
            if word in line:
                x = line.index(word) + 1
                self.sends(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
                return

    def sends(self, text):
        """Send these characters as they are."""
        left = text.encode()
        while left:
            left = left[os.write(self._master, left) :]

    def resizes(self, width, height):
        """Drag the corner of the window."""
        with self._news:
            self.size = (width, height)
            self._picture.resize(height, width)
        self._measure(self._master)

    def answers(self, patience=1.0):
        """Wait for the next bytes, whatever they are; in vain if there is nothing to paint."""
        with self._news:
            seen = len(self.raw)
            self._news.wait_for(lambda: len(self.raw) > seen, patience)

    def looks_away(self):
        """Draw nothing for a while; the program sends what it likes."""
        self.painting = False

    def looks_back(self):
        """Draw again what comes from now on, on an empty screen."""
        with self._news:
            self._picture.reset()
            self._drawn, self.painting = len(self.raw), True

    def _measure(self, descriptor):
        width, height = self.size
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    # The end

    def drops_the_line(self):
        """Pull the plug: the terminal is gone, and the kernel hangs up on the program."""
        os.write(self._bell, b"!")
        self._reader.join(DEADLINE)
        os.close(self._master)
        self._master = -1

    def signals(self, number):
        """Send the program a signal."""
        self.program.send_signal(number)

    def is_gone(self, patience=DEADLINE):
        """Wait for the end of the program: (seconds, exit code)."""
        began = time.monotonic()
        try:
            code = self.program.wait(patience)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it stays, after {patience:g} s:\n{self._framed()}") from None
        took = time.monotonic() - began
        if self._master != -1:
            self._reader.join(DEADLINE)
        return took, code

    def close(self):
        """Leave nothing behind."""
        if self.program.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.program.pid, signal.SIGKILL)
            self.program.wait()
        if self._master != -1:
            self.drops_the_line()
        for descriptor in (self._wake, self._bell):
            os.close(descriptor)
