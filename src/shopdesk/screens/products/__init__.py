"""The Products desk: every SKU with its price, stock and listings, and the work on them."""

from shopdesk.screens.products.desk import ProductsDesk

__all__ = ["ProductsDesk"]
