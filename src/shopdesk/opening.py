"""Opening the workstation: a person's own shop or the demo shop, and the way between them.

The store is opened on a thread as soon as the shell is painted, with the first question. Before
that it would only take the processor from the painting: both are imports of Python.
"""

import gc
import logging
import sys
from typing import TYPE_CHECKING, Final

from shopdesk.config import Home, demo_home, find_home
from shopdesk.refusal import Refusal
from shopdesk.text import safe

if TYPE_CHECKING:
    from shopdesk.clock import Clock
    from shopdesk.store import Store

PATIENCE: Final = 2.0
"""Seconds that the first paint may keep the store waiting."""
TURN: Final = 0.0005
"""Seconds for which a thread with long work may keep the one that draws from going on."""


def open_workstation(
    home: str | None = None, store: str | None = None, *, demo: bool = False
) -> int:
    """Open the workstation on the store of this home, and return its exit code.

    ``demo`` opens the demo shop, which has a home of its own beside; from either a person may go
    to the other.
    """
    gc.disable()  # a fifth of the start went into looking for garbage among fresh imports
    sys.setswitchinterval(TURN)
    asked = find_home(home, store)
    own = find_home() if demo and home else asked
    there = asked if home or not demo else demo_home(own)
    while True:
        code, wish = _visit(there, demo=demo or there.is_demo)
        if wish not in {"demo", "own"}:
            return code
        demo = wish == "demo"
        there = demo_home(own) if demo else own


def _visit(home: Home, *, demo: bool) -> tuple[int, str]:
    """Open one home; returns the exit code, and where the person wants to go on."""
    from shopdesk.clock import Clock

    try:
        clock = Clock(home.settings().zone)
        home.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (Refusal, OSError) as error:
        return _say(str(error)), ""
    logging.basicConfig(filename=home.state / "shopdesk.log", level=logging.WARNING)
    from shopdesk.app import ShopDeskApp

    def opener() -> "Store":
        app.painted.wait(PATIENCE)
        return _open(home, clock)

    app = ShopDeskApp(opener, clock=clock, home=home, demo=demo)
    try:
        wish = app.run()
    finally:
        app.doorway.close()
    code = _say(app.last_words) if app.last_words else 0
    return code or app.return_code or 0, wish or ""


def _open(home: Home, clock: "Clock") -> "Store":
    from shopdesk.store import Store

    return Store.open(home, clock)


def _say(text: str) -> int:
    print(safe(text, lines=True), file=sys.stderr)  # noqa: T201 - narration
    return 1
