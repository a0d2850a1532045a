"""The shops on their channels, what they list, and the files that told us about them."""

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key


class Shop(Base):
    """One shop on one channel: an account in a seller centre, or the own web shop."""

    __tablename__ = "shops"
    __table_args__ = (UniqueConstraint("channel", "name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    channel: Mapped[str]
    name: Mapped[str]
    currency: Mapped[str] = mapped_column(default="IDR")


class Listing(Base):
    """What a shop offers on its channel, as order lines name it, and the SKU it stands for.

    ``sku`` is our own code; empty means that the listing is on the unmapped list.
    """

    __tablename__ = "listings"
    __table_args__ = (
        UniqueConstraint("shop_id", "market_sku", "seller_sku", "name", "variation"),
        Index(None, "sku"),
        Index("ix_listings_sku_key", text("lower(sku)"), "shop_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    market_sku: Mapped[str] = mapped_column(default="")
    parent_sku: Mapped[str] = mapped_column(default="")
    seller_sku: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    variation: Mapped[str] = mapped_column(default="")
    sku: Mapped[str] = mapped_column(default="")


class Arrival(Base):
    """A file that was applied: which one, what it was, and when it was taken from its source.

    A sheet of our own, such as a delivery note, is of no shop.
    """

    __tablename__ = "arrivals"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    format: Mapped[str]
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    taken_at: Mapped[int | None] = mapped_column(Instant)
    applied_at: Mapped[int] = mapped_column(Instant)
    rows: Mapped[int] = mapped_column(default=0)
    lines: Mapped[int] = mapped_column(default=0)


class Mapping(Base):
    """How the columns of an unknown sheet are read, told once by a person.

    ``signature`` is the fingerprint of the header; ``columns`` a JSON object: "columns" is an
    object field → header, "style", "dates" and "currency" say how the sheet writes, "aim" what it
    holds if not orders.
    """

    __tablename__ = "mappings"
    __table_args__ = (UniqueConstraint("signature"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    signature: Mapped[str]
    name: Mapped[str]
    channel: Mapped[str]
    columns: Mapped[str] = mapped_column(Text)
