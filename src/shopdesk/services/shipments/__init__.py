"""Parcels: what couriers said of them, where they are, and which orders travel together."""

from shopdesk.services.shipments import (
    days,
    facts,
    fates,
    handing,
    manual,
    merging,
    punctual,
    rules,
    splitting,
)
from shopdesk.services.shipments.cards import show, timeline
from shopdesk.services.shipments.events import record
from shopdesk.services.shipments.finding import SORTS, fields, values, views
from shopdesk.services.shipments.reads import (
    among,
    at,
    counts,
    every,
    find,
    ids,
    labels,
    page,
    parcels_of,
    place,
    signposts,
    total,
    travelling,
)
from shopdesk.services.shipments.rows import (
    EventRow,
    ParcelCard,
    ParcelRow,
    Recorded,
    Reported,
    UnmappedText,
)
from shopdesk.services.shipments.statuses import meaning

__all__ = [
    "SORTS",
    "EventRow",
    "ParcelCard",
    "ParcelRow",
    "Recorded",
    "Reported",
    "UnmappedText",
    "among",
    "at",
    "counts",
    "days",
    "every",
    "facts",
    "fates",
    "fields",
    "find",
    "handing",
    "ids",
    "labels",
    "manual",
    "meaning",
    "merging",
    "page",
    "parcels_of",
    "place",
    "punctual",
    "record",
    "rules",
    "show",
    "signposts",
    "splitting",
    "timeline",
    "total",
    "travelling",
    "values",
    "views",
]  # fmt: skip
