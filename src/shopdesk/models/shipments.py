"""Parcels on their way: what is in them, what their couriers said, and what is left to do.

A parcel belongs to an order. Orders that travel together share the parcel of their lead.
"""

from typing import Final

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

STATUSES: Final = (
    "pending", "info_received", "picked_up", "in_transit", "out_for_delivery", "ready_for_pickup",
    "failed_attempt", "on_hold", "delivered", "returning", "returned", "lost", "cancelled",
)  # fmt: skip
"""One vocabulary for all couriers."""
ENDED: Final = ("delivered", "returned", "lost", "cancelled")
"""Statuses that only a person leaves, but for delivered, after which a parcel may come back."""
MOVING: Final = (
    "info_received", "picked_up", "in_transit", "out_for_delivery", "ready_for_pickup",
    "failed_attempt", "on_hold", "returning",
)  # fmt: skip
"""Statuses in which a courier has news to tell."""
UNDER_WAY: Final = f"status || '' IN {MOVING}"
"""What few parcels are, in the very words of the index that names them.

Nothing added to a text is in no other index: these parcels are walked by value, not by status.
"""
TASKS: Final = ("put_away", "call_buyer", "claim", "take_back", "return", "resend")
"""Put picked goods back · ask the buyer after a failed attempt · claim a lost parcel from its
courier · take a returned parcel in · settle a return with the buyer · send goods again."""


