"""Statistics of shops into the store: a day of one source and shop is one row, told anew or not.

They come in through ``services.imports``, by one plan and as one entry. A sheet changes what it
tells of: what it leaves blank stays as another sheet of the same source told it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from shopdesk import money
from shopdesk.channels.stats.days import day_of
from shopdesk.channels.stats.spec import TOLD, DayTold, StatSpec
from shopdesk.locale import _
from shopdesk.models.reporting import ShopStat
from shopdesk.models.shops import Shop
from shopdesk.refusal import Refusal
from shopdesk.services.imports.arrivals import WhichShop, wished
from shopdesk.services.imports.shapes import CellChange, Outcome, Reject
from shopdesk.store import Work

SAMPLE: Final = 200
"""Changes that a plan shows."""
WEB: Final = ("shopify", "woocommerce", "web", "other", "generic")
"""Channels of shops whose own pages a program counts the visitors of."""


@dataclass(slots=True)
class Haul:
    """A sheet of statistics, read: it waits until the plan is applied; ``refused`` rows are out."""

    spec: StatSpec
    told: Sequence[DayTold]
    file: str
    currency: str
    refused: int = 0


@dataclass(slots=True)
class Placed:
    """What was done with one sheet: its days by what became of them."""

    outcome: Outcome = field(default_factory=Outcome)
    changes: list[CellChange] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def place(
    work: Work, haul: Haul, shop_id: int, arrived: Callable[[Placed], int | None]
) -> Placed:  # fmt: skip
    """Write what a sheet tells of a shop; the caller owns the transaction and ends the verb.

    ``arrived`` writes down that the file came, once it is known what becomes of its days.
    """
    known = _known(work, haul, shop_id)
    placed = Placed(Outcome(refused=haul.refused))
    fresh: list[tuple[ShopStat, dict[str, int]]] = []
    for told in haul.told:
        row = known.get(told.day)
        if row is None:
            row = ShopStat(shop_id=shop_id, source=haul.spec.source, day=told.day)
            row.currency = haul.currency
            placed.outcome.new += 1
            fresh.append((row, told.facts))
            continue
        moved = {name: value for name, value in told.facts.items() if getattr(row, name) != value}
        placed.outcome.changed += bool(moved)
        placed.outcome.unchanged += not moved
        placed.changes += _changes(row, moved)
        if moved:
            fresh.append((row, moved))
    arrival = arrived(placed)
    for row, facts in fresh:
        for name, value in facts.items():
            setattr(row, name, value)
        row.arrival_id = arrival
        work.session.add(row)
    placed.changes = placed.changes[:SAMPLE]
    return placed


def shop_for(work: Work, file: str, source: str, wish: str | None) -> Shop:
    """Return the shop that statistics of no marketplace are of: the one named, else the only one.

    A program that counts a page's visitors counts those of a web shop.

    Raises:
        WhichShop: several shops could be meant.
        Refusal: there is none.
    """
    shops = work.session.scalars(sa.select(Shop).order_by(Shop.name, Shop.id)).all()
    named = wished(wish, source)
    if named is not None:
        found = [shop for shop in shops if shop.name == named]
    else:
        found = [shop for shop in shops if source == "own" or shop.channel in WEB]
        found = found or (list(shops) if len(shops) == 1 else [])
    if len(found) == 1:
        return found[0]
    if found or (shops and named is None):
        raise WhichShop(file, source, [shop.name for shop in found or shops])
    raise Refusal(
        _("{file}: there is no shop that these statistics could be of; import its orders first.")
        .format(file=file)
    )  # fmt: skip


def _known(work: Work, haul: Haul, shop_id: int) -> dict[int, ShopStat]:
    days = [told.day for told in haul.told]
    if not days:
        return {}
    rows = work.session.scalars(
        sa.select(ShopStat).where(
            ShopStat.shop_id == shop_id, ShopStat.source == haul.spec.source,
            ShopStat.day.between(min(days), max(days)),
        )
    )  # fmt: skip
    return {row.day: row for row in rows}


def _changes(row: ShopStat, moved: dict[str, int]) -> list[CellChange]:
    on = str(day_of(row.day))
    return [
        CellChange(on, name, _said(name, getattr(row, name)), _said(name, moved[name]))
        for name in TOLD
        if name in moved
    ]


def _said(name: str, value: int | None) -> str:
    if value is None:
        return ""
    return money.text(value) if name == "sales" else str(value)
