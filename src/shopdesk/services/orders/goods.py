"""What was sold, in the catalogue's own words: SKU, product and category of a listing."""

from typing import Any, Final

import sqlalchemy as sa

from shopdesk.models.orders import OrderLine
from shopdesk.models.products import Product, Variant
from shopdesk.models.shops import Listing
from shopdesk.services.orders.parts import ORDER, Test

KEY: Final = sa.func.lower(Listing.sku)
"""A listing's SKU as the catalogue's key spells it; empty where it stands for none."""
REDUCED: Final = sa.exists().where(
    OrderLine.order_id == ORDER.id, OrderLine.list_price != OrderLine.price
)
"""A line of the order was not sold at its list price."""
RETURNED: Final = sa.exists().where(OrderLine.order_id == ORDER.id, OrderLine.returned > 0)
"""Pieces of the order came back."""


def told(column: Any) -> Any:
    """Return a text without blanks around it; nothing is an empty one."""
    return sa.func.trim(sa.func.coalesce(column, ""))


def same(column: Any, text: str) -> Test:
    """Return whether a column holds just this text, in whatever case; nothing, for no text."""
    return sa.func.lower(told(column)) == sa.func.lower(sa.func.trim(text))


def has(column: Any, text: str, *, whole: bool) -> Test:
    """Return whether a column has this text in it, or is just this text."""
    return same(column, text) if whole else column.icontains(text, autoescape=True)


def product_name() -> Any:
    """Return what a listing's product is called in the catalogue; unmapped, on the channel."""
    ours = (
        sa.select(Product.name)
        .join(Variant, Variant.product_id == Product.id)
        .where(Variant.sku_key == KEY)
        .scalar_subquery()
    )
    return sa.func.coalesce(ours, Listing.name)


def category() -> Any:
    """Return the catalogue's category of a listing; empty where nobody told it."""
    ours = (
        sa.select(Product.category)
        .join(Variant, Variant.product_id == Product.id)
        .where(Variant.sku_key == KEY)
        .scalar_subquery()
    )
    return sa.func.coalesce(ours, "")


def sought(field: str, text: str, *, whole: bool) -> Test:
    """Return which listings a filter's ``sku``, ``product`` or ``category`` means."""
    if field == "category":
        return has(category(), text, whole=whole)
    if field == "product":
        return has(product_name() if whole else Listing.name, text, whole=whole)
    return has(Listing.sku, text, whole=whole)
