"""The parent's handle on one child process: start it, order, listen, end it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, BinaryIO, cast

from shopdesk.sheets.flaw import Flaw
from shopdesk.sheets.wire import BrokenFrameError, pack, receive

_COMMAND = [
    sys.executable,
    # Without -P a file "csv.py" in the folder one works in would be imported, and run.
    *("-P", "-W", "ignore"),
    "-m",
]
SHEETS = "shopdesk.sheets.child"
"""The child that reads spreadsheets."""
# No stack traces, and one parser of XML whatever else is installed.
_SETTINGS = {"RUST_BACKTRACE": "0", "OPENPYXL_LXML": "False"}
_PIPE = 2**20  # bytes


class Died(Exception):  # noqa: N818 - what happened to the child, told as a flaw of the file
    """The child ended in the middle of its work; `flaw` is what that says about the file."""

    def __init__(self, returncode: int | None) -> None:
        super().__init__(returncode)
        late = returncode == -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else False
        self.flaw = Flaw("slow") if late else Flaw("died")


class Hand:
    """One running child: the module that it runs."""

    def __init__(self, module: str = SHEETS) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
            [*_COMMAND, module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an aborting library prints its stack there
            env={**os.environ, **_SETTINGS},
        )
        self._orders = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        _widen(self._answers.fileno())

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def order(self, message: tuple[Any, ...]) -> None:
        """Send an order; a child that is dead already is noticed when it does not answer."""
        with suppress(BrokenPipeError, ValueError):
            self._orders.write(pack(message))
            self._orders.flush()

    def answers(self, last: str) -> Iterator[tuple[Any, ...]]:
        """Yield answers up to and with the one called `last`; raise Flaw or Died instead of it."""
        while True:
            try:
                answer = receive(self._answers)
            except (BrokenFrameError, OSError, ValueError):
                answer = None
            if answer is None:
                self.dismiss()
                raise Died(self._process.returncode)
            if answer[0] == "flaw":
                raise Flaw.from_wire(answer[1])
            yield answer
            if answer[0] == last:
                return

    def dismiss(self) -> None:
        """End the child at once and wait until it is gone."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._orders, self._answers):
            with suppress(OSError, ValueError):
                pipe.close()


_SPARES: list[Hand] = []


def prepare() -> None:
    """Start a child before it is needed: starting takes longer than reading a small file."""
    if not _SPARES:
        _SPARES.append(Hand())


def hire() -> Hand:
    """Return a running child, the one that was prepared where there is one."""
    while _SPARES:
        hand = _SPARES.pop()
        if hand.alive:
            return hand
        hand.dismiss()
    return Hand()


def release() -> None:
    """End the child that was prepared and not needed."""
    while _SPARES:
        _SPARES.pop().dismiss()


def _widen(pipe: int) -> None:
    """Let the pipe hold a whole frame, so that both sides work at once (Linux only)."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
