import json

import pytest
from tests.channels.rig import at, convert, sheet

HEADER = [
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfillment Status",
    "Fulfilled at",
    "Accepts Marketing",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Shipping Method",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem compare at price",
    "Lineitem sku",
    "Lineitem requires shipping",
    "Lineitem taxable",
    "Lineitem fulfillment status",
    "Billing Name",
    "Billing Street",
    "Billing Address1",
    "Billing Address2",
    "Billing Company",
    "Billing City",
    "Billing Zip",
    "Billing Province",
    "Billing Country",
    "Billing Phone",
    "Shipping Name",
    "Shipping Street",
    "Shipping Address1",
    "Shipping Address2",
    "Shipping Company",
    "Shipping City",
    "Shipping Zip",
    "Shipping Province",
    "Shipping Country",
    "Shipping Phone",
    "Notes",
    "Note Attributes",
    "Cancelled at",
    "Payment Method",
    "Payment Reference",
    "Refunded Amount",
    "Vendor",
    "Outstanding Balance",
    "Employee",
    "Location",
    "Device ID",
    "Id",
    "Tags",
    "Risk Level",
    "Source",
    "Lineitem discount",
    "Tax 1 Name",
    "Tax 1 Value",
    "Tax 2 Name",
    "Tax 2 Value",
    "Tax 3 Name",
    "Tax 3 Value",
    "Tax 4 Name",
    "Tax 4 Value",
    "Tax 5 Name",
    "Tax 5 Value",
    "Phone",
    "Receipt Number",
    "Duties",
    "Billing Province Name",
    "Shipping Province Name",
    "Payment ID",
    "Payment Terms Name",
    "Next Payment Due At",
    "Payment References",
]
ROW = {
    "Name": "#1001", "Email": "uji@example.com", "Financial Status": "paid",
    "Paid at": "2026-06-08 23:05:00 +1000", "Fulfillment Status": "unfulfilled",
    "Accepts Marketing": "no", "Currency": "AUD", "Subtotal": "50.00", "Shipping": "9.50",
    "Taxes": "0.00", "Total": "54.50", "Discount Code": "UJI", "Discount Amount": "5.00",
    "Shipping Method": "Standard", "Created at": "2026-06-08 23:02:14 +1000",
    "Lineitem quantity": "2", "Lineitem name": "Mug - Blue / L", "Lineitem price": "20.00",
    "Lineitem sku": "'MUG-B", "Lineitem requires shipping": "true", "Lineitem taxable": "true",
    "Lineitem fulfillment status": "pending", "Billing Name": "Buyer Test",
    "Shipping Name": "Receiver Test", "Shipping Street": "5 Test St",
    "Shipping Address1": "5 Test St", "Shipping City": "Sydney", "Shipping Zip": "'2759",
    "Shipping Province": "NSW", "Shipping Country": "AU", "Shipping Phone": "'+61400000012",
    "Notes": "Gift", "Payment Method": "Shopify Payments", "Refunded Amount": "0.00",
    "Vendor": "Test", "Id": "'5000000000001", "Tags": "vip", "Risk Level": "Low", "Source": "web",
    "Lineitem discount": "0.00", "Shipping Province Name": "New South Wales",
}  # fmt: skip
NEXT = {
    "Name": "#1001", "Email": "uji@example.com", "Created at": "2026-06-08 23:02:14 +1000",
    "Lineitem quantity": "1", "Lineitem name": "Plate", "Lineitem price": "12.00",
    "Lineitem sku": "PLT", "Lineitem discount": "2.00", "Vendor": "Other",
    "Lineitem fulfillment status": "pending",
}  # fmt: skip


def told(*rows, header=HEADER):
    return convert(sheet(header, *rows))


