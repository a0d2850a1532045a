"""TikTok Shop / "Tokopedia & TikTok Shop Seller Center": sheet `OrderSKUList`, or the same as CSV.

English header, a row of descriptions under it, text integers, times `DD/MM/YYYY HH:MM:SS`. In the
CSV every value ends with a TAB. Where the documents are silent we chose: 58 columns are the 61
without the four fee columns and with `Taxes`; the 63 put `Order Refund Amount` before `Order
Amount`; the last two of the 65 stand at the end. The Indonesian substatus after the hand-over is
not known.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.makers import excelize
from tests.makers.shop import Line, Order, State, spread
from tests.makers.table import Table, dated, edited, names

JANUARY = names(
    "Order ID | Order Status | Order Substatus | Cancelation/Return Type | Normal or Pre-order"
    " | SKU ID | Seller SKU | Product Name | Variation | Quantity | Sku Quantity of return"
    " | SKU Unit Original Price | SKU Subtotal Before Discount | SKU Platform Discount"
    " | SKU Seller Discount | SKU Subtotal After Discount | Shipping Fee After Discount"
    " | Original Shipping Fee | Shipping Fee Seller Discount | Shipping Fee Platform Discount"
    " | Payment platform discount | Buyer Service Fee | Handling Fee | Shipping Insurance"
    " | Item Insurance | Order Amount | Order Refund Amount | Created Time | Paid Time | RTS Time"
    " | Shipped Time | Delivered Time | Cancelled Time | Cancel By | Cancel Reason"
    " | Fulfillment Type | Warehouse Name | Tracking ID | Delivery Option | Shipping Provider Name"
    " | Buyer Message | Buyer Username | Recipient | Phone # | Zipcode | Country | Province"
    " | Regency and City | Districts | Villages | Detail Address | Additional address information"
    " | Payment Method | Weight(kg) | Product Category | Package ID | Purchase Channel"
    " | Seller Note | Checked Status | Checked Marked by | Tokopedia Invoice Number"
)
DISTANCE = edited(
    JANUARY,
    drop={"Order Refund Amount"},
    after={
        "Shipping Fee Platform Discount": ("Distance Shipping Fee", "Distance Fee"),
        "Item Insurance": ("Order Refund Amount",),
    },
)
HEADERS = {
    "58": edited(
        JANUARY,
        drop={"Buyer Service Fee", "Handling Fee", "Shipping Insurance", "Item Insurance"},
        after={"Payment platform discount": ("Taxes",)},
    ),
    "61": JANUARY,
    "63": DISTANCE,
    "65": (*DISTANCE, "Order Channel", "Creator Handle"),
}
DESCRIPTIONS = {
    "Order ID": "Platform unique order ID.",
    "Order Status": "Current order status.",
    "Order Substatus": "Current order substatus.",
    "Normal or Pre-order": "The filed to explain whether the order is normal or pre-order.",
    "SKU ID": "Platform unique SKU ID.",
    "Seller SKU": "SKU ID entered by the seller.",
    "Quantity": "SKU sold quantity in the order.",
    "Order Amount": "The amount that the buyer pays for the order.",
    "Created Time": "Order created time.",
    "Tracking ID": "Tracking number of the package.",
}
STATUS = {
    State.UNPAID: ("Belum dibayar", "Unpaid"),
    State.TO_VERIFY: ("Belum dibayar", "Unpaid"),
    State.TO_PACK: ("Perlu dikirim", "To ship"),
    State.TO_SHIP: ("Perlu dikirim", "To ship"),
    State.SHIPPED: ("Dikirim", "Shipped"),
    State.DELIVERED: ("Dikirim", "Shipped"),
    State.COMPLETED: ("Selesai", "Completed"),
    State.CANCEL_ASKED: ("Perlu dikirim", "To ship"),
    State.CANCELLED: ("Dibatalkan", "Canceled"),
    State.RETURN_OPEN: ("Dikirim", "Shipped"),
    State.RETURNED: ("Selesai", "Completed"),
    State.FAILED: ("Dibatalkan", "Canceled"),
}
SUBSTATUS = {
    State.TO_PACK: ("Menunggu pengiriman", "Awaiting Shipment"),
    State.CANCEL_ASKED: ("Menunggu pengiriman", "Awaiting Shipment"),
    State.TO_SHIP: ("Menunggu pengambilan", "Awaiting Collection"),
    State.SHIPPED: ("In Transit", "In Transit"),
    State.DELIVERED: ("Delivered", "Delivered"),
    State.RETURN_OPEN: ("Delivered", "Delivered"),
}
ACTOR = {"buyer": "User", "seller": "Seller", "system": "System"}
second = dated("%d/%m/%Y %H:%M:%S")


def masked(text: str) -> str:
    """`A**** S****`: first letters stay."""
    return " ".join(f"{word[0]}****" for word in text.split())


def case(order: Order) -> str:
    """Cancelled, sent back, or blank."""
    if order.cancelled or order.failed:
        return "Cancel"
    return "Return/Refund" if order.return_asked else ""


def kind(order: Order) -> str:
    """Blank for a free sample."""
    return "" if order.sample else "Pre-order" if order.preorder else "Normal"


def voucher(order: Order, line: Line) -> int:
    """The line's share of the shop's voucher, which this sheet shows as a discount of the SKU."""
    shares = spread(order.seller_voucher, [each.subtotal for each in order.lines])
    return shares[next(i for i, each in enumerate(order.lines) if each is line)]


def kilos(line: Line) -> str:
    """`0.06`."""
    return f"{line.good.weight_g * line.qty / 1000:g}"


TABLE = Table(
    order={
        "Order ID": lambda o: o.number,
        "Order Status": lambda o: o.raw_status or STATUS[o.state][0],
        "Order Substatus": lambda o: SUBSTATUS.get(o.state, ("", ""))[0],
        "Cancelation/Return Type": case,
        "Normal or Pre-order": kind,
        "Shipping Fee After Discount": lambda o: o.shipping,
        "Original Shipping Fee": lambda o: o.shipping_list,
        "Shipping Fee Seller Discount": lambda _: 0,
        "Shipping Fee Platform Discount": lambda o: o.shipping_list - o.shipping,
        "Distance Shipping Fee": lambda _: 0,
        "Distance Fee": lambda _: 0,
        "Payment platform discount": lambda o: o.platform_voucher + o.coins,
        "Taxes": lambda _: 0,
        "Handling Fee": lambda o: o.handling,
        "Shipping Insurance": lambda o: o.insurance,
        "Item Insurance": lambda _: 0,
        "Order Amount": lambda o: o.total,
        "Order Refund Amount": lambda o: o.refund or "",
        "Created Time": lambda o: second(o.placed),
        "Paid Time": lambda o: second(o.paid),
        "RTS Time": lambda o: second(o.arranged),
        "Shipped Time": lambda o: second(o.shipped),
        "Delivered Time": lambda o: second(o.delivered),
        "Cancelled Time": lambda o: second(o.cancelled or o.failed),
        "Cancel By": lambda o: "Operator" if o.failed else ACTOR.get(o.cancel_by, ""),
        "Cancel Reason": lambda o: "Package delivery failed" if o.failed else o.cancel_reason,
        "Fulfillment Type": lambda _: "Fulfillment by seller",
        "Warehouse Name": lambda o: o.warehouse,
        "Tracking ID": lambda o: o.tracking,
        "Delivery Option": lambda o: o.service,
        "Shipping Provider Name": lambda o: o.courier,
        "Buyer Message": lambda o: o.buyer_note,
        "Buyer Username": lambda o: masked(o.buyer.username),
        "Recipient": lambda o: masked(o.buyer.name),
        "Phone #": lambda o: f"(+62)8**********{o.buyer.phone[-2:]}",
        "Country": lambda _: "Indonesia",
        "Province": lambda o: o.buyer.province,
        "Regency and City": lambda o: o.buyer.city,
        "Districts": lambda o: masked(o.buyer.district),
        "Villages": lambda o: masked(o.buyer.village),
        "Detail Address": lambda o: masked(o.buyer.street),
        "Payment Method": lambda o: o.method,
        "Package ID": lambda o: o.package,
        "Purchase Channel": lambda o: "Tokopedia" if o.number[-1] in "37" else "TikTok",
        "Seller Note": lambda o: o.seller_note,
        "Checked Status": lambda _: "Unchecked",
        "Order Channel": lambda o: ("LIVE", "Videos", "Product cards")[int(o.number[-1]) % 3],
    },
    line={
        "SKU ID": lambda _, line: line.good.market_sku,
        "Seller SKU": lambda _, line: line.good.sku,
        "Product Name": lambda _, line: line.good.name,
        "Variation": lambda _, line: line.good.variation.replace(",", ", "),
        "Quantity": lambda _, line: line.qty,
        "Sku Quantity of return": lambda _, line: line.returned,
        "SKU Unit Original Price": lambda _, line: line.list_price,
        "SKU Subtotal Before Discount": lambda _, line: line.list_price * line.qty,
        "SKU Platform Discount": lambda _, line: line.platform_discount * line.qty,
        "SKU Seller Discount": lambda o, line: line.seller_discount * line.qty + voucher(o, line),
        "SKU Subtotal After Discount": lambda o, line: line.subtotal - voucher(o, line),
        "Buyer Service Fee": lambda _, line: line.fee,
        "Weight(kg)": lambda _, line: kilos(line),
        "Product Category": lambda _, line: line.good.category,
    },
)
ENGLISH = Table(
    order=TABLE.order
    | {
        "Order Status": lambda o: o.raw_status or STATUS[o.state][1],
        "Order Substatus": lambda o: SUBSTATUS.get(o.state, ("", ""))[1],
    },
    line=TABLE.line,
)


def write(
    path: Path,
    orders: Iterable[Order],
    *,
    variant: str = "65",
    language: str = "id",
    bom: bool = True,
) -> None:
    """Write the orders by the path's suffix, .xlsx or .csv; variants are the keys of HEADERS."""
    header = HEADERS[variant]
    table = TABLE if language == "id" else ENGLISH
    top = [header, [DESCRIPTIONS.get(name, "") for name in header]]
    rows = table.rows(header, orders)
    if path.suffix == ".csv":
        _csv(path, top, rows, "utf-8-sig" if bom else "utf-8")
    else:
        excelize.write(path, "OrderSKUList", _both(top, rows), shared=False)


def _both(top: Iterable[Sequence[str]], rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield from top
    yield from rows


def _csv(
    path: Path, top: Iterable[Sequence[str]], rows: Iterable[Sequence[str]], encoding: str
) -> None:
    """The same rows with a TAB after every value: no spreadsheet takes an id for a number."""
    with path.open("w", encoding=encoding, newline="") as stream:
        out = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        out.writerows(top)
        out.writerows([f"{cell}\t" for cell in row] for row in rows)
