"""The catalogue: products and their SKUs, kits, pictures, offers."""

from shopdesk.services.products import bulk, completeness, fields, formula, pictures
from shopdesk.services.products.archiving import archive, restore
from shopdesk.services.products.cards import show
from shopdesk.services.products.edit import edit
from shopdesk.services.products.editing import NewVariant, add, add_variants
from shopdesk.services.products.kits import set_parts
from shopdesk.services.products.offering import NewOffer, offer
from shopdesk.services.products.reads import (
    among,
    every,
    find,
    ids,
    labels,
    page,
    place,
    signposts,
    skus,
    total,
)
from shopdesk.services.products.ready import make_draft, make_ready, refuse_unless_ready
from shopdesk.services.products.rows import (
    OfferRow,
    PartRow,
    PictureRow,
    ProductCard,
    ProductRow,
)

__all__ = [
    "NewOffer",
    "NewVariant",
    "OfferRow",
    "PartRow",
    "PictureRow",
    "ProductCard",
    "ProductRow",
    "add",
    "add_variants",
    "among",
    "archive",
    "bulk",
    "completeness",
    "edit",
    "every",
    "fields",
    "find",
    "formula",
    "ids",
    "labels",
    "make_draft",
    "make_ready",
    "offer",
    "page",
    "pictures",
    "place",
    "refuse_unless_ready",
    "restore",
    "set_parts",
    "show",
    "signposts",
    "skus",
    "total",
]
