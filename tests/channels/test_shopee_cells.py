"""Shopee order exports: what a spreadsheet program damaged, bad cells, cards, clocks."""

import pytest
from tests.channels.rig import at, convert, rp, sheet
from tests.channels.shopee import ROW, STANDARD, one, row

from shopdesk.channels.convert import Damaged


def test_ids_are_text():
    told = one(number="'2409010ABCDE01\t ", resi=123456789012, sku=4711.0)
    assert (told.order.number, told.order.tracking, told.line.sku) == (
        "2409010ABCDE01", "123456789012", "4711",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("number", 5.764607523034235e17), ("number", "5.76E+17"), ("number", "5,76461E+17"),
        ("resi", "1.23457E+14"), ("sku", 2.0**53), ("number", 576460752303423000),
        ("number", "576460752303423488.0"),
    ],
)  # fmt: skip
def test_an_id_that_a_spreadsheet_rounded_refuses_the_file(name, cell):
    with pytest.raises(Damaged, match="row 3") as refused:
        convert(sheet(STANDARD, row(), row(**{"number": "X2", name: cell})), "orders")
    reject = refused.value.reject
    assert (reject.sheet, reject.row) == ("orders", 3)
    assert reject.column in {"No. Pesanan", "No. Resi", "Nomor Referensi SKU"}
    assert reject.value in str(refused.value)


def test_a_whole_number_beyond_a_float_is_an_id_like_any_other():
    assert one(number=576460752303423487).order.number == "576460752303423487"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("price", 86.33), ("total", 1300.5), ("price", "86.33"), ("subtotal", "15.5"),
        ("Diskon Dari Penjual", "1.2"), ("price", 89), ("total", 45.0), ("list_price", "89"),
        ("price", "Rp15.5"), ("price", "15.0"),
    ],
)  # fmt: skip
def test_a_lost_thousands_dot_refuses_the_file(name, cell):
    with pytest.raises(Damaged, match=r"15\.000 became 15") as refused:
        convert(sheet(STANDARD, row(), row(**{"number": "X2", name: cell})), "orders")
    assert refused.value.reject.row == 3
    assert "orders.xlsx" in str(refused.value)


def test_a_column_of_millions_and_hundreds_without_thousands_is_damaged():
    cells = {"price": "1.300.975", "qty": "1", "subtotal": "1.300.975"}
    small = {"price": " 500", "qty": "1", "subtotal": "500"}
    rows = sheet(
        STANDARD, row(**cells, list_price="1.300.975"), row(number="X2", **small), row(number="X3")
    )
    assert len(convert(rows).orders) == 3
    with pytest.raises(Damaged) as refused:
        convert(rows[:3], step=1)
    assert (refused.value.reject.row, refused.value.reject.value) == (3, "500")
    assert refused.value.reject.column == "Harga Setelah Diskon"


def test_an_untouched_file_passes():
    rows = sheet(
        STANDARD,
        row(price="500", list_price="500", subtotal="1.000", total="10.000"),
        row(number="X2", price="15.000", subtotal="30.000"),
        row(number="X3", price="1.300.975", list_price="1.300.975", subtotal="2.601.950",
            **{"Diskon Dari Penjual": "2.273,67", "Potongan Koin Shopee": "10205"}),
    )  # fmt: skip
    told = convert(rows)
    assert [line.price for line in told.lines] == [rp(500), rp(15_000), rp(1_300_975)]
    assert told.lines[2].discount == 227_367
    assert told.warnings == []


@pytest.mark.parametrize(
    ("name", "cell", "column"),
    [
        ("qty", "", "Jumlah"), ("qty", "dua", "Jumlah"), ("qty", "1,5", "Jumlah"),
        ("qty", "-1", "Jumlah"), ("price", "gratis", "Harga Setelah Diskon"),
        ("Waktu Pesanan Dibuat", "kemarin", "Waktu Pesanan Dibuat"),
        ("Waktu Pesanan Dibuat", "2024-02-31 10:00", "Waktu Pesanan Dibuat"),
        ("Waktu Pesanan Dibuat", "1999-09-01 10:00", "Waktu Pesanan Dibuat"),
        ("total", True, "Total Pembayaran"),
    ],
)  # fmt: skip
def test_a_bad_cell_refuses_its_whole_order_and_no_other(name, cell, column):
    rows = sheet(
        STANDARD, row(), row(number="X2"), row(number="X2", **{name: cell}), row(number="X3")
    )
    if name not in {"qty", "price"}:
        rows[2], rows[3] = rows[3], rows[2]
    told = convert(rows, "orders")
    assert told.numbers == ["2409010ABCDE01", "X3"]
    (reject,) = told.rejects
    assert (reject.sheet, reject.column) == ("orders", column)
    assert reject.row == (4 if name in {"qty", "price"} else 3)
    assert reject.reason
    assert told.refused == 1


def test_a_row_without_an_order_number_is_refused():
    told = convert(sheet(STANDARD, row(number=""), row()))
    assert told.numbers == ["2409010ABCDE01"]
    (reject,) = told.rejects
    assert (reject.row, reject.column, reject.value) == (2, "No. Pesanan", "")


def test_card_numbers_never_leave():
    told = one(
        note="Kartu 4111 1111 1111 1111 ya",
        Catatan="CVV 123",
        **{"Nama Produk": "Mug 4111-1111-1111-1111"},
    )
    assert "4111 1111" not in told.order.buyer_note
    assert told.order.buyer_note.endswith("1111 ya")
    assert told.order.seller_note == "CVV ***"
    assert "4111-1111" not in told.line.name
    header = [*STANDARD, "Info"]
    told = convert(sheet(header, row(Info=4111111111111111)))
    assert "4111111111111111" not in told.order.extra


def test_tracking_and_order_numbers_are_no_cards():
    told = one(number="4111111111111111", resi="4111111111111111")
    assert told.order.number == told.order.tracking == "4111111111111111"


def test_zone_and_shift_of_days():
    told = convert(sheet(STANDARD, ROW), zone="Asia/Makassar", shift_days=10)
    assert told.order.placed_at == at("2024-09-11 10:15", "Asia/Makassar")


def test_typed_cells_mean_the_same_as_text():
    told = one(price=20000, subtotal=40000.0, list_price=25000, total=45500, qty=2.0,
               **{"Waktu Pesanan Dibuat": "2024-09-01 10:15:00"})  # fmt: skip
    assert (told.line.price, told.line.qty, told.order.total) == (rp(20_000), 2, rp(45_500))
    assert told.order.placed_at == at("2024-09-01 10:15")
