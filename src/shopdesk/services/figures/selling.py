"""What was sold of each listing and of each SKU, from the sums that stand ready."""

from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.figures import BLOCK, SalesBlock, SalesItem
from shopdesk.models.shops import Listing, Shop
from shopdesk.services.figures.scope import Scope
from shopdesk.services.figures.tallies import within
from shopdesk.store import Read

ITEM: Final = SalesItem.__table__.c
MASS: Final = SalesBlock.__table__.c
SUMMED: Final = (
    "orders", "units", "gmv", "returned", "returned_gmv", "cancelled_units", "cancelled_gmv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sold:
    """One listing, or one SKU over all its listings (then without a listing and a shop).

    ``orders`` of a SKU counts an order once for each of its listings in it.
    """

    sku: str
    name: str
    variation: str
    orders: int
    units: int
    gmv: int
    returned: int
    returned_gmv: int
    cancelled_units: int
    cancelled_gmv: int
    listing_id: int | None = None
    shop_id: int | None = None
    channel: str = ""


def listings(read: Read, scope: Scope) -> tuple[Sold, ...]:
    """Return what was sold of each listing, the largest GMV first."""
    return _sold(read, scope, Listing.id, (Listing.id, Listing.shop_id, Shop.channel))


def skus(read: Read, scope: Scope) -> tuple[Sold, ...]:
    """Return what was sold of each SKU, the largest GMV first; what has none is one row, ""."""
    return _sold(read, scope, sa.func.lower(Listing.sku), ())


def _sold(read: Read, scope: Scope, by: Any, more: tuple[Any, ...]) -> tuple[Sold, ...]:
    made = _made(read, scope)
    columns: list[Any] = [
        sa.func.min(one) for one in (Listing.sku, Listing.name, Listing.variation)
    ]
    columns += [sa.func.sum(made.c[name]) for name in SUMMED]
    query = (
        sa.select(*columns, *more)
        .join_from(made, Listing, Listing.id == made.c.listing_id)
        .join(Shop, Shop.id == Listing.shop_id)
        .group_by(by)
    )
    rows = [Sold(*row) for row in read.connection.execute(query)]
    return tuple(sorted(rows, key=lambda row: (-row.gmv, row.sku, row.name, row.listing_id or 0)))


def _made(read: Read, scope: Scope) -> sa.Subquery:
    """Return the sums of each listing: from whole blocks, and from the days at the edges."""
    first, last = scope.span.bounds
    begin, end = -(-first // BLOCK), (last + 1) // BLOCK
    own = tuple(within(read, scope, ITEM, dated=False))
    parts = []
    if begin < end:
        of_blocks = tuple(within(read, scope, MASS, dated=False))
        parts.append(_part(MASS, sa.and_(MASS.block.between(begin, end - 1), *of_blocks)))
        edges = ((first, begin * BLOCK - 1), (end * BLOCK, last))
    else:
        edges = ((first, last), (1, 0))
    parts += [
        _part(ITEM, sa.and_(ITEM.day.between(*edge), *own)) for edge in edges if edge[0] <= edge[1]
    ]
    every = sa.union_all(*parts).subquery()
    sums = (sa.func.sum(every.c[name]).label(name) for name in SUMMED)
    return sa.select(every.c.listing_id, *sums).group_by(every.c.listing_id).subquery()


def _part(of: Any, which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    sums = (sa.func.sum(of[name]).label(name) for name in SUMMED)
    return sa.select(of.listing_id, *sums).where(which).group_by(of.listing_id)
