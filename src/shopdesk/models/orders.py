"""Orders, their lines, notes, and the one word that the queue shows.

An order stands on three axes (payment, fulfilment, case) and an overlay, the hold. What the
marketplace told and what was done here are kept apart; the axes are merged from both.
"""

from typing import Final

from sqlalchemy import (
    ColumnClause,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

PAYMENTS: Final = (
    "unpaid", "authorised", "paid", "cod_due", "part_refunded", "refunded", "expired", "denied",
)  # fmt: skip
FULFILMENTS: Final = (
    "new", "ready", "picking", "packed", "handed_over", "in_transit", "delivered",
    "failed", "returned_to_sender", "lost",
)  # fmt: skip
"""In the order of a parcel's life: later ones outrank earlier ones."""
CASES: Final = (
    "none", "cancel_requested", "return_open", "exchange_open", "dispute", "closed",
)  # fmt: skip
STATUSES: Final = (
    "to_verify", "to_pack", "to_ship", "on_hold", "exception", "unpaid",
    "shipped", "delivered", "completed", "returned", "cancelled",
)  # fmt: skip
NEVER: Final = 9_999_999_999
"""An instant after all others: where an order without a deadline stands in the queue."""
MARKS: Final = {
    "conflict": "conflict IS NOT NULL",
    "held": "hold_reason IS NOT NULL",
    "sample": "sample = 1",
    "cancelling": "case_state = 'cancel_requested'",
}
"""What few orders have: they are found by an index of these few alone."""
CALLED_OFF: Final = ("cancel", "canceled", "cancelled")
"""What marketplaces call a line that was cancelled in an order that lives on."""
SELF_VERIFIED: Final = ("shopify", "generic")
"""Channels whose payments nobody but the shop itself can confirm."""


DEAL: Final = (
    "CASE WHEN {line}.subtotal - {line}.qty * {line}.price BETWEEN 0 AND {line}.qty - 1 "
    "THEN {line}.subtotal ELSE {line}.qty * {line}.price END"
)
"""What a line was sold for: deal price × quantity. Where an export tells the sum and not the piece,
the price of a piece is rounded down to minor units, and the sum is what counts."""
LISTED: Final = (
    f"CASE WHEN {{line}}.list_price IS NULL THEN {DEAL} ELSE {{line}}.qty * {{line}}.list_price END"
)
BACK: Final = (
    f"CASE WHEN {{line}}.returned = {{line}}.qty THEN {DEAL} "
    f"ELSE {{line}}.returned * {{line}}.price END"
)
"""The same at list price, and of the pieces that came back."""


class Order(Base):
    """One order of one shop. Columns starting with ``told_`` are the marketplace's last word."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("shop_id", "number"),
        # The queue walks these; the shop stands in them so that another shop's orders are passed
        # over without a look at their rows.
        Index("ix_orders_placed_at", "placed_at", "id", "shop_id"),
        Index("ix_orders_ship_by", "ship_by", "id", "shop_id"),
        *(
            Index(f"ix_orders_status_{sort}", "status", sort, "id", "shop_id")
            for sort in ("placed_at", "ship_by", "total", "number")
        ),
        *(
            Index(f"ix_orders_{mark}", "id", sqlite_where=text(few), postgresql_where=text(few))
            for mark, few in MARKS.items()
        ),
        Index("ix_orders_tracking", "tracking"),
        # Marketplaces tell none, so that these are the few of the own shop.
        Index(
            "ix_orders_mail",
            text("lower(email)"),
            sqlite_where=text("email IS NOT NULL"),
            postgresql_where=text("email IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    channel: Mapped[str]
    number: Mapped[str]
    status: Mapped[str]
    payment: Mapped[str]
    fulfilment: Mapped[str]
    case_state: Mapped[str] = mapped_column(default="none")
    cancelled: Mapped[int] = mapped_column(default=0)

    told_payment: Mapped[str]
    told_fulfilment: Mapped[str]
    told_case: Mapped[str] = mapped_column(default="none")
    told_cancelled: Mapped[int] = mapped_column(default=0)
    market_status: Mapped[str | None]
    problem: Mapped[str | None]
    taken_at: Mapped[int] = mapped_column(Instant, default=0)
    told_progress: Mapped[int] = mapped_column(default=0)
    facts: Mapped[int] = mapped_column(Key, default=0)

    own_payment: Mapped[str | None]
    own_fulfilment: Mapped[str | None]
    own_case: Mapped[str | None]
    own_tracking: Mapped[str | None]
    own_courier: Mapped[str | None]
    conflict: Mapped[str | None]
    hold_reason: Mapped[str | None]
    hold_by: Mapped[str | None]
    hold_since: Mapped[int | None] = mapped_column(Instant)

    placed_at: Mapped[int] = mapped_column(Instant, default=0)
    paid_at: Mapped[int | None] = mapped_column(Instant)
    ship_by: Mapped[int | None] = mapped_column(Instant)
    shipped_at: Mapped[int | None] = mapped_column(Instant)
    delivered_at: Mapped[int | None] = mapped_column(Instant)
    completed_at: Mapped[int | None] = mapped_column(Instant)
    cancelled_at: Mapped[int | None] = mapped_column(Instant)
    cancel_by: Mapped[str | None]
    cancel_reason: Mapped[str | None]

    currency: Mapped[str] = mapped_column(default="IDR")
    total: Mapped[int] = mapped_column(Money, default=0)
    subtotal: Mapped[int | None] = mapped_column(Money)
    shipping_fee: Mapped[int | None] = mapped_column(Money)
    discount: Mapped[int | None] = mapped_column(Money)
    refunded: Mapped[int | None] = mapped_column(Money)
    payment_method: Mapped[str | None]
    cod: Mapped[int] = mapped_column(default=0)
    sample: Mapped[int] = mapped_column(default=0)
    lines: Mapped[int] = mapped_column(default=0)
    units: Mapped[int] = mapped_column(default=0)

    courier: Mapped[str | None]
    service: Mapped[str | None]
    tracking: Mapped[str | None]
    package: Mapped[str | None]
    warehouse: Mapped[str | None]

    buyer: Mapped[str | None]
    recipient: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    address: Mapped[str | None]
    city: Mapped[str | None]
    province: Mapped[str | None]
    postcode: Mapped[str | None]
    country: Mapped[str | None]
    buyer_note: Mapped[str | None] = mapped_column(Text)
    seller_note: Mapped[str | None] = mapped_column(Text)
    extra: Mapped[str | None] = mapped_column(Text)


class OrderLine(Base):
    """One line of an order. Identical lines are told apart by their occurrence number."""

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("order_id", "line_key", "listing_id", "price", "occurrence"),
        Index(None, "listing_id", "order_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    listing_id: Mapped[int] = mapped_column(ForeignKey("listings.id"))
    line_key: Mapped[str] = mapped_column(default="")
    occurrence: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    qty: Mapped[int]
    returned: Mapped[int] = mapped_column(default=0)
    list_price: Mapped[int | None] = mapped_column(Money)
    price: Mapped[int] = mapped_column(Money)
    subtotal: Mapped[int] = mapped_column(Money)
    discount: Mapped[int | None] = mapped_column(Money)
    weight_g: Mapped[int | None]
    line_status: Mapped[str | None]
    extra: Mapped[str | None] = mapped_column(Text)


def worth(of: str) -> ColumnClause[int]:
    """Return `DEAL`, `LISTED` or `BACK` of the lines in a query that names them by their table."""
    return literal_column(f"({of.format(line=OrderLine.__tablename__)})", Money)


class OrderNote(Base):
    """What somebody of the shop wrote on an order."""

    __tablename__ = "order_notes"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    at: Mapped[int] = mapped_column(Instant)
    author: Mapped[str]
    body: Mapped[str] = mapped_column(Text)


class OrderCount(Base):
    """How many orders stand in each status: kept by triggers, read in no time."""

    __tablename__ = "order_counts"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    status: Mapped[str] = mapped_column(primary_key=True)
    orders: Mapped[int] = mapped_column(default=0)