def test_every_field_finds_its_place_and_continued_rows_are_lines_only():
    come = told(ROW, NEXT, ROW | {"Name": "#1000", "Total": "49.50"})
    order = come.orders["#1001"]
    assert len(HEADER) == 79
    assert (order.placed_at, order.paid_at) == (
        at("2026-06-08 23:02:14", "Etc/GMT-10"), at("2026-06-08 23:05", "Etc/GMT-10"),
    )  # fmt: skip
    assert (order.currency, order.total, order.subtotal) == ("AUD", 5_450, 5_000)
    assert (order.shipping_fee, order.discount, order.refunded) == (950, 500, 0)
    assert (order.payment, order.fulfilment, order.market_status) == (
        "paid", "ready", "paid / unfulfilled",
    )  # fmt: skip
    assert (order.buyer, order.recipient, order.email) == (
        "Buyer Test", "Receiver Test", "uji@example.com",
    )  # fmt: skip
    assert (order.phone, order.postcode, order.country) == ("+61400000012", "2759", "AU")
    assert (order.province, order.address) == ("New South Wales", "5 Test St")
    assert (order.buyer_note, order.service) == ("Gift", "Standard")
    extra = json.loads(order.extra)
    assert (extra["Id"], extra["Tags"], extra["Discount Code"]) == ("5000000000001", "vip", "UJI")
    assert "Taxes" not in extra
    first, second, other = come.lines
    assert (first.sku, first.qty, first.price, first.subtotal) == ("MUG-B", 2, 2_000, 4_000)
    assert (second.sku, second.list_price, second.price) == ("PLT", 1_200, 1_000)
    assert (second.discount, second.line_status) == (200, "pending")
    assert (json.loads(second.extra)["Vendor"], other.number) == ("Other", "#1000")
    assert (come.rejects, come.warnings) == ([], [])


def test_older_exports_have_fewer_columns():
    header = HEADER[:59]
    cells = {name: cell for name, cell in ROW.items() if name in header}
    come = told(cells, header=header)
    assert (come.line.price, come.line.discount) == (2_000, None)
    assert come.order.province == "NSW"


@pytest.mark.parametrize(
    ("word", "payment"),
    [
        ("pending", "unpaid"), ("authorized", "authorised"), ("partially_paid", "unpaid"),
        ("paid", "paid"), ("partially_refunded", "part_refunded"), ("refunded", "refunded"),
        ("voided", "denied"), ("expired", "expired"), ("Partially refunded", "part_refunded"),
    ],
)  # fmt: skip
def test_the_financial_statuses(word, payment):
    order = told(ROW | {"Financial Status": word}).order
    assert (order.payment, order.problem) == (payment, None)


@pytest.mark.parametrize(
    ("word", "fulfilment"),
    [
        ("", "ready"), ("unfulfilled", "ready"), ("partial", "packed"),
        ("fulfilled", "handed_over"), ("restocked", "returned_to_sender"),
    ],
)  # fmt: skip
def test_the_fulfilment_statuses(word, fulfilment):
    order = told(ROW | {"Fulfillment Status": word}).order
    assert (order.fulfilment, order.case_state, order.problem) == (fulfilment, "none", None)


def test_unknown_words_are_problems():
    assert (
        told(ROW | {"Financial Status": "maybe"}).order.problem == "unknown payment status: maybe"
    )
    lost = told(ROW | {"Fulfillment Status": "teleported"}).order
    assert lost.problem == "unknown fulfilment status: teleported"


@pytest.mark.parametrize("word", ["paid", "refunded", "pending", "voided"])
def test_a_cancellation_date_cancels(word):
    order = told(
        ROW | {"Cancelled at": "2026-06-09 08:00:00 +1000", "Financial Status": word}
    ).order
    assert (order.cancelled, order.case_state, order.fulfilment) == (1, "closed", "new")
    assert order.cancelled_at == at("2026-06-09 08:00:00", "Etc/GMT-10")
    payments = {"paid": "paid", "refunded": "refunded", "pending": "unpaid", "voided": "denied"}
    assert order.payment == payments[word]


def test_cash_on_delivery_is_due_until_the_shop_says_paid():
    cells = ROW | {"Payment Method": "Cash on Delivery (COD)", "Financial Status": "pending"}
    assert (told(cells).order.cod, told(cells).order.payment) == (1, "cod_due")
    assert told(cells | {"Financial Status": "paid"}).order.payment == "paid"


def test_fallbacks_for_recipient_phone_and_address():
    order = told(ROW | {"Shipping Name": "", "Shipping Phone": "", "Phone": "0812",
                        "Shipping Street": ""}).order  # fmt: skip
    assert (order.recipient, order.phone, order.address) == ("Buyer Test", "0812", "5 Test St")


def test_padded_cells_of_an_aligned_file():
    rows = [[f"{cell!s:<24}" for cell in row] for row in sheet(HEADER, ROW)]
    assert convert(rows).order.total == 5_450
