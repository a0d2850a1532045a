"""The one doorway between the screens and the services.

``ask`` reads, ``do`` writes with a verb, ``run`` follows long work. Threads, the store, stale
answers, failures and the words shown about them are here and nowhere else. What is called is named
by area and function, "orders.page" or "reports.queue.rows", so that nothing heavy is imported
before the first paint; the thread that serves the call imports it.
"""

import importlib
import logging
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any, Final, Protocol

from textual.app import App
from textual.message import Message

from shopdesk.locale import _
from shopdesk.refusal import Refusal
from shopdesk.screens.lanes import Lane

Call = str | Callable[..., Any]
"""A service by name, "orders.ship", or a function that takes the same first argument."""

BREATH: Final = 0.25
"""Seconds between two reports of long work: a terminal behind SSH shows no more than four."""

log = logging.getLogger("shopdesk")


class Store(Protocol):
    """What the doorway needs of a store."""

    def read(self) -> Any:
        """Open a consistent view, as a context manager."""

    def do(self, verb: Any, *args: Any, **options: Any) -> Any:
        """Run a verb as one journal entry."""

    def close(self) -> None:
        """Let go of the file."""


@dataclass
class Job:
    """Long work under way: how far it is, and whether it was told to stop."""

    label: str
    share: float = 0.0
    rows: int = 0
    what: str = ""
    began: float = field(default_factory=monotonic)
    stopped: bool = False
    tell: Callable[["Job"], None] = lambda _job: None
    _told: float = 0.0

    def progress(self, what: str, rows: int, share: float) -> None:
        """Report from the working thread: what is read now, rows so far, a share from 0 to 1."""
        self.what, self.rows, self.share = what, rows, share
        if monotonic() - self._told >= BREATH:
            self._told = monotonic()
            self.tell(self)

    def cancelled(self) -> bool:
        """Tell the working thread whether to stop."""
        return self.stopped

    @property
    def left(self) -> float | None:
        """Seconds that the rest takes at the pace so far, once there is a pace."""
        if self.share < 0.02:
            return None
        return (monotonic() - self.began) / self.share * (1 - self.share)


