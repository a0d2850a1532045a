"""The orders that a filter means, as conditions under which their rows are summed up."""

from collections.abc import Iterator

from shopdesk.services.orders.finding import Finder
from shopdesk.services.orders.parts import Test
from shopdesk.store import Read


def matching(read: Read, where: str) -> Iterator[Test]:
    """Yield conditions that together hold for just the orders of a filter, each for others."""
    for strand in Finder(where, read.clock, connection=read.connection).strands:
        yield strand.condition
