"""Tickets as plain Python sees them: a second, simple telling of the same rules."""

from dataclasses import dataclass, field

from shopdesk.clock import DAY

LIVE = ("new", "open", "pending", "on_hold")
STEPS = {
    "new": {"open", "pending", "on_hold", "solved", "closed", "spam"},
    "open": {"open", "pending", "on_hold", "solved", "closed", "spam"},
    "pending": {"open", "pending", "on_hold", "solved", "closed", "spam"},
    "on_hold": {"open", "pending", "on_hold", "solved", "closed", "spam"},
    "solved": {"open", "pending", "on_hold", "solved", "closed", "spam"},
    "closed": {"closed"},
    "spam": {"open", "closed", "spam"},
}


class No(Exception):  # noqa: N818 - it is an answer
    """The house refuses it."""


@dataclass
class Talk:
    """One ticket."""

    id: int
    channel: str
    address: str
    thread: str
    state: str = "new"
    who: str = ""
    priority: str = "normal"
    tags: set[str] = field(default_factory=set)
    sleeps: int | None = None
    solved_at: int | None = None
    last_at: int = 0
    merged: int | None = None
    follows: int | None = None
    said: list[str] = field(default_factory=list)

    def go(self, state, at):
        """Stand in a state from now on."""
        if state == "solved" and self.state != "solved":
            self.solved_at = at
        self.state = state
        if state in ("solved", "closed", "spam"):
            self.sleeps = None

    def seen(self):
        """Return what is compared with the store."""
        return (self.state, self.who, self.priority, frozenset(self.tags), self.sleeps,
                self.merged, self.follows, tuple(sorted(self.said)))  # fmt: skip


