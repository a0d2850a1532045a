"""Making all reports that are due: what a timer calls, as often as it likes."""

import contextlib
import fcntl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.refusal import Refusal
from shopdesk.reports import running, schedule

if TYPE_CHECKING:
    from shopdesk.config import Home
    from shopdesk.reports.running import Written
    from shopdesk.reports.schedule import Due
    from shopdesk.store import Store


@dataclass(frozen=True, slots=True)
class Made:
    """One report that was due: what was written, or in a sentence why it was not."""

    due: "Due"
    written: "Written | None" = None
    wrong: str = ""


def make(store: "Store") -> Iterator[Made]:
    """Make each report that is due, once; one that cannot be made is due again the next time."""
    with _alone(store.home):
        with store.read() as read:
            found = schedule.due(read)
        for one in found:
            yield _made(store, one)


def _made(store: "Store", due: "Due") -> Made:
    plan = due.plan
    try:
        due.file.parent.mkdir(parents=True, exist_ok=True)
        written = running.write(
            store, running.Job(), plan.report, due.answers, due.file, plan.language
        )
    except (Refusal, OSError) as error:
        return Made(due, wrong=str(error))
    return Made(due, written)


@contextlib.contextmanager
def _alone(home: "Home") -> Iterator[None]:
    """Keep a second run waiting: what this one makes is then no longer due."""
    with (home.root / ".reporting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
