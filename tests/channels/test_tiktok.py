import json

import pytest
from tests.channels.rig import at, convert, recognised, rp, sheet

from shopdesk.channels.convert import Damaged

HEADER = [
    "Order ID",
    "Order Status",
    "Order Substatus",
    "Cancelation/Return Type",
    "Normal or Pre-order",
    "SKU ID",
    "Seller SKU",
    "Product Name",
    "Variation",
    "Quantity",
    "Sku Quantity of return",
    "SKU Unit Original Price",
    "SKU Subtotal Before Discount",
    "SKU Platform Discount",
    "SKU Seller Discount",
    "SKU Subtotal After Discount",
    "Shipping Fee After Discount",
    "Original Shipping Fee",
    "Shipping Fee Seller Discount",
    "Shipping Fee Platform Discount",
    "Payment platform discount",
    "Buyer Service Fee",
    "Handling Fee",
    "Shipping Insurance",
    "Item Insurance",
    "Order Amount",
    "Order Refund Amount",
    "Created Time",
    "Paid Time",
    "RTS Time",
    "Shipped Time",
    "Delivered Time",
    "Cancelled Time",
    "Cancel By",
    "Cancel Reason",
    "Fulfillment Type",
    "Warehouse Name",
    "Tracking ID",
    "Delivery Option",
    "Shipping Provider Name",
    "Buyer Message",
    "Buyer Username",
    "Recipient",
    "Phone #",
    "Zipcode",
    "Country",
    "Province",
    "Regency and City",
    "Districts",
    "Villages",
    "Detail Address",
    "Additional address information",
    "Payment Method",
    "Weight(kg)",
    "Product Category",
    "Package ID",
    "Purchase Channel",
    "Seller Note",
    "Checked Status",
    "Checked Marked by",
    "Tokopedia Invoice Number",
]
DESCRIPTIONS = {
    "Order ID": "Platform unique order ID.", "Order Status": "Current order status.",
    "SKU ID": "Platform unique SKU ID.", "Quantity": "The filed to explain the quantity.",
}  # fmt: skip
ROW = {
    "Order ID": "576460752303423497", "Order Status": "Perlu dikirim",
    "Order Substatus": "Menunggu pengiriman", "Normal or Pre-order": "Normal",
    "SKU ID": "1729384756102938475", "Seller SKU": "MUG-B", "Product Name": "Mug Keramik",
    "Variation": "Biru", "Quantity": "3", "Sku Quantity of return": "0",
    "SKU Unit Original Price": "25000", "SKU Subtotal Before Discount": "75000",
    "SKU Platform Discount": "5000", "SKU Seller Discount": "10000",
    "SKU Subtotal After Discount": "60000", "Shipping Fee After Discount": "9000",
    "Original Shipping Fee": "12000", "Shipping Fee Platform Discount": "3000",
    "Buyer Service Fee": "1000", "Handling Fee": "0", "Order Amount": "70000",
    "Order Refund Amount": "0", "Created Time": "22/01/2026 13:30:17",
    "Paid Time": "22/01/2026 13:31:00", "Fulfillment Type": "Fulfillment by seller",
    "Warehouse Name": "Gudang Bekasi", "Delivery Option": "Pengiriman standar",
    "Buyer Username": "p***a", "Recipient": "S***", "Phone #": "(+62)8**12", "Country": "Indonesia",
    "Province": "Jawa Barat", "Regency and City": "Kab. Bogor", "Districts": "C***",
    "Villages": "D***", "Detail Address": "J*** 5", "Payment Method": "Transfer bank",
    "Weight(kg)": "0.06", "Product Category": "Dapur", "Package ID": "1152921504606846991",
    "Purchase Channel": "Tokopedia",
}  # fmt: skip


