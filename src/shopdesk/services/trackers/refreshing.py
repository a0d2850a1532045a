"""A round: the parcels that are due are asked for, and what is told is written down in between.

The net is asked outside any write, so that nobody waits for it; a few answers at a time are written
as one small entry. One round at a time goes on in a home, whichever program began it.
"""

import contextlib
import fcntl
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from shopdesk.connectors.pace import WATCH, Watch
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.services.trackers.asking import Line, hear_all
from shopdesk.services.trackers.due import due
from shopdesk.services.trackers.noting import note
from shopdesk.services.trackers.rows import Heard, Listener, Round
from shopdesk.store import Change, Store, Work

if TYPE_CHECKING:
    from shopdesk.services.shipments import Recorded

BATCH: Final = 20
"""Tracking numbers whose answers are one entry."""


def refresh(
    store: Store,
    listener: Listener | None = None,
    ids: Sequence[int] | None = None,
    *,
    limit: int = 0,
    watch: Watch = WATCH,
) -> Round:
    """Ask the shop's tracker for these parcels, or for all that are due (at most ``limit``).

    Raises:
        Refusal: no tracker or key is set, or a round is under way.
    """
    listener = listener or Listener()
    with _alone(store):
        with store.read() as read:
            line = Line(read, listener, watch)
            wanted = due(read, line.tracker.name, ids)
        numbers = wanted[: limit or None]
        done = Round(line.tracker.name)
        heard, answers = list[Heard](), hear_all(line, numbers, listener)
        stopped = ""
        while not stopped:
            heard, stopped, over = _some(answers)
            done = _written(store, line, heard, done) if heard else done
            if over:
                break
        return replace(done, left=len(wanted) - done.asked, stopped=stopped)


def _some(answers: Iterator[Heard]) -> tuple[list[Heard], str, bool]:
    """Return the next few answers, why there will be no more, and whether that was the end."""
    heard: list[Heard] = []
    try:
        for one in answers:
            heard.append(one)
            if len(heard) == BATCH:
                return heard, "", False
    except Trouble as trouble:
        return heard, str(trouble), True
    return heard, "", True


def _written(store: Store, line: Line, heard: Sequence[Heard], done: Round) -> Round:
    """Write some answers down, and return the round so far."""
    told: list[Recorded] = []

    def write(work: Work) -> Change:
        change, recorded = note(work, line.tracker.name, line.tracker.title, heard)
        told[:] = [recorded]
        return change

    entry = store.run("track", write).entry
    return replace(
        done,
        asked=done.asked + len(heard),
        new=done.new + told[0].new,
        changed=done.changed + told[0].changed,
        unmapped=done.unmapped + told[0].unmapped,
        troubled=done.troubled + tuple((h.due.tracking, h.trouble) for h in heard if h.trouble),
        entries=done.entries + ((entry,) if entry else ()),
    )


@contextlib.contextmanager
def _alone(store: Store) -> Iterator[None]:
    with (store.home.root / ".tracking").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refusal(_("The couriers are being asked already.")) from None
        yield
