"""The catalogue: products, their variants (one SKU each), pictures, kits, and offers on channels.

A variant's stock is not here but in the ledger (`models/stock.py`). Nothing is deleted that was
ever sold: it is archived.
"""

from typing import Final

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

STATES: Final = ("draft", "ready", "archived")


class Product(Base):
    """What is sold, in all its variants: the texts and facts that they share.

    ``specs`` is a JSON object of specifications by name. ``category`` is our own path, with " > ".
    """

    __tablename__ = "products"
    __table_args__ = (Index("ix_products_title", text("lower(trim(name))")),)

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
    its pieces carry lot numbers and expiry days. ``rack`` is where its pieces lie.
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
    rack: Mapped[str] = mapped_column(default="", server_default="")


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
        Index("ix_offers_sku_key", text("lower(sku)"), "shop_id"),
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


SHELF_SORTS: Final = (
    "sku", "name", "price", "cost", "free", "on_hand", "reserved", "incoming", "score", "updated",
)  # fmt: skip
SHELF_MARKS: Final = {"low": "free <= low_at", "unmapped": "shops = ''"}
"""What few SKUs are, in the very words of the index that names them."""


class Shelf(Base):
    """One SKU as lists sort and filter it; kept by triggers, never written by hand.

    ``sku``, ``name`` and ``words`` (all that is searched) are in small letters. A price, a cost or
    a score that nobody knows is -1. ``free`` is what is left after every promise, of a kit what
    could be put together. ``shops`` are the ids of all that offer or sold it (",1,4,"), ``updated``
    is when its facts last changed.
    """

    __tablename__ = "shelf"
    __table_args__ = (
        *(Index(f"ix_shelf_{sort}", "archived", sort, "variant_id") for sort in SHELF_SORTS),
        *(
            Index(f"ix_shelf_{mark}", "variant_id", sqlite_where=text(few),
                  postgresql_where=text(few))
            for mark, few in SHELF_MARKS.items()
        ),
        {"info": {"journalled": False}},
    )  # fmt: skip

    variant_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    product_id: Mapped[int] = mapped_column(Key)
    archived: Mapped[int]
    state: Mapped[str]
    kit: Mapped[int]
    sku: Mapped[str]
    name: Mapped[str]
    price: Mapped[int] = mapped_column(Key)
    cost: Mapped[int] = mapped_column(Key)
    buffer: Mapped[int]
    low_at: Mapped[int | None]
    on_hand: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)
    free: Mapped[int] = mapped_column(default=0)
    incoming: Mapped[int] = mapped_column(default=0)
    score: Mapped[int] = mapped_column(default=-1)
    errors: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(Instant)
    shops: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text)
