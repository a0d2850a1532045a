"""What a converted product looks like: the agreement with the rooms above."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Item:
    """One variant: the sheet's row, and what is said of it, field by field.

    A field that is there and None was blank; one that is absent has no column in the sheet.
    """

    row: int
    said: dict[str, Any]


@dataclass(slots=True)
class Goods:
    """One product with its variants in the sheet's order.

    ``row`` is its first row, ``refused`` how many of its rows were, ``bad`` whether all are.

    ``said`` may hold: name, description, category, brand, state, parent_sku, product_code, and
    pictures (a tuple). Its items: variant_code, sku, market_sku, variation, price, compare_at,
    cost, barcode, weight_g, length_mm, width_mm, height_mm, buffer, low_at, rack, stock,
    location, picture (a tuple), and of a delivery qty, lot, expires and document. Money is in minor
    units, a day is the instant at which it begins.
    """

    row: int
    said: dict[str, Any]
    items: list[Item] = field(default_factory=list)
    refused: int = 0
    bad: bool = False
