"""Lazada: sheet `sheet1`, no quantity column: every unit is a row with an `orderItemId` of its own.

Written from public parsers' lists; no original file was seen. What one unit carries (paid price,
discount, shipping fee, refund) is its share of the order, so that the rows sum to the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from tests.makers import excelize
from tests.makers.shop import Line, Order, State, spread
from tests.makers.table import Table, edited, names

MARCH = names(
    "orderItemId | orderType | Guarantee | deliveryType | lazadaId | sellerSku | lazadaSku"
    " | wareHouse | createTime | updateTime | rtsSla | ttsSla | orderNumber | invoiceRequired"
    " | invoiceNumber | deliveredDate | customerName | customerEmail"
    " | nationalRegistrationNumber | shippingName | shippingAddress | shippingAddress2"
    " | shippingAddress3 | shippingAddress4 | shippingAddress5 | shippingPhone | shippingPhone2"
    " | shippingCity | shippingPostCode | shippingCountry | shippingRegion | billingName"
    " | billingAddr | billingAddr2 | billingAddr3 | billingAddr4 | billingAddr5 | billingPhone"
    " | billingPhone2 | billingCity | billingPostCode | billingCountry | taxCode | branchNumber"
    " | taxInvoiceRequested | payMethod | paidPrice | unitPrice | sellerDiscountTotal"
    " | shippingFee | walletCredit | itemName | variation | cdShippingProvider"
    " | shippingProvider | shipmentTypeName | shippingProviderType | cdTrackingCode"
    " | trackingCode | trackingUrl | shippingProviderFM | trackingCodeFM | trackingUrlFM"
    " | promisedShippingTime | premium | status | buyerFailedDeliveryReturnInitiator"
    " | buyerFailedDeliveryReason | buyerFailedDeliveryDetail | buyerFailedDeliveryUserName"
    " | bundleId | semiManaged | flexibleDeliveryTime | bundleDiscount | refundAmount | sellerNote"
)
OLD_LABELS = {
    "orderItemId": "Order Item Id",
    "lazadaId": "Lazada Id",
    "sellerSku": "Seller SKU",
    "lazadaSku": "Lazada SKU",
    "createTime": "Created at",
    "updateTime": "Updated at",
    "orderNumber": "Order Number",
    "customerName": "Customer Name",
    "shippingName": "Shipping Name",
    "shippingAddress": "Shipping Address",
    "shippingPhone": "Shipping Phone Number",
    "shippingCity": "Shipping City",
    "payMethod": "Payment Method",
    "paidPrice": "Paid Price",
    "unitPrice": "Unit Price",
    "shippingFee": "Shipping Fee",
    "walletCredit": "Wallet Credits",
    "itemName": "Item Name",
    "variation": "Variation",
    "shippingProvider": "Shipping Provider",
    "shipmentTypeName": "Shipment Type Name",
    "trackingCode": "Tracking Code",
    "status": "Status",
    "buyerFailedDeliveryReturnInitiator": "Cancel / Return Initiator",
    "buyerFailedDeliveryReason": "Reason",
    "buyerFailedDeliveryDetail": "Reason Detail",
    "buyerFailedDeliveryUserName": "Editor",
    "bundleId": "Bundle ID",
    "bundleDiscount": "Bundle Discount",
    "refundAmount": "Refund Amount",
}
HEADERS = {
    "76": MARCH,
    "77": (*MARCH, "platformDiscountTotal"),
    "old": edited(MARCH, rename=OLD_LABELS),
}
STATUS = {
    State.UNPAID: "unpaid",
    State.TO_VERIFY: "unpaid",
    State.TO_PACK: "topack",
    State.CANCEL_ASKED: "topack",
    State.TO_SHIP: "ready_to_ship",
    State.SHIPPED: "shipped",
    State.DELIVERED: "delivered",
    State.COMPLETED: "confirmed",
    State.CANCELLED: "canceled",
    State.RETURN_OPEN: "In Transit: Returning to seller",
    State.RETURNED: "returned",
    State.FAILED: "failed delivery",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ACTOR = {"buyer": "cancellation-customer", "seller": "cancellation-seller"}


def minute(moment: datetime | None) -> str:
    """`25 Aug 2023 10:15`, whatever the locale."""
    return f"{moment:%d} {MONTHS[moment.month - 1]} {moment:%Y %H:%M}" if moment else ""


def money(amount: int) -> str:
    """`15000.00`."""
    return f"{amount}.00"


def masked(text: str) -> str:
    """`A*********i`."""
    return f"{text[0]}{'*' * 9}{text[-1]}"


def units(order: Order) -> Sequence[Line]:
    """Every piece as a line: its discounts hold its share of the vouchers, its fee the shipping."""
    pieces = [
        replace(
            line,
            item=str(int(line.item) + place),
            qty=1,
            returned=int(place < line.returned),
            fee=0,
        )
        for line in order.lines
        for place in range(line.qty)
    ]
    weights = [piece.price for piece in pieces]
    ours = spread(order.seller_voucher, weights)
    theirs = spread(order.platform_voucher + order.coins, weights)
    return [
        replace(
            piece,
            seller_discount=piece.seller_discount + our,
            platform_discount=piece.platform_discount + their,
            fee=ship,
        )
        for piece, our, their, ship in zip(
            pieces, ours, theirs, spread(order.shipping, [1] * len(pieces)), strict=True
        )
    ]


def status(order: Order, line: Line) -> str:
    """An item's own word: in a returned order the pieces that stayed are confirmed."""
    if order.raw_status:
        return order.raw_status
    if order.state in {State.RETURNED, State.RETURN_OPEN} and not line.returned:
        return STATUS[State.COMPLETED]
    return STATUS[order.state]


