"""Shopee order exports of other countries."""

import json

import pytest
from tests.channels.rig import at, convert, rp, sheet
from tests.channels.shopee import PHILIPPINES

ENGLISH = {
    "Order ID": "251201PH000001", "Order Status": "Shipping", "Tracking Number*": "PH0001",
    "Shipping Option": "Standard Local-SPX Express", "Order Creation Date": "2025-12-01 10:15",
    "Estimated Ship Out Date": "2025-12-03", "Ship Time": "2025-12-02 09:00",
    "Product Name": "Ceramic Mug", "SKU Reference No.": "MUG-B", "Original Price": "1,250.50",
    "Deal Price": "100", "Quantity": "2", "Product Subtotal": "200", "SKU Total Weight": "0.50",
    "Buyer Paid Shipping Fee": "36", "Grand Total": "235.5", "Username (Buyer)": "buyer.test",
    "City": "Makati", "Province": "Metro Manila", "Country": "PH", "Zip Code": "1200",
}  # fmt: skip


def test_the_philippine_export():
    told = convert(
        sheet(PHILIPPINES, ENGLISH | {"Seller Voucher(PHP)": "10", "Town": "San Lorenzo"})
    )
    order, line = told.order, told.line
    assert len(PHILIPPINES.split(" | ")) == 60
    assert (order.currency, order.total, order.discount) == ("PHP", 23_550, 1_000)
    assert (order.fulfilment, order.shipped_at) == ("in_transit", at("2025-12-02 09:00"))
    assert order.ship_by == at("2025-12-03 23:59:59")
    assert (order.postcode, order.country, order.tracking) == ("1200", "PH", "PH0001")
    assert (line.list_price, line.price, line.subtotal) == (125_050, 10_000, 20_000)
    assert line.weight_g == 500
    assert json.loads(order.extra)["Town"] == "San Lorenzo"
    assert told.warnings == []


@pytest.mark.parametrize(
    ("changes", "country", "currency"),
    [
        ({"Shopee Rebate(PHP)": "Seller Rebate", "Grand Total": "Total Amount"}, "", "MYR"),
        ({"Number of Items in Order": "No of product in order"}, "", "MYR"),
        ({}, "SG", "SGD"), ({}, "Malaysia", "MYR"),
    ],
)  # fmt: skip
def test_other_regions_without_a_currency_in_the_headers(changes, country, currency):
    header = [changes.get(name, name).replace("(PHP)", "") for name in PHILIPPINES.split(" | ")]
    cells = {changes.get(name, name): cell for name, cell in ENGLISH.items()}
    cells |= {"Deal Price": "12.90", "Quantity": "1", "Product Subtotal": "12.90"}
    told = convert(sheet(header, cells | {"Country": country}))
    assert (told.order.currency, told.line.price, told.order.total) == (currency, 1_290, 23_550)
    assert told.warnings == []


def test_singapore_in_the_headers():
    told = convert(sheet(PHILIPPINES.replace("(PHP)", "(SGD)"), ENGLISH | {"Country": ""}))
    assert told.order.currency == "SGD"


def test_an_english_file_of_no_known_region_is_assumed_to_be_rupiah_and_says_so():
    header = PHILIPPINES.replace("(PHP)", "")
    cells = ENGLISH | {"Country": "", "Original Price": "25.000", "Deal Price": "20.000",
                       "Product Subtotal": "40.000", "Buyer Paid Shipping Fee": "9.000",
                       "Grand Total": "49.000"}  # fmt: skip
    told = convert(sheet(header, cells))
    assert (told.order.currency, told.line.price, told.order.total) == (
        "IDR",
        rp(20_000),
        rp(49_000),
    )
    assert told.warnings == ["The file does not say its currency; IDR was assumed."]
