"""What sales can be broken down by: how the store tells it, and the filter that opens a part.

A dimension of orders puts each order into one part, so that the parts add up to the whole. One of
lines (product, SKU, category) puts each line into one: its money and pieces add up, its orders do
not, as an order may hold several.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.filters.reading import LONGEST, MOST
from shopdesk.filters.writing import quoted
from shopdesk.models.shops import Listing, Shop
from shopdesk.services import figures
from shopdesk.services.analyses.placed import ORDER
from shopdesk.services.figures import Scope, Span, Tally
from shopdesk.services.orders import goods
from shopdesk.services.orders.goods import told
from shopdesk.services.orders.hours import WEEKDAYS
from shopdesk.services.shipments.statuses import courier_of
from shopdesk.store import Read

FEW: Final = 20
ROOM: Final = 200
"""Values and characters of a filter that are left to whatever else it says."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing to break sales down by. ``told`` is SQL: what an order or a listing says of it.

    ``folds`` gives the part that a word of the store belongs to; ``every`` the parts that are there
    even where nothing was sold, in their order (else the largest comes first). ``field`` is the
    filter's name for it. ``kept`` reads the figures where they are kept ready.
    """

    id: str
    field: str
    told: Any = None
    by_line: bool = False
    folds: Callable[[Any], Any] = str
    every: Callable[[Scope], Iterable[Any]] | None = None
    kept: Callable[[Read, Scope], Iterator[tuple[Any, Tally]]] | None = None

    @property
    def keyed(self) -> tuple[Any, Any]:
        """What orders are grouped by, and how that is spelt: small letters sort last."""
        return sa.func.lower(self.told), sa.func.max(self.told)

    @property
    def listings(self) -> Any:
        """What each listing says, as ``key`` and ``told``: looked up once, not per line."""
        told = self.told
        named = sa.select(Listing.id, sa.func.lower(told).label("key"), told.label("told"))
        return named.cte("named").prefix_with("MATERIALIZED")

    def where(self, scope: Scope, said: Collection[Any]) -> str:
        """Return the filter of the orders that say one of these words.

        Empty: no filter can say that many.
        """
        if self.field == "placed" and len(said) == 1:
            return scope.during(_span(self.id, min(said), scope.span)).where
        if self.field == "placed" or len(said) > MOST - FEW:
            return ""
        words = ",".join(map(quoted, sorted(map(str, said))))
        where = f"{scope.where} {self.field}={words}"
        return where if len(where) <= LONGEST - ROOM else ""


def _span(unit: str, key: date, within: Span) -> Span:
    """Return the days of a part of a span that begins on a day."""
    if unit == "day":
        return Span(key, key)
    if unit == "week":
        last = key + timedelta(days=6)
    else:
        last = (key + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Span(max(key, within.first), min(last, within.last))


def _same(on: date) -> date:
    return on


def _week(on: date) -> date:
    """Return the Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def _month(on: date) -> date:
    return on.replace(day=1)


def _firsts(folds: Callable[[date], date]) -> Callable[[Scope], Iterable[date]]:
    """Return the parts of a span's days, each by its first day."""
    return lambda scope: dict.fromkeys(map(folds, scope.span))


def _shops(read: Read, scope: Scope) -> Iterator[tuple[str, Tally]]:
    for _id, channel, name, tally in figures.by_shop(read, scope):
        yield f"{channel}:{name}", tally


def _channels(read: Read, scope: Scope) -> Iterator[tuple[str, Tally]]:
    yield from figures.by_channel(read, scope)


def _hours(read: Read, scope: Scope) -> Iterator[tuple[int, Tally]]:
    for (_weekday, hour), tally in figures.by_hour(read, scope).items():
        yield hour, tally


def _weekdays(read: Read, scope: Scope) -> Iterator[tuple[str, Tally]]:
    for (weekday, _hour), tally in figures.by_hour(read, scope).items():
        yield WEEKDAYS[weekday], tally


def _days(read: Read, scope: Scope) -> Iterator[tuple[date, Tally]]:
    yield from figures.by_day(read, scope)


SHOP: Final = (
    sa.select(Shop.channel + ":" + Shop.name).where(Shop.id == ORDER.shop_id).scalar_subquery()
)
DIMENSIONS: Final = {
    one.id: one
    for one in (
        Dimension("channel", "channel", ORDER.channel, kept=_channels),
        Dimension("shop", "shop", SHOP, kept=_shops),
        Dimension("product", "product", told(goods.product_name()), by_line=True),
        Dimension("sku", "sku", told(Listing.sku), by_line=True),
        Dimension("category", "category", told(goods.category()), by_line=True),
        Dimension("province", "province", told(ORDER.province)),
        Dimension("courier", "courier", told(ORDER.courier), folds=courier_of),
        Dimension("payment", "method", told(ORDER.payment_method)),
        Dimension("hour", "hour", folds=int, every=lambda _scope: range(24), kept=_hours),
        Dimension("weekday", "weekday", every=lambda _scope: WEEKDAYS, kept=_weekdays),
        Dimension("day", "placed", folds=_same, every=_firsts(_same), kept=_days),
        Dimension("week", "placed", folds=_week, every=_firsts(_week), kept=_days),
        Dimension("month", "placed", folds=_month, every=_firsts(_month), kept=_days),
    )
}
"""Everything that sales can be broken down by, by its name."""
STANDING: Final = tuple(one.id for one in DIMENSIONS.values() if one.every is None)
"""Those that are not of time: what a promotion's uplift can be told apart by."""
