"""The catalogue: products and their SKUs, kits, pictures, offers."""

from shopdesk.services.products.editing import NewVariant, add, archive, restore
from shopdesk.services.products.reads import OfferRow, ProductRow, listed

__all__ = ["NewVariant", "OfferRow", "ProductRow", "add", "archive", "listed", "restore"]
