"""Couriers are asked now and then while the workstation is open: unseen, and never in the way.

It has a thread of its own, so that neither a question of a desk nor long work waits for it. What it
brings is told once, in the line above the footer; nothing pops up.
"""

from typing import TYPE_CHECKING, Final

from shopdesk.config import Settings
from shopdesk.locale import _
from shopdesk.screens.aside import Aside

if TYPE_CHECKING:
    from shopdesk.screens.doorway import Job
    from shopdesk.screens.errands import Errands
    from shopdesk.services.trackers import Round
    from shopdesk.store import Store

FIRST: Final = 30.0
"""Seconds after the start until the first round: the start itself has enough to do."""


class Tracking(Aside):
    """The rounds of one workstation."""

    def __init__(self, app: "Errands", settings: Settings) -> None:
        super().__init__(app)
        self._minutes = settings.track_minutes if settings.tracker else 0

    def begin(self) -> None:
        """Ask soon, and again after as many minutes as the shop wants; never, if it wants none."""
        if self._minutes:
            self._app.set_timer(FIRST, self.turn)
            self._app.set_interval(self._minutes * 60, self.turn)

    def _set_out(self) -> None:
        self._app.doorway.aside(ask, then=self._came, failed=self._failed)

    def _came(self, done: "Round") -> None:
        self._under_way = False
        if done.new:
            said = _("Couriers: {new} new events, {changed} parcels moved on")
            self._tell(said.format(new=done.new, changed=done.changed))
        elif done.stopped:
            self._once(done.stopped)


def ask(store: "Store", job: "Job") -> "Round":
    """Make one round."""
    from shopdesk.services import trackers

    return trackers.refresh(store, trackers.Listener(cancelled=job.cancelled))
