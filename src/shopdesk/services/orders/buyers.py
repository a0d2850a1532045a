"""Customers behind orders: the first one they placed, who came back, and their RFM segment.

It asks what stands ready of customers (``services/analyses/kept.py``); that may lag behind the
orders for the minutes until it is brought up to them.
"""

from collections.abc import Collection
from typing import Final

import sqlalchemy as sa

from shopdesk.models import Base
from shopdesk.models.figures import CustomerOrder, CustomerScore
from shopdesk.services.analyses.customers import identity
from shopdesk.services.orders.parts import ORDER, Hits, Strand

KEPT: Final = Base.metadata.tables[CustomerOrder.__tablename__].c
SCORES: Final = Base.metadata.tables[CustomerScore.__tablename__].c
_MINE: Final = sa.select(KEPT.placed_at).where(KEPT.identity == identity)
_OLDEST: Final = _MINE.order_by(KEPT.placed_at, KEPT.order_id).limit(1).correlate(ORDER.id.table)
FIRST_AT: Final = _OLDEST.scalar_subquery()
"""When the customer of an order bought first."""
_FIRST_ID: Final = _OLDEST.with_only_columns(KEPT.order_id).scalar_subquery()
STRANGER: Final = identity.is_(None)
"""Nobody can tell the customer."""
FIRST: Final = ORDER.id == _FIRST_ID
"""The first order of a customer that was not cancelled."""
REPEAT: Final = sa.and_(ORDER.status != "cancelled", ORDER.id != _FIRST_ID)
"""One that was not cancelled, of a customer who had bought before."""


def of_segments(names: Collection[str]) -> Strand:
    """Return the orders that stand, of customers who are in these segments now."""
    alike = sa.and_(SCORES.identity == KEPT.identity, SCORES.currency == KEPT.currency)
    meant = SCORES.segment.in_([name.casefold() for name in names])
    ids = sa.select(KEPT.order_id.label("id")).where(alike, meant)
    customer = sa.and_(SCORES.identity == identity, SCORES.currency == ORDER.currency)
    there = sa.exists().where(customer, meant).correlate(ORDER.id.table)
    return Strand(hits=(Hits(ids, ids, sa.and_(ORDER.status != "cancelled", there)),))


def of_customer(name: str) -> Strand:
    """Return the orders that stand, of the customer who is told from others by this."""
    ids = sa.select(KEPT.order_id.label("id")).where(KEPT.identity == name)
    mine = sa.and_(ORDER.status != "cancelled", identity.is_not_distinct_from(name))
    return Strand(hits=(Hits(ids, ids, mine),))
