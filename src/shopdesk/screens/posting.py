"""Mails and answers to tickets go out while the workstation is open: unseen, never in the way.

What went wrong is told once in the line above the footer; Today lists what failed.
"""

from typing import TYPE_CHECKING, Any, Final

from shopdesk.widgets.line import Piece
from shopdesk.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.screens.doorway import Job
    from shopdesk.screens.errands import Errands
    from shopdesk.services.messages.leaving import Run
    from shopdesk.store import Store

EVERY: Final = 60.0
"""Seconds between two looks whether a mail is due."""
SETTLED: Final = 2.0
"""Seconds until the desk has drawn what the sending changed; the news would be wiped away."""


class Posting:
    """The mails of one workstation, sent beside all else."""

    def __init__(self, app: "Errands") -> None:
        self._app = app
        self._under_way = False
        self._said = ""

    def begin(self) -> None:
        """Look now and then."""
        self._app.set_interval(EVERY, self.turn)

    def turn(self) -> None:
        """Send what is due, unless that is under way already."""
        if not self._under_way:
            self._under_way = True
            self._app.doorway.aside(send, then=self._went, failed=self._failed)

    def _went(self, runs: "Sequence[Run]") -> None:
        from shopdesk.moments import run_words

        self._under_way = False
        for run in runs:
            if run.trouble and not run.sent:
                self._once(run.trouble)
        if told := [run for run in runs if run.sent or run.failed or run.unsure]:
            self._tell(" ".join(map(run_words, told)))

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


def send(store: "Store", job: "Job") -> "Sequence[Run]":
    """Send what is due: mails of the outbox, then answers to tickets."""
    from shopdesk.services.messages import sending as outbox
    from shopdesk.services.tickets import sending as answers

    runs = (part.send_due(store, stopped=job.cancelled) for part in (outbox, answers))
    return [run for run in runs if run is not None]
