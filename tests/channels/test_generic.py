import json

import pytest
from tests.channels.rig import at, convert, head, rp, sheet

from shopdesk.channels.convert import LINE_FIELDS, ORDER_FIELDS
from shopdesk.channels.generic import (
    MAPPABLE,
    guess_header,
    missing,
    signature_of,
    spec_from_mapping,
    suggest,
)
from shopdesk.refusal import Refusal

HEADER = ("No Order", "Tgl", "Nama Penerima", "No. HP", "Alamat", "Barang", "Qty", "Harga (Rp)",
          "Ongkir", "Total Bayar", "Status", "Status Bayar", "Kurir", "Resi", "Keterangan",
          "Kartu Ucapan")  # fmt: skip
MAPPING = {
    "number": "No Order", "placed_at": "Tgl", "recipient": "Nama Penerima", "phone": "No. HP",
    "address": "Alamat", "name": "Barang", "qty": "Qty", "price": "Harga (Rp)",
    "shipping_fee": "Ongkir", "total": "Total Bayar", "status": "Status",
    "payment_text": "Status Bayar", "courier": "Kurir", "tracking": "Resi",
    "buyer_note": "Keterangan",
}  # fmt: skip
ROW = {
    "No Order": "WA-001", "Tgl": "25/08/2026 10.15", "Nama Penerima": "Uji", "No. HP": "'0812",
    "Alamat": "Jl. Uji 5", "Barang": "Mug", "Qty": 2, "Harga (Rp)": "Rp 20.000", "Ongkir": 9000,
    "Total Bayar": "49.000", "Status": "Dikemas", "Status Bayar": "Lunas", "Kurir": "JNE",
    "Kartu Ucapan": "Merah",
}  # fmt: skip


def told(*rows, header=HEADER, mapping=MAPPING, **how):
    spec = spec_from_mapping(header, mapping, **how)
    return convert(sheet(header, *rows), specs=[spec])


def test_a_mapped_sheet_converts_like_any_other():
    come = told(ROW, channel="whatsapp")
    order, line = come.order, come.line
    assert (order.number, order.placed_at) == ("WA-001", at("2026-08-25 10:15"))
    assert (order.total, order.subtotal, order.shipping_fee) == (rp(49_000), rp(40_000), rp(9_000))
    assert (order.payment, order.fulfilment) == ("paid", "packed")
    assert (order.recipient, order.phone, order.courier) == ("Uji", "0812", "JNE")
    assert (line.name, line.qty, line.price) == ("Mug", 2, rp(20_000))
    assert json.loads(order.extra) == {"Kartu Ucapan": "Merah"}
    assert (come.rejects, come.warnings) == ([], [])


def test_rows_may_stand_anywhere_and_a_blank_number_is_the_order_above():
    other = ROW | {"No Order": "WA-002"}
    come = told(
        ROW, {"Barang": "Piring", "Qty": 1, "Harga (Rp)": 5000}, other, ROW | {"Barang": "Gelas"}
    )
    assert [(line.number, line.name) for line in come.lines] == [
        ("WA-001", "Mug"), ("WA-001", "Piring"), ("WA-001", "Gelas"), ("WA-002", "Mug"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "payment", "fulfilment", "cancelled"),
    [
        ("Belum Bayar", "unpaid", "new", 0), ("Perlu Dikirim", "paid", "ready", 0),
        ("Dikirim", "paid", "in_transit", 0), ("Terkirim", "paid", "delivered", 0),
        ("Selesai", "paid", "delivered", 0), ("Batal", "unpaid", "new", 1),
        ("new", "paid", "ready", 0), ("Packed", "paid", "packed", 0),
        ("Shipped", "paid", "in_transit", 0), ("DELIVERED", "paid", "delivered", 0),
        ("completed", "paid", "delivered", 0), ("cancelled", "unpaid", "new", 1),
        ("Retur", "refunded", "returned_to_sender", 0), ("hilang", "paid", "lost", 0),
    ],
)  # fmt: skip
def test_common_words_for_a_status(status, payment, fulfilment, cancelled):
    order = told(ROW | {"Status": status, "Status Bayar": ""}).order
    assert (order.payment, order.fulfilment, order.cancelled) == (payment, fulfilment, cancelled)
    assert order.problem is None


@pytest.mark.parametrize(
    ("word", "payment"),
    [("Lunas", "paid"), ("Belum", "unpaid"), ("COD", "cod_due"), ("paid", "paid"),
     ("Refund", "refunded"), ("expired", "expired"), ("ditolak", "denied")],
)  # fmt: skip
def test_a_payment_column_speaks_for_itself(word, payment):
    order = told(ROW | {"Status": "", "Status Bayar": word}).order
    assert (order.payment, order.fulfilment, order.problem) == (payment, "ready", None)
    assert order.cod == (payment == "cod_due")


