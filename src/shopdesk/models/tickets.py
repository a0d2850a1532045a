"""What customers write and what they are answered: tickets, their messages, clocks and helpers.

A ticket's columns for clocks are made from its messages, its events and its cycles; whoever changes
one of those lets ``services.tickets.following`` make them anew.
"""

from typing import Final

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money
from shopdesk.models.orders import NEVER

CHANNELS: Final = (
    "email", "whatsapp", "shopee", "tokopedia", "tiktok", "lazada", "instagram", "facebook",
    "telegram", "web", "phone", "other",
)  # fmt: skip
STATES: Final = ("new", "open", "pending", "on_hold", "solved", "closed", "spam")
"""``pending`` waits for the customer, ``on_hold`` for a third party."""
LIVE: Final = ("new", "open", "pending", "on_hold")
PRIORITIES: Final = ("urgent", "high", "normal", "low")
KINDS: Final = ("in", "out", "note", "system")
"""From the customer · to the customer · among us, never leaves · what a machine said."""
SENDING: Final = ("queued", "sending", "sent", "copy", "copied", "failed", "dropped")
"""States of an ``out``: mails and chats with a wire go from ``queued`` to ``sent``, those without
one wait as ``copy`` until somebody has copied them. A ``sending`` one whose sender died is unsure.
"""
CLOCKS: Final = ("first", "next", "resolution")
LINKS: Final = ("order", "parcel", "task", "variant")
PLACES: Final = ("suggested", "linked", "refused")
OFFERS: Final = ("refund", "replacement", "voucher")
OFFER_STATES: Final = ("proposed", "approved", "refused", "done")
DERIVED: Final = frozenset(
    {"messages", "last_at", "last_in_at", "last_out_at", "first_reply_at", "waiting_since",
     "solved_at", "policy", "first_due", "next_due", "resolve_due", "due", "breached"}
)  # fmt: skip
"""Columns of a ticket that its messages, events and cycles make: they follow any act on those."""
HANDLED: Final = frozenset(
    {"state", "wrong", "tries", "not_before", "sent_at", "wire_id", "key", "answers",
     "from_address"}
)  # fmt: skip
"""Columns of an answer that its sending writes: they keep nobody from taking back that answer."""
WAITING: Final = text("state IN ('new', 'open', 'pending', 'on_hold')")


class Mailbox(Base):
    """A mailbox whose mails become tickets; its passwords are secrets (``mail.NAME``).

    ``since`` is the day from which mails are taken in. Replies go by its own SMTP server, or by
    that of the settings where ``smtp_host`` is empty.
    """

    __tablename__ = "mailboxes"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    sender: Mapped[str] = mapped_column(default="")
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    host: Mapped[str]
    port: Mapped[int] = mapped_column(default=993)
    security: Mapped[str] = mapped_column(default="tls")
    user: Mapped[str] = mapped_column(default="")
    folder: Mapped[str] = mapped_column(default="INBOX")
    smtp_host: Mapped[str] = mapped_column(default="")
    smtp_port: Mapped[int] = mapped_column(default=587)
    smtp_security: Mapped[str] = mapped_column(default="starttls")
    signature: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(default="on")
    since: Mapped[int] = mapped_column(Instant, default=0)


class InletCursor(Base):
    """How far an outside source was read. It moves in the transaction that keeps what was read.

    ``source``: ``mail:ID:FOLDER`` or ``chatwoot``. ``validity`` and ``seen`` are UIDVALIDITY and
    UID of a mailbox; of others only ``seen`` counts.
    """

    __tablename__ = "inlet_cursors"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    source: Mapped[str] = mapped_column(primary_key=True)
    validity: Mapped[int] = mapped_column(Key, default=0)
    seen: Mapped[int] = mapped_column(Key, default=0)
    heard_at: Mapped[int | None] = mapped_column(Instant)
    trouble: Mapped[str | None]


