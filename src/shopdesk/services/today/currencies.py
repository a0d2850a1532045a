"""The currencies in which a shop sold something lately."""

from collections.abc import Sequence

import sqlalchemy as sa

from shopdesk.models.figures import SalesHour
from shopdesk.services.figures import Span
from shopdesk.store import Read


def currencies(read: Read, spans: Sequence[Span]) -> list[str]:
    """Return the currencies in which orders were placed in any of the spans, rupiah first."""
    then = sa.or_(*(SalesHour.day.between(*span.bounds) for span in spans))
    found = read.connection.scalars(sa.select(SalesHour.currency).where(then).distinct())
    return sorted(found, key=lambda name: (name != "IDR", name))