class Doorway:
    """Asks and does on behalf of the app, and brings every answer back to its thread."""

    class Answered(Message):
        """A call came back; the app passes this to ``deliver``."""

        def __init__(self, deliver: Callable[[], None]) -> None:
            self.deliver = deliver
            super().__init__()

    class Progressed(Message):
        """Long work has come further."""

        def __init__(self, job: Job) -> None:
            self.job = job
            super().__init__()

    class Failed(Message):
        """A call was refused or broke; ``text`` says it to a person.

        ``fatal``: the store itself could not be opened, and nothing will work.
        """

        def __init__(self, text: str, *, fatal: bool = False) -> None:
            self.text, self.fatal = text, fatal
            super().__init__()

    def __init__(self, app: App[Any], opener: Callable[[], Store]) -> None:
        self._app, self._opener = app, opener
        self._store: Store | None = None
        self._opening = threading.Lock()
        self._readers, self._writer, self._long = Lane("read", 2), Lane("write"), Lane("long")
        self._beside, self._ear, self._unseen = Lane("beside"), Lane("ear"), Job("")
        self._newest: dict[Hashable, int] = {}
        self._numbers = self._forgotten = 0
        self.job: Job | None = None

    def ask(
        self,
        read: Call,
        *args: Any,
        then: Callable[[Any], None],
        slot: Hashable = None,
        failed: Callable[[], None] | None = None,
        **options: Any,
    ) -> None:
        """Call a read, and hand its answer to ``then`` on the screen's thread.

        Of two questions in one ``slot`` only the newer is answered.
        """

        def call() -> Any:
            with self._open().read() as view:
                return resolve(read)(view, *args, **options)

        self._put(self._readers, call, then, slot, self._telling(failed))

    def do(
        self,
        verb: Call,
        *args: Any,
        then: Callable[[Any], None],
        refused: Callable[[str], None] | None = None,
        **options: Any,
    ) -> None:
        """Run a verb as one journal entry, and hand its change to ``then``.

        A failure is told to ``refused``, where somebody has a place for the sentence.
        """

        def call() -> Any:
            return self._open().do(resolve(verb), *args, **options)

        self._put(self._writer, call, then, None, refused or self._telling(None))

    def write(
        self,
        act: Call,
        *args: Any,
        then: Callable[[Any], None],
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Run a service that takes the store itself and writes: undo, redo, apply."""
        call = partial(self._with_store, act, *args)
        self._put(self._writer, call, then, None, self._telling(failed))

    def run(
        self,
        work: Call,
        *args: Any,
        label: str,
        then: Callable[[Any], None],
        failed: Callable[[], None] | None = None,
    ) -> Job:
        """Follow long work, called with the store and the job: at most one at a time."""
        job = self.job = Job(label, tell=lambda job: self._post(self.Progressed(job)))

        def end() -> None:
            if self.job is job:
                self.job = None
            self._post(self.Progressed(job))

        def done(answer: Any) -> None:
            end()
            then(answer)

        def broke() -> None:
            end()
            if failed:
                failed()

        call = partial(self._with_store, work, job, *args)
        self._put(self._long, call, done, None, self._telling(broke))
        return job

    def aside(
        self,
        work: Call,
        *args: Any,
        then: Callable[[Any], None],
        failed: Callable[[str], None],
        waits: bool = False,
    ) -> None:
        """Do work that nobody waits for, called with the store and a job: unseen, beside all else.

        It is told to stop when the program ends. What ``waits`` for the outside world holds up
        nothing else of this kind.
        """
        call = partial(self._with_store, work, self._unseen, *args)
        self._put(self._ear if waits else self._beside, call, then, None, failed)

    def forget(self) -> None:
        """Drop the answers to all that was asked so far: whoever asked is gone."""
        self._forgotten = self._numbers

    def stop(self) -> bool:
        """Tell the long work to stop; returns whether there was any."""
        if self.job is None or self.job.stopped:
            return False
        self.job.stopped = True
        return True

    def close(self, patience: float = 0.8) -> None:
        """End the threads and close the store; what is not done within the patience rolls back."""
        self.stop()
        self._unseen.stopped = True
        for lane in (self._writer, self._long, self._readers, self._beside, self._ear):
            lane.stop(patience)
        if self._store is not None:
            self._store.close()

    def _with_store(self, act: Call, *args: Any) -> Any:
        return resolve(act)(self._open(), *args)

    def _open(self) -> Store:
        with self._opening:
            if self._store is None:
                self._store = self._opener()
            return self._store

    def _put(
        self,
        lane: Lane,
        call: Callable[[], Any],
        then: Callable[[Any], None],
        slot: Hashable,
        failed: Callable[[str], None],
    ) -> None:
        self._numbers += 1
        number = self._numbers
        if slot is not None:
            self._newest[slot] = number

        def stale() -> bool:
            newer = slot is not None and self._newest.get(slot) != number
            return newer or (lane is self._readers and number <= self._forgotten)

        def job() -> None:
            if not stale():
                deliver = self._serve(call, then, failed)
                self._post(self.Answered(lambda: None if stale() else deliver()))

        lane.put(job)

    def _serve(
        self,
        call: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[str], None],
    ) -> Callable[[], None]:
        """Make the call on this thread, and return what is left to do on the screen's."""
        try:
            answer = call()
        except Refusal as refusal:
            return partial(failed, str(refusal))
        except Exception as error:  # nobody behind us could tell the person
            log.exception("a call broke")
            said = _("Something broke ({name}). Nothing was changed; the log has the details.")
            return partial(failed, said.format(name=type(error).__name__))
        return partial(then, answer)

    def _telling(self, failed: Callable[[], None] | None) -> Callable[[str], None]:
        """Return what tells a failure to the person, then goes on with ``failed``."""

        def tell(text: str) -> None:
            self._post(self.Failed(text, fatal=self._store is None))
            if failed:
                failed()

        return tell

    def _post(self, message: Message) -> None:
        self._app.post_message(message)


def resolve(call: Call) -> Callable[..., Any]:
    """Return the service that a name stands for; a function is returned as it is."""
    if not isinstance(call, str):
        return call
    area, _dot, name = call.rpartition(".")
    room = "shopdesk" if area.startswith("reports") else "shopdesk.services"
    found: Callable[..., Any] = getattr(importlib.import_module(f"{room}.{area}"), name)
    return found
