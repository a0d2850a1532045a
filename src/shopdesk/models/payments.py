"""Money that came in: accounts, the lines of their statements, and which orders they paid.

What a bank or a payment gateway tells of is one table, because an admin asks one question of both:
whose money is this? One line pays one order at most; an order may be paid by several lines.
"""

from typing import Final

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

SOURCES: Final = ("bank", "gateway")
STATES: Final = (
    "pending", "paid", "challenged", "expired", "denied", "refunded", "part_refunded", "reversed",
)  # fmt: skip
"""What the bank or gateway says of the money; a bank line is ``pending`` or ``paid``."""
PLACES: Final = ("open", "matched", "ignored")
"""What the shop made of the line: nothing yet, the payment of an order, or none of orders."""
HOWS: Final = ("id", "exact", "manual")
"""How a line found its order: by the order's number, by a unique exact hit, or by a person."""


class Account(Base):
    """A bank account or a gateway's merchant account that statements are of.

    ``provider`` is the bank's or gateway's short name ("bca", "midtrans").
    """

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("provider", "number"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    source: Mapped[str]
    provider: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="IDR")


class Payment(Base):
    """One line of a bank statement, or one transaction of a gateway.

    ``amount`` is positive; ``incoming`` is 0 where the money went out. ``ref`` tells the line from
    all others of its account (a gateway's transaction id, else a fingerprint of the line), with
    ``occurrence`` for lines that are the same in every word. ``at`` is the start of its day in the
    shop's zone where the bank tells no time (``day_only``). ``order_ref`` is the order's number as
    the gateway tells it, ``place`` what the shop made of it. ``net`` is what reached the account
    after ``fee``.
    """

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("account_id", "ref", "occurrence"),
        Index("ix_payments_place", "place", "at", "id"),
        Index(None, "amount"),
        Index(None, "order_ref"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    ref: Mapped[str]
    occurrence: Mapped[int] = mapped_column(default=0)
    at: Mapped[int] = mapped_column(Instant)
    day_only: Mapped[int] = mapped_column(default=0)
    incoming: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(default="paid")
    place: Mapped[str] = mapped_column(default="open")
    amount: Mapped[int] = mapped_column(Money)
    fee: Mapped[int | None] = mapped_column(Money)
    net: Mapped[int | None] = mapped_column(Money)
    refunded: Mapped[int | None] = mapped_column(Money)
    balance: Mapped[int | None] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(default="IDR")
    method: Mapped[str] = mapped_column(default="")
    order_ref: Mapped[str] = mapped_column(default="")
    payer: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text, default="")
    signed: Mapped[int] = mapped_column(default=0)
    arrival_id: Mapped[int | None] = mapped_column(ForeignKey("arrivals.id"))
    extra: Mapped[str | None] = mapped_column(Text)


class Match(Base):
    """A line that pays an order: one row per line at most, so that no line pays twice.

    ``amount`` is what of the line counts for the order. ``why`` says what made them fit.
    """

    __tablename__ = "matches"
    __table_args__ = (UniqueConstraint("payment_id"), Index(None, "order_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"))
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    amount: Mapped[int] = mapped_column(Money)
    how: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    at: Mapped[int] = mapped_column(Instant)
    by: Mapped[str]


class Due(Base):
    """What an order of the own shop still has to bring, where it is more than its total says.

    ``code`` is the unique code (0: none) that is added to the total so that the transfer can be
    told apart; ``amount`` is the sum that the buyer was asked for, ``paid`` what arrived of it.
    """

    __tablename__ = "dues"
    __table_args__ = (UniqueConstraint("order_id"), Index(None, "amount"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    code: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(Money)
    paid: Mapped[int] = mapped_column(Money, default=0)
    asked_at: Mapped[int | None] = mapped_column(Instant)
    expires_at: Mapped[int | None] = mapped_column(Instant)