def test_without_any_status_an_order_is_paid_and_ready():
    mapping = {k: v for k, v in MAPPING.items() if k not in {"status", "payment_text"}}
    order = told(ROW, mapping=mapping).order
    assert (order.payment, order.fulfilment, order.problem) == ("paid", "ready", None)
    assert json.loads(order.extra)["Status"] == "Dikemas"


def test_unknown_words_are_problems():
    assert told(ROW | {"Status": "otw"}).order.problem == "unknown status: otw"
    assert told(ROW | {"Status Bayar": "DP"}).order.problem == "unknown payment status: DP"


def test_a_total_that_nobody_states_is_worked_out():
    mapping = {k: v for k, v in MAPPING.items() if k != "total"}
    assert told(ROW, mapping=mapping).order.total == rp(49_000)


@pytest.mark.parametrize(
    ("dates", "text"),
    [("dmy", "05/08/2026 10:15"), ("mdy", "08/05/2026 10:15 AM"), ("ymd", "2026/08/05 10:15"),
     ("dmy", "2026-08-05 10:15"), ("dmy", "5 Agustus 2026 10:15"), ("dmy", "05-08-2026 10.15")],
)  # fmt: skip
def test_date_styles(dates, text):
    assert told(ROW | {"Tgl": text}, dates=dates).order.placed_at == at("2026-08-05 10:15")


@pytest.mark.parametrize(
    ("style", "text"), [("id", "1.250,50"), ("us", "1,250.50"), ("plain", "1250.50")]
)
def test_number_styles_and_currency(style, text):
    cells = ROW | {"Harga (Rp)": text, "Ongkir": "", "Total Bayar": text, "Qty": "1"}
    come = told(cells, style=style, currency="USD")
    assert (come.line.price, come.order.currency) == (125_050, "USD")


def test_small_numbers_are_believed_here():
    assert told(ROW | {"Harga (Rp)": 500}).line.price == rp(500)


def test_bad_cells_are_rejected_with_their_place():
    come = told(ROW | {"Qty": "banyak"}, ROW | {"No Order": "WA-002", "Tgl": "besok"})
    assert [(r.row, r.column, r.value) for r in come.rejects] == [
        (2, "Qty", "banyak"), (3, "Tgl", "besok"),
    ]  # fmt: skip
    assert come.orders == {}


def test_what_is_needed_and_what_is_not_there():
    assert missing({}) == ["Order number", "Quantity", "SKU / Product"]
    assert missing({"number": "a", "qty": "b", "sku": "c"}) == []
    with pytest.raises(Refusal, match="Quantity"):
        spec_from_mapping(HEADER, {"number": "No Order", "name": "Barang"})
    with pytest.raises(Refusal, match="Jumlah"):
        spec_from_mapping(HEADER, MAPPING | {"qty": "Jumlah"})


def test_a_signature_survives_spelling_but_not_another_column():
    noisy = [f" {name.upper()}\u00a0" for name in HEADER]
    assert signature_of(noisy) == signature_of(HEADER) == signature_of([*HEADER, ""])
    assert signature_of(HEADER[:-1]) != signature_of(HEADER)
    assert signature_of(HEADER[::-1]) != signature_of(HEADER)
    assert spec_from_mapping(noisy, MAPPING).format == f"generic.{signature_of(HEADER)}"


def test_the_header_of_an_unknown_sheet_is_guessed():
    rows = [["Rekap Toko Uji"], [], *sheet(HEADER, ROW)]
    assert guess_header(head(rows)) == (2, HEADER)
    assert guess_header(head([[1, 2], ["a"]])) is None


def test_suggestions_in_both_languages():
    sample = sheet(HEADER, ROW)[1:]
    found = suggest(HEADER, sample)
    assert found == MAPPING
    english = ("Order ID", "Order Date", "Customer Name", "Item SKU", "Item", "Qty",
               "Unit Price", "Order Total", "Status", "Tracking Number", "Shipping Address",
               "Phone Number")  # fmt: skip
    found = suggest(english, [])
    assert found == {
        "number": "Order ID", "placed_at": "Order Date", "buyer": "Customer Name",
        "sku": "Item SKU", "name": "Item", "qty": "Qty", "price": "Unit Price",
        "total": "Order Total", "status": "Status", "tracking": "Tracking Number",
        "address": "Shipping Address", "phone": "Phone Number",
    }  # fmt: skip


def test_a_column_that_cannot_be_numbers_is_not_offered_as_such():
    header = ("Order", "Jumlah", "Pcs", "Produk")
    found = suggest(header, [("A1", "dua lusin", 24, "Mug")])
    assert found["qty"] == "Pcs"
    assert suggest(("Tanggal",), [("Senin",)]) == {}


def test_the_fields_on_offer_exist():
    texts = {"status", "payment_text"}
    assert {entry.field for entry in MAPPABLE} <= {*ORDER_FIELDS, *LINE_FIELDS, *texts}
    assert len({entry.label() for entry in MAPPABLE}) == len(MAPPABLE)
    assert {entry.field for entry in MAPPABLE if entry.required} == {"number", "qty", "sku", "name"}