def initiator(order: Order, line: Line) -> str:
    """Who cancelled or sent back."""
    if line.returned:
        return "return-customer"
    return ACTOR.get(order.cancel_by, "cancellation-internal") if order.cancelled else ""


def updated(order: Order) -> str:
    """The last thing that happened."""
    moments = (
        *(order.placed, order.paid, order.arranged, order.shipped, order.delivered),
        *(order.completed, order.cancelled, order.returned, order.failed),
    )
    return minute(max(moment for moment in moments if moment))


TABLE = Table(
    order={
        "orderType": lambda _: "Normal",
        "Guarantee": lambda _: "",
        "deliveryType": lambda _: "dropship",
        "wareHouse": lambda o: o.warehouse,
        "createTime": lambda o: minute(o.placed),
        "updateTime": updated,
        "rtsSla": lambda o: minute(o.ship_by),
        "ttsSla": lambda o: minute(o.ship_by),
        "orderNumber": lambda o: o.number,
        "invoiceRequired": lambda _: "No",
        "deliveredDate": lambda o: minute(o.delivered),
        "customerName": lambda o: masked(o.buyer.name),
        "shippingName": lambda o: masked(o.buyer.name),
        "shippingAddress": lambda o: f"{o.buyer.street}，{o.buyer.village}",
        "shippingAddress3": lambda o: o.buyer.province,
        "shippingAddress4": lambda o: o.buyer.city,
        "shippingAddress5": lambda o: o.buyer.district,
        "shippingPhone": lambda o: f"62*********{o.buyer.phone[-2:]}",
        "shippingCity": lambda o: o.buyer.city,
        "shippingPostCode": lambda o: o.buyer.postcode,
        "shippingCountry": lambda _: "Indonesia",
        "shippingRegion": lambda o: o.buyer.province,
        "payMethod": lambda o: o.method,
        "walletCredit": lambda _: 0,
        "shippingProvider": lambda o: o.courier if o.tracking else "",
        "shipmentTypeName": lambda o: o.service,
        "shippingProviderType": lambda _: "standard",
        "trackingCode": lambda o: o.tracking,
        "promisedShippingTime": lambda o: minute(o.ship_by),
        "premium": lambda _: "No",
        "buyerFailedDeliveryReason": lambda o: o.cancel_reason,
        "semiManaged": lambda _: "No",
        "bundleDiscount": lambda _: 0,
        "sellerNote": lambda o: o.seller_note,
    },
    line={
        "orderItemId": lambda _, line: line.item,
        "lazadaId": lambda _, line: line.item,
        "sellerSku": lambda _, line: line.good.sku,
        "lazadaSku": lambda _, line: f"{line.good.market_sku[-10:]}_ID-{line.good.market_sku[:11]}",
        "paidPrice": lambda _, line: line.price,
        "unitPrice": lambda _, line: line.list_price,
        "sellerDiscountTotal": lambda _, line: -line.seller_discount,
        "platformDiscountTotal": lambda _, line: -line.platform_discount,
        "shippingFee": lambda _, line: line.fee,
        "itemName": lambda _, line: line.good.name,
        "variation": lambda _, line: line.good.variation,
        "status": status,
        "buyerFailedDeliveryReturnInitiator": initiator,
        "refundAmount": lambda o, line: line.price * line.returned if o.returned else 0,
    },
    alias={old: name for name, old in OLD_LABELS.items()},
    money=money,
    lines=units,
)


def write(path: Path, orders: Iterable[Order], *, variant: str = "77") -> None:
    """Write the orders; variants are the keys of HEADERS."""
    header = HEADERS[variant]
    excelize.write(path, "sheet1", chain([header], TABLE.rows(header, orders)))
