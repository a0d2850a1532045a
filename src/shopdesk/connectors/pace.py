"""Waiting: between questions to one host, and before a question is asked again."""

import threading
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _

SLICE: Final = 0.1
"""Seconds slept at one time: so long does a stop take at most."""


class Watch(NamedTuple):
    """What tells the time that passes, and sleeps."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """When each host may be asked next; one for the whole program, whichever thread asks."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def turn(self, host: str, apart: float, now: float) -> float:
        """Return how long to wait for a turn at this host, and take it."""
        with self._lock:
            mine = max(now, self._next.get(host, now))
            self._next[host] = mine + apart
            return mine - now


PACE: Final = Pace()
WATCH: Final = Watch()


def wait(seconds: float, watch: Watch, stopped: Callable[[], bool]) -> None:
    """Wait so long.

    Raises:
        Trouble: a person has stopped it.
    """
    until = watch.now() + seconds
    while True:
        if stopped():
            raise Trouble(_("Stopped."), "stopped")
        left = until - watch.now()
        if left <= 0:
            return
        watch.sleep(min(left, SLICE))
