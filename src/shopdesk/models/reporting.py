"""Reports that come by themselves, those that were made, and what shops tell of their visitors."""

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shopdesk.models.base import Base, Instant, Key, Money

EVERY = ("daily", "weekly", "monthly")


class ReportPlan(Base):
    """A report that is made again and again: which, with what answers, how often, into what file.

    ``answers`` is a JSON object by question; ``day`` is that of the week (1 Monday) or month,
    ``time`` "07:00" of the shop's clock; ``out`` may hold {period} and {report}.
    """

    __tablename__ = "report_plans"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    report: Mapped[str]
    answers: Mapped[str] = mapped_column(Text, default="{}")
    language: Mapped[str] = mapped_column(default="")
    every: Mapped[str]
    day: Mapped[int] = mapped_column(default=1)
    time: Mapped[str] = mapped_column(default="07:00")
    out: Mapped[str]


class ReportRun(Base):
    """A report that was written: to which file, with which hash (SHA-256, hexadecimal)."""

    __tablename__ = "report_runs"
    __table_args__ = (Index(None, "report", "id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    report: Mapped[str]
    answers: Mapped[str] = mapped_column(Text, default="{}")
    period: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    file: Mapped[str]
    sha256: Mapped[str]
    bytes: Mapped[int]
    at: Mapped[int] = mapped_column(Instant)
    personal: Mapped[int] = mapped_column(default=0)


class ShopStat(Base):
    """What a shop's own statistics say of one day (days since 1970 of the shop's calendar).

    ``source`` names the kind of statistics. What a source does not tell is None, never 0.
    """

    __tablename__ = "shop_stats"
    __table_args__ = (UniqueConstraint("shop_id", "source", "day"), Index(None, "day"))

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    source: Mapped[str]
    day: Mapped[int]
    visitors: Mapped[int | None]
    views: Mapped[int | None]
    product_visitors: Mapped[int | None]
    carts: Mapped[int | None]
    checkouts: Mapped[int | None]
    buyers: Mapped[int | None]
    orders: Mapped[int | None]
    units: Mapped[int | None]
    sales: Mapped[int | None] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(default="IDR")
    arrival_id: Mapped[int | None] = mapped_column(ForeignKey("arrivals.id"))
