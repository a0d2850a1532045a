"""What customers are told: templates, the rules that use them, and every message with its fate."""

from typing import Final

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key

MEDIA: Final = ("email", "whatsapp", "chat")
"""Sent by us over SMTP · prepared to be copied into WhatsApp · into the marketplace's chat."""
MOMENTS: Final = (
    "payment_asked", "payment_received", "payment_expired", "packed", "shipped",
    "out_for_delivery", "failed_attempt", "delivered", "returning", "lost", "cancelled",
)  # fmt: skip
"""Changes of an order or parcel that a customer may hear of."""
STATES: Final = (
    "review", "queued", "held", "sending", "sent", "copied", "failed", "dropped",
)  # fmt: skip
"""``review`` waits for a person, ``queued`` goes with the next sending, ``held`` was stopped.

A mail is ``sending`` from before the wire is touched until its server has answered, and longer
where the sender died: then nobody knows whether it went.
"""


class Template(Base):
    """A text with variables in braces, as this shop wrote it: it hides the one that comes along."""

    __tablename__ = "templates"
    __table_args__ = (UniqueConstraint("name", "language"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(Text)


class MessageRule(Base):
    """At which moment which template goes to customers of which shop (None: of every one).

    ``mode``: review (a person looks first), auto, or off.
    """

    __tablename__ = "message_rules"
    __table_args__ = (UniqueConstraint("moment", "medium", "shop_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    moment: Mapped[str]
    medium: Mapped[str]
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    template: Mapped[str]
    language: Mapped[str] = mapped_column(default="id")
    mode: Mapped[str] = mapped_column(default="review")


class Message(Base):
    """One message to one customer. ``wrong`` says what keeps it from going, or why it failed.

    ``wire_id`` is the Message-ID of a mail. ``not_before`` is when it may go; of one that is
    ``sending``, when its sender should long have answered. A message is made once per order,
    moment, parcel and medium, however often an import tells of the same change. One that went
    stays, also where what it told of is taken back.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("order_id", "moment", "parcel", "medium", "again"),
        Index("ix_messages_state", "state", "made_at", "id"),
        {"info": {"stays": "state IN ('sending', 'sent', 'copied')"}},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    parcel: Mapped[int] = mapped_column(default=0)
    moment: Mapped[str]
    medium: Mapped[str]
    again: Mapped[int] = mapped_column(default=0)
    address: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="id")
    template: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(default="review")
    wrong: Mapped[str | None]
    made_at: Mapped[int] = mapped_column(Instant)
    not_before: Mapped[int | None] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[int | None] = mapped_column(Instant)
    sent_by: Mapped[str] = mapped_column(default="")
    wire_id: Mapped[str | None]


class OptOut(Base):
    """An address or phone that wants no messages; ``address`` is compared in lower case."""

    __tablename__ = "opt_outs"
    __table_args__ = (UniqueConstraint("address"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    address: Mapped[str]
    at: Mapped[int] = mapped_column(Instant)
    why: Mapped[str] = mapped_column(default="")


class Secret(Base):
    """A key or password for the outside world, kept in the encrypted store and nowhere else."""

    __tablename__ = "secrets"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text)
