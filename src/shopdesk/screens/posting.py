"""Approved and automatic mails go out while the workstation is open: unseen, never in the way.

What went wrong is told once in the line above the footer; Today lists what failed.
"""

from typing import TYPE_CHECKING, Any, Final

from shopdesk.config import Settings
from shopdesk.widgets.line import Piece
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from shopdesk.screens.doorway import Job
    from shopdesk.screens.errands import Errands
    from shopdesk.services.messages.sending import Run
    from shopdesk.store import Store

EVERY: Final = 60.0
"""Seconds between two looks whether a mail is due."""
SETTLED: Final = 2.0
"""Seconds until the desk has drawn what the sending changed; the news would be wiped away."""


class Posting:
    """The mails of one workstation, sent beside all else."""

    def __init__(self, app: "Errands", settings: Settings) -> None:
        self._app = app
        self._wanted = bool(settings.smtp_host.strip())
        self._under_way = False
        self._said = ""

    def begin(self) -> None:
        """Look now and then; never, where no mail server is set."""
        if self._wanted:
            self._app.set_interval(EVERY, self.turn)

    def turn(self) -> None:
        """Send what is due, unless that is under way already."""
        if not self._under_way:
            self._under_way = True
            self._app.doorway.aside(send, then=self._went, failed=self._failed)

    def _went(self, run: "Run | None") -> None:
        from shopdesk.moments import run_words

        self._under_way = False
        if run is None:
            return
        if run.trouble and not run.sent:
            self._once(run.trouble)
        elif run.sent or run.failed or run.unsure:
            self._tell(run_words(run))

    def _failed(self, text: str) -> None:
        self._under_way = False
        self._once(text)

    def _once(self, text: str) -> None:
        """Tell what went wrong, but not every minute anew."""
        if text != self._said:
            self._said = text
            self._tell(text)

    def _tell(self, text: str) -> None:
        self._app.set_timer(SETTLED, lambda: self._show(text))

    def _show(self, text: str) -> None:
        desk: Any = self._app.desk
        if desk is not None and desk.is_attached and self._app.job is None:
            desk.query_one(StatusLine).show(left=[Piece(f" {text}", "dim")])


def send(store: "Store", job: "Job") -> "Run | None":
    """Send what is due."""
    from shopdesk.services.messages import sending

    return sending.send_due(store, stopped=job.cancelled)
