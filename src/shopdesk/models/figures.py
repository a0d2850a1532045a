"""Sums that stand ready, so that figures of a million orders are read in no time.

None of this is a fact of its own: all of it can be made anew from the orders, and no row is ever
written by hand. A ``day`` counts the days since 1970-01-01 of the shop's own calendar; money is in
minor units of the row's currency, and currencies are never added together.
"""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

DERIVED = {"info": {"journalled": False}}


class SalesHour(Base):
    """Orders of one shop that were placed in one hour of a day.

    ``gmv`` is deal price × quantity of orders that are not cancelled, ``listed`` the same at list
    price, ``discount`` what the seller took off whole orders, ``returned`` pieces that came back
    and ``returned_gmv`` their deal price. Cancelled orders are counted apart.
    """

    __tablename__ = "sales_hours"
    __table_args__ = DERIVED

    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shop_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(primary_key=True)
    orders: Mapped[int] = mapped_column(default=0)
    units: Mapped[int] = mapped_column(default=0)
    gmv: Mapped[int] = mapped_column(Money, default=0)
    listed: Mapped[int] = mapped_column(Money, default=0)
    discount: Mapped[int] = mapped_column(Money, default=0)
    returned: Mapped[int] = mapped_column(default=0)
    returned_gmv: Mapped[int] = mapped_column(Money, default=0)
    cancelled: Mapped[int] = mapped_column(default=0)
    cancelled_units: Mapped[int] = mapped_column(default=0)
    cancelled_gmv: Mapped[int] = mapped_column(Money, default=0)
    cancelled_listed: Mapped[int] = mapped_column(Money, default=0)


class SalesItem(Base):
    """One listing on one day: the lines of orders placed then, cancelled orders apart.

    ``orders`` counts orders, not lines.
    """

    __tablename__ = "sales_items"
    __table_args__ = (Index(None, "listing_id", "day"), DERIVED)

    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    listing_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(primary_key=True)
    orders: Mapped[int] = mapped_column(default=0)
    units: Mapped[int] = mapped_column(default=0)
    gmv: Mapped[int] = mapped_column(Money, default=0)
    returned: Mapped[int] = mapped_column(default=0)
    returned_gmv: Mapped[int] = mapped_column(Money, default=0)
    cancelled_units: Mapped[int] = mapped_column(default=0)
    cancelled_gmv: Mapped[int] = mapped_column(Money, default=0)


class CustomerScore(Base):
    """One customer as RFM saw him when it last looked: orders that are not cancelled.

    ``identity`` is how one customer is told from another (``services/analyses/customers.py``);
    ``recency``, ``frequency`` and ``monetary`` are 1 to 5.
    """

    __tablename__ = "customer_scores"
    __table_args__ = (Index(None, "segment"), DERIVED)

    identity: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    first_at: Mapped[int] = mapped_column(Instant)
    last_at: Mapped[int] = mapped_column(Instant)
    orders: Mapped[int]
    gmv: Mapped[int] = mapped_column(Money)
    recency: Mapped[int]
    frequency: Mapped[int]
    monetary: Mapped[int]
    segment: Mapped[str]


class BasketPair(Base):
    """Two SKUs that were bought in one order: in how many orders each, and both, of how many.

    Every pair stands here twice, once from each side.
    """

    __tablename__ = "basket_pairs"
    __table_args__ = DERIVED

    sku_key: Mapped[str] = mapped_column(primary_key=True)
    other_key: Mapped[str] = mapped_column(primary_key=True)
    both: Mapped[int]
    alone: Mapped[int]
    other: Mapped[int]
    baskets: Mapped[int]


class Reckoned(Base):
    """When a set of sums was made, up to which journal entry, and for what (zone, window)."""

    __tablename__ = "reckoned"
    __table_args__ = DERIVED

    name: Mapped[str] = mapped_column(primary_key=True)
    entry: Mapped[int] = mapped_column(Key)
    at: Mapped[int] = mapped_column(Instant)
    of: Mapped[str] = mapped_column(default="")
