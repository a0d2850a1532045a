"""The pick list: what to fetch for many orders in one walk, by rack and SKU.

Of a SKU that is kept by lots the pieces are named lot by lot, what expires first before the others
and never an expired one. Pieces that lie at the packing table for other orders already are passed
over: the ledger takes them off the shelf only when their parcels leave.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.models.shipments import Picking
from shopdesk.models.stock import HOLDS
from shopdesk.services.orders.places import labels
from shopdesk.services.packing.contents import contents
from shopdesk.services.packing.rows import Content, Fetch
from shopdesk.services.stock.lots import LotRow, lots_of
from shopdesk.store import Read

_DIGITS: Final = re.compile(r"(\d+)")


def fetch(read: Read, order_ids: Sequence[int]) -> tuple[Fetch, ...]:
    """Return what to fetch for these orders, rack by rack; SKUs without a rack come last."""
    numbers = dict(zip(order_ids, (one for one, _resi in labels(read, order_ids)), strict=True))
    wanted: dict[str, tuple[Content, int, list[str]]] = {}
    for order_id, found in contents(read, order_ids).items():
        for one in found:
            content, qty, whose = wanted.get(one.key, (one, 0, []))
            wanted[one.key] = (content, qty + one.qty, [*whose, numbers[order_id]])
    taken = _at_the_table(read, order_ids, [c.variant for c, _n, _w in wanted.values() if c.lots])
    rows = [
        row
        for content, qty, whose in wanted.values()
        for row in _rows(read, content, qty, tuple(whose), taken.get(content.variant or 0, 0))
    ]
    return tuple(sorted(rows, key=lambda one: (not one.rack, walk(one.rack), one.sku.casefold())))


def walk(rack: str) -> tuple[tuple[int, int | str], ...]:
    """Return what racks are sorted by: A-2 comes before A-10."""
    parts = _DIGITS.split(rack.casefold())
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def _rows(
    read: Read, one: Content, qty: int, numbers: tuple[str, ...], passed: int
) -> Iterator[Fetch]:
    if not one.lots or one.variant is None:
        yield Fetch(one.rack, one.sku, one.name, one.variation, qty, numbers)
        return
    left = qty
    for lot, n in _fresh(lots_of(read, one.variant), passed):
        if not (here := min(left, n)):
            break
        left -= here
        yield Fetch(
            one.rack, one.sku, one.name, one.variation, here, numbers, lot.code, lot.expires
        )
    if left:
        yield Fetch(one.rack, one.sku, one.name, one.variation, left, numbers)


def _fresh(lots: Sequence[LotRow], passed: int) -> Iterator[tuple[LotRow, int]]:
    """Yield lots that may be sold with the pieces that are left of them."""
    for lot in lots:
        if lot.expired:
            continue
        gone = min(passed, lot.qty)
        passed -= gone
        if lot.qty > gone:
            yield lot, lot.qty - gone


def _at_the_table(
    read: Read, order_ids: Sequence[int], variants: Sequence[int | None]
) -> dict[int, int]:
    """Return how many pieces of these SKUs were fetched for other orders that are still here."""
    if not variants:
        return {}
    query = (
        sa.select(Order.id)
        .join(Picking, Picking.order_id == Order.id)
        .where(Picking.state.in_(("picking", "picked", "packed")), Order.status.in_(HOLDS))
    )
    asked = set(order_ids)
    others = [one for one in read.connection.scalars(query) if one not in asked]
    found: dict[int, int] = {}
    for pieces in contents(read, others).values():
        for one in pieces:
            if one.variant in variants and one.variant is not None:
                found[one.variant] = found.get(one.variant, 0) + one.qty
    return found
