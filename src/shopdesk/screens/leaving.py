"""Leaving when nobody asked us to stay: the line dropped, or the machine goes down."""

import asyncio
import os
import signal
import threading
from functools import partial
from typing import Any, Final

from textual.app import App

GRACE: Final = 1.8
"""Seconds that leaving may take after the terminal hung up."""


def hear_signals(app: App[Any]) -> None:
    """Leave in order when the terminal hangs up or the system ends us."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGTERM):
        loop.add_signal_handler(number, partial(_hang_up, app, number))


def _hang_up(app: App[Any], number: signal.Signals) -> None:
    """Leave in order, and in any case soon: a terminal that is gone answers no more."""
    guard = threading.Timer(GRACE, os._exit, (128 + number,))
    guard.daemon = True
    guard.start()
    app.exit(return_code=128 + number)
