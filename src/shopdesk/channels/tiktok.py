"""TikTok Shop and Tokopedia orders, from the seller centre they have shared since 2025.

53 to 65 columns, as xlsx (sheet OrderSKUList, seen in a real Indonesian file of January 2026) or
as CSV in which every value ends with a TAB. Row 2 holds descriptions. Headers are English, values
Indonesian or English. A row is one SKU of an order; `Order Amount` and the shipping columns are
repeated, not shared out. The seller's unit price is the subtotal after discounts per piece, as the
file has no such column. Statuses are read row by row, as one SKU of a living order may be
cancelled. `Purchase Channel` may say Tokopedia: the channel stays tiktok.
"""

from shopdesk.channels.spec import Column, OrderSpec, Status, Word, kept, line, order

_SHIP = ("Perlu dikirim", "To ship", "Awaiting shipment")
_SENT = ("Dikirim", "Shipped", "In transit")
_COLUMNS: tuple[Column, ...] = (
    order("number", "Order ID", kind="id"),
    order("status", "Order Status", kind="code", roll="each"),
    order("substatus", "Order Substatus", kind="code", roll="each"),
    line("line_status", "Cancelation/Return Type", "Cancellation/Return Type", kind="code"),
    order("preorder", "Normal or Pre-order", kind="code"),
    line("market_sku", "SKU ID", kind="id"),
    line("sku", "Seller SKU", kind="id"),
    line("name", "Product Name"),
    line("variation", "Variation"),
    line("qty", "Quantity", kind="count", needed=True),
    line("returned", "Sku Quantity of return", kind="count"),
    line("list_price", "SKU Unit Original Price", kind="money"),
    line("discount", "SKU Seller Discount", kind="money"),
    line("subtotal", "SKU Subtotal After Discount", kind="money"),
    order("shipping_fee", "Shipping Fee After Discount", kind="money"),
    order("total", "Order Amount", kind="money"),
    order("refunded", "Order Refund Amount", kind="money"),
    order("placed_at", "Created Time", kind="instant"),
    order("paid_at", "Paid Time", kind="instant"),
    order("shipped_at", "Shipped Time", kind="instant"),
    order("delivered_at", "Delivered Time", kind="instant"),
    order("cancelled_at", "Cancelled Time", kind="instant"),
    order("cancel_by", "Cancel By", kind="code"),
    order("cancel_reason", "Cancel Reason"),
    order("warehouse", "Warehouse Name", kind="code"),
    order("tracking", "Tracking ID", kind="id", roll="any"),
    order("service", "Delivery Option", kind="code"),
    order("courier", "Shipping Provider Name", kind="code", roll="any"),
    order("package", "Package ID", kind="id", roll="any"),
    order("buyer_note", "Buyer Message"),
    order("buyer", "Buyer Username"),
    order("recipient", "Recipient"),
    order("phone", "Phone #", kind="code"),
    order("postcode", "Zipcode", kind="code"),
    order("country", "Country", kind="code"),
    order("province", "Province", kind="code"),
    order("city", "Regency and City", kind="code"),
    order("address", "Detail Address", join=True),
    order("address", "Additional address information", join=True),
    order("address", "Villages", join=True),
    order("address", "Districts", join=True),
    order("payment_method", "Payment Method", kind="code"),
    line("weight_g", "Weight(kg)", kind="weight", unit="kg"),
    order("seller_note", "Seller Note"),
    *kept(
        "SKU Subtotal Before Discount", "SKU Platform Discount", "Buyer Service Fee",
        "Product Category", "Creator Handle", "Order Channel", scope="line",
    ),
    *kept(
        "Original Shipping Fee", "Shipping Fee Seller Discount", "Shipping Fee Platform Discount",
        "Distance Shipping Fee", "Distance Fee", "Payment platform discount", "Handling Fee",
        "Shipping Insurance", "Item Insurance", "Taxes", "RTS Time", "Fulfillment Type",
        "Purchase Channel", "Checked Status", "Checked Marked by", "Tokopedia Invoice Number",
    ),
)  # fmt: skip

ORDERS = OrderSpec(
    format="tiktok.orders",
    channel="tiktok",
    sheets=("OrderSKUList",),
    signature=(("Order ID",), ("SKU ID",), ("Order Substatus",), ("Quantity",)),
    columns=_COLUMNS,
    described=True,
    statuses=(
        Status(("Belum dibayar", "Unpaid"), "unpaid"),
        Status(("Ditahan", "On hold"), "paid"),
        Status(_SHIP, "paid", "new", sub=("Ditahan", "On hold")),
        Status(
            _SHIP, "paid", "packed", sub=("Menunggu pengambilan", "Awaiting Collection")
        ),
        Status(_SHIP, "paid", "ready", sub=("", "Menunggu pengiriman", "Awaiting Shipment")),
        Status(_SHIP, "paid", "ready", doubt=True),
        Status(("Awaiting collection", "Menunggu pengambilan"), "paid", "packed"),
        Status(
            _SENT, "paid", "delivered",
            sub=("Delivered", "Terkirim", "Telah terkirim", "Diterima", "Tiba di tujuan"),
        ),
        Status(_SENT, "paid", "in_transit"),
        Status(("Terkirim", "Delivered"), "paid", "delivered"),
        Status(("Selesai", "Completed"), "paid", "delivered", "closed", completed=True),
        Status(
            ("Dibatalkan", "Canceled", "Cancelled"), "", case="closed", cancelled=True
        ),
    ),
    cases=(
        Word(("Return/Refund", "Return", "Refund", "Pengembalian/Pengembalian dana"), "refund"),
        Word(("Cancel", "Cancellation", "Pembatalan"), "cancel"),
    ),
    cod=r"\bcod\b|bayar di tempat|cash on delivery",
    currency="IDR",
    style="plain",
    dates=("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y/%m/%d %H:%M:%S"),
)  # fmt: skip
"""The Indonesian export: amounts are text without separators, dates DD/MM/YYYY, local."""
