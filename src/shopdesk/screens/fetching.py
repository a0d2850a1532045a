"""Mails and chats are fetched while the workstation is open: unseen, and never in the way.

After each look the mailboxes are asked to say when something comes (IDLE); where none does, the
next look comes after as many minutes as the shop wants. What came is told in the line above the
footer, and so is once what went wrong.
"""

from typing import TYPE_CHECKING, Final

from shopdesk.config import Settings
from shopdesk.screens.aside import Aside

if TYPE_CHECKING:
    from shopdesk.screens.doorway import Job
    from shopdesk.screens.errands import Errands
    from shopdesk.services.tickets.fetching import Fetched
    from shopdesk.store import Store

FIRST: Final = 15.0
"""Seconds after the start until the first look: the start itself has enough to do."""
APART: Final = 5.0
"""Seconds that two looks are apart at least."""
SOON: Final = 60.0
"""Seconds until the next look where nothing is set up yet: somebody may be doing it."""


class Fetching(Aside):
    """The looks of one workstation into its mailboxes."""

    def __init__(self, app: "Errands", settings: Settings) -> None:
        super().__init__(app)
        self._every = settings.fetch_minutes * 60.0

    def begin(self) -> None:
        """Look soon, and again and again; never, where the shop wants none."""
        if self._every > 0:
            self._app.set_timer(FIRST, self.turn)

    def _set_out(self) -> None:
        self._app.doorway.aside(look, then=self._came, failed=self._failed, waits=True)

    def _came(self, done: "Fetched") -> None:
        if done.messages:
            self._said = ""
            self._tell(done.sentence)
        elif done.trouble:
            self._once(done.trouble)
        if done.sources and not done.trouble:
            self._app.doorway.aside(
                listen, self._every, then=self._heard, failed=self._failed, waits=True
            )
        else:
            self._later(self._every if done.sources else min(self._every, SOON))

    def _heard(self, _something: bool) -> None:  # noqa: FBT001 - an answer, as it is handed on
        self._later(APART)

    def _failed(self, text: str) -> None:
        self._once(text)
        self._later(self._every)

    def _later(self, seconds: float) -> None:
        self._under_way = False
        self._app.set_timer(seconds, self.turn)


def look(store: "Store", job: "Job") -> "Fetched":
    """Fetch what came."""
    from shopdesk.services.tickets import fetching

    return fetching.fetch(store, (), fetching.Listener(stopped=job.cancelled))


def listen(store: "Store", job: "Job", seconds: float) -> bool:
    """Wait until something comes."""
    from shopdesk.services.tickets import listening

    return listening.wait(store, seconds, job.cancelled)
