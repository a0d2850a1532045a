"""Live chat and social networks through Chatwoot: its talks become tickets, answers go back.

What a talk is called here begins with ``chatwoot:``; ``wired`` tells such a ticket. A pull walks
from the talk that was active last back to where the last pull began. It may be broken off anywhere:
the cursor moves only at its end, and no post comes in twice, as each has a key of its own. Answers
of ours carry a mark, by which they are known again, whoever sends them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import sqlalchemy as sa

from shopdesk.connectors.chatwoot import PAGE, SLICE, TITLE, Chatwoot, Post, Talk
from shopdesk.connectors.http import Wire
from shopdesk.connectors.pace import WATCH, Watch, wait
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _, ngettext
from shopdesk.models.tickets import InletCursor, Ticket, TicketMessage
from shopdesk.services import secrets
from shopdesk.services.tickets import mirroring
from shopdesk.services.tickets.arriving import take_in
from shopdesk.services.tickets.following import ended
from shopdesk.services.tickets.rows import Incoming, IncomingFile, Taken
from shopdesk.store import Change, Read, Store, Work

SOURCE: Final = "chatwoot"
PREFIX: Final = "chatwoot:"
PAGES: Final = 400
"""Pages that one pull reads at most."""
APART: Final = 0.05
"""Seconds between two questions: a server allows some 3,000 a minute."""


@dataclass(frozen=True)
class Line:
    """The way to the shop's account at Chatwoot."""

    there: Chatwoot
    account: int

    def thread(self, talk: int) -> str:
        """Return what a talk is called here."""
        return f"{PREFIX}{self.account}:{talk}"

    def key(self, post: int) -> str:
        """Return what a post is called here."""
        return f"{PREFIX}{self.account}:p{post}"


def wired(thread: str) -> bool:
    """Tell whether answers to such a ticket go through Chatwoot."""
    return thread.startswith(PREFIX)


def line(
    read: Read, stopped: Callable[[], bool] = lambda: False, watch: Watch = WATCH
) -> Line | None:
    """Return the way to Chatwoot; None where the shop has none.

    Raises:
        Refusal: its address cannot be used.
    """
    settings, token = read.settings, secrets.get(read, SOURCE)
    if not settings.chatwoot_address or token is None:
        return None
    wire = Wire(TITLE, settings.chatwoot_address, token, APART, settings.proxy, stopped, watch)
    return Line(Chatwoot(wire, settings.chatwoot_account), settings.chatwoot_account)


# Out


def mark_of(ticket_id: int, message_id: int, at: int) -> str:
    """Return the mark of an answer of ours: it is found again by it."""
    return f"T-{ticket_id}-{message_id}-{at}"


def push(way: Line, thread: str, body: str, mark: str, *, again: bool = False) -> str:
    """Post an answer and return its key; ``again``: look first whether it is there already.

    Raises:
        Trouble: nobody knows whether it is there (unreachable, garbled), or it is not.
    """
    talk = int(thread.rpartition(":")[2])
    if again and (known := _marked(way, talk, mark)):
        return way.key(known)
    return way.key(way.there.say(talk, body, mark).id)


def _marked(way: Line, talk: int, mark: str) -> int:
    after = 0
    while posts := way.there.posts(talk, after):
        if found := next((post.id for post in posts if post.mark == mark), 0):
            return found
        if len(posts) < SLICE:
            break
        after = posts[-1].id
    return 0


# In


def fetch(
    store: Store, *, stopped: Callable[[], bool] = lambda: False, watch: Watch = WATCH
) -> Taken | None:
    """Take in what is new at Chatwoot and tell it our states; None where the shop has no account.

    Raises:
        Trouble: the pull broke off; what came until then is kept, and the cursor says why.
        Refusal: its address cannot be used.
    """
    with store.read() as read:
        way, since = line(read, stopped, watch), _since(read)
    if way is None:
        return None
    began = store.clock.now()
    try:
        taken, newest = _walk(store, way, since[0], stopped, watch)
        mirroring.tell(store, way.there, PREFIX, since[1])
    except Trouble as trouble:
        store.run("fetch", partial(_note, trouble=str(trouble)))
        raise
    store.run("fetch", partial(_note, seen=max(newest, since[0]), heard=began))
    return taken


