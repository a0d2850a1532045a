"""Letters on their way out: each is claimed before the wire is touched, and goes once.

A claim is a journal entry of its own. Two senders cannot claim the same letter; and where one dies
between claim and answer, the letter stays claimed: after some minutes it is shown as unsure, a
person looks and decides. Nothing that was claimed ever goes again by itself.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar

from shopdesk.connectors.mail import CutOff, Refused
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _
from shopdesk.services.messages.habits import habits
from shopdesk.services.messages.reads import SENDING, UNSURE
from shopdesk.store import Change, Read, Store, Work

MOST: Final = 500
"""Letters that one run sends."""
BROKEN: Final = 3
"""So many letters in a row that are put off end a run: it is not about the letters."""
L = TypeVar("L")
L_contra = TypeVar("L_contra", contravariant=True)


@dataclass(slots=True)
class Run:
    """What one run of sending did: ids of messages, and what the wire's trouble was, if any."""

    sent: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    """Messages that must not go: something is empty, the buyer wants none, it is no news."""
    unsure: list[int] = field(default_factory=list)
    trouble: str = ""
    answers: bool = False
    """Whether it sends answers to tickets, and no mails of the outbox."""

    def add(self, other: "Run") -> None:
        """Count what another run did as this one's."""
        for name in ("sent", "failed", "waiting", "kept", "unsure"):
            getattr(self, name).extend(getattr(other, name))
        self.trouble = self.trouble or other.trouble

    @property
    def tried(self) -> list[int]:
        """The messages that this run need not look at again."""
        return [*self.sent, *self.failed, *self.waiting, *self.kept, *self.unsure]


def state_of(work: Work, message: Any) -> str:
    """Return the state of a message as people see it."""
    died = message.state == SENDING and (message.not_before or 0) <= work.clock.now()
    return UNSURE if died else str(message.state)


class Line(Protocol[L_contra]):
    """A way out. What goes wrong on it is raised as ``connectors.mail`` says."""

    def open(self) -> object:
        """Make sure that it is there."""

    def send(self, letter: L_contra) -> str | None:
        """Hand a letter in; return what the other side calls it, if it says so."""


class Post(ABC, Generic[L]):
    """Letters of one kind: which is next, who claims it, and what is written down of it."""

    verb: ClassVar[str]
    said: ClassVar[Mapping[str, str]]
    """Labels of what became of a letter: sent, unsure, back, later, failed."""

    @abstractmethod
    def next(self, read: Read, tried: Sequence[int]) -> int | None:
        """Return the next letter that is due and was not tried."""

    @abstractmethod
    def claim(self, work: Work, *, message_id: int, claimed: list[L]) -> Change:
        """Take a queued letter for this sender, or set it aside where it must not go."""

    @abstractmethod
    def mine(self, work: Work, message_id: int) -> Any:
        """Return the letter's row, which this sender has claimed."""

    @abstractmethod
    def named(self, work: Work, message: Any) -> Mapping[str, str]:
        """Return what labels call the letter."""

    def take(self, work: Work, message: Any) -> None:
        """Write down that this sender has claimed the letter."""
        message.state, message.wrong = SENDING, None
        message.tries += 1
        message.not_before = work.clock.now() + habits(work.clock).claim

    def sent(self, work: Work, *, message_id: int, told: str | None) -> Change:
        """Say that the other side has taken the letter, and what it calls it."""
        message = self.mine(work, message_id)
        message.state, message.wrong, message.not_before = "sent", None, None
        message.sent_at = work.clock.now()
        if told:
            message.key = told
        return self._left(work, message, "sent")

    def unsure(self, work: Work, *, message_id: int) -> Change:
        """Say that nobody knows whether the other side has taken it."""
        message = self.mine(work, message_id)
        message.wrong, message.not_before = "silent", work.clock.now()
        return self._left(work, message, "unsure")

    def give_back(self, work: Work, *, message_id: int) -> Change:
        """Let go of a letter that was not handed in, because the wire is out of order."""
        message = self.mine(work, message_id)
        message.state, message.not_before = "queued", None
        message.tries -= 1
        return self._left(work, message, "back")

    def put_off(self, work: Work, *, message_id: int, refused: Refused, run: Run) -> Change:
        """Let a letter wait for its next try, or give it up."""
        message, told = self.mine(work, message_id), habits(work.clock)
        message.wrong = str(refused)
        if refused.lasting or message.tries >= told.max_tries:
            message.state, message.not_before = "failed", None
            run.failed.append(message_id)
            return self._left(work, message, "failed")
        message.state = "queued"
        message.not_before = work.clock.now() + told.wait(message.tries)
        run.waiting.append(message_id)
        return self._left(work, message, "later")

    def ended(self, work: Work, label: str) -> Change:
        """End what was written down of a letter."""
        return work.done(label)

    def label(self, work: Work, message: Any, what: str) -> str:
        """Return what became of a letter, as the journal tells it."""
        return _(self.said[what]).format(**self.named(work, message), why=message.wrong)

    def _left(self, work: Work, message: Any, what: str) -> Change:
        # What a wire did cannot be undone, and must not be what `u` takes back first.
        label = self.label(work, message, what)
        work.leaves(label)
        return self.ended(work, label)


def hand_in(
    store: Store, line: Line[L], post: Post[L], run: Run, left: list[int] | None = None, *,
    stopped: Callable[[], bool] = lambda: False, told: Callable[[Run], None] = lambda _run: None,
) -> None:  # fmt: skip
    """Send what is due, or the letters that are left; the run tells what became of them."""
    while len(run.sent) < MOST and not stopped():
        message_id = _next(store, post, run, left)
        if message_id is None:
            break
        try:
            line.open()
        except Trouble as trouble:
            run.trouble = str(trouble)
        else:
            _one(store, line, post, message_id, run)
            told(run)
        if run.trouble or (len(run.waiting) >= BROKEN and not run.sent):
            break


def _next(store: Store, post: Post[L], run: Run, left: list[int] | None) -> int | None:
    """Return the next message to try; of named ones each once."""
    if left is not None:
        return left.pop(0) if left else None
    with store.read() as read:
        return post.next(read, run.tried)


def _one(store: Store, line: Line[L], post: Post[L], message_id: int, run: Run) -> None:
    """Claim a letter, hand it in, and write down what became of it."""
    claimed: list[L] = []
    change = store.run(
        f"{post.verb}_claim", partial(post.claim, message_id=message_id, claimed=claimed)
    )
    if not claimed:
        if change.entry:  # otherwise another sender was there first
            run.kept.append(message_id)
        return
    try:
        told = line.send(claimed[0])
    except CutOff:
        store.run(f"{post.verb}_unsure", partial(post.unsure, message_id=message_id))
        run.unsure.append(message_id)
    except Trouble as trouble:
        store.run(f"{post.verb}_back", partial(post.give_back, message_id=message_id))
        run.trouble = str(trouble)
    except (Refused, ValueError) as error:
        refused = error if isinstance(error, Refused) else Refused(str(error), lasting=True)
        failed = partial(post.put_off, message_id=message_id, refused=refused, run=run)
        store.run(f"{post.verb}_failed", failed)
    else:
        store.run(f"{post.verb}_sent", partial(post.sent, message_id=message_id, told=told))
        run.sent.append(message_id)
