"""Orders: finding and reading them, the verbs that move them on, and why one is stuck."""

from shopdesk.services.orders import resi
from shopdesk.services.orders.cards import show
from shopdesk.services.orders.edit import edit
from shopdesk.services.orders.finding import SORTS, fields, views
from shopdesk.services.orders.places import among, labels, place
from shopdesk.services.orders.reads import counts, every, find, ids, page, signposts, total
from shopdesk.services.orders.rows import Happening, Item, OrderCard, OrderRow, Why
from shopdesk.services.orders.verbs import (
    cancel,
    complete,
    deliver,
    hold,
    note,
    pack,
    release,
    ship,
    verify,
)
from shopdesk.services.orders.why import why

__all__ = [
    "SORTS",
    "Happening",
    "Item",
    "OrderCard",
    "OrderRow",
    "Why",
    "among",
    "cancel",
    "complete",
    "counts",
    "deliver",
    "edit",
    "every",
    "fields",
    "find",
    "hold",
    "ids",
    "labels",
    "note",
    "pack",
    "page",
    "place",
    "release",
    "resi",
    "ship",
    "show",
    "signposts",
    "total",
    "verify",
    "views",
    "why",
]  # fmt: skip
