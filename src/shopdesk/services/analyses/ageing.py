"""How long stock has lain: the age of its pieces, when a SKU last sold and last came in, what died.

The pieces that are there are those that came last: each bears the day on which it came in, be it
bought, returned or found. Value is at the cost in the catalogue; pieces without one have no value
and are counted apart. All is as it was at the end of the scope's last day, or is now.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final

import sqlalchemy as sa

from shopdesk.clock import Clock
from shopdesk.models.stock import Movement
from shopdesk.services.analyses.wares import Ware, catalogued
from shopdesk.services.figures.scope import Scope
from shopdesk.services.stock import cover
from shopdesk.store import Read

BORDERS: Final = (30, 60, 90, 180)
"""Days up to which each bucket goes; the last bucket has no end."""
HOUSE: Final = ("transfer", "sort")
"""Movements within the house: no piece comes in by them."""
Layer = tuple[date, int]
"""The day on which pieces came in, and how many."""


@dataclass(frozen=True, slots=True)
class Aged:
    """One SKU with stock: pieces in all, and by age (0-30 days, 31-60 … more than 180).

    ``cost`` is that of one piece, None where it is not known in the scope's currency. The days on
    which it last sold and was last received are None if that never was. ``dead``: it neither sold
    nor came in for so long that it should be got rid of.
    """

    ware: Ware
    pieces: int
    buckets: tuple[int, ...]
    cost: int | None
    sold_on: date | None
    received_on: date | None
    dead: bool

    @property
    def value(self) -> int | None:
        """What the pieces cost together; None where nobody knows."""
        return None if self.cost is None else self.pieces * self.cost


@dataclass(frozen=True, slots=True)
class Ages:
    """Every SKU with stock on a day, the dearest first; ``dead_after`` days without a sale."""

    on: date
    dead_after: int
    rows: tuple[Aged, ...]

    @property
    def dead(self) -> tuple[Aged, ...]:
        """What is dead."""
        return tuple(row for row in self.rows if row.dead)

    @property
    def costless(self) -> tuple[Aged, ...]:
        """What has no cost in the scope's currency, and so no value."""
        return tuple(row for row in self.rows if row.cost is None)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What the ledger of one SKU says: pieces, and when it last sold and was received."""

    pieces: int
    sold_on: date | None
    received_on: date | None


def ageing(read: Read, scope: Scope) -> Ages:
    """Return how old the stock of each SKU is on the scope's last day, or today before that."""
    on, after = min(scope.span.last, read.clock.today()), cover.days("dead", read.clock)
    end = read.clock.at(on + timedelta(days=1))
    ledgers, layers = _ledgers(read, end), _layers(read, end)
    rows = [
        _aged(ware, ledgers[ware.variant], layers.get(ware.variant, []), scope.currency, on, after)
        for ware in catalogued(read).values()
        if ware.variant in ledgers and ledgers[ware.variant].pieces > 0
    ]
    return Ages(on, after, tuple(sorted(rows, key=lambda row: (-(row.value or 0), row.ware.key))))


def by_age(pieces: int, layers: list[Layer], on: date) -> tuple[int, ...]:
    """Return how many pieces are of which age, if those left are the last that came in.

    ``layers`` begin with the newest. Pieces that nobody saw come in are as old as can be.
    """
    found = [0] * (len(BORDERS) + 1)
    for day, came in layers:
        taken, age = min(came, pieces), (on - day).days
        found[sum(age > border for border in BORDERS)] += taken
        pieces -= taken
    found[-1] += pieces
    return tuple(found)


def _aged(
    ware: Ware, ledger: _Ledger, layers: list[Layer], currency: str, on: date, after: int
) -> Aged:
    came = ledger.received_on or (layers[-1][0] if layers else None)
    lain = [(on - day).days for day in (ledger.sold_on, came) if day is not None]
    return Aged(
        ware, ledger.pieces, by_age(ledger.pieces, layers, on),
        ware.cost if ware.currency == currency else None, ledger.sold_on, ledger.received_on,
        dead=all(days >= after for days in lain),
    )  # fmt: skip


def _ledgers(read: Read, end: int) -> dict[int, _Ledger]:
    """Return the ledger of each SKU up to an instant."""
    left = sa.and_(Movement.kind == "sale", Movement.qty < 0)
    query = (
        sa.select(
            Movement.variant_id,
            sa.func.sum(Movement.qty),
            sa.func.max(sa.case((left, Movement.at))),
            sa.func.max(sa.case((Movement.kind == "receipt", Movement.at))),
        )
        .where(Movement.at < end)
        .group_by(Movement.variant_id)
    )
    return {
        variant: _Ledger(pieces, _day(sold, read.clock), _day(received, read.clock))
        for variant, pieces, sold, received in read.connection.execute(query)
    }


def _layers(read: Read, end: int) -> dict[int, list[Layer]]:
    """Return what came in of each SKU, the newest first."""
    query = (
        sa.select(Movement.variant_id, Movement.at, Movement.qty)
        .where(Movement.at < end, Movement.qty > 0, Movement.kind.not_in(HOUSE))
        .order_by(Movement.variant_id, Movement.at.desc(), Movement.id.desc())
    )
    return {
        variant: [(read.clock.day(at), qty) for _variant, at, qty in rows]
        for variant, rows in groupby(read.connection.execute(query), itemgetter(0))
    }


def _day(at: int | None, clock: Clock) -> date | None:
    return None if at is None else clock.day(at)
