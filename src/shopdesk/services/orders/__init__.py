"""Orders: finding and reading them, the verbs that move them on, and why one is stuck."""

from shopdesk.services.orders import resi
from shopdesk.services.orders.cards import show
from shopdesk.services.orders.edit import edit
from shopdesk.services.orders.finding import SORTS, fields, views
from shopdesk.services.orders.listings import Unmapped, unmapped
from shopdesk.services.orders.places import among, labels, place
from shopdesk.services.orders.reads import counts, every, find, ids, page, signposts, total
from shopdesk.services.orders.rows import Happening, Item, OrderCard, OrderRow, Why
from shopdesk.services.orders.verbs import (
    cancel,
    complete,
    deliver,
    hold,
    map_listing,
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
    "Unmapped",
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
    "map_listing",
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
    "unmapped",
    "verify",
    "views",
    "why",
]  # fmt: skip