def _walk(
    store: Store, way: Line, since: int, stopped: Callable[[], bool], watch: Watch
) -> tuple[Taken, int]:
    """Take in page by page until nothing is new; return that, and when the first one was active.

    A talk that moves to the first page meanwhile is taken in by the next pull.
    """
    taken, newest, page = Taken(), 0, 1
    while talks := way.there.talks(page):
        wait(0, watch, stopped)
        fresh = [talk for talk in talks if talk.last_at >= since and (since or _goes_on(talk))]
        newest = newest or talks[0].last_at + (talks[0] not in fresh)
        with store.read() as read:
            known = {talk.id: _last(read, way, talk) for talk in fresh}
        posts = [(talk, post) for talk in fresh for post in _posts(way, talk, known[talk.id])]
        taken = _sum(taken, _keep(store, way, fresh, posts))
        page += 1
        if talks[-1].last_at < since or len(talks) < PAGE or page > PAGES:
            break
    return taken, newest


def _goes_on(talk: Talk) -> bool:
    """Tell whether a first pull brings a talk: the archive stays where it is."""
    return talk.status != "resolved"


def _posts(way: Line, talk: Talk, after: int) -> list[Post]:
    found: list[Post] = []
    while posts := way.there.posts(talk.id, after):
        found += posts
        after = posts[-1].id
        if len(posts) < SLICE:
            break
    return found


def _keep(
    store: Store, way: Line, talks: Sequence[Talk], posts: Sequence[tuple[Talk, Post]]
) -> Taken:
    """Keep what a page of talks brought, as one entry."""
    told: list[Taken] = []

    def keep(work: Work) -> Change:
        fresh = [(talk, post) for talk, post in posts if not _ours(work, way, post)]
        told[:] = [take_in(work, [_incoming(way, talk, post) for talk, post in fresh])]
        mirroring.follow(work, {way.thread(talk.id): talk for talk in talks})
        return ended(work, _label(work, told[0].messages))

    store.run("fetch", keep)
    return told[0]


def _label(work: Work, n: int) -> str:
    """Return what came; messages that arrived stay, whatever is taken back."""
    if not n:
        return _("Took over states of Chatwoot")
    label = ngettext("{n} message came by Chatwoot", "{n} messages came by Chatwoot", n).format(n=n)
    work.leaves(label)
    return label


def _incoming(way: Line, talk: Talk, post: Post) -> Incoming:
    return Incoming(
        talk.channel, way.key(post.id), post.at, post.body, post.kind,
        post.author or (talk.customer if post.kind == "in" else ""), talk.address,
        thread=way.thread(talk.id), auto=post.auto, customer=talk.customer,
        files=tuple(IncomingFile(file.name, None, file.size) for file in post.files),
    )  # fmt: skip


def _ours(work: Work, way: Line, post: Post) -> bool:
    """Tell whether a post need not come in: a machine's, or an answer of ours, which it confirms.

    An answer of which nobody knew whether it arrived is sent, then.
    """
    if post.kind == "system":
        return True
    parts = post.mark.split("-")
    if len(parts) != 4 or not all(part.isascii() and part.isdecimal() for part in parts[1:]):
        return False
    message = work.session.get(TicketMessage, int(parts[2]))
    if message is None or post.mark != mark_of(int(parts[1]), message.id, message.at):
        return False
    if message.state != "sent":
        message.state, message.wrong, message.not_before = "sent", None, None
        message.sent_at = post.at
    message.key = message.key or way.key(post.id)
    return True


def _last(read: Read, way: Line, talk: Talk) -> int:
    """Return the newest post of a talk that is known here."""
    start = way.key(0)[:-1]
    number = sa.cast(sa.func.substr(TicketMessage.key, len(start) + 1), sa.Integer)
    query = (
        sa.select(sa.func.max(number))
        .join(Ticket, Ticket.id == TicketMessage.ticket_id)
        .where(Ticket.channel == talk.channel, Ticket.thread == way.thread(talk.id))
        .where(TicketMessage.key.startswith(start, autoescape=True))
    )
    return int(read.connection.scalar(query) or 0)


def _sum(one: Taken, other: Taken) -> Taken:
    new = one.new + other.new
    reopened = tuple(dict.fromkeys(one.reopened + other.reopened))
    touched = tuple(dict.fromkeys(one.touched + other.touched))
    return Taken(new, reopened, touched, one.messages + other.messages, one.known + other.known)


# How far


def _since(read: Read) -> tuple[int, int]:
    """Return the last activity that was seen, and when the last pull began that came to its end."""
    query = sa.select(InletCursor.seen, InletCursor.heard_at).where(InletCursor.source == SOURCE)
    found = read.connection.execute(query).first()
    return (found[0], found[1] or 0) if found else (0, 0)


def _note(work: Work, *, seen: int = 0, heard: int = 0, trouble: str | None = None) -> Change:
    cursor = work.session.get(InletCursor, SOURCE) or InletCursor(source=SOURCE, validity=0, seen=0)
    cursor.trouble = trouble
    if heard:
        cursor.seen, cursor.heard_at = seen, heard
    work.session.add(cursor)
    return work.done("")