class Ticket(Base):
    """One conversation with a customer; people call it ``T-`` and its id.

    ``thread`` is what the outside calls the conversation. ``waiting_since`` is the oldest customer
    message that nobody has answered. ``due`` is the earliest deadline that runs, ``NEVER`` where
    none does. ``breached``: a deadline was missed once; that stays.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        Index("ix_tickets_waiting", "due", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index(None, "due", "id"),
        Index(None, "last_at", "id"),
        Index(None, "state", "last_at", "id"),
        Index(None, "opened_at", "id"),
        Index(None, "order_id"),
        Index(None, "channel", "thread"),
        Index(None, "address"),
        *(
            Index(
                f"ix_tickets_{name}", name,
                sqlite_where=text(f"{name} IS NOT NULL"),
                postgresql_where=text(f"{name} IS NOT NULL"),
            )
            for name in ("merged_into", "split_from", "follows")
        ),
        {"info": {"follows": DERIVED}},
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    channel: Mapped[str]
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    mailbox_id: Mapped[int | None] = mapped_column(ForeignKey("mailboxes.id"))
    thread: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    customer: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="id")
    state: Mapped[str] = mapped_column(default="new")
    priority: Mapped[str] = mapped_column(default="normal")
    assignee: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    parcel_id: Mapped[int | None] = mapped_column(ForeignKey("parcels.id"))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variants.id"))

    opened_at: Mapped[int] = mapped_column(Instant)
    last_at: Mapped[int] = mapped_column(Instant)
    last_in_at: Mapped[int | None] = mapped_column(Instant)
    last_out_at: Mapped[int | None] = mapped_column(Instant)
    first_reply_at: Mapped[int | None] = mapped_column(Instant)
    waiting_since: Mapped[int | None] = mapped_column(Instant)
    solved_at: Mapped[int | None] = mapped_column(Instant)
    closed_at: Mapped[int | None] = mapped_column(Instant)
    snoozed_until: Mapped[int | None] = mapped_column(Instant)
    messages: Mapped[int] = mapped_column(default=0)

    policy: Mapped[str] = mapped_column(default="")
    first_due: Mapped[int | None] = mapped_column(Instant)
    next_due: Mapped[int | None] = mapped_column(Instant)
    resolve_due: Mapped[int | None] = mapped_column(Instant)
    due: Mapped[int] = mapped_column(Instant, default=NEVER)
    breached: Mapped[int] = mapped_column(default=0)

    merged_into: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    split_from: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    follows: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))

    csat_asked_at: Mapped[int | None] = mapped_column(Instant)
    csat_at: Mapped[int | None] = mapped_column(Instant)
    csat_score: Mapped[int | None]
    csat_said: Mapped[str] = mapped_column(Text, default="")


class TicketMessage(Base):
    """One message of a ticket, or a note on it.

    ``at`` is when it was written, ``arrived_at`` when we heard of it. ``key`` is what its source
    calls it: the same message never comes in twice. ``wire_id`` is the Message-ID of a mail,
    ``answers`` those that it names as its forerunners, newest last, blanks between. ``auto``: a
    machine wrote it. An answer that went stays, also where what made it is taken back.
    """

    __tablename__ = "ticket_messages"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "ticket_id", "at", "id"),
        Index(None, "wire_id"),
        Index(
            "ix_ticket_messages_leaving", "state", "id",
            sqlite_where=text("state IN ('queued', 'sending', 'copy', 'failed')"),
            postgresql_where=text("state IN ('queued', 'sending', 'copy', 'failed')"),
        ),
        {"info": {"stays": "state IN ('sending', 'sent', 'copied')", "handled": HANDLED}},
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    kind: Mapped[str]
    at: Mapped[int] = mapped_column(Instant)
    arrived_at: Mapped[int] = mapped_column(Instant)
    author: Mapped[str] = mapped_column(default="")
    from_address: Mapped[str] = mapped_column(default="")
    to_address: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(Text)
    auto: Mapped[int] = mapped_column(default=0)
    canned: Mapped[str] = mapped_column(default="")
    key: Mapped[str | None]
    wire_id: Mapped[str | None]
    answers: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(default="")
    wrong: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[int | None] = mapped_column(Instant)
    sent_at: Mapped[int | None] = mapped_column(Instant)


class Attachment(Base):
    """A file that came with a message: quarantined, never opened by us.

    ``name`` is ours and safe, ``told_name`` what the sender called it; ``type`` is what its first
    bytes say. ``sha256`` finds its body; ``size`` in bytes. ``kept`` is 0 where it was too big.
    """

    __tablename__ = "attachments"
    __table_args__ = (Index(None, "message_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("ticket_messages.id"))
    name: Mapped[str]
    told_name: Mapped[str] = mapped_column(default="")
    type: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(default="")
    kept: Mapped[int] = mapped_column(default=1)


class AttachmentBody(Base):
    """The bytes of a file, once for all attachments that are the same."""

    __tablename__ = "attachment_bodies"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    sha256: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class TicketEvent(Base):
    """What happened to a ticket: its state, assignee, priority, tags, merges, macros.

    ``kind``: state, assignee, priority, tag, untag, snooze, merge, split, link, macro, reason,
    offer, act (on its order: cancel, return, resend), csat.
    """

    __tablename__ = "ticket_events"
    __table_args__ = (Index(None, "ticket_id", "at", "id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    at: Mapped[int] = mapped_column(Instant)
    kind: Mapped[str]
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(default="")


class TicketClock(Base):
    """One cycle of one clock of a ticket.

    ``target_s`` are the working seconds that the policy gave when the cycle began; ``due_at`` is
    None while it pauses, ``used_s`` the working seconds it ran until its last pause or its end.
    ``ended_at``: met or called off. ``breached`` is never taken back.
    """

    __tablename__ = "ticket_clocks"
    __table_args__ = (
        UniqueConstraint("ticket_id", "clock", "began_at"),
        Index(None, "clock", "ended_at"),
        {"info": {"follows": True}},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    clock: Mapped[str]
    policy: Mapped[str]
    calendar: Mapped[str] = mapped_column(default="")
    target_s: Mapped[int]
    began_at: Mapped[int] = mapped_column(Instant)
    due_at: Mapped[int | None] = mapped_column(Instant)
    ended_at: Mapped[int | None] = mapped_column(Instant)
    used_s: Mapped[int] = mapped_column(default=0)
    breached: Mapped[int] = mapped_column(default=0)


class TicketTag(Base):
    """A word on a ticket, in small letters."""

    __tablename__ = "ticket_tags"
    __table_args__ = (UniqueConstraint("ticket_id", "tag"), Index(None, "tag", "ticket_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    tag: Mapped[str]


class TicketLink(Base):
    """What a ticket is about: found in its text (``why`` says how) or linked by a person."""

    __tablename__ = "ticket_links"
    __table_args__ = (
        UniqueConstraint("ticket_id", "kind", "target_id"),
        Index(None, "kind", "target_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    kind: Mapped[str]
    target_id: Mapped[int] = mapped_column(Key)
    place: Mapped[str] = mapped_column(default="suggested")
    why: Mapped[str] = mapped_column(default="")


class TicketOffer(Base):
    """What somebody offers a customer for a complaint; above the limit another has to approve it.

    ``amount`` in minor units.
    """

    __tablename__ = "ticket_offers"
    __table_args__ = (Index(None, "ticket_id"), Index(None, "state", "id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[str]
    amount: Mapped[int] = mapped_column(Money, default=0)
    currency: Mapped[str] = mapped_column(default="IDR")
    why: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(default="proposed")
    at: Mapped[int] = mapped_column(Instant)
    by: Mapped[str]
    decided_at: Mapped[int | None] = mapped_column(Instant)
    decided_by: Mapped[str] = mapped_column(default="")


class CannedReply(Base):
    """An answer with variables in braces, as this shop wrote it; it hides the one that came along.

    An empty body hides it for good.
    """

    __tablename__ = "canned_replies"
    __table_args__ = (UniqueConstraint("name", "language"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    language: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(Text)


class Macro(Base):
    """Several steps on a ticket under one name, as this shop wrote them.

    ``steps`` is a JSON object: reply, note, tag, untag, state, priority, assignee, reason, action,
    and why, the reason that the action tells.
    """

    __tablename__ = "macros"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    steps: Mapped[str] = mapped_column(Text)


class TicketDraft(Base):
    """What somebody is writing on a ticket: it outlives the program and the line."""

    __tablename__ = "ticket_drafts"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    who: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(default="out")
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(Instant)


class TicketWatch(Base):
    """Who has a ticket open, since when they were last heard of: two must not answer at once."""

    __tablename__ = "ticket_watches"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    who: Mapped[str] = mapped_column(primary_key=True)
    station: Mapped[str] = mapped_column(default="")
    at: Mapped[int] = mapped_column(Instant)
