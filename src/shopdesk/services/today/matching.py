"""The orders that a filter means, as conditions under which their rows are summed up."""

from collections.abc import Iterator

import sqlalchemy as sa

from shopdesk.models.orders import Order
from shopdesk.services.orders.finding import Finder
from shopdesk.services.orders.parts import EVERY, Strand, Test
from shopdesk.store import Read


def matching(read: Read, where: str) -> Iterator[Test]:
    """Yield conditions that together hold for just the orders of a filter, each for others."""
    for strand in Finder(where, read.clock, connection=read.connection).strands:
        yield sa.and_(sa.true(), *_tests(strand))


def _tests(strand: Strand) -> Iterator[Test]:
    if strand.statuses != EVERY:
        yield Order.status.in_(sorted(strand.statuses))
    yield from strand.tests
    for hits in strand.hits:
        # A span is quicker read off its index with the rows than named by ids first.
        yield hits.test if hits.along else Order.id.in_(hits.exact)
