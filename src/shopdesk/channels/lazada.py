"""Lazada orders: one row per piece, each with its own status.

Sheet1, 76 columns to March 2026, 77 since, in camel case; older exports have English labels.
Written from published descriptions; no original file was seen. The order shows the least advanced
of its live pieces. `line_status` keeps each piece's own word, so that a cancelled piece of a living
order can be told. The total is the sum of all paid prices and shipping fees, as the file has them.
"""

from shopdesk.channels.spec import Column, OrderSpec, Status, kept, kept_ids, line, order

_COLUMNS: tuple[Column, ...] = (
    order("number", "orderNumber", "Order Number", kind="id"),
    line("line_key", "orderItemId", "Order Item Id", kind="id", needed=True),
    line("sku", "sellerSku", "Seller SKU", kind="id"),
    line("market_sku", "lazadaSku", "Lazada SKU", kind="id"),
    line("name", "itemName", "Item Name"),
    line("variation", "variation", "Variation"),
    line("list_price", "unitPrice", "Unit Price", kind="money"),
    line("price", "paidPrice", "Paid Price", kind="money"),
    line("discount", "sellerDiscountTotal", "Seller Discount Total", kind="money"),
    line("line_status", "status", "Status", kind="code"),
    order("warehouse", "wareHouse", "Warehouse", kind="code"),
    order("placed_at", "createTime", "Created at", kind="instant", roll="min"),
    order("updated_at", "updateTime", "Updated at", kind="instant", roll="max"),
    order("ship_by", "rtsSla", "rtaSla", "RTS SLA", kind="deadline", roll="min"),
    order(
        "delivered_at", "deliveredDate", "deliveryDate", "Delivered Date", kind="instant",
        roll="max",
    ),
    order("buyer", "customerName", "Customer Name"),
    order("email", "customerEmail", "Customer Email", kind="code"),
    order("recipient", "shippingName", "Shipping Name"),
    order("address", "shippingAddress", "Shipping Address", join=True),
    order("address", "shippingAddress2", "Shipping Address2", join=True),
    order("address", "shippingAddress3", "Shipping Address3", join=True),
    order("address", "shippingAddress4", "Shipping Address4", join=True),
    order("address", "shippingAddress5", "Shipping Address5", join=True),
    order("phone", "shippingPhone", "Shipping Phone Number", "Shipping Phone", kind="code"),
    order("phone", "shippingPhone2", "Shipping Phone Number2", kind="code"),
    order("city", "shippingCity", "Shipping City", kind="code"),
    order("postcode", "shippingPostCode", "Shipping Postcode", kind="code"),
    order("country", "shippingCountry", "Shipping Country", kind="code"),
    order("province", "shippingRegion", "Shipping Region", kind="code"),
    order("payment_method", "payMethod", "Payment Method", kind="code"),
    order("shipping_fee", "shippingFee", "Shipping Fee", kind="money", roll="sum"),
    order("refunded", "refundAmount", "Refund Amount", kind="money", roll="sum"),
    order("courier", "shippingProvider", "Shipping Provider", kind="code", roll="any"),
    order("service", "shipmentTypeName", "Shipment Type Name", kind="code"),
    order("tracking", "trackingCode", "Tracking Code", kind="id", roll="any"),
    order(
        "cancel_by", "buyerFailedDeliveryReturnInitiator", "Cancel / Return Initiator",
        kind="code", roll="any",
    ),
    order("cancel_reason", "buyerFailedDeliveryReason", "Reason", roll="any"),
    order("seller_note", "sellerNote", "Seller Note", roll="any"),
    *kept_ids("lazadaId", "Lazada Id", scope="line"),
    *kept(
        "walletCredit", "Wallet Credit", "Wallet Credits", "bundleDiscount", "Bundle Discount",
        "platformDiscountTotal", "premium",
        "buyerFailedDeliveryDetail", "Reason Detail", scope="line",
    ),
)  # fmt: skip

ORDERS = OrderSpec(
    format="lazada.orders",
    channel="lazada",
    sheets=("sheet1",),
    signature=(
        ("orderItemId", "Order Item Id"),
        ("orderNumber", "Order Number"),
        ("paidPrice", "Paid Price"),
        ("status", "Status"),
    ),
    columns=_COLUMNS,
    scattered=True,
    unit_rows=True,
    line_statuses=True,
    statuses=(
        Status(("unpaid",), "unpaid"),
        Status(("pending", "topack", "to pack"), "paid", "ready"),
        Status(("packed", "repacked", "toship", "to ship", "ready to ship"), "paid", "packed"),
        Status(("shipped",), "paid", "in_transit"),
        Status(("delivered",), "paid", "delivered"),
        Status(("confirmed",), "paid", "delivered", "closed", completed=True),
        Status(("canceled", "cancelled"), "", case="closed", cancelled=True),
        Status(
            ("returned", "package returned", "shipped back success"),
            "refunded", "returned_to_sender", "closed",
        ),
        Status(
            ("failed delivery", "failed", "delivery failed", "shipped back", "shipped back failed"),
            "paid", "failed",
        ),
        Status(payment="paid", fulfilment="failed", pattern=r"in transit: ?returning to seller$"),
        Status(
            ("lost by 3pl", "damaged by 3pl", "package scrapped", "lost", "damaged"),
            "paid", "lost",
        ),
    ),
    currency="IDR",
    style="us",
    dates=("%d %b %Y %H:%M", "%d %b %Y %H:%M:%S", "%d %b %Y"),
)  # fmt: skip
"""Amounts have decimal dots; dates read 25 Aug 2023 10:15, local time."""