class Parcel(Base):
    """One parcel of an order, the ``number``-th.

    Holds all lines of its order unless `ParcelLine` says which. ``value`` is what it is worth,
    ``cod`` what the courier collects, both in minor units. ``raw`` is the text of the newest event,
    ``last_at`` its instant. ``eta`` is when the courier promised it. ``by_hand`` is a status that a
    person set: events do not change it until it is taken back. ``asked_at`` tells when a tracker
    was last asked, ``trouble`` why it had no answer.
    """

    __tablename__ = "parcels"
    __table_args__ = (
        UniqueConstraint("order_id", "number"),
        Index(None, "tracking"),
        Index("ix_parcels_status", "status", "last_at", "id"),
        Index(
            "ix_parcels_moving", "value", "id",
            sqlite_where=text(UNDER_WAY), postgresql_where=text(UNDER_WAY),
        ),
        Index("ix_parcels_value", "value", "id"),
        Index(
            "ix_parcels_last", "last_at", "id",
            sqlite_where=text("last_at IS NOT NULL"), postgresql_where=text("last_at IS NOT NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    number: Mapped[int] = mapped_column(default=1)
    courier: Mapped[str | None]
    service: Mapped[str | None]
    tracking: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="pending")
    raw: Mapped[str | None]
    last_at: Mapped[int | None] = mapped_column(Instant)
    made_at: Mapped[int | None] = mapped_column(Instant)
    picked_at: Mapped[int | None] = mapped_column(Instant)
    packed_at: Mapped[int | None] = mapped_column(Instant)
    handed_at: Mapped[int | None] = mapped_column(Instant)
    delivered_at: Mapped[int | None] = mapped_column(Instant)
    ended_at: Mapped[int | None] = mapped_column(Instant)
    eta: Mapped[int | None] = mapped_column(Instant)
    value: Mapped[int] = mapped_column(Money, default=0)
    cod: Mapped[int | None] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(default="IDR")
    weight_g: Mapped[int | None]
    fragile: Mapped[int] = mapped_column(default=0)
    by_hand: Mapped[str | None]
    asked_at: Mapped[int | None] = mapped_column(Instant)
    trouble: Mapped[str | None]


class ParcelLine(Base):
    """What of an order line is in this parcel, where an order goes in several."""

    __tablename__ = "parcel_lines"
    __table_args__ = (UniqueConstraint("parcel_id", "order_line_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcels.id"))
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    qty: Mapped[int]


class Bundled(Base):
    """An order that travels in the parcel of its lead; the lead has such a row too."""

    __tablename__ = "bundled"
    __table_args__ = (UniqueConstraint("order_id"), Index(None, "lead_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))


class ParcelEvent(Base):
    """What a courier said of a parcel: only added, never changed.

    ``status`` is None while nobody has said what the text means. ``source`` is where it came from:
    a file's name, a tracker, or "hand".
    """

    __tablename__ = "parcel_events"
    __table_args__ = (
        UniqueConstraint("parcel_id", "at", "raw"),
        Index(
            "ix_parcel_events_unknown", "raw", "id",
            sqlite_where=text("status IS NULL"), postgresql_where=text("status IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcels.id"))
    at: Mapped[int] = mapped_column(Instant)
    status: Mapped[str | None]
    raw: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    receiver: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    arrived_at: Mapped[int] = mapped_column(Instant)


class StatusRule(Base):
    """What a courier's text means, as a person of this shop said; courier "" is any."""

    __tablename__ = "status_rules"
    __table_args__ = (UniqueConstraint("courier", "raw"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    courier: Mapped[str] = mapped_column(default="")
    raw: Mapped[str]
    status: Mapped[str]


class Wave(Base):
    """Orders that are picked in one walk. ``state``: open, done or dropped."""

    __tablename__ = "waves"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    made_at: Mapped[int] = mapped_column(Instant)
    made_by: Mapped[str]
    done_at: Mapped[int | None] = mapped_column(Instant)


class Picking(Base):
    """An order that is being picked: it is in one open wave at most.

    ``state``: picking, picked, packed, or put_back. ``proof`` is the SHA-256 of the order's scans
    when it was finished at the packing table: it stands in the journal's chain, so that the scans
    cannot be rewritten unseen.
    """

    __tablename__ = "pickings"
    __table_args__ = (UniqueConstraint("order_id"), Index(None, "wave_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    wave_id: Mapped[int | None] = mapped_column(ForeignKey("waves.id"))
    state: Mapped[str] = mapped_column(default="picking")
    proof: Mapped[str] = mapped_column(default="")


class Lease(Base):
    """An order in somebody's hands until ``until``; after that another may take it over.

    ``scanned`` is a JSON object: pieces scanned so far per item.
    """

    __tablename__ = "leases"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    holder: Mapped[str]
    station: Mapped[str] = mapped_column(default="")
    until: Mapped[int] = mapped_column(Instant)
    scanned: Mapped[str] = mapped_column(Text, default="{}")


class Scan(Base):
    """One scan at the packing table: evidence, only added.

    ``verdict``: order, ok, wrong, surplus, unknown, refused, or done.
    """

    __tablename__ = "scans"
    __table_args__ = (
        Index(None, "order_id", "at"),
        Index(None, "by", "at"),
        {"info": {"journalled": False}},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    at: Mapped[int] = mapped_column(Instant)
    by: Mapped[str]
    station: Mapped[str] = mapped_column(default="")
    code: Mapped[str]
    sku: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str]


class Print(Base):
    """A paper that was printed for an order, the ``copy``-th of its kind."""

    __tablename__ = "prints"
    __table_args__ = (UniqueConstraint("order_id", "parcel", "kind", "copy"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    parcel: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str]
    copy: Mapped[int]
    at: Mapped[int] = mapped_column(Instant)
    by: Mapped[str]


class Task(Base):
    """Something that is left to do with an order or a parcel. ``state``: open, done or dropped.

    ``amount`` in minor units is what a claim asks for.
    """

    __tablename__ = "tasks"
    __table_args__ = (Index(None, "state", "kind", "id"), Index(None, "order_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str]
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    parcel_id: Mapped[int | None] = mapped_column(ForeignKey("parcels.id"))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variants.id"))
    qty: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="open")
    about: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[int | None] = mapped_column(Money)
    due: Mapped[int | None] = mapped_column(Instant)
    made_at: Mapped[int] = mapped_column(Instant)
    made_by: Mapped[str]
    done_at: Mapped[int | None] = mapped_column(Instant)
    done_by: Mapped[str] = mapped_column(default="")
