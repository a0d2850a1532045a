import json

import pytest
from tests.channels.rig import at, convert, rp, sheet

from shopdesk.channels.convert import Damaged

HEADER = (
    "orderItemId | orderType | Guarantee | deliveryType | lazadaId | sellerSku | lazadaSku"
    " | wareHouse | createTime | updateTime | rtsSla | ttsSla | orderNumber | invoiceRequired"
    " | invoiceNumber | deliveredDate | customerName | customerEmail | nationalRegistrationNumber"
    " | shippingName | shippingAddress | shippingAddress2 | shippingAddress3 | shippingAddress4"
    " | shippingAddress5 | shippingPhone | shippingPhone2 | shippingCity | shippingPostCode"
    " | shippingCountry | shippingRegion | billingName | billingAddr | billingAddr2 | billingAddr3"
    " | billingAddr4 | billingAddr5 | billingPhone | billingPhone2 | billingCity"
    " | billingPostCode | billingCountry | taxCode | branchNumber | taxInvoiceRequested"
    " | payMethod | paidPrice | unitPrice | sellerDiscountTotal | shippingFee | walletCredit"
    " | itemName | variation | cdShippingProvider | shippingProvider | shipmentTypeName"
    " | shippingProviderType | cdTrackingCode | trackingCode | trackingUrl | shippingProviderFM"
    " | trackingCodeFM | trackingUrlFM | promisedShippingTime | premium | status"
    " | buyerFailedDeliveryReturnInitiator | buyerFailedDeliveryReason"
    " | buyerFailedDeliveryDetail | buyerFailedDeliveryUserName | bundleId | semiManaged"
    " | flexibleDeliveryTime | bundleDiscount | refundAmount | sellerNote"
)
ROW = {
    "orderItemId": "2000000000000001", "lazadaId": "LZ1", "sellerSku": "MUG-B",
    "lazadaSku": "123_ID-456", "wareHouse": "dropshipping", "createTime": "25 Aug 2023 10:15",
    "updateTime": "26 Aug 2023 08:00", "rtsSla": "28 Aug 2023 23:59",
    "orderNumber": "1000000000000009", "customerName": "P***i", "shippingName": "P***i",
    "shippingAddress": "Jl. Uji 5，RT 1", "shippingAddress3": "Jawa Barat",
    "shippingAddress4": "Kab. Bogor", "shippingPhone": 6281200000012.0, "shippingCity": "Bogor",
    "shippingPostCode": "16110", "shippingCountry": "Indonesia", "payMethod": "MIXEDCARD",
    "paidPrice": "19000.00", "unitPrice": "25000.00", "sellerDiscountTotal": "-6000.00",
    "shippingFee": "4500.00", "walletCredit": "0", "itemName": "Mug Keramik", "variation": "Biru",
    "shippingProvider": "LEX ID", "shipmentTypeName": "Standard", "trackingCode": "LXAD0001",
    "status": "pending",
}  # fmt: skip


def row(item, status="pending", **changes):
    return ROW | {"orderItemId": f"200000000000000{item}", "status": status} | changes


def told(*rows, header=HEADER, **how):
    return convert(sheet(header, *rows), "sheet1", **how)


def test_every_field_finds_its_place_one_row_per_piece():
    come = told(row(1), row(2, updateTime="27 Aug 2023 09:30"))
    order, line = come.order, come.lines[0]
    assert len(HEADER.split(" | ")) == 76
    assert (order.number, order.currency) == ("1000000000000009", "IDR")
    assert (order.placed_at, order.ship_by) == (at("2023-08-25 10:15"), at("2023-08-28 23:59"))
    assert order.updated_at == at("2023-08-27 09:30")
    assert (order.subtotal, order.shipping_fee, order.total) == (rp(38_000), rp(9_000), rp(47_000))
    assert (order.payment, order.fulfilment, order.market_status) == ("paid", "ready", "pending")
    assert (order.courier, order.service, order.tracking) == ("LEX ID", "Standard", "LXAD0001")
    assert (order.phone, order.city, order.postcode) == ("6281200000012", "Bogor", "16110")
    assert order.address == "Jl. Uji 5，RT 1, Jawa Barat, Kab. Bogor"
    assert (order.warehouse, order.payment_method) == ("dropshipping", "MIXEDCARD")
    assert [piece.line_key[-1] for piece in come.lines] == ["1", "2"]
    assert (line.qty, line.price, line.list_price) == (1, rp(19_000), rp(25_000))
    assert (line.sku, line.market_sku, line.line_status) == ("MUG-B", "123_ID-456", "pending")
    assert line.discount == rp(6_000)
    assert json.loads(line.extra) == {"lazadaId": "LZ1"}
    assert (come.rejects, come.warnings) == ([], [])


def test_rows_of_an_order_may_stand_anywhere():
    rows = [row(1), row(2, orderNumber="77"), row(3), row(4, orderNumber="77")]
    come = told(*rows, step=1)
    assert come.numbers == ["1000000000000009", "77"]
    assert [piece.line_key[-1] for piece in come.lines] == ["1", "3", "2", "4"]
    assert [piece.row for piece in come.lines] == [2, 4, 3, 5]


