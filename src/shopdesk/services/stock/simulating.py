"""What the shops would be told if the rules were these: the whole catalogue, before it is done.

The rows are made one after the other as they are asked for, so that any catalogue fits.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from shopdesk.services.stock.pushing import Rules, Stock, Told, each
from shopdesk.store import Read

DANGERS: Final = ("above", "sum", "sells_out", "zero", "oversold")
"""What can go wrong with a row: the shop alone is told of more than may be sold · all shops
together are · it had stock there and would have none · it would have none though some may be sold ·
more was sold than is there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One offer: what its shop was told, what it would be told, why, and what is dangerous in it.

    ``sum`` is what all shops together would be told of the SKU; ``sellable`` what may be offered.
    """

    told: Told
    available: int
    oversold: int
    sellable: int
    buffer: int
    sum: int
    dangers: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the shop would be told anything new."""
        return self.told.was != self.told.qty


@dataclass(slots=True)
class ShopTotal:
    """What one shop would be told in all; ``offers`` are its rows, ``changed`` those with news."""

    shop_id: int
    channel: str
    shop: str
    offers: int = 0
    changed: int = 0
    was: int = 0
    qty: int = 0
    zero: int = 0


@dataclass(slots=True)
class Totals:
    """A simulation in figures. SKUs and offers that were looked at, and the dangers among them."""

    skus: int = 0
    offers: int = 0
    changed: int = 0
    shops: dict[int, ShopTotal] = field(default_factory=dict)
    dangers: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)


class Simulation:
    """The lines of a simulation, made as they are asked for; ``totals`` are whole at the end."""

    def __init__(
        self, read: Read, ids: Collection[int] | None = None, ruled: Rules | None = None,
        *, shop: int | None = None,
    ) -> None:  # fmt: skip
        self.totals = Totals()
        self._read, self._ids, self._ruled, self._shop = read, ids, ruled, shop

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines by SKU and shop, and count them."""
        self.totals = Totals()
        for stock in each(self._read, self._ids, self._ruled):
            made = [line for line in lines(stock) if self._shop in {None, line.told.shop_id}]
            if made:
                self.totals.skus += 1
                yield from self._counted(made)

    def _counted(self, made: Iterable[Line]) -> Iterator[Line]:
        for line in made:
            count(self.totals, line)
            yield line


def simulate(
    read: Read, ids: Collection[int] | None = None, ruled: Rules | None = None,
    *, shop: int | None = None,
) -> Simulation:  # fmt: skip
    """Return what the shops would be told of these variants (None: all) by these rules.

    Without rules, those in force. With a ``shop`` only its own lines are shown; the others count.
    """
    return Simulation(read, ids, ruled, shop=shop)


def lines(stock: Stock) -> list[Line]:
    """Return one line for each offer of a SKU."""
    level = stock.level
    whole = sum(one.qty for one in stock.told)
    may = max(0, level.sellable)
    every = [
        name for name, holds in (("sum", whole > may), ("oversold", level.oversold > 0)) if holds
    ]
    return [
        Line(one, level.available, level.oversold, level.sellable, level.buffer, whole,
             _dangers(one, may, every))
        for one in stock.told
    ]  # fmt: skip


def count(totals: Totals, line: Line) -> None:
    """Add a line to the figures."""
    told = line.told
    shop = totals.shops.get(told.shop_id)
    if shop is None:
        shop = totals.shops[told.shop_id] = ShopTotal(told.shop_id, told.channel, told.shop)
    totals.offers += 1
    shop.offers += 1
    totals.changed += line.changed
    shop.changed += line.changed
    shop.was += told.was or 0
    shop.qty += told.qty
    shop.zero += not told.qty
    totals.why[told.why] += 1
    for danger in line.dangers:
        totals.dangers[danger] += 1


def _dangers(told: Told, may: int, every: list[str]) -> tuple[str, ...]:
    mine = []
    if told.qty > may:
        mine.append("above")
    if not told.qty and told.was:
        mine.append("sells_out")
    if not told.qty and may and told.why != "archived":
        mine.append("zero")
    found = {*mine, *every}
    return tuple(name for name in DANGERS if name in found) if found else ()
