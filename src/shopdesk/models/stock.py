"""The stock ledger: every movement with its cause and document, and what is promised to whom.

``on_hand`` is the sum of the movements. It is the sum of what is available, reserved for orders,
reserved for promotions, and unsellable (damaged, or waiting for quality control). The sums stand
ready in ``stock_levels``, kept by triggers, so that taking a movement back never touches a row that
a later movement touched too.
"""

from typing import Final

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

POOLS: Final = ("sellable", "damaged", "quality")
"""Where a piece lies: fit to be sold, damaged, or waiting for quality control."""
KINDS: Final = ("receipt", "sale", "return", "count", "adjustment", "transfer", "sort")
"""Causes of a movement; ``sort`` moves pieces from one pool to another."""
HOLDS: Final = ("to_verify", "to_pack", "to_ship", "on_hold", "exception")
"""Statuses in which an order's pieces are reserved."""
PROMISES: Final = ("order", "unpaid", "promo")
"""What pieces are spoken for by: an order, one that is not paid yet, or a promotion."""
ENDING: Final = "until IS NOT NULL"
"""What few promises are, in the very words of the index that names them."""


class Location(Base):
    """A place where stock lies."""

    __tablename__ = "locations"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]


class Lot(Base):
    """Pieces of one make, with the day they expire (None: never)."""

    __tablename__ = "lots"
    __table_args__ = (UniqueConstraint("variant_id", "code"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    code: Mapped[str]
    expires: Mapped[int | None] = mapped_column(Instant)


class Movement(Base):
    """So many pieces in (positive) or out (negative) of a pool at a location, for a reason.

    ``document`` names what stands behind it, by its source ("shopee:2611ABC", "receipt:SJ-17"), and
    ``line`` the line in it: one document posts once. ``cost`` is of one piece, where known.
    """

    __tablename__ = "movements"
    __table_args__ = (
        UniqueConstraint("document", "line", "kind", "variant_id", "location_id", "pool", "lot_id"),
        Index(None, "variant_id", "id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    pool: Mapped[str] = mapped_column(default="sellable")
    kind: Mapped[str]
    qty: Mapped[int]
    at: Mapped[int] = mapped_column(Instant)
    document: Mapped[str]
    line: Mapped[int] = mapped_column(Key, default=0)
    lot_id: Mapped[int] = mapped_column(Key, default=0)
    cost: Mapped[int | None] = mapped_column(Money)
    note: Mapped[str] = mapped_column(default="")


class Promise(Base):
    """Pieces that are spoken for: by an order, paid or not yet, or by a promotion.

    One that is not an order's own for good ends at ``until``.
    """

    __tablename__ = "promises"
    __table_args__ = (
        Index(None, "variant_id"),
        Index(None, "order_id"),
        Index("ix_promises_until", "until", sqlite_where=text(ENDING),
              postgresql_where=text(ENDING)),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    kind: Mapped[str]
    qty: Mapped[int]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    reason: Mapped[str] = mapped_column(default="")
    until: Mapped[int | None] = mapped_column(Instant)


class StockLevel(Base):
    """The sums of one variant at one location; kept by triggers, never written by hand."""

    __tablename__ = "stock_levels"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    variant_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    location_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    on_hand: Mapped[int] = mapped_column(default=0)
    damaged: Mapped[int] = mapped_column(default=0)
    quality: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)
    promised: Mapped[int] = mapped_column(default=0)


class Expected(Base):
    """Pieces that are on their way to us: ordered from a supplier, never sellable before they came.

    What came in so far is ``received``; a row whose pieces all came stays for the record.
    """

    __tablename__ = "expected"
    __table_args__ = (UniqueConstraint("document", "line"), Index(None, "variant_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    qty: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    document: Mapped[str]
    line: Mapped[int] = mapped_column(default=0)
    due: Mapped[int | None] = mapped_column(Instant)
    cost: Mapped[int | None] = mapped_column(Money)


class PushRule(Base):
    """How a shop is told of stock; with a ``sku_key``, of that SKU alone (empty: of all).

    ``extra`` pieces are added after the percentage. Below ``keeps`` available pieces this shop
    alone is told of what is left.
    """

    __tablename__ = "push_rules"
    __table_args__ = (UniqueConstraint("shop_id", "sku_key"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    sku_key: Mapped[str] = mapped_column(default="")
    percent: Mapped[int] = mapped_column(default=100)
    extra: Mapped[int] = mapped_column(default=0)
    cap: Mapped[int | None]
    keeps: Mapped[int | None]


class CountSheet(Base):
    """A list of SKUs to be counted at a location. On a ``blind`` one the counter sees no stock.

    ``state`` is open, counted or posted; another person than ``counted_by`` posts it.
    """

    __tablename__ = "count_sheets"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    blind: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="open")
    made_at: Mapped[int] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(default="")
    counted_by: Mapped[str] = mapped_column(default="")
    posted_at: Mapped[int | None] = mapped_column(Instant)
    posted_by: Mapped[str] = mapped_column(default="")


class CountLine(Base):
    """One SKU (and lot) on a count sheet: what the ledger said when it was counted, what was found.

    ``counted`` is None until somebody counted.
    """

    __tablename__ = "count_lines"
    __table_args__ = (UniqueConstraint("sheet_id", "variant_id", "lot_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("count_sheets.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    lot_id: Mapped[int] = mapped_column(Key, default=0)
    expected: Mapped[int | None]
    counted: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