@pytest.mark.parametrize(
    ("status", "payment", "fulfilment", "case", "cancelled"),
    [
        ("unpaid", "unpaid", "new", "none", 0), ("pending", "paid", "ready", "none", 0),
        ("topack", "paid", "ready", "none", 0), ("packed", "paid", "packed", "none", 0),
        ("repacked", "paid", "packed", "none", 0), ("toship", "paid", "packed", "none", 0),
        ("ready_to_ship", "paid", "packed", "none", 0),
        ("Ready To Ship", "paid", "packed", "none", 0),
        ("shipped", "paid", "in_transit", "none", 0),
        ("delivered", "paid", "delivered", "none", 0),
        ("confirmed", "paid", "delivered", "closed", 0),
        ("canceled", "unpaid", "new", "closed", 1),
        ("returned", "refunded", "returned_to_sender", "closed", 0),
        ("Package Returned", "refunded", "returned_to_sender", "closed", 0),
        ("In Transit: Returning to seller", "paid", "failed", "none", 0),
        ("failed delivery", "paid", "failed", "none", 0),
        ("shipped back", "paid", "failed", "none", 0),
        ("shipped back success", "refunded", "returned_to_sender", "closed", 0),
        ("shipped back failed", "paid", "failed", "none", 0),
        ("Lost by 3PL", "paid", "lost", "none", 0), ("Damaged by 3PL", "paid", "lost", "none", 0),
        ("Package scrapped", "paid", "lost", "none", 0),
    ],
)  # fmt: skip
def test_the_statuses(status, payment, fulfilment, case, cancelled):
    order = told(row(1, status)).order
    assert (order.payment, order.fulfilment, order.case_state) == (payment, fulfilment, case)
    assert (order.cancelled, order.problem) == (cancelled, None)


@pytest.mark.parametrize(
    ("statuses", "fulfilment", "cancelled", "completed"),
    [
        (("canceled", "canceled"), "new", 1, False),
        (("canceled", "shipped"), "in_transit", 0, False),
        (("delivered", "pending", "packed"), "ready", 0, False),
        (("confirmed", "delivered"), "delivered", 0, False),
        (("confirmed", "canceled"), "delivered", 0, True),
        (("delivered", "Lost by 3PL"), "lost", 0, False),
        (("returned", "delivered"), "delivered", 0, False),
        (("unpaid", "pending"), "new", 0, False),
    ],
)  # fmt: skip
def test_the_order_shows_its_least_advanced_living_piece(
    statuses, fulfilment, cancelled, completed
):
    order = told(*(row(n, status) for n, status in enumerate(statuses))).order
    assert (order.fulfilment, order.cancelled) == (fulfilment, cancelled)
    assert (order.completed_at is not None) is completed
    assert (order.case_state == "closed") is (completed or bool(cancelled))


def test_an_unknown_status_of_one_piece_is_the_orders_problem():
    order = told(row(1, "shipped"), row(2, "teleported")).order
    assert order.problem == "unknown status: teleported"


def test_refunds_are_added_up():
    order = told(row(1, "delivered", refundAmount="19000.00"), row(2, "delivered")).order
    assert (order.refunded, order.payment) == (rp(19_000), "part_refunded")


def test_who_asked_for_the_cancellation():
    order = told(row(1, "canceled", buyerFailedDeliveryReturnInitiator="cancellation-customer",
                     buyerFailedDeliveryReason="Berubah\npikiran")).order  # fmt: skip
    assert (order.cancel_by, order.cancel_reason) == ("buyer", "Berubah\npikiran")


def test_parcels_that_differ_stay_with_their_pieces():
    come = told(row(1), row(2, trackingCode="LXAD0002"))
    assert come.order.tracking == "LXAD0001"
    assert json.loads(come.lines[1].extra)["trackingCode"] == "LXAD0002"


def test_77_columns_and_another_spelling():
    header = (
        (HEADER + " | platformDiscountTotal")
        .replace("rtsSla", "rtaSla")
        .replace("deliveredDate", "deliveryDate")
    )
    cells = {k: v for k, v in ROW.items() if k != "rtsSla"}
    cells |= {"rtaSla": "28 Aug 2023 23:59", "deliveryDate": "30 Aug 2023 12:00",
              "platformDiscountTotal": "-1000"}  # fmt: skip
    come = told(cells, header=header)
    assert come.order.ship_by == at("2023-08-28 23:59")
    assert come.order.delivered_at == at("2023-08-30 12:00")
    assert json.loads(come.line.extra)["platformDiscountTotal"] == "-1000"


def test_the_older_english_labels():
    header = ("Order Item Id | Lazada Id | Seller SKU | Lazada SKU | Created at | Updated at"
              " | Order Number | Customer Name | Shipping Name | Payment Method | Paid Price"
              " | Unit Price | Shipping Fee | Item Name | Variation | Shipping Provider"
              " | Tracking Code | Status | Cancel / Return Initiator | Reason | Reason Detail"
              " | Editor")  # fmt: skip
    cells = {"Order Item Id": "1", "Seller SKU": "MUG-B", "Order Number": "9",
             "Created at": "25 Aug 2023 10:15", "Paid Price": "19,000.00", "Unit Price": "25000",
             "Item Name": "Mug", "Status": "shipped", "Tracking Code": "LX1",
             "Payment Method": "COD"}  # fmt: skip
    order = told(cells, header=header).order
    assert (order.total, order.fulfilment, order.tracking) == (rp(19_000), "in_transit", "LX1")
    assert (order.cod, order.payment) == (1, "cod_due")


def test_a_bad_piece_keeps_the_whole_order_out():
    come = told(row(1), row(2, paidPrice="murah"), row(3, orderNumber="77"), row(4))
    assert come.numbers == ["77"]
    assert [(r.row, r.column) for r in come.rejects] == [(3, "paidPrice")]
    assert come.refused == 1


@pytest.mark.parametrize("name", ["orderItemId", "orderNumber", "lazadaId", "trackingCode"])
def test_rounded_ids_refuse_the_file(name):
    with pytest.raises(Damaged, match=name):
        told(row(1, **{name: "2.00000E+15"}))