def row(**changes):
    names = {
        "number": "Order ID", "status": "Order Status", "sub": "Order Substatus", "sku": "SKU ID",
        "kind": "Cancelation/Return Type", "back": "Sku Quantity of return", "qty": "Quantity",
        "refund": "Order Refund Amount", "by": "Cancel By", "why": "Cancel Reason",
        "paid_at": "Paid Time", "paid": "Payment Method", "resi": "Tracking ID",
        "package": "Package ID", "courier": "Shipping Provider Name",
    }  # fmt: skip
    return ROW | {names.get(name, name): value for name, value in changes.items()}


def told(*rows, header=HEADER):
    return convert(sheet(header, DESCRIPTIONS, *rows), "OrderSKUList")


def test_every_field_finds_its_place():
    come = told(row(resi="JX0011223344", courier="J&T Express"))
    order, line = come.order, come.line
    assert len(HEADER) == 61
    assert (order.number, order.currency, order.total) == ("576460752303423497", "IDR", rp(70_000))
    assert (order.placed_at, order.paid_at) == (
        at("2026-01-22 13:30:17"),
        at("2026-01-22 13:31:00"),
    )
    assert (order.subtotal, order.shipping_fee, order.refunded) == (rp(60_000), rp(9_000), 0)
    assert (order.courier, order.service) == ("J&T Express", "Pengiriman standar")
    assert (order.tracking, order.package) == ("JX0011223344", "1152921504606846991")
    assert (order.warehouse, order.buyer, order.recipient) == ("Gudang Bekasi", "p***a", "S***")
    assert (order.phone, order.country, order.province) == ("(+62)8**12", "Indonesia", "Jawa Barat")
    assert (order.city, order.address) == ("Kab. Bogor", "J*** 5, D***, C***")
    assert order.market_status == "Perlu dikirim / Menunggu pengiriman"
    assert (line.row, line.market_sku, line.sku) == (3, "1729384756102938475", "MUG-B")
    assert (line.qty, line.returned, line.weight_g) == (3, 0, 60)
    assert (line.list_price, line.price, line.subtotal) == (rp(25_000), rp(20_000), rp(60_000))
    assert (line.discount, line.line_key, line.line_status) == (rp(10_000), "", None)
    assert json.loads(order.extra)["Purchase Channel"] == "Tokopedia"
    assert "Normal or Pre-order" not in json.loads(order.extra)
    assert json.loads(line.extra)["Buyer Service Fee"] == "1000"
    assert (come.warnings, come.rejects) == ([], [])


def test_row_two_is_no_order_and_a_file_without_it_loses_none():
    rows = sheet(HEADER, DESCRIPTIONS, row())
    assert recognised(rows).first_row == 2
    del rows[1]
    assert recognised(rows).first_row == 1
    indonesian = sheet(HEADER, {"Order ID": "ID unik pesanan di platform."}, row())
    assert recognised(indonesian).first_row == 2


def test_every_cell_of_the_csv_ends_with_a_tab():
    rows = sheet(HEADER, DESCRIPTIONS, row(), row(sku="1729384756102938476"))
    rows = [rows[0], *([f"{cell}\t" for cell in cells] for cells in rows[1:])]
    come = convert(rows)
    assert (come.order.number, come.order.payment_method) == ("576460752303423497", "Transfer bank")
    assert [line.market_sku[-1] for line in come.lines] == ["5", "6"]
    assert come.order.placed_at == at("2026-01-22 13:30:17")


@pytest.mark.parametrize(
    ("drop", "add", "columns"),
    [
        (("Buyer Service Fee", "Handling Fee", "Shipping Insurance", "Item Insurance",
          "Payment platform discount", "Tokopedia Invoice Number", "Sku Quantity of return"),
         {"Taxes": "100"}, 55),
        ((), {"Distance Shipping Fee": "2000", "Distance Fee": "0"}, 63),
        ((), {"Distance Shipping Fee": "2000", "Distance Fee": "0", "Order Channel": "LIVE",
              "Creator Handle": "kreator.uji"}, 65),
    ],
)  # fmt: skip
def test_widths_from_53_to_65_columns(drop, add, columns):
    header = [name for name in HEADER if name not in drop] + list(add)
    cells = {name: cell for name, cell in ROW.items() if name in header}
    come = convert(sheet(header, DESCRIPTIONS, cells | add))
    assert len(header) == columns
    assert (come.order.total, come.line.subtotal) == (rp(70_000), rp(60_000))
    said = (json.loads(come.order.extra)) | json.loads(come.line.extra)
    assert said.items() >= {name: cell for name, cell in add.items() if cell != "0"}.items()


