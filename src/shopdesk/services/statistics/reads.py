"""How far the statistics of shops go: the newest day of each shop and source."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from shopdesk.channels.stats.days import day_of
from shopdesk.models.reporting import ShopStat
from shopdesk.models.shops import Shop
from shopdesk.store import Read


@dataclass(frozen=True, slots=True)
class Newest:
    """One shop and one source of its statistics, and the newest day, counted from 1970."""

    shop_id: int
    channel: str
    shop: str
    source: str
    day: int

    @property
    def until(self) -> date:
        """The newest day."""
        return day_of(self.day)


def newest(read: Read) -> tuple[Newest, ...]:
    """Return every shop and source of which a day was told, the oldest first."""
    query = (
        sa.select(
            Shop.id, Shop.channel, Shop.name, ShopStat.source, sa.func.max(ShopStat.day).label("on")
        )
        .join(ShopStat, ShopStat.shop_id == Shop.id)
        .group_by(Shop.id, Shop.channel, Shop.name, ShopStat.source)
        .order_by(sa.text("5"), Shop.name, ShopStat.source)
    )
    return tuple(Newest(*row) for row in read.connection.execute(query))