class House:
    """All tickets, and who said what where; ``now`` is moved from outside."""

    def __init__(self, now, days=7):
        self.now, self.days = now, days
        self.talks: dict[int, Talk] = {}
        self.said: dict[str, tuple[str, str, str]] = {}
        """By words: who said it (in, out, note), the address, the Message-ID."""
        self.keys: set[str] = set()

    def made(self, **facts):
        """Make a ticket."""
        talk = Talk(len(self.talks) + 1, last_at=self.now, **facts)
        self.talks[talk.id] = talk
        return talk

    def say(self, talk, words, kind, address="", wire=""):
        """Let something stand on a ticket."""
        talk.said.append(words)
        talk.last_at = self.now
        self.said[words] = (kind, address, wire)

    def arrive(self, words, channel, address, thread="", wire="", answers=(), named=0, *,
               auto=False, kind="in"):  # fmt: skip
        """Take one message in."""
        if words in self.keys:
            return
        self.keys.add(words)
        thread = thread or ((answers[0] if answers else wire) if channel == "email" else "")
        talk = self._answered(answers) or self._threaded(channel, thread, address)
        token = self.talks.get(named)
        if not talk and token and self._in_it(token, address):
            talk, token = token, None
        if not talk and channel != "email":
            talk = self._talking(channel, address, thread)
        talk = talk and self._latest(talk)
        if talk is None or self._over(talk):
            talk = self._opened(talk, channel, address, thread, None if talk else token)
        talk.thread = talk.thread or thread
        self.say(talk, words, kind, address, wire)
        if not auto:
            self._heard(talk, kind)

    def _opened(self, old, channel, address, thread, token):
        if old is None:
            own = {one.state for one in self.talks.values()
                   if (one.channel, one.address) == (channel, address)}  # fmt: skip
            talk = self.made(channel=channel, address=address, thread=thread)
            talk.state = "spam" if own == {"spam"} else "new"
            talk.follows = token and token.id
            return talk
        own = {one.state for one in self.talks.values()
               if (one.channel, one.address) == (channel, address)}  # fmt: skip
        old.go("closed", self.now)
        talk = self.made(channel=old.channel, address=old.address, thread=old.thread)
        talk.state, talk.follows, talk.who = "spam" if own == {"spam"} else "new", old.id, old.who
        return talk

    def _heard(self, talk, kind):
        if kind == "in":
            talk.sleeps = None
            if talk.state in ("pending", "on_hold", "solved"):
                talk.go("open", self.now)
        elif talk.state in ("new", "open"):
            talk.go("pending", self.now)

    def _home(self, words):
        return next(talk for talk in self.talks.values() if words in talk.said)

    def _answered(self, answers):
        for wire in reversed(answers):
            for words, (_kind, _address, own) in self.said.items():
                if own == wire:
                    return self._home(words)
        return None

    def _threaded(self, channel, thread, address):
        for talk in reversed(self.talks.values()):
            same = thread and (talk.channel, talk.thread) == (channel, thread)
            if same and (channel != "email" or self._in_it(talk, address)):
                return talk
        return None

    def _in_it(self, talk, address):
        return address == talk.address or any(
            self.said[words][1] == address for words in talk.said if self.said[words][0] != "note"
        )

    def _talking(self, channel, address, thread):
        found = [
            talk for talk in self.talks.values()
            if (talk.channel, talk.address) == (channel, address)
            and talk.state in (*LIVE, "solved") and not (thread and talk.thread)
        ]  # fmt: skip
        return max(found, key=lambda talk: (talk.state != "solved", talk.id), default=None)

    def _over(self, talk):
        late = talk.state == "solved" and self.now > talk.solved_at + self.days * DAY
        return talk.state == "closed" or late

    def _latest(self, talk):
        while True:
            if talk.merged:
                talk = self.talks[talk.merged]
                continue
            kin = (talk.channel, talk.thread, talk.address, talk.id)
            later = [one for one in self.talks.values()
                     if (one.channel, one.thread, one.address, one.follows) == kin]  # fmt: skip
            if not self._over(talk) or not later:
                return talk
            talk = later[-1]

    def close_old(self):
        """Let what was solved long ago come to its end."""
        since = self.now - self.days * DAY
        for talk in self.talks.values():
            if talk.state == "solved" and talk.solved_at < since and talk.last_at < since:
                talk.go("closed", self.now)

    def reply(self, talk, words, state):
        """Answer."""
        if talk.merged or talk.state in ("closed", "spam") or state == "new":
            raise No
        self.say(talk, words, "out", talk.address)
        if state or talk.state != "solved":
            talk.go(state or "pending", self.now)

    def note(self, talk, words):
        """Write something down for ourselves."""
        if talk.merged:
            raise No
        self.say(talk, words, "note")

    def step(self, talk, state):
        """Set a state by hand."""
        if talk.merged or state not in STEPS[talk.state]:
            raise No
        talk.go(state, self.now)

    def label(self, talk, what, value):
        """Give it to somebody, or say how urgent it is."""
        if talk.merged or talk.state == "closed":
            raise No
        setattr(talk, what, value)

    def sleep(self, talk, until):
        """Put it off."""
        if talk.merged or talk.state not in LIVE:
            raise No
        talk.sleeps = until

    def tag(self, talk, word):
        """Put a word on it."""
        if talk.merged:
            raise No
        talk.tags.add(word)

    def merge(self, talk, into):
        """Put one ticket into another."""
        apart = talk.channel == into.channel and talk.address != into.address
        over = into.state in ("closed", "spam") or into.merged
        if talk is into or over or talk.merged or talk.state == "spam" or apart:
            raise No
        was = talk.state
        into.said += talk.said
        into.last_at = max(into.last_at, talk.last_at) if talk.said else into.last_at
        into.tags |= talk.tags
        talk.said = []
        talk.go("closed", self.now)
        talk.merged = into.id
        if was in ("new", "open") if into.state != "new" else was != "new":
            into.go("open", self.now)

    def split(self, talk, words):
        """Take one message out into a ticket of its own."""
        rest = [one for one in talk.said if one != words and self.said[one][0] != "note"]
        if talk.merged or talk.state == "closed" or not rest:
            raise No
        kind, address, _wire = self.said[words]
        new = self.made(channel=talk.channel, thread="",
                        address=(kind == "in" and address) or talk.address)  # fmt: skip
        new.state, new.who, new.priority = "open", talk.who, talk.priority
        talk.said.remove(words)
        new.said.append(words)

    def follow(self, talk):
        """Go on where a closed ticket ended."""
        after = [one for one in self.talks.values()
                 if (one.follows, one.address) == (talk.id, talk.address)]  # fmt: skip
        if talk.merged or talk.state != "closed" or any(one.state != "closed" for one in after):
            raise No
        new = self.made(channel=talk.channel, address=talk.address, thread=talk.thread)
        new.state, new.follows, new.who = "open", talk.id, talk.who
        return new
