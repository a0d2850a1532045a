"""What the reads of tickets return, and what arrives from outside: frozen, free of any session."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that came with a message. ``body`` is None where it was too big to keep."""

    told_name: str
    body: bytes | None
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message from outside, as a mailbox, a chat system or a file told it.

    ``key`` is what its source calls it: it comes in once. ``kind`` is ``in``, or ``out`` for our
    own answer that a transcript holds and that went already, ``note``, or ``system``. ``address``
    is the customer's mail address, phone or account, ``customer`` their name where somebody else
    may have begun; ``thread`` what the source calls the conversation. ``answers`` are the
    Message-IDs that a mail names, newest last.
    """

    channel: str
    key: str
    at: int
    body: str
    kind: str = "in"
    author: str = ""
    address: str = ""
    to_address: str = ""
    subject: str = ""
    thread: str = ""
    wire_id: str | None = None
    answers: Sequence[str] = ()
    mailbox_id: int | None = None
    shop_id: int | None = None
    auto: bool = False
    spam: bool = False
    language: str = ""
    files: Sequence[IncomingFile] = ()
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of messages from outside: ids of tickets, each once, and counts of messages."""

    new: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()
    touched: tuple[int, ...] = ()
    messages: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket as a line of a list. Instants in UTC seconds.

    ``order`` is the number of its order. ``due`` is the earliest deadline that runs, None where
    none does. ``breached``: a deadline was missed, now or ever. ``watchers`` have it open now.
    """

    id: int
    channel: str
    shop: str
    subject: str
    customer: str
    address: str
    state: str
    priority: str
    assignee: str
    reason: str
    order_id: int | None
    order: str | None
    opened_at: int
    last_at: int
    last_in_at: int | None
    waiting_since: int | None
    first_due: int | None
    next_due: int | None
    resolve_due: int | None
    due: int | None
    breached: bool
    messages: int
    snoozed_until: int | None
    csat_score: int | None
    merged_into: int | None
    tags: tuple[str, ...] = ()
    watchers: tuple[str, ...] = ()
    key: tuple[object, ...] = ()
    """Where the row stands in the asked-for order; give it back as ``after`` or ``before``."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a message: our safe name, the sender's, its type by its first bytes, its size."""

    id: int
    name: str
    told_name: str
    type: str
    size: int
    kept: bool


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One message or note of a ticket. ``state`` is where an answer stands on its way out."""

    id: int
    kind: str
    at: int
    author: str
    from_address: str
    subject: str
    body: str
    auto: bool
    state: str
    wrong: str | None
    sent_at: int | None
    files: tuple[FileRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened to a ticket."""

    at: int
    kind: str
    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A stretch of a clock's cycle: it ran or paused from one instant to another (None: now)."""

    start: int
    end: int | None
    running: bool
    why: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One cycle of a clock with its stretches; ``target_s`` and ``used_s`` in working seconds."""

    clock: str
    policy: str
    target_s: int
    used_s: int
    began_at: int
    due_at: int | None
    ended_at: int | None
    breached: bool
    segments: tuple[SegmentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What a ticket may be about. ``name`` is an order number, a resi, a SKU; ``why`` the reason.

    ``place``: suggested, linked or refused.
    """

    id: int
    kind: str
    target_id: int
    name: str
    about: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """What was offered for a complaint; ``amount`` in minor units."""

    id: int
    kind: str
    amount: int
    currency: str
    why: str
    state: str
    at: int
    by: str
    decided_at: int | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class TicketCard:
    """Everything about one ticket; messages oldest first, all else newest first.

    ``family`` are tickets that it was merged from, split from or follows: (relation, id, subject).
    """

    row: TicketRow
    messages: tuple[TalkRow, ...]
    events: tuple[EventRow, ...]
    clocks: tuple[ClockRow, ...]
    links: tuple[LinkRow, ...]
    offers: tuple[OfferRow, ...]
    family: tuple[tuple[str, int, str], ...] = ()
    draft: str = ""
