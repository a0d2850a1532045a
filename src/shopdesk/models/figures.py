"""Sums that stand ready, so that figures of a million orders are read in no time.

None of this is a fact of its own: all of it can be made anew from the orders, and no row is ever
written by hand. A ``day`` counts the days since 1970-01-01 of the shop's own calendar; money is in
minor units of the row's currency, and currencies are never added together.
"""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

DERIVED = {"info": {"journalled": False}}
BLOCK = 28
CLUSTERED = {"sqlite_with_rowid": False, **DERIVED}


class SalesHour(Base):
    """Orders of one shop that were placed in one hour of a day.

    ``gmv`` is deal price × quantity of orders that are not cancelled, ``listed`` the same at list
    price, ``discount`` what the seller took off whole orders, ``returned`` pieces that came back
    and ``returned_gmv`` their deal price. Cancelled orders are counted apart.
    """

    __tablename__ = "sales_hours"
    __table_args__ = CLUSTERED

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


class Lines:
    """What lines of orders add up to, cancelled orders apart; ``orders`` counts orders."""

    orders: Mapped[int] = mapped_column(default=0, sort_order=1)
    units: Mapped[int] = mapped_column(default=0, sort_order=1)
    gmv: Mapped[int] = mapped_column(Money, default=0, sort_order=1)
    returned: Mapped[int] = mapped_column(default=0, sort_order=1)
    returned_gmv: Mapped[int] = mapped_column(Money, default=0, sort_order=1)
    cancelled_units: Mapped[int] = mapped_column(default=0, sort_order=1)
    cancelled_gmv: Mapped[int] = mapped_column(Money, default=0, sort_order=1)


class SalesItem(Lines, Base):
    """One listing on one day: the lines of a shop's orders placed then."""

    __tablename__ = "sales_items"
    __table_args__ = (Index(None, "listing_id", "day"), CLUSTERED)

    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shop_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    listing_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(primary_key=True)


class SalesBlock(Lines, Base):
    """The same of a listing over ``BLOCK`` days: the block of a day is its number divided by that.

    Long spans are read from blocks, and only the days at their edges from `SalesItem`.
    """

    __tablename__ = "sales_blocks"
    __table_args__ = CLUSTERED

    block: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shop_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    listing_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(primary_key=True)


class CustomerOrder(Base):
    """An order that was not cancelled, with its customer, the customer's orders side by side.

    ``gmv`` is deal price × quantity of its lines. Orders of nobody who can be told are not here.
    """

    __tablename__ = "customer_orders"
    __table_args__ = CLUSTERED

    identity: Mapped[str] = mapped_column(primary_key=True)
    placed_at: Mapped[int] = mapped_column(Instant, primary_key=True, autoincrement=False)
    order_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    shop_id: Mapped[int] = mapped_column(Key)
    currency: Mapped[str]
    gmv: Mapped[int] = mapped_column(Money)


class CustomerScore(Base):
    """One customer as RFM saw them when it last looked: orders that are not cancelled.

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
