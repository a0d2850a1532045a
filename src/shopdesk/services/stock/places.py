"""Where stock lies."""

import sqlalchemy as sa

from shopdesk.models.stock import Location
from shopdesk.store import Work

HOME = "Gudang"
"""The name of the location that is there without being asked for."""


def location_of(work: Work, name: str) -> int:
    """Return the id of a location by its name; the one that is always there if none is named."""
    wanted = name.strip() or HOME
    found = work.session.scalar(sa.select(Location).where(Location.name == wanted))
    if found is None:
        found = Location(name=wanted)
        work.session.add(found)
        work.session.flush()
    return found.id
