"""Messages are fetched from the mailboxes, and from Chatwoot: each comes in once, none is lost.

How far a mailbox was read moves in the transaction that takes its mails in. So a fetch may be
killed at any moment, and several may run at once. Where the server has renumbered a folder
(another UIDVALIDITY), it is read from the start: what is known stays as it is.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import sqlalchemy as sa

from shopdesk.connectors import imap
from shopdesk.connectors.trouble import Trouble
from shopdesk.locale import _, ngettext
from shopdesk.models.messages import Message
from shopdesk.models.tickets import InletCursor, TicketMessage
from shopdesk.refusal import Refusal
from shopdesk.services.tickets import arriving, chatwoot, following, mailboxes, mails
from shopdesk.services.tickets.mailboxes import MailboxRow
from shopdesk.services.tickets.rows import Incoming, Taken
from shopdesk.store import Change, Store, Work

CHATWOOT: Final = "chatwoot"
VERB: Final = "fetch"

log = logging.getLogger("shopdesk")


@dataclass(slots=True)
class Heard:
    """What a look into one source brought: ids of tickets, counts of messages, what went wrong."""

    name: str
    new: list[int] = field(default_factory=list)
    reopened: list[int] = field(default_factory=list)
    messages: int = 0
    known: int = 0
    unread: int = 0
    """Mails that could not be read and are kept raw."""
    trouble: str = ""

    def add(self, taken: Taken) -> None:
        """Add what became of some messages."""
        self.new += taken.new
        self.reopened += taken.reopened
        self.messages += taken.messages
        self.known += taken.known


@dataclass(slots=True)
class Fetched:
    """What a round over all sources brought."""

    sources: list[Heard] = field(default_factory=list)

    @property
    def messages(self) -> int:
        """Messages that came."""
        return sum(one.messages for one in self.sources)

    @property
    def new(self) -> list[int]:
        """Tickets that were opened."""
        return [ticket for one in self.sources for ticket in one.new]

    @property
    def trouble(self) -> str:
        """What went wrong, each sentence once."""
        return " ".join(dict.fromkeys(one.trouble for one in self.sources if one.trouble))

    @property
    def sentence(self) -> str:
        """What came, for a person."""
        n, new = self.messages, len(self.new)
        if not n:
            return _("No new messages")
        came = ngettext("{n} new message", "{n} new messages", n).format(n=n)
        opened = ngettext("{n} new ticket", "{n} new tickets", new).format(n=new)
        return f"{came}, {opened}"


@dataclass(frozen=True, slots=True)
class Listener:
    """Who follows a fetch: asked whether to stop, told the source and how many of its mails."""

    stopped: Callable[[], bool] = lambda: False
    told: Callable[[str, int, int], None] = lambda _name, _done, _all: None


QUIET: Final = Listener()


def fetch(store: Store, names: Sequence[str] = (), listener: Listener = QUIET) -> Fetched:
    """Take in what came since the last time: from all sources that are on, or from those named.

    What goes wrong at one source is told in its ``trouble`` and keeps none of the others.

    Raises:
        Refusal: there is no such mailbox; or the store cannot be written.
    """
    with store.read() as read:
        known = [mailboxes.one(read, name) for name in names if name != CHATWOOT]
        rows = known if names else [row for row in mailboxes.listed(read) if row.state == "on"]
    done = Fetched()
    for row in rows:
        if not listener.stopped():
            done.sources.append(_mailbox(store, row, listener))
    if (not names or CHATWOOT in names) and not listener.stopped():
        done.sources += _chats(store, listener)
    return done


def _chats(store: Store, listener: Listener) -> list[Heard]:
    """Return what Chatwoot brought, where the shop has it."""
    heard = Heard(CHATWOOT)
    try:
        taken = chatwoot.fetch(store, stopped=listener.stopped)
    except Refusal as refusal:
        heard.trouble = str(refusal)
        return [heard]
    if taken is None:
        return []
    heard.add(taken)
    return [heard]


def _mailbox(store: Store, row: MailboxRow, listener: Listener) -> Heard:
    heard = Heard(row.name)
    try:
        with store.read() as read:
            account, inbox = mailboxes.account_of(read, row), mailboxes.inbox_of(read, row)
    except Refusal as refusal:  # its password is missing
        heard.trouble = str(refusal)
    else:
        try:
            with imap.Wire(account) as wire:
                _Reading(store, row, inbox, wire.open().validity, heard).go(wire, listener)
        except Trouble as trouble:
            heard.trouble = str(trouble)
    if heard.trouble != (row.trouble or "") or not heard.trouble:
        store.run("fetch_note", partial(_note, source=row.source, trouble=heard.trouble))
    return heard


@dataclass(slots=True)
class _Reading:
    """The reading of one mailbox whose numbers mean mails under this ``validity``."""

    store: Store
    row: MailboxRow
    inbox: mails.Inbox
    validity: int
    heard: Heard

    def go(self, wire: imap.Wire, listener: Listener) -> None:
        """Take in all that is new, a batch at a time, each as one entry."""
        uids = wire.after(self._seen(), self.row.since)
        for batch in wire.batches(uids):
            if listener.stopped():
                return
            if batch:
                self._keep(batch)
                listener.told(self.row.name, uids.index(batch[-1].uid) + 1, len(uids))

    def _seen(self) -> int:
        with self.store.read() as read:
            query = sa.select(InletCursor.validity, InletCursor.seen)
            found = read.connection.execute(
                query.where(InletCursor.source == self.row.source)
            ).first()
        return found.seen if found and found.validity == self.validity else 0

    def _keep(self, batch: Sequence[imap.Mail]) -> None:
        told = [(mail.uid, self._read(mail)) for mail in batch]
        try:
            self._take(told)
        except (Refusal, OSError):
            raise
        except Exception:  # a mail that breaks the house must not stop those after it
            log.exception("a batch of mails broke; each is tried alone")
            for mail, one in zip(batch, told, strict=True):
                self._alone(mail, one)

    def _read(self, mail: imap.Mail) -> Incoming | None:
        """Return a mail as a message; None where it came before the mailbox was of interest."""
        if mail.at and mail.at < self.row.since:
            return None
        return mails.incoming(mail.raw, self.inbox, at=mail.at, size=mail.size)

    def _alone(self, mail: imap.Mail, one: tuple[int, Incoming | None]) -> None:
        try:
            self._take([one])
        except (Refusal, OSError):
            raise
        except Exception:
            log.exception("a mail broke; it is kept raw")
            self._take([(mail.uid, mails.unreadable(mail.raw, self.inbox, at=mail.at))])
            self.heard.unread += 1

    def _take(self, told: Sequence[tuple[int, Incoming | None]]) -> None:
        taken: list[Taken] = []
        act = partial(
            _arrive, row=self.row, validity=self.validity, told=told, ours=self.inbox.ours,
            taken=taken,
        )  # fmt: skip
        self.store.run(VERB, act)
        self.heard.add(taken[0])


def _arrive(
    work: Work, *, row: MailboxRow, validity: int, told: Sequence[tuple[int, Incoming | None]],
    ours: frozenset[str], taken: list[Taken],
) -> Change:  # fmt: skip
    """Take mails in, and move how far the mailbox was read; both, or nothing."""
    cursor = work.session.get(InletCursor, row.source)
    if cursor is None:
        cursor = InletCursor(source=row.source, validity=validity, seen=0)
        work.session.add(cursor)
    if cursor.validity != validity:
        cursor.validity, cursor.seen = validity, 0
    fresh = [one for uid, one in told if one is not None and uid > cursor.seen]
    cursor.seen = max([cursor.seen, *(uid for uid, _one in told)])
    cursor.heard_at, cursor.trouble = work.clock.now(), None
    back = _come_back(work, fresh, ours)
    taken.append(arriving.take_in(work, [one for one in fresh if one not in back]))
    n = taken[0].messages
    if not n:
        return work.done("")
    said = ngettext("{n} mail came to {name}", "{n} mails came to {name}", n)
    label = said.format(n=n, name=row.name)
    work.leaves(label)  # what has arrived cannot be sent back; “u” goes past it
    return following.ended(work, label)


def _come_back(work: Work, fresh: Sequence[Incoming], ours: frozenset[str]) -> list[Incoming]:
    """Return which mails are ours that came back to us, as those do that we send to ourselves."""
    mine = [one for one in fresh if one.wire_id and one.address in ours]
    wires = [one.wire_id for one in mine]
    answers = sa.select(TicketMessage.wire_id).where(
        TicketMessage.wire_id.in_(wires), TicketMessage.kind == "out"
    )
    letters = sa.select(Message.wire_id).where(Message.wire_id.in_(wires))
    known = {wire for query in (answers, letters) for wire in work.session.scalars(query)}
    return [one for one in mine if one.wire_id in known]


def _note(work: Work, *, source: str, trouble: str) -> Change:
    """Write down how the last look into a source went."""
    cursor = work.session.get(InletCursor, source)
    if cursor is None:
        cursor = InletCursor(source=source, validity=0, seen=0)
        work.session.add(cursor)
    cursor.trouble = trouble or None
    if not trouble:
        cursor.heard_at = work.clock.now()
    return work.done("")