def test_a_refund_column_that_moved_up():
    header = [name for name in HEADER if name != "Order Refund Amount"]
    header.insert(header.index("Order Amount"), "Order Refund Amount")
    assert told(row(refund="70000"), header=header).order.refunded == rp(70_000)


@pytest.mark.parametrize(
    ("status", "sub", "payment", "fulfilment", "case", "cancelled"),
    [
        ("Belum dibayar", "", "unpaid", "new", "none", 0),
        ("Unpaid", "", "unpaid", "new", "none", 0),
        ("Perlu dikirim", "Menunggu pengiriman", "paid", "ready", "none", 0),
        ("To ship", "Awaiting Shipment", "paid", "ready", "none", 0),
        ("Perlu dikirim", "Menunggu pengambilan", "paid", "packed", "none", 0),
        ("To ship", "Awaiting Collection", "paid", "packed", "none", 0),
        ("To ship", "On hold", "paid", "new", "none", 0),
        ("On hold", "", "paid", "new", "none", 0),
        ("Dikirim", "Dalam perjalanan ke gudang", "paid", "in_transit", "none", 0),
        ("Shipped", "In Transit", "paid", "in_transit", "none", 0),
        ("Shipped", "Delivered", "paid", "delivered", "none", 0),
        ("Selesai", "", "paid", "delivered", "closed", 0),
        ("Completed", "", "paid", "delivered", "closed", 0),
        ("Dibatalkan", "", "refunded", "new", "closed", 1),
        ("Canceled", "", "refunded", "new", "closed", 1),
    ],
)  # fmt: skip
def test_the_statuses(status, sub, payment, fulfilment, case, cancelled):
    order = told(row(status=status, sub=sub)).order
    assert (order.payment, order.fulfilment, order.case_state) == (payment, fulfilment, case)
    assert (order.cancelled, order.problem) == (cancelled, None)


def test_an_unknown_substatus_of_a_parcel_in_the_house_is_looked_at():
    order = told(row(sub="Sebagian")).order
    assert (order.fulfilment, order.problem) == (
        "ready", "unknown status: Perlu dikirim / Sebagian",
    )  # fmt: skip
    assert told(row(status="Mengambang", sub="")).order.problem == "unknown status: Mengambang"


def test_one_cancelled_sku_does_not_cancel_the_order():
    order = told(
        row(status="Dibatalkan", sub="", kind="Cancel"), row(sku="1729384756102938476")
    ).order
    assert (order.cancelled, order.fulfilment, order.case_state) == (0, "ready", "none")
    both = told(*[row(status="Dibatalkan", sub="", kind="Cancel", sku=sku) for sku in "12"]).order
    assert (both.cancelled, both.case_state) == (1, "closed")


def test_a_cancellation_that_is_asked_for():
    assert told(row(kind="Cancel")).order.case_state == "cancel_requested"


@pytest.mark.parametrize(
    ("by", "who"),
    [("User", "buyer"), ("Seller", "seller"), ("System", "system"), ("Operator", "system"),
     ("", None)],
)  # fmt: skip
def test_who_cancelled(by, who):
    order = told(row(status="Dibatalkan", by=by, why="Berubah pikiran",
                     **{"Cancelled Time": "23/01/2026 08:00:00"})).order  # fmt: skip
    assert (order.cancel_by, order.cancel_reason) == (who, "Berubah pikiran")
    assert order.cancelled_at == at("2026-01-23 08:00:00")


