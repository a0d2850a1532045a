"""Shopify's orders CSV: 79 columns, newest order first, one row per line item.

The first row of an order has everything; a continuation row repeats only `Name`, `Email`,
`Created at`, the line item and its `Vendor`. Times carry their offset, zips an apostrophe.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from tests.makers.shop import Order, State
from tests.makers.table import Table, dated, names

TAXES = " | ".join(f"Tax {n} Name | Tax {n} Value" for n in range(1, 6))
HEADER = names(
    "Name | Email | Financial Status | Paid at | Fulfillment Status | Fulfilled at"
    " | Accepts Marketing | Currency | Subtotal | Shipping | Taxes | Total | Discount Code"
    " | Discount Amount | Shipping Method | Created at | Lineitem quantity | Lineitem name"
    " | Lineitem price | Lineitem compare at price | Lineitem sku | Lineitem requires shipping"
    " | Lineitem taxable | Lineitem fulfillment status | Billing Name | Billing Street"
    " | Billing Address1 | Billing Address2 | Billing Company | Billing City | Billing Zip"
    " | Billing Province | Billing Country | Billing Phone | Shipping Name | Shipping Street"
    " | Shipping Address1 | Shipping Address2 | Shipping Company | Shipping City | Shipping Zip"
    " | Shipping Province | Shipping Country | Shipping Phone | Notes | Note Attributes"
    " | Cancelled at | Payment Method | Payment Reference | Refunded Amount | Vendor"
    " | Outstanding Balance | Employee | Location | Device ID | Id | Tags | Risk Level | Source"
    f" | Lineitem discount | {TAXES} | Phone | Receipt Number | Duties | Billing Province Name"
    " | Shipping Province Name | Payment ID | Payment Terms Name | Next Payment Due At"
    " | Payment References"
)
REPEATED = ("Name", "Email", "Created at")
PROVINCES = {
    "DKI Jakarta": "JK",
    "Jawa Barat": "JB",
    "Banten": "BT",
    "Jawa Tengah": "JT",
    "DI Yogyakarta": "YO",
    "Jawa Timur": "JI",
    "Sumatera Utara": "SU",
    "Sumatera Selatan": "SS",
    "Bali": "BA",
    "Sulawesi Selatan": "SN",
    "Kalimantan Timur": "KI",
    "Papua": "PA",
}
second = dated("%Y-%m-%d %H:%M:%S +0700")


def money(amount: int) -> str:
    """`149000.00`."""
    return f"{amount}.00"


def financial(order: Order) -> str:
    """A bank transfer is pending until somebody looks; a cancelled one is voided or paid back."""
    if order.raw_status:
        return order.raw_status
    if order.cancelled:
        return "refunded" if order.paid else "voided"
    if order.returned:
        return "refunded" if order.refund >= order.subtotal else "partially_refunded"
    return "paid" if order.paid else "pending"


def refunded(order: Order) -> int:
    """All of a cancelled order, the returned pieces of another."""
    return order.total if order.cancelled and order.paid else order.refund


def fulfilment(order: Order) -> str:
    """Shopify knows of the hand-over, not of the delivery."""
    return "fulfilled" if order.shipped else "unfulfilled"


TABLE = Table(
    order={
        "Name": lambda o: f"#{o.number}",
        "Email": lambda o: o.buyer.email,
        "Financial Status": financial,
        "Paid at": lambda o: second(o.paid),
        "Fulfillment Status": fulfilment,
        "Fulfilled at": lambda o: second(o.shipped),
        "Accepts Marketing": lambda o: "yes" if o.buyer.username[-1] in "357" else "no",
        "Currency": lambda _: "IDR",
        "Subtotal": lambda o: o.total - o.shipping,
        "Shipping": lambda o: o.shipping,
        "Taxes": lambda _: 0,
        "Total": lambda o: o.total,
        "Discount Code": lambda o: o.voucher_code,
        "Discount Amount": lambda o: o.seller_voucher + o.platform_voucher + o.coins,
        "Shipping Method": lambda o: o.service,
        "Created at": lambda o: second(o.placed),
        "Notes": lambda o: o.buyer_note,
        "Cancelled at": lambda o: second(o.cancelled),
        "Payment Method": lambda o: o.method,
        "Payment Reference": lambda o: f"r{o.number}.1" if o.paid else "",
        "Refunded Amount": refunded,
        "Outstanding Balance": lambda o: o.total if o.state is State.TO_VERIFY else 0,
        "Id": lambda o: f"65{int(o.number) * 7_919:011}",
        "Tags": lambda o: "preorder" if o.preorder else "",
        "Risk Level": lambda o: "Medium" if o.total > 2_000_000 else "Low",
        "Source": lambda _: "web",
        "Phone": lambda o: o.buyer.phone,
        "Payment References": lambda o: f"r{o.number}.1" if o.paid else "",
    }
    | {f"{side} Name": lambda o: o.buyer.name for side in ("Billing", "Shipping")}
    | {f"{side} Street": lambda o: o.buyer.street for side in ("Billing", "Shipping")}
    | {f"{side} Address1": lambda o: o.buyer.street for side in ("Billing", "Shipping")}
    | {f"{side} Address2": lambda o: o.buyer.district for side in ("Billing", "Shipping")}
    | {f"{side} City": lambda o: o.buyer.city for side in ("Billing", "Shipping")}
    | {f"{side} Zip": lambda o: f"'{o.buyer.postcode}" for side in ("Billing", "Shipping")}
    | {
        f"{side} Province": lambda o: PROVINCES[o.buyer.province]
        for side in ("Billing", "Shipping")
    }
    | {f"{side} Province Name": lambda o: o.buyer.province for side in ("Billing", "Shipping")}
    | {f"{side} Country": lambda _: "ID" for side in ("Billing", "Shipping")}
    | {f"{side} Phone": lambda o: o.buyer.phone for side in ("Billing", "Shipping")},
    line={
        "Lineitem quantity": lambda _, line: str(line.qty),
        "Lineitem name": lambda _, line: " - ".join(
            filter(None, (line.good.name, line.good.variation.replace(",", " / ")))
        ),
        "Lineitem price": lambda _, line: line.price,
        "Lineitem compare at price": lambda _, line: (
            line.list_price if line.list_price != line.price else ""
        ),
        "Lineitem sku": lambda _, line: line.good.sku,
        "Lineitem requires shipping": lambda _, __: "true",
        "Lineitem taxable": lambda _, __: "false",
        "Lineitem fulfillment status": lambda o, _: "fulfilled" if o.shipped else "pending",
        "Lineitem discount": lambda _, __: 0,
        "Vendor": lambda _, __: "Toko Melati",
    },
    money=money,
    repeat=REPEATED,
)


def write(path: Path, orders: Iterable[Order]) -> None:
    """Write the orders as CSV, newest first."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(TABLE.rows(HEADER, reversed(list(orders))))
