"""Tickets: what customers write, in which state it is, and what they are answered."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from shopdesk.services.tickets.cards import links, show, talk
from shopdesk.services.tickets.finding import SORTS, fields, values, views
from shopdesk.services.tickets.reads import (
    among,
    at,
    counts,
    every,
    find,
    ids,
    labels,
    page,
    place,
    signposts,
    total,
)
from shopdesk.services.tickets.rows import (
    ClockRow,
    EventRow,
    FileRow,
    LinkRow,
    OfferRow,
    TalkRow,
    TicketCard,
    TicketRow,
)

__all__ = [
    "SORTS",
    "ClockRow",
    "EventRow",
    "FileRow",
    "LinkRow",
    "OfferRow",
    "TalkRow",
    "TicketCard",
    "TicketRow",
    "among",
    "at",
    "counts",
    "every",
    "fields",
    "find",
    "ids",
    "labels",
    "links",
    "page",
    "place",
    "show",
    "signposts",
    "talk",
    "total",
    "values",
    "views",
]


def __getattr__(name: str) -> ModuleType:
    """Load the file of this room that is asked for: replying, merging, sending."""
    place = f"{__name__}.{name}"
    if name.startswith("_") or find_spec(place) is None:
        raise AttributeError(name)
    return import_module(place)
