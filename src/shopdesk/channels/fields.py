"""What a converted order and order line look like: the agreement with the rooms above.

Instants are seconds since 1970 UTC, money is minor units with scale 2 for every currency,
counts are whole numbers, weights are grams, flags are 0 or 1, and an absent value is None.
"""

from dataclasses import dataclass
from typing import Any, Literal

Cell = str | int | float | bool | None
"""One cell as the sheets room hands it over; a typed date comes as ISO text."""

DateStyle = Literal["dmy", "mdy", "ymd"]
"""The order of day, month and year in a date written as text; ISO is always understood."""

ORDER_FIELDS: tuple[str, ...] = (
    "number", "placed_at", "paid_at", "ship_by", "shipped_at", "delivered_at", "completed_at",
    "cancelled_at", "updated_at", "payment", "fulfilment", "case_state", "cancelled", "cod",
    "sample", "market_status", "problem", "payment_method", "currency", "total", "subtotal",
    "shipping_fee", "discount", "refunded", "courier", "service", "tracking", "package", "buyer",
    "recipient", "phone", "email", "address", "city", "province", "postcode", "country",
    "buyer_note", "seller_note", "cancel_by", "cancel_reason", "warehouse", "extra",
)  # fmt: skip
"""The fields of an order tuple, in order.

`discount` is what the seller bears on the order as a whole, beside the discounts that are already
in the lines' prices; `total` is what the buyer pays; `ship_by` of a bare date is that day's end.
"""

LINE_FIELDS: tuple[str, ...] = (
    "number", "row", "line_key", "market_sku", "parent_sku", "sku", "name", "variation", "qty",
    "returned", "list_price", "price", "subtotal", "discount", "weight_g", "line_status", "extra",
)  # fmt: skip
"""The fields of a line tuple, in order; `row` is the sheet's own row number, from 1.

`line_key` is "" where the channel gives a line no id; `discount` is the seller's share for the
whole line; `weight_g` is what the channel states beside the line.
"""


@dataclass(slots=True)
class Batch:
    """Orders and their lines as tuples in the order of `ORDER_FIELDS` and `LINE_FIELDS`."""

    orders: list[tuple[Any, ...]]
    lines: list[tuple[Any, ...]]
