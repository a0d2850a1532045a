"""Shopify orders CSV: 79 columns, seen in a real export of June 2026; older ones have fewer.

The first row of an order has its values; each further row repeats only Name, Email, Created at,
the Lineitem columns and Vendor, so a blank Financial Status there is not "unpaid". Times carry
their offset. Payment and fulfilment are two columns: a partly fulfilled order counts as packed,
because some of it is still in the house; fulfilled means handed to the courier, as Shopify does not
tell more; restocked goods are back with the sender; partially paid is not paid. `Lineitem price` is
before `Lineitem discount`: the line's own price is what remains per piece.
"""

from shopdesk.channels.spec import Column, OrderSpec, Status, Word, kept, kept_ids, line, order

_COLUMNS: tuple[Column, ...] = (
    order("number", "Name", kind="id"),
    order("email", "Email", kind="code"),
    order("payment_text", "Financial Status", kind="code"),
    order("paid_at", "Paid at", kind="instant"),
    order("fulfilment_text", "Fulfillment Status", kind="code"),
    order("shipped_at", "Fulfilled at", kind="instant"),
    order("currency", "Currency", kind="code"),
    order("subtotal", "Subtotal", kind="money"),
    order("shipping_fee", "Shipping", kind="money"),
    order("total", "Total", kind="money"),
    order("discount", "Discount Amount", kind="money"),
    order("service", "Shipping Method", kind="code"),
    order("placed_at", "Created at", kind="instant"),
    line("qty", "Lineitem quantity", kind="count", needed=True),
    line("name", "Lineitem name"),
    line("list_price", "Lineitem price", kind="money"),
    line("discount", "Lineitem discount", kind="money"),
    line("sku", "Lineitem sku", kind="id"),
    line("line_status", "Lineitem fulfillment status", kind="code"),
    order("buyer", "Billing Name"),
    order("recipient", "Shipping Name"),
    order("recipient", "Billing Name"),
    order("phone", "Shipping Phone", kind="code"),
    order("phone", "Phone", kind="code"),
    order("phone", "Billing Phone", kind="code"),
    order("address", "Shipping Street"),
    order("address", "Shipping Address1"),
    order("city", "Shipping City", kind="code"),
    order("postcode", "Shipping Zip", kind="code"),
    order("province", "Shipping Province Name", kind="code"),
    order("province", "Shipping Province", kind="code"),
    order("country", "Shipping Country", kind="code"),
    order("buyer_note", "Notes"),
    order("cancelled_at", "Cancelled at", kind="instant"),
    order("payment_method", "Payment Method", kind="code"),
    order("refunded", "Refunded Amount", kind="money"),
    order("warehouse", "Location", kind="code"),
    *kept_ids("Id", "Payment ID", "Receipt Number", "Device ID"),
    *kept("Accepts Marketing", "Taxes", "Outstanding Balance", "Duties"),
    *kept(
        "Lineitem compare at price", "Lineitem requires shipping", "Lineitem taxable", "Vendor",
        scope="line",
    ),
)  # fmt: skip

ORDERS = OrderSpec(
    format="shopify.orders",
    channel="shopify",
    signature=(("Name",), ("Lineitem quantity",), ("Lineitem name",), ("Financial Status",)),
    columns=_COLUMNS,
    continued=True,
    dated_cancel=True,
    default=Status(payment="unpaid", fulfilment="ready"),
    payments=(
        Word(("pending", "unpaid", "partially_paid"), "unpaid"),
        Word(("authorized", "authorised"), "authorised"),
        Word(("paid",), "paid"),
        Word(("partially_refunded",), "part_refunded"),
        Word(("refunded",), "refunded"),
        Word(("voided",), "denied"),
        Word(("expired",), "expired"),
    ),
    fulfilments=(
        Word(("unfulfilled", "scheduled", "on_hold"), "ready"),
        Word(("partial", "partially_fulfilled"), "packed"),
        Word(("fulfilled",), "handed_over"),
        Word(("restocked",), "returned_to_sender"),
    ),
    currency="IDR",
    style="us",
)
"""Decimal dots, one currency column per order."""
