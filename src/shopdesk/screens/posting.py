"""Mails and answers to tickets go out while the workstation is open: unseen, never in the way.

What went wrong is told once in the line above the footer; Today lists what failed.
"""

from typing import TYPE_CHECKING, Final

from shopdesk.screens.aside import Aside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.screens.doorway import Job
    from shopdesk.services.messages.leaving import Run
    from shopdesk.store import Store

EVERY: Final = 60.0
"""Seconds between two looks whether a mail is due."""


class Posting(Aside):
    """The mails of one workstation, sent beside all else."""

    def begin(self) -> None:
        """Look now and then."""
        self._app.set_interval(EVERY, self.turn)

    def _set_out(self) -> None:
        self._app.doorway.aside(send, then=self._went, failed=self._failed)

    def _went(self, runs: "Sequence[Run]") -> None:
        from shopdesk.moments import run_words

        self._under_way = False
        for run in runs:
            if run.trouble and not run.sent:
                self._once(run.trouble)
        if told := [run for run in runs if run.sent or run.failed or run.unsure]:
            self._tell(" ".join(map(run_words, told)))


def send(store: "Store", job: "Job") -> "Sequence[Run]":
    """Send what is due: mails of the outbox, then answers to tickets."""
    from shopdesk.services.messages import sending as outbox
    from shopdesk.services.tickets import sending as answers

    runs = (part.send_due(store, stopped=job.cancelled) for part in (outbox, answers))
    return [run for run in runs if run is not None]
