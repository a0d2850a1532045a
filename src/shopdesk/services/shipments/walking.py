"""The matching parcels in the asked-for order, from any place.

In the usual order those in trouble are walked first, by value, then all others that are under way,
by value too, then the rest, the newest first: three stretches along an index each, instead of one
sort of everything.
"""

from typing import Final

import sqlalchemy as sa

from shopdesk.models.shipments import Parcel
from shopdesk.services.paging import Listed
from shopdesk.services.shipments.finding import (
    EVERY,
    PARCEL,
    RISK,
    UNDER_WAY,
    Finder,
    Test,
    of,
    under_way,
)
from shopdesk.services.walking import Stretch, Walk
from shopdesk.store import Read

FEW: Final = 2_000
"""Parcels that are fetched and sorted sooner than walked to."""


def walk(read: Read, where: str, sort: str) -> Walk:
    """Return the walk over the parcels that a filter means.

    Raises:
        FilterError: the text is not of the language.
    """
    found = Finder(where, read, sort, walked=True)
    return Walk(read.connection, PARCEL.id, _ranked(found, read), turned=found.descending)


def _ranked(found: Finder, read: Read) -> list[Stretch]:
    """Return the stretches, the highest rank first."""
    if found.sort == RISK:
        return [*_under_way(found, read), *_others(found, read)]
    here = sa.and_(_among(found.statuses, read), found.rest)
    if found.sort == "last":
        told, none = PARCEL.last_at.is_not(None), PARCEL.last_at.is_(None)
        heard = Stretch(1, sa.and_(here, told), PARCEL.last_at)
        return [heard, Stretch(0, sa.and_(here, none), PARCEL.id)]
    return [Stretch(0, here, PARCEL.value if found.sort == "value" else PARCEL.id)]


def _under_way(found: Finder, read: Read) -> list[Stretch]:
    trouble, statuses = found.trouble, found.statuses & UNDER_WAY
    if not statuses:
        return []
    here = sa.and_(_among(statuses, read), found.rest)
    return [
        Stretch(2, sa.and_(here, trouble), PARCEL.value),
        Stretch(1, sa.and_(here, sa.not_(trouble)), PARCEL.value),
    ]


def _others(found: Finder, read: Read) -> list[Stretch]:
    statuses = found.statuses - UNDER_WAY
    here = sa.and_(_among(statuses, read), found.rest)
    return [Stretch(0, here, PARCEL.id)] if statuses else []


def _among(statuses: frozenset[str], read: Read) -> Test:
    """Return the test of these statuses, so that the best index is walked.

    Where few have them, those are fetched and sorted; else the order of rows is walked, and the
    status looked at: nothing added to a text is in no index.
    """
    if statuses == EVERY:
        return sa.true()
    if statuses == UNDER_WAY:
        return under_way()
    if not _many(statuses, read):
        return of(statuses)
    looked_at = (PARCEL.status + "").in_(sorted(statuses))
    return sa.and_(under_way(), looked_at) if statuses < UNDER_WAY else looked_at


def _many(statuses: frozenset[str], read: Read) -> bool:
    some = sa.select(sa.literal(1)).select_from(Parcel).where(of(statuses))
    counting = sa.select(sa.func.count()).select_from(some.limit(FEW).subquery())
    return (read.connection.scalar(counting) or 0) == FEW


def listed(read: Read, where: str) -> Listed:
    """Return the parcels that match, for counting."""
    return Listed(Finder(where, read).condition, (PARCEL.id,), descending=False)
