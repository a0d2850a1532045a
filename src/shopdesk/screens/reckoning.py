"""What analyses stand on is brought up to the orders while the workstation is open: unseen.

It tells nothing: nobody waits for it, and what is stale is asked of the orders themselves.
"""

from typing import Final

from shopdesk.screens.aside import Aside

FIRST: Final = 20.0
"""Seconds after the start until the first round: the start itself has enough to do."""
AGAIN: Final = 300.0
"""Seconds from one round to the next."""


class Reckoning(Aside):
    """The rounds of one workstation."""

    def begin(self) -> None:
        """Look soon, and again every few minutes."""
        self._app.set_timer(FIRST, self.turn)
        self._app.set_interval(AGAIN, self.turn)

    def _set_out(self) -> None:
        keep = "analyses.reckoning.keep"
        self._app.doorway.aside(keep, then=self._came, failed=self._failed)

    def _came(self, _done: bool) -> None:  # noqa: FBT001 - what the doorway hands on
        self._under_way = False