@pytest.mark.parametrize(
    ("refund", "back", "case", "payment", "fulfilment"),
    [
        ("0", "3", "return_open", "paid", "delivered"),
        ("", "", "return_open", "paid", "delivered"),
        ("70000", "3", "closed", "refunded", "returned_to_sender"),
        ("20000", "1", "closed", "part_refunded", "delivered"),
        ("20000", "0", "closed", "part_refunded", "delivered"),
        ("70000", "0", "closed", "refunded", "delivered"),
    ],
)  # fmt: skip
def test_a_return_is_open_until_money_went_back(refund, back, case, payment, fulfilment):
    order = told(
        row(status="Selesai", sub="", kind="Return/Refund", refund=refund, back=back)
    ).order
    assert (order.case_state, order.payment, order.fulfilment) == (case, payment, fulfilment)


def test_cash_on_delivery_has_no_paid_time_until_delivered():
    due = told(row(status="Dikirim", paid="Bayar di tempat", paid_at="")).order
    done = told(row(status="Selesai", paid="Cash on delivery")).order
    assert (due.cod, due.payment, due.paid_at) == (1, "cod_due", None)
    assert (done.cod, done.payment) == (1, "paid")


def test_a_free_sample():
    free = {"SKU Unit Original Price": "0", "SKU Subtotal After Discount": "0",
            "SKU Seller Discount": "0", "Order Amount": "0"}  # fmt: skip
    sample = told(row(paid="", **free, **{"Normal or Pre-order": ""})).order
    assert (sample.sample, sample.total, sample.problem) == (1, 0, None)
    assert told(row(paid="", **{"Normal or Pre-order": ""})).order.sample == 0
    assert told(row(**free, **{"Normal or Pre-order": ""})).order.sample == 0
    assert told(row(paid="", **free)).order.sample == 0


def test_order_values_are_taken_once_and_parcels_that_differ_are_kept():
    come = told(row(resi="A1"), row(sku="2", resi="B2", package="1152921504606846992"))
    assert (come.order.total, come.order.subtotal) == (rp(70_000), rp(120_000))
    assert (come.order.tracking, come.order.package) == ("A1", "1152921504606846991")
    second = json.loads(come.lines[1].extra)
    assert (second["Tracking ID"], second["Package ID"]) == ("B2", "1152921504606846992")
    assert "Tracking ID" not in json.loads(come.lines[0].extra)


def test_an_empty_seller_sku_is_none():
    assert told(row(**{"Seller SKU": ""})).line.sku is None


def test_a_pre_order_says_so():
    assert (
        json.loads(told(row(**{"Normal or Pre-order": "Pre-order"})).order.extra)[
            "Normal or Pre-order"
        ]
        == "Pre-order"
    )


@pytest.mark.parametrize("name", ["number", "sku", "package", "resi"])
@pytest.mark.parametrize("cell", ["5.76461E+17", 5.764607523034235e17])
def test_rounded_ids_refuse_the_file(name, cell):
    with pytest.raises(Damaged):
        told(row(**{name: cell}))


def test_dotted_thousands_are_ambiguous_here_unless_they_say_rupiah():
    (reject,) = told(row(**{"Order Amount": "70.000"})).rejects
    assert (reject.row, reject.column, reject.value) == (3, "Order Amount", "70.000")
    assert told(row(**{"Order Amount": "Rp70.000"})).order.total == rp(70_000)
    assert told(row(**{"Order Amount": "IDR 70000"})).order.total == rp(70_000)


def test_dates_that_a_spreadsheet_program_has_half_converted_are_pointed_out():
    come = told(row(), row(number="576460752303423498", **{"Created Time": "2026-05-01 10:00:00"}))
    assert "Created Time" in come.warnings[0]
    assert told(row(**{"Created Time": "2026/01/22 13:30:17"})).order.placed_at == at(
        "2026-01-22 13:30:17"
    )
