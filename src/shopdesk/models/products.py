"""The catalogue: products, their variants (one SKU each), pictures, kits, and offers on channels.

A variant's stock is not here but in the ledger (`models/stock.py`). Nothing is deleted that was
ever sold: it is archived.
"""

from typing import Final

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

STATES: Final = ("draft", "ready", "archived")


class Product(Base):
    """What is sold, in all its variants: the texts and facts that they share.

    ``specs`` is a JSON object of specifications by name. ``category`` is our own path, with " > ".
    """

    __tablename__ = "products"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(Text, default="")
    category: Mapped[str] = mapped_column(default="")
    brand: Mapped[str] = mapped_column(default="")
    specs: Mapped[str] = mapped_column(Text, default="{}")
    state: Mapped[str] = mapped_column(default="draft")
    archived_at: Mapped[int | None] = mapped_column(Instant)


class Variant(Base):
    """One SKU: what is counted, priced, packed and sent.

    ``sku`` is our own code, unique whatever its case (``sku_key``). Weight in grams, sizes in
    millimetres, of the packed piece. ``buffer`` pieces are never offered; at ``low_at`` pieces or
    fewer it is low (None: by days of cover). A ``kit`` has no stock of its own. ``lots`` tells that
    its pieces carry lot numbers and expiry days.
    """

    __tablename__ = "variants"
    __table_args__ = (UniqueConstraint("sku_key"), Index(None, "product_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    sku: Mapped[str]
    sku_key: Mapped[str]
    variation: Mapped[str] = mapped_column(default="")
    barcode: Mapped[str] = mapped_column(default="")
    currency: Mapped[str] = mapped_column(default="IDR")
    price: Mapped[int | None] = mapped_column(Money)
    compare_at: Mapped[int | None] = mapped_column(Money)
    cost: Mapped[int | None] = mapped_column(Money)
    weight_g: Mapped[int | None]
    length_mm: Mapped[int | None]
    width_mm: Mapped[int | None]
    height_mm: Mapped[int | None]
    buffer: Mapped[int] = mapped_column(default=0)
    kit: Mapped[int] = mapped_column(default=0)
    lots: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[int | None] = mapped_column(Instant)
    low_at: Mapped[int | None]


class Picture(Base):
    """A picture of a product, or of one of its variants: a path or an address, and what is in it.

    Width and height in pixels, ``bytes`` of the file; None while nobody has looked.
    """

    __tablename__ = "pictures"
    __table_args__ = (Index(None, "product_id", "position"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variants.id"))
    position: Mapped[int]
    source: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    width: Mapped[int | None]
    height: Mapped[int | None]
    bytes: Mapped[int | None]


class KitPart(Base):
    """So many pieces of a variant in one kit."""

    __tablename__ = "kit_parts"
    __table_args__ = (UniqueConstraint("kit_id", "part_id"), Index(None, "part_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kit_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    qty: Mapped[int]


class Offer(Base):
    """A variant on sale in a shop, by the marketplace's own ids, and what the shop told last.

    ``sku`` is our SKU that it stands for; empty: nobody has said yet. ``own_price`` is the price
    that this shop alone shall ask; None: the variant's.
    """

    __tablename__ = "offers"
    __table_args__ = (
        UniqueConstraint("shop_id", "product_code", "variant_code"),
        Index(None, "sku"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    product_code: Mapped[str]
    variant_code: Mapped[str] = mapped_column(default="")
    seller_sku: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    variation: Mapped[str] = mapped_column(default="")
    sku: Mapped[str] = mapped_column(default="")
    told_price: Mapped[int | None] = mapped_column(Money)
    told_stock: Mapped[int | None]
    told_at: Mapped[int | None] = mapped_column(Instant)
    own_price: Mapped[int | None] = mapped_column(Money)


class Completeness(Base):
    """How complete a SKU's texts and facts are; worked out by the rules, never written by hand.

    ``score`` is 0 to 100, ``errors`` how many rules are broken that a marketplace refuses.
    """

    __tablename__ = "completeness"
    __table_args__ = {"info": {"journalled": False}}  # noqa: RUF012 - SQLAlchemy's own form

    variant_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    score: Mapped[int]
    errors: Mapped[int]
